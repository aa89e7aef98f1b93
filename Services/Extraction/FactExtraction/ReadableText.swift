import Models
import ReferenceData
import TextNormalisation

/// The text of an article as it is read for facts: repaired, and without the sentences in which a publisher repeats what
/// it had wrong. Facts found in it are given at their places in the published text.
struct ReadableText {
  let text: String
  let bodyStart: Int
  private let published: String
  private let repaired: RepairedText?

  init(_ article: NormalisedArticle, notices: [String]) {
    published = article.text
    repaired = RepairedText(article.text)
    text = Self.withoutNotices(repaired?.text ?? article.text, notices)
    bodyStart = repaired?.repairedStart(article.bodyStart) ?? article.bodyStart
  }

  /// Moves the places of facts found in `text` into the published text.
  func moveToPublished(_ document: inout FactsDocument) {
    guard let repaired else { return }
    let bytes = Array(published.utf8)
    document.mapPlaces { range in
      TextRange(start: repaired.publishedStart(range.start), end: repaired.publishedEnd(range.end))
    } _: { range in
      String(decoding: bytes[range.start..<max(range.start, range.end)], as: UTF8.self)
    }
  }

  /// With spaces in place of each sentence that has the words of a notice: the length in bytes is the same.
  private static func withoutNotices(_ text: String, _ notices: [String]) -> String {
    var bytes = Array(text.utf8)
    let patterns = notices.map { Array($0.utf8) }
    let firsts = Set(patterns.compactMap(\.first))
    var isChanged = false
    var at = 0
    while at < bytes.count {
      let byte = lower(bytes[at])
      guard firsts.contains(byte), patterns.contains(where: { matches($0, bytes, at) }) else {
        at += 1
        continue
      }
      let range = sentence(around: at, in: bytes)
      for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
      isChanged = true
      at = range.upperBound
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  private static func matches(_ pattern: [UInt8], _ bytes: [UInt8], _ start: Int) -> Bool {
    guard start + pattern.count <= bytes.count else { return false }
    for (offset, byte) in pattern.enumerated() where lower(bytes[start + offset]) != byte { return false }
    return true
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// From after the full stop or line break before to the full stop or line break after.
  private static func sentence(around place: Int, in bytes: [UInt8]) -> Range<Int> {
    var start = place
    while start > 0, !isEnd(bytes, start - 1) { start -= 1 }
    var end = place
    while end < bytes.count, !isEnd(bytes, end) { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  private static func isEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): index + 1 == bytes.count || bytes[index + 1] <= 0x20
    // The last byte of the Chinese full stop, U+3002.
    case 0x82: index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE3
    default: false
    }
  }
}
