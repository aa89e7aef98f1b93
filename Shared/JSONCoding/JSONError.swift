/// Why a document was refused: one place, what was found there, and what was expected.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable code, in snake case. Other modules add their own.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// Not JSON by RFC 8259, for example a byte order mark, a trailing comma, or anything after the document.
    package static let syntax = Code(rawValue: "json_syntax")
    /// Arrays and objects that are nested deeper than the limit.
    package static let depth = Code(rawValue: "json_depth")
    /// A document of more bytes than the limit, of which nothing was read.
    package static let tooLarge = Code(rawValue: "json_too_large")
    /// An object that contains a key twice.
    package static let duplicateKey = Code(rawValue: "json_duplicate_key")
    /// A number that fits neither a 64-bit integer nor a finite double, or is outside the range of its field.
    package static let numberRange = Code(rawValue: "json_number_range")
    /// Bytes that are not UTF-8, or an escaped surrogate without its pair.
    package static let utf8 = Code(rawValue: "json_utf8")
    /// An unescaped control character in a string.
    package static let controlCharacter = Code(rawValue: "json_control_character")
    /// A required field is absent or null.
    package static let missingField = Code(rawValue: "missing_field")
    package static let wrongType = Code(rawValue: "wrong_type")
    /// A value of the right type that the field does not allow.
    package static let invalidValue = Code(rawValue: "invalid_value")
  }

  package let code: Code
  /// The path to the value, such as `$.events[3].when`; nil if the document could not be parsed.
  package let path: String?
  /// The byte offset of the error; nil if the document was parsed, or was refused as a whole for its size or depth.
  package let offset: Int?
  /// What was found and what was expected.
  package let problem: String

  package init(_ code: Code, at path: String? = nil, offset: Int? = nil, _ problem: String) {
    self.code = code
    self.path = path
    self.offset = offset
    self.problem = problem
  }

  /// The error as one line of bounded length, for people to read.
  package var description: String {
    if let path { return "\(path): \(problem)" }
    if let offset { return "byte \(offset): \(problem)" }
    return problem
  }
}
