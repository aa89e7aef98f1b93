import Models

/// An inbox line of a topic whose publishers give the key: `{"key":"<id>","value":<JSON>}`, in exactly this form,
/// without spaces. A null value is a tombstone. Lines of other topics are the value alone.
package enum KeyedLine {
  private static let opening = Array(#"{"key":""#.utf8)
  private static let middle = Array(#"","value":"#.utf8)
  private static let null = Array("null".utf8)

  /// - Parameter value: one JSON text on one line; nil is a tombstone.
  package static func encode(key: String, value: [UInt8]?) -> [UInt8] {
    var line = opening
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: line += Array("\\u00".utf8) + [HexDigit.digit(of: byte >> 4), HexDigit.digit(of: byte & 15)]
      default: line.append(byte)
      }
    }
    return line + middle + (value ?? null) + [UInt8(ascii: "}")]
  }

  /// The key and value of a line; nil where the line has another form.
  static func decode(_ line: [UInt8]) -> (key: [UInt8], value: [UInt8]?)? {
    guard line.starts(with: opening), line.last == UInt8(ascii: "}") else { return nil }
    var next = opening.count
    guard let key = key(in: line, &next), !key.isEmpty, line[next...].starts(with: middle) else { return nil }
    let value = line[(next + middle.count)...].dropLast()
    return (key, value.elementsEqual(null) ? nil : Array(value))
  }

  /// The key's bytes up to its closing quotation mark, to which `next` is moved; nil where an escape is invalid or the
  /// quotation mark is missing.
  private static func key(in line: [UInt8], _ next: inout Int) -> [UInt8]? {
    var key: [UInt8] = []
    while next < line.count {
      switch line[next] {
      case UInt8(ascii: "\""): return key
      case UInt8(ascii: "\\"):
        guard let byte = escaped(in: line, &next) else { return nil }
        key.append(byte)
      default:
        key.append(line[next])
        next += 1
      }
    }
    return nil
  }

  private static func escaped(in line: [UInt8], _ next: inout Int) -> UInt8? {
    guard next + 1 < line.count else { return nil }
    switch line[next + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      next += 2
      return line[next - 1]
    case UInt8(ascii: "u"):
      guard next + 6 <= line.count else { return nil }
      let digits = String(decoding: line[next + 2..<next + 6], as: UTF8.self)
      next += 6
      return UInt8(digits, radix: 16).flatMap { $0 < 0x80 ? $0 : nil }
    default: return nil
    }
  }
}
