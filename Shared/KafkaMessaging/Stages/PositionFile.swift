import Glibc
import Messaging

/// Stores the offset up to which a stage without state has committed its input partition.
///
/// The group's committed offset takes precedence. This file is read only if the group has none: it distinguishes a
/// group that lost its offsets (Kafka deletes those of a group that is idle for too long) from one that never had any.
/// It is written in place after each commit and never synced, so after a power cut it may be behind, but never ahead.
final class PositionFile {
  private let descriptor: Int32

  /// Opens `directory/<stage>-<partition>.position`, or creates it.
  init(directory: String, stage: String, partition: Int) throws(StageFailure) {
    let path = "\(directory)/\(stage)-\(partition).position"
    mkdir(directory, 0o755)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .infrastructure("cannot open \(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// The stored offset; nil if nothing has been committed yet.
  func read() -> Int64? {
    var bytes = [UInt8](repeating: 0, count: Self.width)
    guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count else { return nil }
    return Int64(String(decoding: bytes.dropLast().drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
  }

  func write(_ position: Int64) {
    let digits = Array("\(position)\n".utf8)
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: Self.width - digits.count) + digits
    pwrite(descriptor, bytes, bytes.count, 0)
  }

  /// The size of the file in bytes: an offset padded with spaces to nineteen characters, and a line break.
  private static let width = 20
}
