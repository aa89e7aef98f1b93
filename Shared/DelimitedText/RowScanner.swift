/// Reads rows of separated fields from UTF-8 bytes, one after the other; blank rows are skipped.
struct RowScanner {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
    separator = Self.separator(in: bytes)
  }

  /// The next row that is not blank; nil at the end.
  mutating func next() throws(DelimitedText.Problem) -> DelimitedText.Row? {
    while position < bytes.count {
      let first = line
      var fields: [String] = []
      repeat { fields.append(try field()) } while !atEndOfRow()
      if fields.contains(where: { !$0.isEmpty }) { return .init(line: first, fields: fields) }
    }
    return nil
  }

  /// Skips the separator or the line break after a field.
  ///
  /// - Returns: whether the row ends here.
  private mutating func atEndOfRow() -> Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    position += 1
    guard byte != separator else { return false }
    if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    line += 1
    return true
  }

  private mutating func field() throws(DelimitedText.Problem) -> String {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return plainField() }
    let opening = line
    var text: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.count else { throw .unclosedQuote(line: opening) }
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      text.append(byte)
    }
    // Text between the closing mark and the separator is kept: spreadsheets do.
    return trimmed(text) + plainField()
  }

  private mutating func plainField() -> String {
    let start = position
    while position < bytes.count, bytes[position] != separator, !isLineBreak(bytes[position]) { position += 1 }
    return trimmed(bytes[start..<position])
  }

  private func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> String {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  private static func separator(in bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineBreak(byte) { break }
      counts[byte, default: 0] += 1
    }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].reduce(UInt8(ascii: ",")) { best, candidate in
      counts[candidate, default: 0] > counts[best, default: 0] ? candidate : best
    }
  }
}

private func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
