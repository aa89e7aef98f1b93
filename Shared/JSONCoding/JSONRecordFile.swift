/// A file of records as people write them: one JSON object a line, one array of objects, or one object over several
/// lines. Blank lines count as nothing; lines end in LF or CRLF.
package enum JSONRecordFile {
  /// The bytes of one record, and the line, from 1, on which it begins.
  package struct Piece: Hashable, Sendable {
    package let line: Int
    package let bytes: ArraySlice<UInt8>
  }

  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let error: JSONError

    package var description: String { "line \(line): \(error)" }
  }

  /// The records one by one, each read or refused for itself.
  ///
  /// - Parameter limits: of one record.
  /// - Throws: where the file is one array, or one object over several lines, and no JSON.
  package static func decode<Value: JSONDecodable>(
    _ bytes: [UInt8], as _: Value.Type = Value.self, limits: JSONParser.Limits = .init()
  ) throws(Failure) -> [Result<Value, Failure>] {
    let pieces = try split(bytes, limits: limits)
    let parser = JSONParser()
    return pieces.map { piece in
      do throws(JSONError) {
        return .success(
          try piece.bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            try parser.parse(bytes, limits: limits) { (root) throws(JSONError) in try root.decode(Value.self) }
          })
      } catch {
        return .failure(Failure(line: piece.line, error: error))
      }
    }
  }

  /// The records' bytes, without looking into them.
  package static func split(_ bytes: [UInt8], limits: JSONParser.Limits = .init()) throws(Failure) -> [Piece] {
    let lines = lines(bytes)
    guard let first = lines.first else { return [] }
    let isArray = first.bytes.first(where: { !isSpace($0) }) == UInt8(ascii: "[")
    let whole = JSONParser.Limits(bytes: bytes.count, depth: limits.depth + (isArray ? 1 : 0))
    let error = bytes.withUnsafeBufferPointer { JSONScanner.failure(in: $0, limits: whole) }
    guard let error else { return isArray ? elements(bytes) : [Piece(line: first.line, bytes: bytes[...])] }
    guard isArray || first.bytes.filter({ !isSpace($0) }) == [UInt8(ascii: "{")] else { return lines }
    let before = bytes.prefix(error.offset ?? 0)
    throw Failure(line: 1 + before.count { $0 == UInt8(ascii: "\n") }, error: error)
  }

  private static func lines(_ bytes: [UInt8]) -> [Piece] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
      number, line in
      line.allSatisfy(isSpace) ? nil : Piece(line: number + 1, bytes: line)
    }
  }

  /// The elements of an array that is known to be JSON.
  private static func elements(_ bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var line = 1
    var depth = 0
    var inString = false
    var start: (at: Int, line: Int)?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if inString {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { inString = false }
      } else {
        let closes = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        if depth == 1, closes || byte == UInt8(ascii: ","), let begun = start {
          pieces.append(Piece(line: begun.line, bytes: bytes[begun.at..<index]))
          start = nil
        } else if depth == 1, start == nil, !isSpace(byte), !closes {
          start = (index, line)
        }
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if closes { depth -= 1 }
        if byte == UInt8(ascii: "\"") { inString = true }
      }
      index += 1
    }
    return pieces
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
