import Messaging
import Models
import Testing

@Suite("The pause after a failed batch")
struct PauseTests {
  @Test("It grows with each failure though the transport has no records at hand just after it recovered")
  func grows() throws {
    let transport = FullDisk()
    let stage = Stage(name: "copying", input: "t", isStateful: false) { Ignoring() }
    let runner = StageRunner(stage, on: transport) { _ in
      OutgoingRecord(topic: "dead", key: nil, value: nil, time: .distantPast)
    }
    var attempts: [Int] = []
    for _ in 0..<6 { if case .paused(let pause) = try runner.step() { attempts.append(pause.attempt) } }
    #expect(attempts == [1, 2, 3])
    transport.isFull = false
    while true { if case .committed = try runner.step() { break } }
    transport.isFull = true
    while true {
      guard case .paused(let pause) = try runner.step() else { continue }
      #expect(pause.attempt == 1)
      break
    }
  }
}

private final class Ignoring: StageProcessor {
  func process(_ record: Record, in batch: inout StageBatch) {}
}

/// Has a record at every second poll, and refuses every batch while its disk is full.
private final class FullDisk: StageTransport {
  var isFull = true
  private var polls = 0

  func assign() -> StageAssignment { StageAssignment(time: .distantPast) }
  func pollTable(_ topic: String, limit: BatchLimit) -> [Record] { [] }
  func poll(_ limit: BatchLimit) -> [Record] {
    polls += 1
    guard polls.isMultiple(of: 2) else { return [] }
    return [Record(topic: "t", partition: 0, offset: 0, key: nil, value: [1], time: Timestamp(milliseconds: 0))]
  }
  func begin() throws(StageFailure) -> any StageState {
    if isFull { throw .infrastructure("the disk is full") }
    return Nothing()
  }
  func commit(_ batch: FoldedBatch) {}
  func rollback() {}
}

private final class Nothing: StageState {
  func value(_ key: [UInt8]) -> [UInt8]? { nil }
  func set(_ key: [UInt8], to value: [UInt8]?) {}
  func scan(from: [UInt8], through: [UInt8], _ visit: ([UInt8], [UInt8]) throws(StageFailure) -> Bool) {}
}
