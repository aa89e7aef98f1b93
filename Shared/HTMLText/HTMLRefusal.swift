import Markup

/// Why HTML was refused. A retry with the same HTML fails again.
package enum HTMLRefusal: Error, Hashable, Sendable {
  case markup(MarkupRefusal)
  /// The text has more than `limit` bytes.
  case tooLarge(limit: Int)

  /// A stable code, for dead letters.
  package var code: String {
    switch self {
    case .markup(.tagTooLong): "html_tag_too_long"
    case .markup(.tooDeep): "html_depth"
    case .markup(.tooLarge), .tooLarge: "article_too_large"
    }
  }

  package var message: String {
    switch self {
    case .markup(.tagTooLong(let offset, let limit)):
      "html: the tag at byte \(offset) has more than \(limit) attributes; publish plain text in body"
    case .markup(.tooDeep(let limit)):
      "html: elements nested deeper than \(limit); publish plain text in body"
    case .markup(.tooLarge(let limit)):
      "html: the page has more than \(limit) bytes; publish plain text in body"
    case .tooLarge(let limit):
      "html: its text is longer than \(limit) bytes; publish it in parts"
    }
  }
}
