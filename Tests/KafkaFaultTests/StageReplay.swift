import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import TestSupport

/// What a stage makes of one input partition as it was written, folded afresh in memory.
final class StageReplay {
  private(set) var outputs: [OutgoingRecord] = []
  private(set) var rows: [InMemoryStageState.Row] = []

  /// - Parameter tables: the rows of each of the stage's tables, all known before the first record.
  init(_ stage: Stage, over records: [Record], tables: [String: [Record]]) throws {
    let transport = Transport(records, tables: tables)
    let runner = StageRunner(stage, on: transport) {
      DeadLetterRecord.make(
        from: $0.record, stage: $0.stage, code: $0.code, message: $0.message, version: BeaconVersion.text)
    }
    while true {
      switch try runner.step() {
      case .committed: continue
      case .paused(let pause): throw PipelineFailure("the replay of \(stage.name) paused: \(pause.reason)")
      case .idle:
        outputs = transport.outputs
        rows = transport.state.rows
        return
      }
    }
  }

  private final class Transport: StageTransport {
    private var records: ArraySlice<Record>
    private var tables: [String: [Record]]
    let state = InMemoryStageState()
    var outputs: [OutgoingRecord] = []

    init(_ records: [Record], tables: [String: [Record]]) {
      self.records = records[...]
      self.tables = tables
    }

    func assign() -> StageAssignment { StageAssignment(time: .distantPast) }

    func pollTable(_ topic: String, limit: BatchLimit) -> [Record] { tables.removeValue(forKey: topic) ?? [] }

    func poll(_ limit: BatchLimit) -> [Record] {
      defer { records = records.dropFirst(limit.records) }
      return Array(records.prefix(limit.records))
    }

    func begin() -> any StageState { state }

    func commit(_ batch: FoldedBatch) { outputs += batch.outputs }

    /// Nothing fails in memory; `StageReplay` throws where the stage does.
    func rollback() {}
  }
}
