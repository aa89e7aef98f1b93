/// Why a text cannot be had of some HTML. Nothing will make the same HTML readable.
package enum HTMLRefusal: Error, Hashable, Sendable {
  /// A tag has too many attributes; `offset` is the byte where it begins.
  case tagTooLong(offset: Int)
  /// Elements lie inside of one another deeper than `limit`.
  case tooDeep(limit: Int)
  /// The text would have more than `limit` bytes.
  case tooLarge(limit: Int)

  /// Stable, for dead letters.
  package var code: String {
    switch self {
    case .tagTooLong: "html_tag_too_long"
    case .tooDeep: "html_depth"
    case .tooLarge: "output_too_large"
    }
  }

  package var message: String {
    switch self {
    case .tagTooLong(let offset):
      "html: the tag at byte \(offset) has more than \(TagGuard.maximumAttributes) attributes; publish plain text in body"
    case .tooDeep(let limit):
      "html: elements nested deeper than \(limit); publish plain text in body"
    case .tooLarge(let limit):
      "html: its text is longer than \(limit) bytes"
    }
  }
}
