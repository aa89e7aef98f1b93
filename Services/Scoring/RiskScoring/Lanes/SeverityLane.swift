import KeyedState
import Models
import ReferenceData

/// An incident that is severe enough to warn by itself.
struct Trigger: Hashable, Sendable {
  var incident: String
  var level: AlertLevel
  var isUnconfirmed: Bool
  var credibility: Double
  var realis: Realis
  var eventTime: Timestamp
  var isState: Bool
  /// When the incident stops warning: an event one half-life after it happened, a state a set number of days after its
  /// latest report.
  var expires: Timestamp
  /// The number of independent sources that report it.
  var sourceCount: Int
  var deaths: Int
  var isContested: Bool
  var evidence: [EvidenceReference]

  func encode(to row: inout RowWriter) {
    row.put(incident)
    row.put(level.rawValue)
    row.put(isUnconfirmed)
    row.put(credibility)
    row.put(realis.rawValue)
    row.put(eventTime)
    row.put(isState)
    row.put(expires)
    row.put(sourceCount)
    row.put(deaths)
    row.put(isContested)
    row.put(evidence)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    incident = try row.string()
    level = try row.word(AlertLevel.self)
    isUnconfirmed = try row.bool()
    credibility = try row.double()
    realis = try row.word(Realis.self)
    eventTime = try row.timestamp()
    isState = try row.bool()
    expires = try row.timestamp()
    sourceCount = try row.int()
    deaths = try row.int()
    isContested = try row.bool()
    evidence = try row.evidence()
  }

  /// The trigger of an incident at `time`; nil where it does not warn. `isLive` means that it already has a trigger: a
  /// state that warns goes on until it expires, but one that is old when first reported never begins to.
  init?(_ incident: Incident, isLive: Bool, at time: Timestamp, model: borrowing RiskModel) {
    let constants = model.constants
    guard let type = model.types[incident.summary.type], let duration = type.duration, !incident.summary.isAside
    else { return nil }
    // The deaths that make an incident severe: of a type that is severe enough to warn, or of one that only its deaths
    // make warn.
    let graveDeaths: Int
    if incident.summary.severity >= constants.warnSeverity {
      graveDeaths = constants.criticalDeaths
    } else if let deaths = type.warnDeaths, incident.summary.deaths >= deaths {
      graveDeaths = deaths * constants.criticalToll
    } else {
      return nil
    }
    let contribution = RankedContribution(incident, model)
    guard contribution.c >= constants.warnUnconfirmedCredibility,
      contribution.m >= constants.warnRealis, contribution.p >= constants.warnProximity
    else { return nil }
    switch duration {
    case .halfLife(let days):
      expires = contribution.eventTime.adding(days: days)
    case .state:
      guard isLive || time <= contribution.eventTime.adding(days: constants.stateGateHalfLife) else { return nil }
      expires = contribution.latestTime.adding(days: constants.stateConfirmedDays)
    }
    guard time <= expires else { return nil }
    isUnconfirmed = contribution.c < constants.warnCredibility
    let isGrave = contribution.s >= constants.criticalSeverity || contribution.deaths >= graveDeaths
    let isSure =
      contribution.goodSourceCount >= constants.criticalSources || Self.isVouched(incident.summary, model)
    level = isUnconfirmed ? .advisory : isGrave && isSure && contribution.m >= 1 ? .critical : .warning
    self.incident = contribution.incident
    credibility = contribution.c
    realis = contribution.realis
    eventTime = contribution.eventTime
    isState = contribution.isState
    sourceCount = contribution.sourceCount
    deaths = contribution.deaths
    isContested = contribution.isContested
    evidence = Self.quoted(incident.summary.voices.quotable(constants), atMost: constants.evidenceQuotes)
  }

  /// What the first voices say. Where a later one reports more deaths than they do, it takes the place of the last.
  private static func quoted(_ voices: [Voices.Text], atMost count: Int) -> [EvidenceReference] {
    var quoted = Array(voices.prefix(count))
    let known = quoted.map(\.deaths).max() ?? 0
    if let gravest = voices.dropFirst(count).max(by: { $0.deaths < $1.deaths }), gravest.deaths > known {
      quoted[quoted.count - 1] = gravest
    }
    return quoted.map(\.evidence)
  }

