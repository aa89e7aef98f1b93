import KeyedState
import Models
import ReferenceData

/// The level of a category's score, by the model's hysteresis.
struct LevelState: Hashable, Sendable {
  var level: AlertLevel
  var since: Timestamp
  /// The ids of the articles that the last warning quoted.
  var articles: [String]
  /// The ids of the incidents that it quoted, the first one first, and then of those that earlier ones quoted; at most
  /// `keptIncidents`.
  var incidents: [String]
  /// Whether the first of these incidents is contested.
  var isContested: Bool

  static let keptIncidents = 12

  func encode(to row: inout RowWriter) {
    row.put(level.rawValue)
    row.put(since)
    row.put(articles) { $0.put($1) }
    row.put(incidents) { $0.put($1) }
    row.put(isContested)
  }

  init(
    level: AlertLevel, since: Timestamp, articles: [String] = [], incidents: [String] = [], isContested: Bool = false
  ) {
    self.level = level
    self.since = since
    self.articles = articles
    self.incidents = incidents
    self.isContested = isContested
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    level = try row.word(AlertLevel.self)
    since = try row.timestamp()
    articles = try row.strings()
    incidents = try row.strings()
    isContested = try row.bool()
  }
}

/// Warns by a category's score without its slowly decaying share, so that alarm fades sooner than the assessment.
///
/// The level rises at once when the score enters a higher one. It falls only below its `leave` threshold and after its
/// hold time; a withdrawal or the end of a state lowers it without waiting, and a withdrawal from an incident that the
/// warning quotes lowers it to what the remaining reports would raise. Incidents that are not fresh do not count.
/// One incident alone gives no higher level than the severity lane gives it. A new grave incident and a denial of the
/// one that leads are news, although the level stays.
struct LevelLane: WarningLane {
  var lane: Warning.Lane { .level }

  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews? {
    let totals = context.totals
    let score = context.score(of: totals.fresh)
    let before = context.account.lanes.level
    let hasLostReports = before.map { Self.hasLostReports($0, context.change) } ?? false
    // The level that hysteresis starts from.
    let base = hasLostReports ? nil : before
    let entered =
      context.subject.isRemoved
      ? nil
      : Self.step(
        from: base, score: score, at: context.time,
        ignoringHold: !context.change.withdrawn.isEmpty || context.change.isReleased,
        category: context.account.account.category, model: context.model)
    let isDenied = noteDenial(context)
    let unquoted = before.map { unquotedGraveIncidents($0, context) } ?? []
    let lost = context.change.withdrawn.filter { before?.articles.contains($0) == true }
    guard entered != before?.level || !lost.isEmpty || hasLostReports || isDenied || !unquoted.isEmpty else {
      return nil
    }
    let greatest = try context.account.greatest.greatest(context.model.constants.evidenceQuotes, at: context.time)
      .filter(\.contribution.isFresh)
    let level = entered.map { limited($0, context, from: base, top: greatest, fresh: totals.fresh) }
    // What is denied or new leads the warning, although a denial halves the one and the other may not be the greatest.
    let foremostIds = isDenied ? before.map { Array($0.incidents.prefix(1)) } ?? [] : unquoted
    let foremost = greatest.filter { foremostIds.contains($0.contribution.incident) }
    guard level != before?.level || !lost.isEmpty || isDenied || !foremost.isEmpty else { return nil }
    let top = foremost + greatest.filter { !foremostIds.contains($0.contribution.incident) }
    let fell = (level?.rank ?? 0) < (before?.level.rank ?? 0)
    guard
      let change = LaneNews.change(
        from: before?.level, to: level, wasWithdrawn: !context.change.withdrawn.isEmpty)
    else { return nil }
    let evidence = try (level == nil ? context.ends() : []) + quotes(of: top, context)
    note(level, quoting: top, evidence, context)
    guard let said = level ?? before?.level else { return nil }
    let first = top.first?.contribution
    return LaneNews(
      change: change, level: said, previous: before?.level, credibility: totals.x > 0 ? totals.xc / totals.x : 0,
      urgency: first.map {
        LaneNews.urgency(
          realis: $0.realis, eventTime: $0.eventTime, isState: $0.isState, at: context.time, model: context.model)
      } ?? .past,
      sourceCount: max(1, top.map(\.contribution.sourceCount).max() ?? 1), evidence: evidence,
      withdraws: fell ? context.change.withdrawn : lost,
      isUnconfirmed: !top.isEmpty
        && top.allSatisfy {
          $0.contribution.sourceCount == 1 && $0.contribution.c < context.model.constants.warnCredibility
        },
      isContested: first?.isContested ?? false, score: score)
  }

  /// One sentence of each incident, with its share of the score.
  private func quotes(
    of incidents: [(contribution: RankedContribution, x: Double)], _ context: LaneContext
  ) throws(KeyedStateFailure) -> [Evidence] {
    let total = context.totals.x
    var quotes: [Evidence] = []
    for (contribution, x) in incidents {
      quotes += try context.quotes(
        Array(contribution.evidence.prefix(1)), incident: contribution.incident,
        share: total > 0 ? context.score(of: total) * x / total : 0, proximity: contribution.p)
    }
    return quotes
  }

