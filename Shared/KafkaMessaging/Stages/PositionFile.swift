import Files
import Glibc
import Messaging

/// Stores the offset up to which a stage without state has committed its input partition.
///
/// The group's committed offset takes precedence. This file is read only if the group has none: it distinguishes a
/// group that lost its offsets (Kafka deletes those of a group that is idle for too long) from one that never had any.
/// It is written in place after each commit and never synced, so after a power cut it may be behind, but never ahead.
///
/// The first line is the offset, the second the id of the cluster to which it belongs.
final class PositionFile {
  private let file: OpenFile
  /// The second line.
  private let owner: [UInt8]

  /// Opens `directory/<stage>-<partition>.position`, or creates it.
  ///
  /// - Parameter cluster: the id of the cluster whose offsets it stores.
  init(directory: String, stage: String, partition: Int, cluster: String) throws(StageFailure) {
    owner = Array("\(cluster)\n".utf8)
    let path = "\(directory)/\(stage)-\(partition).position"
    do throws(FileError) {
      try FileSystem.makeDirectory(directory)
      file = try OpenFile(path, O_RDWR | O_CREAT)
    } catch {
      throw .infrastructure(error.description)
    }
  }

  /// The stored offset; nil if nothing has been committed yet in this cluster. A file without a second line, as earlier
  /// versions wrote it, counts as of this cluster.
  func read() -> Int64? {
    var bytes = [UInt8](repeating: 0, count: Self.width + owner.count + 1)
    let count = pread(file.descriptor, &bytes, bytes.count, 0)
    guard count >= Self.width else { return nil }
    let found = bytes[Self.width..<count]
    guard found.isEmpty || found.elementsEqual(owner) else { return nil }
    return Int64(String(decoding: bytes[..<(Self.width - 1)].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
  }

  func write(_ position: Int64) {
    let digits = Array("\(position)\n".utf8)
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: Self.width - digits.count) + digits + owner
    pwrite(file.descriptor, bytes, bytes.count, 0)
    ftruncate(file.descriptor, bytes.count)
  }

  /// The size of the first line in bytes: an offset padded with spaces to nineteen characters, and a line break.
  private static let width = 20
}
