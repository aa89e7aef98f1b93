import Glibc

/// Reads the lines of a file or a pipe, with memory for one line and one block.
package final class LineReader {
  /// A line without its line feed, which the last line need not have.
  package struct Line: Hashable, Sendable {
    /// The whole line, or its first bytes where it is longer than the reader's limit.
    package let bytes: [UInt8]
    /// The length of the whole line, in bytes.
    package let length: Int

    package init(bytes: [UInt8], length: Int) {
      self.bytes = bytes
      self.length = length
    }

    package var isTooLong: Bool { length > bytes.count }
  }

  private let file: OpenFile
  private let limit: Int
  private var block: [UInt8]
  /// The bytes of the block that are not yet part of a line.
  private var unread = 0..<0
  private var isAtEnd = false
  /// The beginning of a line whose end is in a later block.
  private var line: [UInt8] = []
  private var length = 0
  private var hasLine = false
  /// The offset of the next line in the file, provided that `init` was given the offset at which reading began.
  package private(set) var position: Int64

  /// - Parameters:
  ///   - start: the current offset in the file.
  ///   - limit: the largest number of bytes of a line that are kept.
  package init(_ file: OpenFile, from start: Int64 = 0, limit: Int, blockSize: Int = 1 << 18) {
    self.file = file
    self.limit = limit
    block = [UInt8](repeating: 0, count: blockSize)
    position = start
  }

  /// Waits for a line; nil at the end.
  package func next() throws(FileError) -> Line? {
    while true {
      if let line = takeBuffered() { return line }
      if isAtEnd { return hasLine ? takeLine() : nil }
      try fill()
    }
  }

  /// At least one line, and as many more, up to the bounds, as can be read without waiting; empty at the end.
  package func nextBatch(lines: Int, bytes: Int) throws(FileError) -> [Line] {
    guard let first = try next() else { return [] }
    var batch = [first]
    var size = first.bytes.count
    while batch.count < lines, size < bytes, !unread.isEmpty || isAtEnd || file.isReadable {
      if unread.isEmpty, !isAtEnd { try fill() }
      if let line = takeBuffered() ?? (isAtEnd && hasLine ? takeLine() : nil) {
        batch.append(line)
        size += line.bytes.count
      } else if isAtEnd {
        break
      }
    }
    return batch
  }

  /// The rest of the file after the lines that were read; nil where it has more than `limit` bytes.
  package func rest() throws(FileError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      guard bytes.count + unread.count <= limit else { return nil }
      bytes += block[unread]
      unread = 0..<0
      if isAtEnd { return bytes }
      try fill()
    }
  }

  private func fill() throws(FileError) {
    let count = try file.read(into: &block)
    unread = 0..<count
    if count == 0 { isAtEnd = true }
  }

  /// The next line if it ends within the block; otherwise nil, and the rest of the block becomes the line's beginning.
  private func takeBuffered() -> Line? {
    guard !unread.isEmpty else { return nil }
    let end = endOfLine()
    let piece = unread.lowerBound..<(end ?? unread.upperBound)
    line += block[piece].prefix(max(0, limit - line.count))
    length += piece.count
    hasLine = true
    let next = end.map { $0 + 1 } ?? unread.upperBound
    position += Int64(next - unread.lowerBound)
    unread = next..<unread.upperBound
    return end == nil ? nil : takeLine()
  }

  /// The index of the first line feed among the unread bytes of the block.
  private func endOfLine() -> Int? {
    block.withUnsafeBytes { block in
      guard let base = block.baseAddress else { return nil }
      return memchr(base + unread.lowerBound, Int32(UInt8(ascii: "\n")), unread.count).map {
        UnsafeRawPointer($0) - base
      }
    }
  }

  private func takeLine() -> Line {
    defer {
      line = []
      length = 0
      hasLine = false
    }
    return Line(bytes: line, length: length)
  }
}
