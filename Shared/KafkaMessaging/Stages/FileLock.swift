import Glibc
import Messaging

/// The right to use a file, held by one owner at a time and gone with it, however the process ends.
final class FileLock {
  private let descriptor: Int32

  init(_ path: String) throws(StageFailure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .infrastructure("cannot open \(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .infrastructure("another process holds \(path): waiting until it has given the partition up")
    }
  }

  /// Given back by name: a program that is being started shares the open file until it has begun, and closing alone would
  /// leave it locked for that moment.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
