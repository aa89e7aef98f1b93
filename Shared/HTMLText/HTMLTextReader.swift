import CLibxml2

/// Makes plain text of HTML: paragraphs are parted by an empty line, lines by a line feed, other white space is one
/// space, entities are decoded; scripts, styles, titles, forms' controls and embedded objects are left out.
///
/// Safe on hostile input: time and memory are bounded by the length and nothing is fetched. The text may hold what looks
/// like markup: who shows it must escape it.
package struct HTMLTextReader: Sendable {
  /// How deep elements may lie inside of one another.
  package var maximumDepth = 512
  /// How many bytes the text may have.
  package var maximumBytes: Int

  package init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  package func text(of html: String) throws(HTMLRefusal) -> String {
    var html = html
    let collector = TextCollector(maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    let refusedTag = html.withUTF8 { bytes -> Int? in
      if let offset = TagGuard.firstRefused(in: bytes) { return offset }
      if bytes.contains(0) {
        // libxml2 takes a zero byte for the end.
        bytes.map { $0 == 0 ? 0x20 : $0 }.withUnsafeBufferPointer { collector.read($0) }
      } else {
        collector.read(bytes)
      }
      return nil
    }
    if let refusedTag { throw .tagTooLong(offset: refusedTag) }
    if let refusal = collector.refusal { throw refusal }
    return collector.text
  }
}
