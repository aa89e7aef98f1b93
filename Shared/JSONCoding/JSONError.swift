/// Why a document was refused: one place, what was found there, and what was expected.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable code, in snake case. Other modules add their own.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// Not JSON by RFC 8259: also a byte order mark, a trailing comma, anything after the document.
    package static let syntax = Code(rawValue: "json_syntax")
    /// More nested arrays and objects than the limit.
    package static let depth = Code(rawValue: "json_depth")
    /// More bytes than the limit; nothing was read.
    package static let tooLarge = Code(rawValue: "json_too_large")
    /// An object names a key twice.
    package static let duplicateKey = Code(rawValue: "json_duplicate_key")
    /// A number outside the range of 64-bit integers and finite doubles, or of its field.
    package static let numberRange = Code(rawValue: "json_number_range")
    /// Bytes that are not UTF-8, or an escaped surrogate without its pair.
    package static let utf8 = Code(rawValue: "json_utf8")
    /// An unescaped control character in a string.
    package static let controlCharacter = Code(rawValue: "json_control_character")
    /// A required field is absent or null.
    package static let missingField = Code(rawValue: "missing_field")
    package static let wrongType = Code(rawValue: "wrong_type")
    /// Of the right type, but not one of the values that the field can have.
    package static let invalidValue = Code(rawValue: "invalid_value")
  }

  package let code: Code
  /// The place, as `$.events[3].when`; nil where the document could not be read at all.
  package let path: String?
  /// The byte at which the document stops being readable; nil for a readable one.
  package let offset: Int?
  /// What was found and what was expected.
  package let problem: String

  package init(_ code: Code, at path: String? = nil, offset: Int? = nil, _ problem: String) {
    self.code = code
    self.path = path
    self.offset = offset
    self.problem = problem
  }

  /// One line for a person, of bounded length.
  package var description: String {
    if let path { return "\(path): \(problem)" }
    if let offset { return "byte \(offset): \(problem)" }
    return problem
  }
}
