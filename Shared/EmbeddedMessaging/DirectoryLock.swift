import Glibc

/// The lock of a data folder: one process at a time has it, and it is released when the process ends, however it ends.
final class DirectoryLock {
  private let file: OpenFile

  init(_ directory: String) throws(EmbeddedLogError) {
    file = try withLogErrors {
      let file = try OpenFile("\(directory)/lock", O_RDWR | O_CREAT)
      guard try file.lock(waits: false) else {
        let holder = try FileSystem.text(of: file.path).flatMap { Int($0.prefix { $0.isNumber }) }
        throw EmbeddedLogError.locked(directory: directory, holder: holder)
      }
      ftruncate(file.descriptor, 0)
      try file.write(Array("\(getpid())\n".utf8))
      return file
    }
  }
}
