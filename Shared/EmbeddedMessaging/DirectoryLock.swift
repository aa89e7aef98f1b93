import Files
import Glibc

/// The lock of a data folder: one process at a time has it, and it is released when the process ends, however it ends.
final class DirectoryLock {
  private let lock: FileLock

  init(_ directory: String) throws(EmbeddedLogError) {
    lock = try withLogErrors {
      let path = "\(directory)/lock"
      guard let lock = try FileLock(path) else {
        let holder = try FileSystem.head(of: path).flatMap { Int($0.prefix { $0.isNumber }) }
        throw EmbeddedLogError.locked(directory: directory, holder: holder)
      }
      try lock.file.truncate()
      try lock.file.write(Array("\(getpid())\n".utf8))
      return lock
    }
  }
}
