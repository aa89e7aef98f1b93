import Glibc

/// A lock that one process has at a time. It is released with this object, and when the process ends in any way.
package final class FileLock {
  package let file: OpenFile
  private let identity: FileIdentity?

  /// Takes the lock of the file, which is created where it is missing; nil where another process has it.
  package init?(_ path: String) throws(FileError) {
    file = try OpenFile(path, O_RDWR | O_CREAT)
    identity = FileIdentity(path)
    guard try file.lock(waits: false) else { return nil }
  }

  /// Whether the path still names the locked file; otherwise the lock excludes no one.
  package var isIntact: Bool { identity != nil && FileIdentity(file.path) == identity }
}
