import Glibc

/// A call to the file system that failed.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package var operation: String
  package var path: String
  package var code: Int32

  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The system's words for the code, such as `Permission denied`.
  package var reason: String { String(cString: strerror(code)) }

  /// Whether the path or its permissions are the cause, as opposed to a full volume or a broken device.
  package var isOfPath: Bool {
    [ENOENT, ENOTDIR, EEXIST, ELOOP, ENAMETOOLONG, EACCES, EPERM, EROFS].contains(code)
  }

  package var description: String {
    let advice =
      switch code {
      case ENOSPC, EDQUOT: " Free space on that volume."
      case EACCES, EPERM, EROFS: " Check that this user may read and write there."
      case EEXIST: " Choose another path, or move the file that is there."
      default: ""
      }
    return "Could not \(operation) \(path): \(reason).\(advice)"
  }
}
