/// A strict scanner for RFC 8259 that finds where, and why, bytes stop being a document that `JSONParser` accepts.
///
/// It locates errors, and is the oracle against which the parser is tested. It does not recurse, and takes linear time.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let depthLimit: Int
  private var at = 0
  /// The open containers, outermost first: true for an object, false for an array.
  private var open: [Bool] = []

  /// The first error; nil for a valid document within the depth limit. Size and duplicate keys are not checked.
  static func failure(in bytes: UnsafeBufferPointer<UInt8>, limits: JSONParser.Limits) -> JSONError? {
    var scanner = JSONScanner(bytes: bytes, depthLimit: limits.depth)
    do {
      try scanner.document()
      return nil
    } catch {
      return error
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  private mutating func document() throws(JSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw syntax("found a byte order mark; expected a JSON value") }
    skipSpace()
    try value()
    while let isObject = open.last {
      skipSpace()
      switch (current, isObject) {
      case (UInt8(ascii: ","), _):
        at += 1
        skipSpace()
        if isObject { try key() }
        try value()
      case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false):
        at += 1
        open.removeLast()
      default:
        throw syntax("found \(found); expected ',' or '\(isObject ? "}" : "]")'")
      }
    }
    skipSpace()
    if at < bytes.count { throw syntax("found \(found) after the document; expected nothing") }
  }

  /// Reads a scalar, or opens containers until the first scalar or empty container has been read.
  private mutating func value() throws(JSONError) {
    while true {
      switch current {
      case UInt8(ascii: "{"):
        try descend(isObject: true)
        if take(UInt8(ascii: "}")) {
          open.removeLast()
          return
        }
        try key()
      case UInt8(ascii: "["):
        try descend(isObject: false)
        if take(UInt8(ascii: "]")) {
          open.removeLast()
          return
        }
      case UInt8(ascii: "\""): return try string()
      case UInt8(ascii: "t"): return try literal("true")
      case UInt8(ascii: "f"): return try literal("false")
      case UInt8(ascii: "n"): return try literal("null")
      case UInt8(ascii: "-"): return try number()
      case _ where isDigit: return try number()
      default: throw syntax("found \(found); expected a JSON value")
      }
    }
  }

  private mutating func descend(isObject: Bool) throws(JSONError) {
    guard open.count < depthLimit else {
      throw JSONError(
        .depth, offset: at, "arrays and objects are nested deeper than the \(depthLimit) levels that are read")
    }
    open.append(isObject)
    at += 1
    skipSpace()
  }

  private mutating func key() throws(JSONError) {
    guard current == UInt8(ascii: "\"") else { throw syntax("found \(found); expected a key in quotation marks") }
    try string()
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw syntax("found \(found); expected ':' after the key") }
    skipSpace()
  }

  private mutating func literal(_ word: StaticString) throws(JSONError) {
    let count = word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: count)
    guard at + count <= bytes.count, bytes[at..<at + count].elementsEqual(expected) else {
      throw syntax("found \(found); expected \(word)")
    }
    at += count
    try endOfScalar()
  }

  private mutating func endOfScalar() throws(JSONError) {
    switch current {
    case nil, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return
    default: throw syntax("found \(found) right after a value; expected ',' or an end")
    }
  }
}

// MARK: Numbers
extension JSONScanner {
  private mutating func number() throws(JSONError) {
    let start = at
    let isNegative = take(UInt8(ascii: "-"))
    let digits = at
    if take(UInt8(ascii: "0")) {
      if isDigit { throw syntax("a number must not begin with a zero") }
    } else {
      try skipDigits()
    }
    let integerEnd = at
    if take(UInt8(ascii: ".")) { try skipDigits() }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      at += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try skipDigits()
    }
    try endOfScalar()
    let fits: Bool
    if at == integerEnd {
      let magnitude = UInt64(String(decoding: bytes[digits..<at], as: UTF8.self))
      fits = magnitude.map { !isNegative || $0 <= UInt64(1) << 63 } ?? false
    } else {
      fits = Double(String(decoding: bytes[start..<at], as: UTF8.self))?.isFinite ?? false
    }
    if !fits {
      throw JSONError(
        .numberRange, offset: start, "the number fits neither a 64-bit integer nor a double; expected one that does")
    }
  }

  private var isDigit: Bool { current.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false }

  private mutating func skipDigits() throws(JSONError) {
    guard isDigit else { throw syntax("found \(found); expected a digit") }
    while isDigit { at += 1 }
  }
}

// MARK: Strings
extension JSONScanner {
  private mutating func string() throws(JSONError) {
    let start = at
    at += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case 0x00..<0x20:
        throw JSONError(
          .controlCharacter, offset: at,
          "found the control character U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)) in a "
            + "string; expected it escaped")
      case 0x20..<0x80: at += 1
      default: try multibyte()
      }
    }
    throw JSONError(.syntax, offset: start, "the string that begins here has no end")
  }

  private mutating func escape() throws(JSONError) {
    at += 1
    switch current {
    case UInt8(ascii: "u"):
      at += 1
      let start = at - 2
      let unit = try hexadecimal()
      guard unit & 0xF800 == 0xD800 else { return }
      guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), try hexadecimal() & 0xFC00 == 0xDC00
      else { throw JSONError(.utf8, offset: start, "the escaped surrogate here has no pair; expected one") }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 1
    default: throw syntax("found \(found) after a backslash; expected an escape of JSON")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw syntax("found \(found); expected four hexadecimal digits after \\u")
      }
      unit = unit << 4 | UInt32(digit)
      at += 1
    }
    return unit
  }

  /// Reads one UTF-8 sequence of two to four bytes. Source: Unicode 15, table 3-7.
  private mutating func multibyte() throws(JSONError) {
    let lead = bytes[at]
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    guard count > 0, at + count <= bytes.count, second.contains(bytes[at + 1]),
      bytes[(at + 1)..<(at + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw JSONError(.utf8, offset: at, "the bytes here are not UTF-8; expected UTF-8") }
    at += count
  }
}

// MARK: Bytes
extension JSONScanner {
  private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private var found: String {
    guard let byte = current else { return "the end" }
    if (0x21..<0x7F).contains(byte) { return "'\(Unicode.Scalar(byte))'" }
    return "the byte 0x\(String(byte, radix: 16, uppercase: true))"
  }

  private func syntax(_ problem: String) -> JSONError {
    JSONError(.syntax, offset: at, problem)
  }
}
