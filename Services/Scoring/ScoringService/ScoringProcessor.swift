import KeyedState
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData
import RiskScoring

/// Decodes signals, folds them, and emits the results. A signal that cannot be read changes no state.
final class ScoringProcessor: StageProcessor {
  private let rows = StateRows()
  private let scorer: RiskScorer
  private var decoded = ReadAhead<Signal>()

  init(model: RiskModel, names: ScoringNames, memory: ScoringMemory) {
    scorer = RiskScorer(model: model, names: names, rows: rows, memory: memory)
  }

  func prepare(_ records: ArraySlice<Record>) {
    decoded.fill(records) { try? TopicCatalogue.signals.decode($0) }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let signal: Signal
    if let made = decoded.take(record) { signal = made } else { signal = try TopicCatalogue.signals.decode(record) }
    rows.state = batch.state
    let outputs: [ScoringOutput]
    do {
      outputs = try scorer.fold(signal, at: batch.time, cause: record.cause)
    } catch {
      throw rows.failure(error)
    }
    for output in outputs { try emit(output, in: &batch, causedBy: record) }
    if case .tick(let asOf) = signal {
      batch.emit(try TickRecord.forwarded(asOf: asOf, from: ScoringStages.scoringName, causedBy: record))
    }
  }

  /// Emits an output. One that its topic does not take is counted and left out: its signal is folded by now, so it can
  /// no longer become a dead letter.
  private func emit(
    _ output: ScoringOutput, in batch: inout StageBatch, causedBy record: Record
  ) throws(StageFailure) {
    do {
      switch output {
      case .warning(let warning):
        batch.emit(
          try TopicCatalogue.warnings.record(
            .warning(warning), id: warning.id, from: ScoringStages.scoringName, causedBy: record))
      case .assessment(let assessment):
        batch.emit(
          try TopicCatalogue.assessments.record(
            assessment, id: assessment.id, from: ScoringStages.scoringName, causedBy: record))
      }
    } catch .badRecord {
      batch.count(PipelineMetrics.scoringOmitted, output.kind)
    }
  }

  func willCommit(_ state: any StageState) throws(StageFailure) {
    rows.state = state
    do {
      try scorer.flush()
    } catch {
      throw rows.failure(error)
    }
  }
}

/// Gives scoring access to the stage's state, which the runtime passes with every record.
private final class StateRows: KeyedState {
  var state: (any StageState)?

  private func current() throws(KeyedStateFailure) -> any StageState {
    guard let state else { throw .corrupt("scoring was asked for rows before its first record") }
    return state
  }

  /// Converts a failure to read or write the state into a failure of the stage.
  func failure(_ failure: KeyedStateFailure) -> StageFailure {
    switch failure {
    case .rows(let error):
      error as? StageFailure ?? .infrastructure("the state of scoring cannot be reached: \(error)")
    case .corrupt(let what):
      state?.unreadable(what, of: ScoringStages.scoringName) ?? .fatal(what)
    }
  }

  func value(_ key: [UInt8]) throws(KeyedStateFailure) -> [UInt8]? {
    let state = try current()
    do { return try state.value(key) } catch { throw .rows(error) }
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(KeyedStateFailure) {
    let state = try current()
    do { try state.set(key, to: value) } catch { throw .rows(error) }
  }

  func scan(
    from first: [UInt8], through last: [UInt8], _ visit: ([UInt8], [UInt8]) throws(KeyedStateFailure) -> Bool
  ) throws(KeyedStateFailure) {
    let state = try current()
    var failure: KeyedStateFailure?
    do throws(StageFailure) {
      try state.scan(from: first, through: last) { (key, value) throws(StageFailure) in
        do throws(KeyedStateFailure) {
          return try visit(key, value)
        } catch {
          failure = error
          return false
        }
      }
    } catch {
      throw .rows(error)
    }
    if let failure { throw failure }
  }
}

extension ScoringOutput {
  /// The label of a metric.
  fileprivate var kind: String {
    switch self {
    case .warning: "warning"
    case .assessment: "assessment"
    }
  }
}

extension Record {
  /// What the ids of the outputs are derived from: the record's `ce_id`, else its topic, partition and offset.
  fileprivate var cause: String { eventId ?? "\(topic)/\(partition)/\(offset)" }
}
