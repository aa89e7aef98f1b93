import Foundation

/// The wall clock of processes that `fake-clock.c` is loaded into: the machine's, moved by an offset that can change
/// while they run. Their monotonic clocks are the machine's.
///
/// Debian's `libfaketime` does not do: it moves the ends of librdkafka's waits but not the clock that they are waited
/// for on, so that a jump stops every service for its length; and Swift programs lose their arguments to it.
package struct FakeClock: Sendable {
  private static let compiler = ExternalProgram.find("clang", "cc")
  private static let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fake-clock.c")
  private let file: URL
  private let library: URL

  package static let isPossible = compiler != nil
  package static let skipReason = "there is neither clang nor cc: tests of clocks that jump are skipped"

  init(in folder: URL) throws {
    file = folder.appending(path: "clock")
    library = folder.appending(path: "fake-clock.so")
    guard let compiler = Self.compiler else { throw ProgramFailure(description: Self.skipReason) }
    try ExternalProgram.run(compiler, ["-shared", "-fPIC", "-O1", "-o", library.path, Self.source.path])
    try Data(count: 8).write(to: file)
  }

  /// In seconds.
  func set(offset: Int) throws {
    // In place: the processes have mapped this file, not its name.
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: withUnsafeBytes(of: Int64(offset)) { Data($0) })
    try handle.close()
  }

  var environment: [String: String] { ["LD_PRELOAD": library.path, "BEACON_TEST_CLOCK": file.path] }
}
