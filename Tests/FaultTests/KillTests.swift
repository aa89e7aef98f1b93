import ChildProcesses
import EmbeddedMessaging
import Foundation
import MessagingConformance
import TestSupport
import Testing

@Suite(.serialized) struct KillTests {
  static let ledger = Subject(
    description: "the ledger's pipeline", executable: Subject.built("crash-subject"),
    untilIdle: { [$0, "idle"] }, endless: { [$0, "endless"] })
  static let beacon = Subject(
    description: "beacon run", executable: Subject.built("beacon"),
    untilIdle: { ["run", "--data", $0, "--clock", "2026-11-20T08:00:00Z", "--until-idle"] },
    endless: { ["run", "--data", $0, "--clock", "2026-11-20T08:00:00Z"] })

  @Test("kill -9 at sixty random moments loses nothing and doubles nothing in a pipeline of two stages")
  func ledgerOutlastsKills() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    try outlastsKills(Self.ledger, kills: 60, files: Self.files(seed: seed), seed: seed)
  }

  @Test(
    "kill -9 of any service at any moment: no alert lost, none twice. (“beacon run”, which runs them all, fifty times)"
  )
  func beaconOutlastsKills() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    try outlastsKills(Self.beacon, kills: 50, files: try SampleFiles.make(seed: seed), seed: seed)
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
      ChildProcess.waitForEnd(of: shell)
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

  /// With many small transactions, kills fall between and within them; the run that nothing disturbs has large ones.
  private static let smallBatches = ["BEACON_RUN_BATCH_RECORDS": "2"]

  /// Publishes the files while the program is killed again and again, lets it end its work, and compares with a run
  /// that nothing disturbed. Four of five kills come after the log was opened, half of these soon after a commit, so
  /// that they meet work.
  private func outlastsKills(
    _ subject: Subject, kills: Int, files: [(topic: String, lines: [[UInt8]])], seed: UInt64
  ) throws {
    print("kill test of \(subject): seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let (calm, struck) = (try TemporaryDirectory(), try TemporaryDirectory())
    try subject.settle(calm.path)
    for file in files { try InboxWriter(directory: calm.path).append(topic: file.topic, lines: file.lines) }
    try subject.settle(calm.path)

    let start = try ContinuousClock().measure { try subject.settle(struck.path) } / Duration.milliseconds(1)
    let inbox = try InboxWriter(directory: struck.path)
    var left = files[...]
    var (killed, amidWork, records) = (0, 0, 0 as Int64)
    while killed < kills {
      let share = 1 + 3 * left.count / (kills - killed)
      for _ in 0..<Int.random(in: 0...2 * share, using: &random) {
        if let file = left.popFirst() { try inbox.append(topic: file.topic, lines: file.lines) }
      }
      let process = try subject.start(subject.endless(struck.path), environment: Self.smallBatches)
      let isEarly = random.oneIn(5)
      if !isEarly { waitUntilOpened(struck.path, by: process) }
      let awaitsCommit = try !isEarly && random.oneIn(2) && hasInput(struck.path)
      if awaitsCommit { try waitUntilCommitted(struck.path, beyond: records, by: process) }
      usleep(UInt32(Double.random(in: 0...(isEarly ? start : awaitsCommit ? 60 : 400), using: &random) * 1000))
      if process.isRunning { killed += 1 }
      kill(process.processIdentifier, SIGKILL)
      ChildProcess.waitForEnd(of: process)
      let now = try EmbeddedReader(directory: struck.path).topics().reduce(0) { $0 + $1.next }
      if now > records, try hasInput(struck.path) { amidWork += 1 }
      records = now
    }
    for file in left { try inbox.append(topic: file.topic, lines: file.lines) }
    try subject.settle(struck.path)

    let (wanted, found) = (try Outcome(calm.path), try Outcome(struck.path))
    let differences = found.differences(from: wanted)
    print(
      """
      kill test of \(subject): \(killed) kills, \(amidWork) amid the inbox, \(found.records) records, \
      \(differences.count) differences
      """)
    #expect(differences.isEmpty, "seed \(seed)")
    #expect(found.doubled.isEmpty, "seed \(seed)")
  }

  private func waitUntilOpened(_ directory: String, by process: Process) {
    for _ in 0..<5_000 where process.isRunning {
      let holder = (try? String(contentsOfFile: "\(directory)/lock", encoding: .utf8)) ?? ""
      if holder == "\(process.processIdentifier)\n" { return }
      usleep(1_000)
    }
  }

  /// Waits at most two seconds for a commit that appends a record.
  private func waitUntilCommitted(_ directory: String, beyond records: Int64, by process: Process) throws {
    let reader = try EmbeddedReader(directory: directory)
    for _ in 0..<400 where process.isRunning {
      if try reader.topics().reduce(0, { $0 + $1.next }) > records { return }
      usleep(5_000)
    }
  }

  private func hasInput(_ directory: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: "\(directory)/inbox").contains { $0.hasSuffix(".jsonl") }
  }
}
