import KeyedState
import Models
import ReferenceData

/// The output of scoring after a signal, in the order in which it is to be written.
package enum ScoringOutput: Hashable, Sendable {
  case warning(Warning)
  case assessment(Assessment)
}

/// Folds one partition of signals: state and outputs are a function of the signals so far, in order, and of the
/// partition's time.
///
/// Rules of its own, where the risk model leaves a choice:
/// - A subject is assessed with its first signal, when a lane changed, when its risk or opportunity score moved by
///   `emit_move`, `emit_hours` after its last assessment, when its registration changes, and at a tick if it changed
///   since.
/// - A subject's lanes are checked with each of its signals, by category, and with the regular assessment. Where time
///   alone ends or lowers a warning, they are checked with the first record after the next multiple of
///   `lane_check_hours` of log time.
/// - A repeated or outdated revision of an event is passed over.
package final class RiskScorer {
  let model: RiskModel
  let store: ScoringStore
  let intake: ReportIntake
  let assessor: Assessor
  let contributions: ContributionBook
  private let schedule: LaneSchedule

  /// `rows` has to be the same state for the scorer's whole life; every change reaches it with `flush` at the latest.
  package init(
    model: RiskModel, names: ScoringNames = ScoringNames(), rows: any KeyedState,
    memory: ScoringMemory = ScoringMemory()
  ) {
    self.model = model
    store = ScoringStore(rows: rows, model: model, memory: memory)
    schedule = LaneSchedule(model: model)
    contributions = ContributionBook(model: model, store: store)
    intake = ReportIntake(
      model: model, store: store, reading: ReportReading(model: model, regionNames: names.regions),
      contributions: contributions, ends: EventEnds(model: model, store: store, contributions: contributions))
    assessor = Assessor(model: model, countryNames: names.countries)
  }

  /// Folds the next signal. `time` is the partition's time including this signal, `cause` the `ce_id` of its record.
  package func fold(_ signal: Signal, at time: Timestamp, cause: String) throws(KeyedStateFailure) -> [ScoringOutput] {
    let before = try store.lastTime()
    var now = max(before, time)
    if case .tick(let asOf) = signal {
      guard asOf > before else { return [] }
      now = max(asOf, time)
    }
    store.advance(to: now)
    var changes = ChangeSet(time: now, cause: cause)
    for subject in try store.takeDue(at: now) { changes.subjects[subject, default: .init()].isDue = true }
    switch signal {
    case .event(let event): try intake.apply(event, &changes)
    case .withdrawn(let withdrawal): try intake.apply(withdrawal, &changes)
    case .registration(let registration): try intake.apply(registration, &changes)
    case .notice(let notice): try intake.apply(notice, &changes)
    case .coverage(let coverage): try intake.apply(coverage, &changes)
    case .schedule(let schedule): try intake.apply(schedule, &changes)
    case .tick: for subject in try store.pending() { changes.subjects[subject, default: .init()].isPending = true }
    }
    for subject in changes.subjects.keys.sorted() { try conclude(subject, &changes) }
    return changes.outputs
  }

  /// Writes all changes that are only in memory to the rows.
  package func flush() throws(KeyedStateFailure) { try store.flush() }

  // MARK: After a signal

  /// Steps a subject's lanes, updates its scores, and emits warnings and assessments.
  private func conclude(_ key: SubjectKey, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let change = changes.subjects[key] else { return }
    let subject = try store.subject(key)
    for account in subject.accounts {
      try contributions.advancePhases(of: account, at: changes.time)
      try contributions.relist(account)
    }
    let figures = assessor.figures(of: subject, at: changes.time)
    let warnings = try warnings(of: subject, figures, change, changes)
    changes.outputs += warnings.map(ScoringOutput.warning)
    for account in figures.accounts where change.isDue || change.accounts.contains(account.state.account) {
      account.state.note(score: account.score, at: changes.time)
      store.markDirty(account.state)
    }
    if subject.isRemoved {
      try store.schedule(subject, at: nil)
      try store.markPending(subject, false)
      return
    }
    if isDue(subject, change, hasWarned: !warnings.isEmpty, figures) {
      subject.history.note(figures.risk, at: changes.time)
      changes.outputs.append(.assessment(try assessor.assessment(of: subject, figures, cause: changes.cause)))
      subject.last = SubjectState.Published(
        time: changes.time, score: figures.risk, opportunity: figures.opportunity, coverage: figures.coverage)
      store.markDirty(subject)
      try store.markPending(subject, false)
    } else if !change.accounts.isEmpty || change.hasAnnouncement {
      try store.markPending(subject, true)
    }
    try store.schedule(subject, at: nextCheck(at: subject, figures))
  }

  /// Whether an assessment has to be published.
  private func isDue(
    _ subject: SubjectState, _ change: ChangeSet.SubjectChange, hasWarned: Bool, _ figures: SubjectFigures
  ) -> Bool {
    guard let last = subject.last else { return true }
    let move = model.constants.emitMove
    return hasWarned || change.isNews || change.isPending || abs(figures.risk - last.score) >= move
      || abs(figures.opportunity - last.opportunity) >= move
      || (change.isDue && figures.time >= last.time.adding(hours: model.constants.emitHours))
  }

  /// When a subject has to be checked without a signal: when time changes a lane, when a milestone becomes overdue, and
  /// a day after its last assessment while there is something to report. Nil for never.
  private func nextCheck(at subject: SubjectState, _ figures: SubjectFigures) -> Timestamp? {
    let time = figures.time
    let least = model.constants.leastScore
    var due: Timestamp?
    if let last = subject.last,
      subject.isRegistered || last.score >= least || last.opportunity >= least || last.coverage != .unmonitored
    {
      due = last.time.adding(hours: model.constants.emitHours)
    }
    let day = time.adding(hours: model.constants.emitHours)
    for account in subject.accounts where account.lanes.isLive {
      let check = schedule.next(of: account, after: time, until: day, exposure: figures.exposure) ?? day
      due = min(due ?? check, check)
    }
    if let milestone = SilenceLane.nextCheck(at: subject, after: time, model.constants) {
      due = min(due ?? milestone, milestone)
    }
    return due
  }

  // MARK: Lanes

  private func warnings(
    of subject: SubjectState, _ figures: SubjectFigures, _ change: ChangeSet.SubjectChange, _ changes: ChangeSet
  ) throws(KeyedStateFailure) -> [Warning] {
    guard WarningLanes.kinds.contains(subject.subject.kind) else { return [] }
    var warnings: [Warning] = []
    for account in figures.accounts where account.state.account.ledger == .risk {
      let accountChange = change.accounts[account.state.account]
      guard accountChange != nil || change.isDue else { continue }
      let context = LaneContext(
        account: account.state, totals: account.totals, subject: subject, change: accountChange ?? AccountChange(),
        time: changes.time, exposure: figures.exposure, store: store)
      var news: [(lane: Warning.Lane, news: LaneNews)] = []
      for lane in WarningLanes.all {
        if let one = try lane.step(context) { news.append((lane.lane, one)) }
      }
      guard !news.isEmpty else { continue }
      // A reader of the warnings in turn gets the higher level first and, after a withdrawal, the level that remains
      // before the incident that was withdrawn.
      let isWithdrawal = !context.change.withdrawn.isEmpty
      let order = news.enumerated().sorted { left, right in
        func rank(_ one: (lane: Warning.Lane, news: LaneNews)) -> Int {
          isWithdrawal && one.lane == .level ? 100 : one.news.level.rank
        }
        let (mine, theirs) = (rank(left.element), rank(right.element))
        return mine == theirs ? left.offset < right.offset : mine > theirs
      }
      warnings += order.map { warning($0.element.lane, $0.element.news, context, cause: changes.cause) }
    }
    return warnings
  }

  private func warning(_ lane: Warning.Lane, _ news: LaneNews, _ context: LaneContext, cause: String) -> Warning {
    let key = context.subject.subject
    let category = context.account.account.category
    return Warning(
      id: contentHash(
        "warning", key.description, category, lane.rawValue, news.change.rawValue, context.time.description, cause),
      subject: key, subjectName: assessor.name(of: context.subject) ?? key.id, category: category, lane: lane,
      change: news.change, level: news.level, previousLevel: news.previous, asOf: context.time,
      certainty: model.constants.certainty(of: news.credibility, isContested: news.isContested),
      urgency: news.urgency,
      score: news.score ?? context.score(of: context.totals.x), confidence: news.credibility,
      sourceCount: news.sourceCount, evidence: Array(news.evidence.prefix(model.constants.evidenceQuotes)),
      withdraws: news.withdraws,
      unconfirmed: news.isUnconfirmed, contested: news.isContested, model: model.version)
  }
}
