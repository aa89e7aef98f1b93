import Glibc

/// An open file descriptor, which is closed when this object is released, unless it is borrowed.
package final class OpenFile {
  /// The file's path; for a borrowed descriptor, its name in messages.
  package let path: String
  package let descriptor: Int32
  private let isOwned: Bool

  /// - Parameter flags: those of `open(2)`; `O_CLOEXEC` is added.
  package init(_ path: String, _ flags: Int32) throws(FileError) {
    var descriptor: Int32
    repeat { descriptor = open(path, flags | O_CLOEXEC, 0o644) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw FileError("open", path) }
    self.path = path
    self.descriptor = descriptor
    isOwned = true
  }

  /// Creates a file with a unique name: `prefix` and six more characters.
  package init(temporary prefix: String) throws(FileError) {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? prefix }
    isOwned = true
    guard descriptor >= 0 else { throw FileError("create a file like", prefix) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    fchmod(descriptor, 0o644)
  }

  /// A descriptor that somebody else closes, such as standard input; `name` is used in messages.
  package init(borrowing descriptor: Int32, name: String) {
    self.descriptor = descriptor
    path = name
    isOwned = false
  }

  /// Unlocks explicitly: a forked child shares the descriptor until exec, so close() alone would keep the lock.
  deinit {
    guard isOwned else { return }
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  package func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("write to", path) }
      done += count
    }
  }

  /// Reads the next bytes into the beginning of the buffer.
  ///
  /// - Returns: how many bytes were read, at least 1; 0 at the end of the file.
  package func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path) }
      return count
    }
  }

  /// The bytes from the current offset to the end of the file; nil where they are more than `limit`.
  package func rest(limit: Int) throws(FileError) -> [UInt8]? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try read(into: &block)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { return nil }
      bytes += block[..<count]
    }
  }

  /// Whether `read` would return without waiting.
  package var isReadable: Bool {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&poller, 1, 0) > 0
  }

  package func seek(to offset: Int64) throws(FileError) {
    guard lseek(descriptor, Int(offset), SEEK_SET) >= 0 else { throw FileError("seek in", path) }
  }

  package func truncate() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else { throw FileError("truncate", path) }
  }

  /// Flushes the file to the device.
  package func synchronise() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError("flush", path) }
  }

  /// Takes an exclusive lock on the file, which is released with this object.
  ///
  /// - Returns: false where another process has it and `waits` is false.
  package func lock(waits: Bool) throws(FileError) -> Bool {
    while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK { return false }
      throw FileError("lock", path)
    }
    return true
  }
}
