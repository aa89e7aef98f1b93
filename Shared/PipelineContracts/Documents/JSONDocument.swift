import JSONCoding

/// A JSON document for people to read: keys in the order given; a value that fits on one line is written on one line.
package indirect enum JSONDocument: Sendable {
  case object([(name: String, value: JSONDocument)])
  case array([JSONDocument])
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)

  private static let width = 118

  /// The document as text, indented by two spaces, with a line feed at its end.
  package var text: String {
    var text = ""
    write(to: &text, indent: 0, reserved: 0)
    return text + "\n"
  }

  /// - Parameter reserved: the characters that share the line before and after this value.
  private func write(to text: inout String, indent: Int, reserved: Int) {
    let line = compact
    let margin = String(repeating: " ", count: indent + 2)
    switch self {
    case .object(let fields) where indent + reserved + line.unicodeScalars.count > Self.width || indent == 0:
      text += "{\n"
      for (index, field) in fields.enumerated() {
        text += "\(margin)\(Self.quoted(field.name)): "
        field.value.write(to: &text, indent: indent + 2, reserved: field.name.utf8.count + 5)
        text += index == fields.count - 1 ? "\n" : ",\n"
      }
      text += String(repeating: " ", count: indent) + "}"
    case .array(let elements) where indent + reserved + line.unicodeScalars.count > Self.width:
      text += "[\n"
      for (index, element) in elements.enumerated() {
        text += margin
        element.write(to: &text, indent: indent + 2, reserved: 1)
        text += index == elements.count - 1 ? "\n" : ",\n"
      }
      text += String(repeating: " ", count: indent) + "]"
    default: text += line
    }
  }

  private var compact: String {
    switch self {
    case .object(let fields):
      "{ " + fields.map { "\(Self.quoted($0.name)): \($0.value.compact)" }.joined(separator: ", ") + " }"
    case .array(let elements): "[" + elements.map(\.compact).joined(separator: ", ") + "]"
    case .text(let text): Self.quoted(text)
    case .integer(let value): "\(value)"
    case .number(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .boolean(let value): "\(value)"
    }
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.write(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONDocument: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral fields: (String, JSONDocument)...) {
    self = .object(fields.map { (name: $0.0, value: $0.1) })
  }

  package init(arrayLiteral elements: JSONDocument...) { self = .array(elements) }
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }

  /// The object with these fields appended; a value that is no object is returned unchanged.
  func adding(_ fields: (String, JSONDocument)...) -> JSONDocument {
    guard case .object(let own) = self else { return self }
    return .object(own + fields.map { (name: $0.0, value: $0.1) })
  }

  func described(_ meaning: String) -> JSONDocument {
    meaning.isEmpty ? self : adding(("description", .text(meaning)))
  }
}