  /// Whether the trigger of an incident says more than `earlier`, its trigger before, or reports that name the place
  /// now name the incident instead of those that name the country.
  fileprivate func isNews(after earlier: Trigger, of incident: Incident) -> Bool {
    let voices = incident.summary.voices
    let isNamedAnew = voices.areNamedByPlaced && voices.haveVague && earlier.evidence.first != evidence.first
    return isNamedAnew || earlier.sourceCount < sourceCount || earlier.level != level
      || earlier.isContested != isContested || earlier.realis != realis || earlier.deaths < deaths
  }

  /// Whether an authority itself reports the incident, so that one source is enough for `critical`. Either the
  /// perpetrator is known, or the model trusts the grade of the quoting source without a second one.
  private static func isVouched(_ summary: IncidentSummary, _ model: RiskModel) -> Bool {
    summary.voices.independent(model.constants).contains { voice in
      voice.isAuthoritative
        && (!summary.actors.sources.isEmpty
          || (model.gradeCredibility[voice.grade] ?? 0) >= model.constants.criticalAloneCredibility)
    }
  }
}

/// One credible incident that is severe by its type or by its deaths warns at once, at level warning or critical; one
/// that is not yet credible enough warns at advisory, unconfirmed. An incident past its half-life no longer warns. The
/// removal of a project ends its triggers, and its registration again restores those of the incidents that still warn.
struct SeverityLane: WarningLane {
  var lane: Warning.Lane { .severity }

  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews? {
    let before = context.account.lanes.triggers
    // Only earlier triggers are compared with these.
    let gone = before.isEmpty ? [] : Set((context.change.dissolved + context.change.changed).map(\.id))
    var after = before.filter { !gone.contains($0.incident) && context.time <= $0.expires }
    var news: Set<String> = []
    let changed = context.change.isRestored ? try context.incidents() : context.change.changed
    for incident in changed where !incident.isGone && !incident.isEnded {
      let live =
        before.first { $0.incident == incident.id }
        ?? before.first { gone.contains($0.incident) && Self.tookOver(incident, from: $0) }
      // A state that warned before the project was removed goes on.
      let isLive = live != nil || context.change.isRestored && !incident.summary.isLate
      guard let trigger = Trigger(incident, isLive: isLive, at: context.time, model: context.model) else { continue }
      after.append(trigger)
      if live.map({ trigger.isNews(after: $0, of: incident) }) ?? true { news.insert(trigger.incident) }
    }
    if context.subject.isRemoved { after = [] }
    after.sort { $0.incident < $1.incident }
    guard after != before else { return nil }
    context.account.lanes.triggers = after
    context.store.markDirty(context.account)
    let wasWithdrawn = !context.change.withdrawn.isEmpty && before.contains { gone.contains($0.incident) }
    let old = before.map(\.level).max()
    let new = after.map(\.level).max()
    guard let change = LaneNews.change(from: old, to: new, wasWithdrawn: wasWithdrawn) else { return nil }
    guard change != .changed || old != new || !news.isEmpty || wasWithdrawn else { return nil }
    // The news first, then the most severe.
    let shown = (after.isEmpty ? before : after).sorted { left, right in
      let isNews = (news.contains(left.incident), news.contains(right.incident))
      if isNews.0 != isNews.1 { return isNews.0 }
      return left.level == right.level ? left.incident < right.incident : left.level > right.level
    }
    guard let first = shown.first, let level = new ?? old,
      // What is said of the level is true of an incident that has it, whatever weaker news leads.
      let strongest = shown.first(where: { $0.level == level })
    else { return nil }
    var evidence = try after.isEmpty ? context.ends() : []
    for trigger in shown { evidence += try context.quotes(trigger.evidence, incident: trigger.incident) }
    return LaneNews(
      change: change, level: level, previous: old, credibility: strongest.credibility,
      urgency: LaneNews.urgency(
        realis: first.realis, eventTime: first.eventTime, isState: first.isState, at: context.time,
        model: context.model),
      sourceCount: strongest.sourceCount, evidence: evidence, withdraws: wasWithdrawn ? context.change.withdrawn : [],
      isUnconfirmed: shown.filter { $0.level == level }.allSatisfy(\.isUnconfirmed),
      isContested: strongest.isContested
        || after.isEmpty && context.change.changed.contains(where: \.summary.isContested))
  }

  /// Whether an incident has a report that the trigger of another incident quotes, and so takes its place.
  private static func tookOver(_ incident: Incident, from trigger: Trigger) -> Bool {
    trigger.evidence.contains(where: incident.reports.contains)
  }
}
