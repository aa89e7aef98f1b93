import Foundation

/// Any JSON value as it is written, with the order of its keys. Parsed here and not by the product, so that the
/// product's reader and writer are checked against something else than themselves.
indirect enum JSONTree: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([Field])

  struct Field: Equatable, Sendable {
    var name: String
    var value: JSONTree
  }

  struct Malformed: Error {
    var offset: Int
  }

  init(_ bytes: some Collection<UInt8>) throws {
    var reader = Reader(bytes: Array(bytes))
    self = try reader.value()
    reader.skipSpace()
    guard reader.next == reader.bytes.count else { throw reader.malformed }
  }

  subscript(name: String) -> JSONTree? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  var fields: [Field] { if case .object(let fields) = self { fields } else { [] } }
  var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var strings: [String] { elements.compactMap(\.text) }

  /// The value of either kind of number.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  var type: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

// MARK: Writing
extension JSONTree {
  var bytes: [UInt8] { Array(description.utf8) }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\0"..."\u{1F}": out += "\\u" + String(format: "%04x", scalar.value)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension JSONTree: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.description).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { "\(Self.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
  }
}

// MARK: Reading
private struct Reader {
  let bytes: [UInt8]
  var next = 0

  var malformed: JSONTree.Malformed { JSONTree.Malformed(offset: next) }

  mutating func skipSpace() {
    while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
  }

  mutating func take(_ word: String) -> Bool {
    guard bytes[next...].starts(with: word.utf8) else { return false }
    next += word.utf8.count
    return true
  }

  mutating func expect(_ word: String) throws {
    skipSpace()
    guard take(word) else { throw malformed }
  }

  mutating func value() throws -> JSONTree {
    skipSpace()
    if take("null") { return .null }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    if take("\"") { return .string(try string()) }
    if take("[") {
      return .array(try list(endingIn: "]") { reader throws in try reader.value() })
    }
    if take("{") {
      return .object(
        try list(endingIn: "}") { reader throws in
          try reader.expect("\"")
          let name = try reader.string()
          try reader.expect(":")
          return JSONTree.Field(name: name, value: try reader.value())
        })
    }
    return try number()
  }

  private mutating func list<Element>(
    endingIn end: String, _ element: (inout Reader) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    skipSpace()
    if take(end) { return elements }
    while true {
      elements.append(try element(&self))
      skipSpace()
      if take(end) { return elements }
      try expect(",")
    }
  }

  private mutating func number() throws -> JSONTree {
    let start = next
    while next < bytes.count, "+-.0123456789eE".utf8.contains(bytes[next]) { next += 1 }
    let digits = String(decoding: bytes[start..<next], as: UTF8.self)
    if let value = Int(digits) { return .integer(value) }
    guard let value = Double(digits), value.isFinite else { throw malformed }
    return .number(value)
  }

  /// After the opening quotation mark.
  private mutating func string() throws -> String {
    var out: [UInt16] = []
    var plain = next
    func flush(to end: Int) -> String.UTF16View { String(decoding: bytes[plain..<end], as: UTF8.self).utf16 }
    while next < bytes.count {
      switch bytes[next] {
      case 0x22:
        out += flush(to: next)
        next += 1
        return String(decoding: out, as: UTF16.self)
      case 0x5C:
        out += flush(to: next)
        next += 1
        out.append(try escaped())
        plain = next
      case 0..<0x20: throw malformed
      default: next += 1
      }
    }
    throw malformed
  }

  private mutating func escaped() throws -> UInt16 {
    let escapes: [(String, UInt16)] = [
      ("\"", 0x22), ("\\", 0x5C), ("/", 0x2F), ("b", 8), ("f", 12), ("n", 10), ("r", 13), ("t", 9),
    ]
    for (name, unit) in escapes where take(name) { return unit }
    guard take("u"), next + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[next..<next + 4], as: UTF8.self), radix: 16)
    else { throw malformed }
    next += 4
    return unit
  }
}
