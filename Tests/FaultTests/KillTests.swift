import EmbeddedMessaging
import Foundation
import MessagingConformance
import Testing

@Suite struct KillTests {
  static let ledger = Subject(
    description: "the ledger's pipeline", executable: Subject.built("crash-subject"),
    untilIdle: { [$0, "idle"] }, endless: { [$0, "endless"] })

  @Test("kill -9 at sixty random moments loses nothing and doubles nothing in a pipeline of two stages")
  func ledgerOutlastsKills() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    try outlastsKills(Self.ledger, kills: 60, files: Self.files(seed: seed), seed: seed, longestLife: 120)
  }

  @Test(
    "A device that takes no more ends the run with a status, and the run after it loses nothing and doubles nothing")
  func outlastsFullDevice() throws {
    let files = Self.files(seed: 1)
    let (calm, full) = (try TemporaryDirectory(), try TemporaryDirectory())
    for directory in [calm, full] {
      for file in files { try InboxWriter(directory: directory.path).append(topic: file.topic, lines: file.lines) }
    }
    try Self.ledger.settle(calm.path)
    var statuses: [Int32] = []
    for blocks in [300, 800, 1_600, 3_000] {
      let limited = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$1\" idle 2>\"$1/errors\""
      let shell = try Self.ledger.start(
        executable: URL(filePath: "/bin/sh"), ["-c", limited, Self.ledger.executable.path, full.path])
      shell.waitUntilExit()
      statuses.append(shell.terminationStatus)
    }
    #expect(statuses.contains { $0 != 0 })
    try Self.ledger.settle(full.path)
    #expect(try Outcome(full.path).differences(from: try Outcome(calm.path)) == [])
  }

  private static func files(seed: UInt64) -> [(topic: String, lines: [[UInt8]])] {
    var random = SeededGenerator(seed: seed)
    return (0..<120).map { _ in
      let lines = (0..<40).map { _ in
        let value = ["a", "a", "a", "b", "s", "t", nil].randomElement(using: &random) ?? nil
        return KeyedLine.encode(
          key: "key \(Int.random(in: 0..<9, using: &random))", value: value.map { Array($0.utf8) })
      }
      return (topic: Ledger.input, lines: lines)
    }
  }

  /// Publishes the files while the program is killed again and again, lets it end its work, and compares with a run that
  /// nothing disturbed.
  ///
  /// - Parameter longestLife: milliseconds until a kill.
  private func outlastsKills(
    _ subject: Subject, kills: Int, files: [(topic: String, lines: [[UInt8]])], seed: UInt64, longestLife: Int
  ) throws {
    print("kill test of \(subject): seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let calm = try TemporaryDirectory()
    for file in files { try InboxWriter(directory: calm.path).append(topic: file.topic, lines: file.lines) }
    try subject.settle(calm.path)

    let struck = try TemporaryDirectory()
    let inbox = try InboxWriter(directory: struck.path)
    var left = files[...]
    var killed = 0
    while killed < kills {
      let process = try subject.start(subject.endless(struck.path))
      let life = Int.random(in: 0...longestLife, using: &random)
      let pieces = Int.random(in: 1...4, using: &random)
      for _ in 0..<pieces {
        if let file = left.popFirst() { try inbox.append(topic: file.topic, lines: file.lines) }
        usleep(UInt32(life * 1000 / pieces))
      }
      if process.isRunning { killed += 1 }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    for file in left { try inbox.append(topic: file.topic, lines: file.lines) }
    try subject.settle(struck.path)

    let (wanted, found) = (try Outcome(calm.path), try Outcome(struck.path))
    let differences = found.differences(from: wanted)
    #expect(differences.isEmpty, "seed \(seed)")
    #expect(found.doubled.isEmpty, "seed \(seed)")
    print("kill test of \(subject): \(killed) kills, \(found.records) records, \(differences.count) differences")
  }
}
