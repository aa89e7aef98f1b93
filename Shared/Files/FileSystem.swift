import Glibc

/// Operations on folders and whole files.
package enum FileSystem {
  /// Creates the folder and its missing parents, durably: each folder that gets a new entry is flushed to the device,
  /// unless this user may not read it. A folder that exists is left as it is; where an earlier call created it and
  /// failed in the flush, it is not flushed again. Fails where the path is a file.
  package static func makeDirectory(_ path: String) throws(FileError) {
    try makeDirectory(path, flushing: synchronise)
  }

  /// - Parameter flush: called with each folder that got a new entry, the outermost first.
  static func makeDirectory(_ path: String, flushing flush: (String) throws(FileError) -> Void) throws(FileError) {
    let parent = parent(of: path)
    if mkdir(path, 0o755) != 0 {
      let code = errno
      if code == EEXIST { return try requireDirectory(path) }
      guard code == ENOENT, parent != ".", parent != "/" else {
        throw FileError("create the folder", path, code: code)
      }
      try makeDirectory(parent, flushing: flush)
      if mkdir(path, 0o755) != 0 {
        let code = errno
        if code == EEXIST { return try requireDirectory(path) }
        throw FileError("create the folder", path, code: code)
      }
    }
    do throws(FileError) {
      try flush(parent)
    } catch {
      guard error.code == EACCES else { throw error }
    }
  }

  /// Fails with `EEXIST` where the path is not a folder or a link to one.
  private static func requireDirectory(_ path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("create the folder", path, code: EEXIST)
    }
  }

  /// The path of the folder in which `path` is an entry; `.` for a name alone.
  static func parent(of path: String) -> String {
    var rest = path[...]
    while rest.last == "/" { rest.removeLast() }
    while let last = rest.last, last != "/" { rest.removeLast() }
    while rest.last == "/" { rest.removeLast() }
    return rest.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(rest)
  }

  /// A new folder in `TMPDIR`, or `/tmp`.
  package static func makeTemporaryDirectory(named name: String) throws(FileError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError("create a folder in", parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder with its content, as far as possible.
  package static func removeTree(_ path: String) {
    for name in (try? names(in: path)) ?? [] {
      let inner = "\(path)/\(name)"
      if unlink(inner) != 0 { removeTree(inner) }
    }
    rmdir(path)
  }

  /// Whether the path exists; also false where that cannot be determined. `errno` then has the reason.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in the folder, in byte order, without those that begin with a dot.
  package static func visibleNames(in directory: String) throws(FileError) -> [String] {
    try names(in: directory).filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All names in the folder, in no order, without `.` and `..`.
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

  /// Flushes the folder to the device, so that renames and removals in it survive a loss of power. Does nothing on a
  /// file system that flushes no folders.
  package static func synchronise(directory: String) throws(FileError) {
    let file = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
    do throws(FileError) {
      try file.synchronise()
    } catch {
      guard error.code == EINVAL else { throw error }
    }
  }

  package static func rename(_ from: String, to: String) throws(FileError) {
    guard Glibc.rename(from, to) == 0 else { throw FileError("rename", from) }
  }

  /// Removes a file, if it exists.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove", path) }
  }

  /// The first 4,096 bytes of a file as text; nil where the file is missing.
  package static func head(of path: String) throws(FileError) -> String? {
    guard exists(path) else { return nil }
    let file = try OpenFile(path, O_RDONLY)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = try file.read(into: &bytes)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
