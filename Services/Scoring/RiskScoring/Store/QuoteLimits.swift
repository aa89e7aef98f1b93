import Models

/// Bounds, in bytes, on what is stored of an article's words, so that an assessment with all its quotes stays within
/// its topic's limit whatever an article contains.
enum QuoteLimits {
  static let quote = 1000
  static let title = 300
  /// A longer address is omitted, because a cut one would lead elsewhere.
  static let url = 1000
  static let subjects = 100
  static let actors = 8
  static let actor = 200

  /// The beginning of a text, at most `bytes` long in UTF-8, cut between Unicode scalars.
  static func cut(_ text: String, to bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: bytes)
    while String.Index(end, within: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }

  /// The beginning of a quote, verbatim, with the offsets of the shorter text.
  static func cut(_ quote: TextSpan) -> TextSpan {
    let text = cut(quote.text, to: Self.quote)
    return TextSpan(text: text, start: quote.start, end: quote.start + text.utf8.count)
  }
}
