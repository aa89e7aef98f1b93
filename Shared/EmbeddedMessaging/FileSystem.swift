import Glibc

/// A call to the file system that failed.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package var operation: String
  package var path: String
  package var code: Int32

  init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  package var description: String {
    let advice =
      switch code {
      case ENOSPC, EDQUOT: " Free space on that volume."
      case EACCES, EPERM, EROFS: " Check that this user may write there."
      default: ""
      }
    return "Could not \(operation) \(path): \(String(cString: strerror(code))).\(advice)"
  }
}

/// The few calls that durable files need.
enum FileSystem {
  /// Creates the folder and its missing parents.
  static func makeDirectory(_ path: String) throws(FileError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw FileError("create the folder", path)
    }
    try makeDirectory(String(path[..<slash]))
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw FileError("create the folder", path) }
  }

  /// A new folder in `TMPDIR`, or `/tmp`.
  static func makeTemporaryDirectory(named name: String) throws(FileError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError("make a folder in", parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes what can be removed of a folder and everything in it.
  static func removeTree(_ path: String) {
    for name in (try? names(in: path)) ?? [] {
      let inner = "\(path)/\(name)"
      if unlink(inner) != 0 { removeTree(inner) }
    }
    rmdir(path)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Names in the folder, in order of their bytes; without those that begin with a dot.
  static func visibleNames(in directory: String) throws(FileError) -> [String] {
    try names(in: directory).filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Every name in the folder but its own and its parent's, in no order.
  private static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else { throw FileError("list", directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes renames and removals in the folder last through a loss of power.
  static func synchronise(directory: String) throws(FileError) {
    let file = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
    try file.synchronise()
  }

  static func rename(_ from: String, to: String) throws(FileError) {
    guard Glibc.rename(from, to) == 0 else { throw FileError("rename", from) }
  }

  /// A file that is not there is removed.
  static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove", path) }
  }

  /// The whole of a small file; nil where there is none.
  static func text(of path: String) throws(FileError) -> String? {
    guard exists(path) else { return nil }
    let file = try OpenFile(path, O_RDONLY)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = try file.read(into: &bytes)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}

/// A file descriptor that closes with its owner.
final class OpenFile {
  let path: String
  let descriptor: Int32

  init(_ path: String, _ flags: Int32) throws(FileError) {
    var descriptor: Int32
    repeat { descriptor = open(path, flags | O_CLOEXEC, 0o644) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw FileError("open", path) }
    self.path = path
    self.descriptor = descriptor
  }

  /// A new file with a name of its own: `prefix` and six more characters.
  init(temporary prefix: String) throws(FileError) {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? prefix }
    guard descriptor >= 0 else { throw FileError("make a file like", prefix) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    fchmod(descriptor, 0o644)
  }

  /// The lock is given back by name: a program that is being started shares the open file until it has begun, and
  /// closing alone would leave the file locked for that moment.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("write to", path) }
      done += count
    }
  }

  /// Fills the buffer as far as the next bytes reach; 0 at the end of the file.
  func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path) }
      return count
    }
  }

  func seek(to offset: Int64) throws(FileError) {
    guard lseek(descriptor, Int(offset), SEEK_SET) >= 0 else { throw FileError("seek in", path) }
  }

  func synchronise() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError("flush", path) }
  }

  /// Takes the file's lock, which goes with its owner.
  ///
  /// - Returns: false where another holds it and `waits` is false.
  func lock(waits: Bool) throws(FileError) -> Bool {
    while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK { return false }
      throw FileError("lock", path)
    }
    return true
  }
}
