/// A text after the removal of what hides its words, with a mapping of its offsets to those of the published text.
///
/// Invisible marks (zero-width, direction, soft hyphen, byte order mark) are removed, ligatures and full-width letters
/// and digits are spelled out, and UTF-8 that was once read as windows-1252 (`Ã©`, `â€™`) is restored. Nothing else
/// changes.
package struct RepairedText: Hashable, Sendable {
  package let text: String
  /// In ascending order, without overlap.
  private let edits: [Edit]

  /// The replacement of a piece of the published text, as ranges of UTF-8 bytes in both texts.
  private struct Edit: Hashable, Sendable {
    let repaired: Range<Int>
    let published: Range<Int>
  }

  /// Nil where there is nothing to repair.
  package init?(_ published: String) {
    var published = published
    guard let (bytes, edits) = published.withUTF8(Self.repair) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    self.edits = edits
  }

  /// Maps an offset of the repaired text, at which something begins, to the published text. Marks that were removed
  /// directly before it are left out.
  package func publishedStart(_ repaired: Int) -> Int {
    guard let edit = lastEdit(where: { $0.repaired.lowerBound <= repaired }) else { return repaired }
    if repaired < edit.repaired.upperBound { return edit.published.lowerBound }
    return edit.published.upperBound + (repaired - edit.repaired.upperBound)
  }

  /// Maps an offset of the repaired text, before which something ends, to the published text. Marks that were removed
  /// directly after it are left out.
  package func publishedEnd(_ repaired: Int) -> Int {
    guard let edit = lastEdit(where: { $0.repaired.lowerBound < repaired }) else { return repaired }
    return edit.published.upperBound + max(0, repaired - edit.repaired.upperBound)
  }

  /// Maps an offset of the published text, at which something begins, to the repaired text.
  package func repairedStart(_ published: Int) -> Int {
    guard let edit = edits.last(where: { $0.published.lowerBound <= published }) else { return published }
    if published < edit.published.upperBound { return edit.repaired.lowerBound }
    return edit.repaired.upperBound + (published - edit.published.upperBound)
  }

  /// The last edit for which `isBefore` is true; it must be true for the first edits and false for all after them.
  private func lastEdit(where isBefore: (Edit) -> Bool) -> Edit? {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(edits[middle]) { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? edits[low - 1] : nil
  }

  private static func repair(_ bytes: UnsafeBufferPointer<UInt8>) -> ([UInt8], [Edit])? {
    var output: [UInt8] = []
    var edits: [Edit] = []
    var copied = 0
    var at = 0
    while at < bytes.count {
      guard bytes[at] >= 0xC2 else {
        at = bytes.endOfASCII(from: at + 1)
        continue
      }
      guard let (replacement, length) = TextDefect.replacement(in: bytes, at: at) else {
        at += bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
        continue
      }
      if edits.isEmpty { output.reserveCapacity(bytes.count) }
      output += bytes[copied..<at]
      edits.append(
        Edit(repaired: output.count..<output.count + replacement.count, published: at..<at + length))
      output += replacement
      at += length
      copied = at
    }
    guard !edits.isEmpty else { return nil }
    output += bytes[copied...]
    return (output, edits)
  }
}
