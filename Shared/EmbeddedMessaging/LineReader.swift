import Glibc

/// The lines of a file, one at a time, with memory for one line.
struct LineReader {
  private let longestLine: Int
  private let file: OpenFile
  private var buffer: [UInt8]
  private var filled = 0
  private var next = 0
  /// The offset in the file of the next line.
  private(set) var position: Int64

  /// - Parameter longestLine: a longer line is cut there. Every stage refuses far shorter records, so that only a dead
  ///   letter is ever cut.
  init(
    _ path: String, from position: Int64, longestLine: Int = 64 << 20, bufferSize: Int = 1 << 16
  ) throws(FileError) {
    self.longestLine = longestLine
    file = try OpenFile(path, O_RDONLY)
    try file.seek(to: position)
    buffer = [UInt8](repeating: 0, count: bufferSize)
    self.position = position
  }

  /// The next line without its line feed, which the last line need not have; nil at the end.
  mutating func line() throws(FileError) -> [UInt8]? {
    var line: [UInt8] = []
    var hasAny = false
    while true {
      if next == filled {
        filled = try file.read(into: &buffer)
        next = 0
        if filled == 0 { return hasAny ? line : nil }
      }
      hasAny = true
      let rest = buffer[next..<filled]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let piece = rest[..<(end ?? filled)]
      line.append(contentsOf: piece.prefix(max(0, longestLine - line.count)))
      position += Int64(piece.count + (end == nil ? 0 : 1))
      next = end.map { $0 + 1 } ?? filled
      if end != nil { return line }
    }
  }
}
