import JSONCoding
import TestSupport

/// A random document, as text in which the same value can be spelt in many ways, and as the value that it means.
indirect enum AnyJSON: Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([AnyJSON])
  case object([String: AnyJSON])
}

extension SeededGenerator {
  /// Without U+FEFF, which Foundation drops from strings.
  fileprivate mutating func plainText() -> String {
    String(String.UnicodeScalarView(text().unicodeScalars.filter { $0 != "\u{FEFF}" }))
  }
}

extension AnyJSON {
  static func random(_ random: inout SeededGenerator, depth: Int = 5) -> AnyJSON {
    switch random.int(0...(depth > 0 ? 9 : 5)) {
    case 0: .null
    case 1: .bool(random.oneIn(2))
    case 2, 3: .number(random.double())
    case 4, 5: .string(random.plainText())
    case 6, 7: .array((0..<random.int(0...5)).map { _ in .random(&random, depth: depth - 1) })
    default:
      .object(
        Dictionary(
          (0..<random.int(0...random.pick([3, 5, 40]))).map { _ in
            (random.plainText(), .random(&random, depth: depth - 1))
          },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// With white space and escapes wherever the generator puts them.
  func spelt(_ random: inout SeededGenerator) -> String {
    func space() -> String { random.oneIn(4) ? random.pick([" ", "\n", "\r\n", "\t", "  "]) : "" }
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let value): return "\(value)"
    case .string(let value): return Self.spell(value, &random)
    case .array(let elements):
      var text = "["
      for (index, element) in elements.enumerated() {
        text += (index > 0 ? "," : "") + space() + element.spelt(&random) + space()
      }
      return text + space() + "]"
    case .object(let fields):
      var text = "{"
      for (index, key) in fields.keys.sorted(by: { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        .enumerated()
      {
        text += (index > 0 ? "," : "") + space() + Self.spell(key, &random) + space() + ":" + space()
        text += (fields[key] ?? .null).spelt(&random)
      }
      return text + space() + "}"
    }
  }

  private static func spell(_ text: String, _ random: inout SeededGenerator) -> String {
    var spelt = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || random.oneIn(12) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: random.oneIn(2))
          spelt += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        spelt.unicodeScalars.append(scalar)
      }
    }
    return spelt + "\""
  }

  init(_ value: JSONValue) throws(JSONError) {
    if value.isNull {
      self = .null
    } else if let flag = try? value.bool() {
      self = .bool(flag)
    } else if let number = try? value.double() {
      self = .number(number)
    } else if let text = try? value.string() {
      self = .string(text)
    } else if value.isObject {
      let object = try value.object()
      var fields: [String: AnyJSON] = [:]
      for (key, field) in object.fields { fields[key] = try AnyJSON(field) }
      self = .object(fields)
    } else {
      var elements: [AnyJSON] = []
      for element in try value.array() { elements.append(try AnyJSON(element)) }
      self = .array(elements)
    }
  }
}