  /// Stores the level and what the warning on it quotes; nil ends it.
  private func note(
    _ level: AlertLevel?, quoting incidents: [(contribution: RankedContribution, x: Double)], _ evidence: [Evidence],
    _ context: LaneContext
  ) {
    let before = context.account.lanes.level
    context.account.lanes.level = level.map { level in
      LevelState(
        level: level, since: level == before?.level ? before?.since ?? context.time : context.time,
        articles: evidence.map(\.articleId),
        incidents: Self.quoted(incidents.map(\.contribution.incident), after: before?.incidents ?? []),
        isContested: incidents.first?.contribution.isContested ?? false)
    }
    context.store.markDirty(context.account)
  }

  /// The changed incidents that no warning has quoted since the lane began to warn, and that alone would enter its
  /// level or are graver than all that were quoted. Those that the severity lane warns of are left to it.
  private func unquotedGraveIncidents(_ state: LevelState, _ context: LaneContext) -> [String] {
    let new = context.change.changed.filter { incident in
      !incident.isGone && incident.booked?.isFresh == true && !state.incidents.contains(incident.id)
        && !context.account.lanes.triggers.contains { $0.incident == incident.id }
    }
    guard !new.isEmpty else { return [] }
    // Weights without decay, so that an incident is not news because others have faded.
    let quoted = state.incidents.compactMap { context.account.greatest.entry(of: HashBits($0))?.decay.x0 }
    let enter = context.model.bounds(of: state.level, in: context.account.account.category)?.enter ?? .infinity
    return new.filter { incident in
      guard let decay = incident.booked?.decay else { return false }
      return decay.x0 > quoted.max() ?? .infinity || context.score(of: decay.alarm(at: context.time)) >= enter
    }.map(\.id)
  }

  /// The incidents that a warning quotes, then those quoted before.
  private static func quoted(_ incidents: [String], after earlier: [String]) -> [String] {
    Array((incidents + earlier.filter { !incidents.contains($0) }).prefix(LevelState.keptIncidents))
  }

  /// Notes whether the incident that the warning quotes first is contested now; returns whether it was not before.
  private func noteDenial(_ context: LaneContext) -> Bool {
    guard let state = context.account.lanes.level,
      let first = context.change.changed.first(where: { !$0.isGone && $0.id == state.incidents.first }),
      first.summary.isContested != state.isContested
    else { return false }
    context.account.lanes.level?.isContested.toggle()
    context.store.markDirty(context.account)
    return !state.isContested
  }

  /// Whether reports of an incident that the warning quotes were withdrawn.
  private static func hasLostReports(_ state: LevelState, _ change: AccountChange) -> Bool {
    !change.withdrawn.isEmpty
      && (change.changed + change.dissolved).contains { state.incidents.contains($0.id) }
  }

  /// The level that a score has entered, no higher than its greatest incidents allow and no lower than `before`.
  private func limited(
    _ entered: AlertLevel, _ context: LaneContext, from before: LevelState?,
    top: [(contribution: RankedContribution, x: Double)], fresh: Double
  ) -> AlertLevel {
    guard entered > before?.level ?? .watch, let greatest = top.first else { return entered }
    // Many small incidents do not add up to a severe one.
    let greatestSeverity = top.map(\.contribution.s).max() ?? 0
    let level = context.model.levels.last { $0.level <= entered && $0.severity <= greatestSeverity }?.level ?? .watch
    // What the others give without the greatest, and what the greatest gives alone.
    let others = context.score(of: max(0, fresh - greatest.contribution.decay.alarm(at: context.time)))
    let without = Self.step(
      from: before, score: others, at: context.time, ignoringHold: false, category: context.account.account.category,
      model: context.model)
    let alone = context.account.lanes.triggers.first { $0.incident == greatest.contribution.incident }?.level ?? .watch
    return min(max(level, before?.level ?? .watch), max(without ?? .watch, alone))
  }

  /// The level that follows from the score; nil for none.
  static func step(
    from state: LevelState?, score: Double, at time: Timestamp, ignoringHold: Bool, category: String, model: RiskModel
  ) -> AlertLevel? {
    func bounds(_ level: AlertLevel) -> (enter: Double, leave: Double) {
      model.bounds(of: level, in: category) ?? (.infinity, .infinity)
    }
    let entered = model.levels.last { score >= bounds($0.level).enter }?.level
    guard let state else { return entered }
    if let entered, entered > state.level { return entered }
    guard score < bounds(state.level).leave else { return state.level }
    let hold = model.levels.first { $0.level == state.level }?.holdHours ?? 0
    guard ignoringHold || time >= state.since.adding(hours: hold) else { return state.level }
    return model.levels.last { $0.level < state.level && score >= bounds($0.level).leave }?.level
  }
}
