import Messaging
import Models
import Testing

@Suite("A record that the transport could not read")
struct UnreadableRecordTests {
  @Test("It becomes a dead letter at its place, no stage sees it, and the next record is folded")
  func refused() throws {
    var unreadable = Record(
      topic: "t", partition: 0, offset: 4, key: nil, value: nil, time: Timestamp(milliseconds: 0))
    unreadable.defect = "offsets 3 to 4: it cannot be decompressed"
    let next = Record(topic: "t", partition: 0, offset: 5, key: nil, value: [1], time: Timestamp(milliseconds: 0))
    let transport = OneBatch([unreadable, next])
    let stage = Stage(name: "copying", input: "t", outputs: ["o"], isStateful: false) { Copying() }
    let runner = StageRunner(stage, on: transport) { rejected in
      #expect(rejected.code == Record.unreadableCode && rejected.record.offset == 4)
      return OutgoingRecord(topic: "dead", key: nil, value: Array(rejected.message.utf8), time: rejected.record.time)
    }
    guard case .committed(let summary) = try runner.step() else {
      Issue.record("nothing was committed")
      return
    }
    #expect(summary.deadLetters == [Record.unreadableCode: 1])
    #expect(transport.committed?.outputs.map(\.topic) == ["dead", "o"])
    #expect(transport.committed?.position == 6)
  }
}

private final class Copying: StageProcessor {
  func process(_ record: Record, in batch: inout StageBatch) {
    batch.emit(OutgoingRecord(topic: "o", key: record.key, value: record.value, time: record.time))
  }
}

private final class OneBatch: StageTransport {
  private var records: [Record]
  private(set) var committed: FoldedBatch?

  init(_ records: [Record]) { self.records = records }

  func assign() -> StageAssignment { StageAssignment(time: .distantPast) }
  func pollTable(_ topic: String, limit: BatchLimit) -> [Record] { [] }
  func poll(_ limit: BatchLimit) -> [Record] {
    defer { records = [] }
    return records
  }
  func begin() -> any StageState { Nothing() }
  func commit(_ batch: FoldedBatch) { committed = batch }
  func rollback() {}
}

private final class Nothing: StageState {
  func value(_ key: [UInt8]) -> [UInt8]? { nil }
  func set(_ key: [UInt8], to value: [UInt8]?) {}
  func scan(from: [UInt8], through: [UInt8], _ visit: ([UInt8], [UInt8]) throws(StageFailure) -> Bool) {}
}
