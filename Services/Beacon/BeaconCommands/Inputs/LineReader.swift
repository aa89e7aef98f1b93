import CommandLine
import Glibc

/// Reads lines from a descriptor without holding more than one of them and a block.
final class LineReader {
  enum Line: Hashable, Sendable {
    /// Without its line break.
    case complete([UInt8])
    /// Longer than the limit; its bytes are gone.
    case tooLong(bytes: Int)
  }

  private let descriptor: Int32
  private let name: String
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  /// Where the search for the next line break continues.
  private var scanned = 0
  /// Bytes of a line that is too long, dropped so far.
  private var dropped = 0
  private var isAtEnd = false

  /// `name` is used in messages; `limit` is the most bytes of a line.
  init(descriptor: Int32, name: String, limit: Int) {
    self.descriptor = descriptor
    self.name = name
    self.limit = limit
  }

  /// Waits for a line; nil at the end.
  func next() throws(CommandFailure) -> Line? {
    while true {
      if let line = takeBuffered() { return line }
      if isAtEnd { return takeRest() }
      try fill()
    }
  }

  /// At least one line, and as many more, up to the bounds, as come without waiting; empty at the end.
  func nextBatch(lines: Int, bytes: Int) throws(CommandFailure) -> [Line] {
    guard let first = try next() else { return [] }
    var batch = [first]
    var size = first.size
    while batch.count < lines, size < bytes {
      if let line = takeBuffered() {
        batch.append(line)
        size += line.size
      } else if isAtEnd {
        guard let line = takeRest() else { break }
        batch.append(line)
      } else if isReadable {
        try fill()
      } else {
        break
      }
    }
    return batch
  }

  /// All that is left, after a line that was read.
  func rest(after line: [UInt8]) throws(CommandFailure) -> [UInt8] {
    var bytes = line + [UInt8(ascii: "\n")]
    while !isAtEnd {
      bytes += buffer[start...]
      start = buffer.count
      scanned = start
      guard bytes.count <= limit else {
        throw CommandFailure(
          .dataError, "\(name) has more than \(limit) bytes", expected: "at most \(limit) bytes", remedy: "split it")
      }
      try fill()
    }
    return bytes
  }

  private func takeBuffered() -> Line? {
    guard let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
      scanned = buffer.count
      if buffer.count - start > limit {
        dropped += buffer.count - start
        buffer.removeAll(keepingCapacity: true)
        start = 0
        scanned = 0
      }
      return nil
    }
    defer {
      start = end + 1
      scanned = start
      dropped = 0
    }
    return line(upTo: end)
  }

  private func takeRest() -> Line? {
    guard start < buffer.count || dropped > 0 else { return nil }
    defer {
      start = buffer.count
      scanned = start
      dropped = 0
    }
    return line(upTo: buffer.count)
  }

  private func line(upTo end: Int) -> Line {
    let length = dropped + end - start
    return dropped > 0 || length > limit ? .tooLong(bytes: length) : .complete(Array(buffer[start..<end]))
  }

  private var isReadable: Bool {
    var poller = pollfd(descriptor: descriptor)
    return poll(&poller, 1, 0) > 0
  }

  private func fill() throws(CommandFailure) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      scanned -= start
      start = 0
    }
    let block = 1 << 18
    let before = buffer.count
    let descriptor = descriptor
    buffer.append(contentsOf: repeatElement(0, count: block))
    var code: Int32 = 0
    let count = buffer.withUnsafeMutableBytes { bytes in
      while true {
        let count = read(descriptor, bytes.baseAddress.map { $0 + before }, block)
        code = errno
        if count >= 0 || code != EINTR { return count }
      }
    }
    buffer.removeSubrange((before + max(0, count))...)
    guard count >= 0 else {
      throw CommandFailure(.inputOutput, "\(name) cannot be read: \(errorText(code))", expected: "a readable input")
    }
    if count == 0 { isAtEnd = true }
  }
}

extension LineReader.Line {
  var size: Int {
    switch self {
    case .complete(let bytes): bytes.count
    case .tooLong: 0
    }
  }
}

extension pollfd {
  fileprivate init(descriptor: Int32) {
    self.init(fd: descriptor, events: Int16(POLLIN), revents: 0)
  }
}
