import Foundation

/// A file system of a few megabytes in memory, mounted on a folder, that a test can fill.
package final class SmallDisk: Sendable {
  private let folder: URL
  private var filler: URL { folder.appendingPathComponent("filler") }

  /// Whether this process may mount file systems.
  package static let isPossible: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-mount-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return (try? SmallDisk(on: folder, megabytes: 1)) != nil
  }()

  package static let skipReason = "this process may not mount a tmpfs: tests of full disks are skipped"

  /// - Parameter folder: created where it does not exist.
  package init(on folder: URL, megabytes: Int) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
      throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: folder.path])
    }
  }

  deinit { umount2(folder.path, Int32(MNT_DETACH)) }

  /// Leaves no room.
  package func fill() {
    let descriptor = open(filler.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let block = [UInt8](repeating: 0, count: 4096)
    while write(descriptor, block, block.count) > 0 {}
    close(descriptor)
  }

  package func free() { unlink(filler.path) }
}
