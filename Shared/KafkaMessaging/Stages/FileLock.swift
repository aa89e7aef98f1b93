import Glibc
import Messaging

/// A lock that one owner has at a time. It is released with the owner, however the process ends.
package final class FileLock {
  private let descriptor: Int32
  private let identity: FileIdentity?
  private let path: String

  /// - Parameter use: what the owner does with it, for the message where another process has the lock.
  package init(_ path: String, for use: String) throws(StageFailure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .infrastructure("cannot open \(path): \(String(cString: strerror(errno)))")
    }
    self.path = path
    identity = FileIdentity(path)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .infrastructure("another process has locked \(path): it must end before this one can \(use)")
    }
  }

  /// Whether the path still names the locked file; otherwise the lock excludes no one.
  var isIntact: Bool { identity != nil && FileIdentity(path) == identity }

  /// Unlock explicitly: a forked child shares the descriptor until exec, so close() alone would keep the lock.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// Which file a path names: it differs after the file was deleted or replaced.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// Nil where the path names no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}
