import KeyedState
import Models
import ReferenceData

/// What scoring says after a signal, in the order in which it is to be written.
package enum ScoringOutput: Hashable, Sendable {
  case warning(Warning)
  case assessment(Assessment)
}

/// The fold of one partition of signals: state and outputs are a function of the signals before, in order, and of the
/// partition's time. What is in memory is only a copy of rows, so it may be dropped after any `flush`.
///
/// Rules of its own, where the risk model leaves a choice:
/// - A subject is assessed when a lane changed, when its risk or opportunity score moved by a point, a day after its last
///   assessment, at its registration, and at a tick if it changed since.
/// - Lanes are looked at with every signal of their subject and category, and, while they are live, at the first record of
///   every hour of log time.
/// - A repeated or outdated revision of an event is passed over.
package final class RiskScorer {
  let model: RiskModel
  let store: ScoringStore
  /// The states that a type ends.
  let endedBy: [String: [String]]
  let stateFamilies: Set<String>
  /// English names by ISO 3166-1 alpha-2 code, for the subjects that no register names.
  private let countryNames: [String: String]

  /// `rows` has to be the same store for the scorer's whole life; every change reaches it with `flush` at the latest.
  package init(model: RiskModel, countryNames: [String: String] = [:], rows: any KeyedState) {
    self.model = model
    self.countryNames = countryNames
    store = ScoringStore(rows: rows, model: model)
    var endedBy: [String: [String]] = [:]
    for type in model.types.all {
      guard case .state(let enders) = type.duration else { continue }
      for ender in enders { endedBy[ender, default: []].append(type.type) }
    }
    self.endedBy = endedBy
    stateFamilies = Set(model.types.all.filter(\.isState).map(\.family))
  }

  /// Folds the next signal. `time` is the partition's time with it, `cause` the `ce_id` of its record.
  package func fold(_ signal: Signal, at time: Timestamp, cause: String) throws(KeyedStateFailure) -> [ScoringOutput] {
    let before = try store.lastTime()
    var now = max(before, time)
    if case .tick(let asOf) = signal {
      guard asOf > before else { return [] }
      now = max(asOf, time)
    }
    store.advance(to: now)
    var pass = ChangeSet(time: now, cause: cause)
    for subject in try store.takeDue(at: now) { pass.subjects[subject, default: .init()].isDue = true }
    switch signal {
    case .event(let event): try apply(event, &pass)
    case .withdrawn(let withdrawal): try apply(withdrawal, &pass)
    case .registration(let registration): try apply(registration, &pass)
    case .notice: break
    case .tick: for subject in try store.pending() { pass.subjects[subject, default: .init()].isPending = true }
    }
    for subject in pass.subjects.keys.sorted() { try conclude(subject, &pass) }
    return pass.outputs
  }

  /// Writes to the rows what is only in memory.
  package func flush() throws(KeyedStateFailure) { try store.flush() }

  /// What a subject is called; nil where nothing names it.
  func name(of state: SubjectState) -> String? {
    state.name ?? (state.subject.kind == .country ? countryNames[state.subject.id] : nil)
  }
}
