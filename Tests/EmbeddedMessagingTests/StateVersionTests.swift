import EmbeddedMessaging
import Messaging
import MessagingConformance
import Models
import SQLite
import StateStore
import TestSupport
import Testing

/// Numbers its input's records, in a row whose name is of its version.
private final class Numbering: StageProcessor {
  static let input = "test.events"
  static let output = "test.numbers"
  private let key: [UInt8]

  init(version: Int) { key = Array("count-v\(version)".utf8) }

  static func stage(version: Int) -> Stage {
    Stage(
      name: "numbering", input: input, outputs: [output], isStateful: true, stateVersion: version
    ) { Numbering(version: version) }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let count = (try batch.state.value(key)?.first ?? 0) + 1
    try batch.state.set(key, to: [count])
    batch.emit(OutgoingRecord(topic: Self.output, key: record.key, value: [count], time: record.time))
  }
}

@Suite("The version of a stage's state")
struct StateVersionTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func open() throws -> EmbeddedLog {
    try EmbeddedLog.open(
      directory: directory.path,
      topics: [
        TopicConfiguration(name: Numbering.input, cleanup: .delete(afterDays: 7)),
        TopicConfiguration(name: Numbering.output, cleanup: .delete(afterDays: 7)),
      ], durability: .none)
  }

  private func append(_ count: Int, to log: EmbeddedLog) throws {
    try log.append(
      (0..<count).map { OutgoingRecord(topic: Numbering.input, key: [UInt8($0)], value: [1], time: .distantPast) })
  }

  private func run(_ log: EmbeddedLog, version: Int, limit: BatchLimit = BatchLimit(records: 3)) throws {
    let stage = Numbering.stage(version: version)
    let runner = StageRunner(stage, on: EmbeddedTransport(stage, on: log), limit: limit, deadLetter: Ledger.deadLetter)
    while case .committed = try runner.step() {}
  }

  private func numbers(_ log: EmbeddedLog) throws -> [UInt8] {
    try log.records(topic: Numbering.output, from: 0, limit: BatchLimit()).compactMap { $0.value?.first }
  }

  private func rows() throws -> [String: UInt8?] {
    let connection = try Connection(path: directory.path + "/beacon.sqlite")
    let state = SQLiteStageState(try StateSpace(stage: "numbering", partition: 0, on: connection))
    return Dictionary(
      uniqueKeysWithValues: try state.allRows().map { (String(decoding: $0.key, as: UTF8.self), $0.value.first) })
  }

  @Test("a state of another version is folded again from the log, and no output is repeated")
  func upgrade() throws {
    let log = try open()
    try append(10, to: log)
    try run(log, version: 1)
    #expect(try rows() == ["count-v1": 10])
    try run(log, version: 2)
    #expect(try rows() == ["count-v2": 10])
    #expect(try numbers(log) == Array(1...10))
    try append(2, to: log)
    try run(log, version: 2)
    #expect(try numbers(log) == Array(1...12))
  }

  @Test("an upgrade that ends in the middle continues where it was, and one more upgrade begins again")
  func interrupted() throws {
    let log = try open()
    try append(10, to: log)
    try run(log, version: 1)
    let stage = Numbering.stage(version: 2)
    let runner = StageRunner(
      stage, on: EmbeddedTransport(stage, on: log), limit: BatchLimit(records: 4), deadLetter: Ledger.deadLetter)
    _ = try runner.step()
    #expect(try rows() == ["count-v2": 4])
    try run(log, version: 2)
    #expect(try rows() == ["count-v2": 10])
    try run(log, version: 3)
    try append(1, to: log)
    try run(log, version: 3)
    #expect(try rows() == ["count-v3": 11])
    #expect(try numbers(log) == Array(1...11))
  }
}
