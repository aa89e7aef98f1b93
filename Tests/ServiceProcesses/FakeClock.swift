import Foundation

/// The clock of processes that Debian's `libfaketime` is loaded into: the machine's, moved by an offset that can change
/// while they run. Their monotonic clocks are the machine's.
package struct FakeClock: Sendable {
  private static let library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
  private let file: URL

  package static let isPossible = FileManager.default.fileExists(atPath: library)
  package static let skipReason = "Debian's package faketime is not installed: tests of clocks that jump are skipped"

  init(in folder: URL) throws {
    file = folder.appending(path: "clock")
    try set(offset: 0)
  }

  /// In seconds.
  func set(offset: Int) throws {
    try "\(offset < 0 ? "" : "+")\(offset)".write(to: file, atomically: true, encoding: .utf8)
  }

  var environment: [String: String] {
    [
      "LD_PRELOAD": Self.library, "FAKETIME_TIMESTAMP_FILE": file.path, "FAKETIME_CACHE_DURATION": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    ]
  }
}
