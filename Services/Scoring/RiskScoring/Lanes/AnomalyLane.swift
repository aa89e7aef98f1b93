import Glibc
import KeyedState
import Models
import ReferenceData

/// The rate of an account's incidents, as a discounted Gamma–Poisson model, and whether it is unusual now.
struct AnomalyState: Hashable, Sendable {
  /// The incidents before the window, each discounted by its age.
  private(set) var incidents = 0.0
  /// The exposure of the days before the window, in days at the median country's coverage, discounted in the same way.
  private(set) var exposure = 0.0
  /// The number of incidents on each day of the window that has any, in order of days.
  private(set) var recent: [DayCount] = []
  /// The first day of the window, in days since 1970-01-01; nil before the first check.
  private(set) var horizon: Int?
  /// The number of days before the window that have been counted, for the model's warm-up.
  private(set) var days = 0
  private(set) var cusum = 0.0
  /// The day of the last check, in days since 1970-01-01; nil before the first.
  private(set) var checkedAt: Int?
  /// The probability, at the last check, of as many incidents as the window had, or more.
  private(set) var chance = 1.0
  var live: Live?

  struct DayCount: Hashable, Sendable {
    var day: Int
    var count: Int
  }

  struct Live: Hashable, Sendable {
    var level: AlertLevel
    /// The last day with reason to warn.
    var day: Int
  }

  init() {}

  /// Counts an incident, or with `by` −1 removes one. An incident older than the window is ignored.
  mutating func count(_ day: Int, by change: Int = 1) {
    guard day >= horizon ?? .min else { return }
    if let index = recent.firstIndex(where: { $0.day == day }) {
      recent[index].count = max(0, recent[index].count + change)
    } else if change > 0 {
      recent.insert(DayCount(day: day, count: change), at: recent.firstIndex { $0.day > day } ?? recent.count)
    }
  }

  /// Moves the window to end on `today`. Each day that leaves it adds its incidents and `perDay`, the exposure of a day
  /// (1 for the median country's coverage), to the discounted sums.
  mutating func advance(to today: Int, exposure perDay: Double, _ constants: RiskModel.Constants) {
    let first = today - constants.anomalyDays + 1
    guard var day = horizon else {
      horizon = first
      recent.removeAll { $0.day < first }
      return
    }
    guard day < first else { return }
    // After a long gap the past has faded anyway.
    day = max(day, first - 1000)
    while day < first {
      let count = recent.first { $0.day == day }?.count ?? 0
      let gamma = gamma(constants)
      let expected = gamma.shape / gamma.rate * perDay
      if days >= constants.anomalyWarmupDays, expected > 0 {
        let deviation = (Double(count) - expected) / max(expected, 1e-6).squareRoot()
        cusum = max(0, cusum + min(deviation, constants.cusumCap) - constants.cusumReference)
      }
      incidents = constants.anomalyDiscount * incidents + Double(count)
      exposure = constants.anomalyDiscount * exposure + perDay
      days += 1
      day += 1
    }
    recent.removeAll { $0.day < first }
    horizon = first
  }

  /// The Gamma distribution of the rate, in incidents a day at the median country's coverage: past incidents and
  /// exposure plus those of the prior.
  private func gamma(_ constants: RiskModel.Constants) -> (shape: Double, rate: Double) {
    (incidents + constants.anomalyPriorIncidents, exposure + constants.anomalyPriorDays)
  }

  /// The chance of as many incidents as the window has, or more: the tail of the negative binomial distribution that is
  /// the Gamma–Poisson model's prediction.
  mutating func check(on today: Int, exposure perDay: Double, _ constants: RiskModel.Constants) -> Double {
    checkedAt = today
    let count = recent.reduce(0) { $0 + $1.count }
    let gamma = gamma(constants)
    chance =
      days < constants.anomalyWarmupDays
      ? 1
      : Self.tail(count, shape: gamma.shape, rate: gamma.rate, exposure: perDay * Double(constants.anomalyDays))
    return chance
  }

  mutating func resetCUSUM() { cusum = 0 }

  /// P(N ≥ count) for N ~ NB(shape, rate/(rate + exposure)). The terms are computed as logarithms, because the first is
  /// less than any `Double` where many incidents are usual.
  static func tail(_ count: Int, shape: Double, rate: Double, exposure: Double) -> Double {
    guard count > 0 else { return 1 }
    let success = rate / (rate + exposure)
    let failure = 1 - success
    var logTerm = shape * log(success)
    var below = exp(logTerm)
    for n in 1..<max(1, min(count, 10_000)) {
      logTerm += log((shape + Double(n) - 1) / Double(n) * failure)
      below += exp(logTerm)
    }
    return max(0, 1 - below)
  }

  func encode(to row: inout RowWriter) {
    row.put(incidents)
    row.put(exposure)
    row.put(recent) {
      $0.put($1.day)
      $0.put($1.count)
    }
    row.put(horizon) { $0.put($1) }
    row.put(days)
    row.put(cusum)
    row.put(checkedAt) { $0.put($1) }
    row.put(chance)
    row.put(live) {
      $0.put($1.level.rawValue)
      $0.put($1.day)
    }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    incidents = try row.double()
    exposure = try row.double()
    recent = try row.list { (row) throws(KeyedStateFailure) in
      DayCount(day: try row.int(), count: try row.int())
    }
    horizon = try row.bool() ? try row.int() : nil
    days = try row.int()
    cusum = try row.double()
    checkedAt = try row.bool() ? try row.int() : nil
    chance = try row.double()
    live = try row.optional { (row) throws(KeyedStateFailure) in
      Live(level: try row.word(AlertLevel.self), day: try row.int())
    }
  }
}

/// More incidents than the subject's own past explains, given how much is written about it. The chance of each
/// category's count is compared with those of the subject's other categories (Benjamini–Hochberg), so that many
/// categories do not make many false alarms. A slow drift (CUSUM) gives level watch only.
struct AnomalyLane: WarningLane {
  var lane: Warning.Lane { .anomaly }

  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews? {
    let before = context.account.lanes.anomaly
    let after = try checked(before, context)
    guard after != before else { return nil }
    context.account.lanes.anomaly = after
    context.store.markDirty(context.account)
    let (old, new) = (before.live?.level, after.live?.level)
    let isTakenBack = Self.isTakenBack(context.change)
    guard old != new || isTakenBack,
      let change = LaneNews.change(from: old, to: new, wasWithdrawn: isTakenBack), let level = new ?? old
    else { return nil }
    let recent = try recent(context)
    let evidence = try evidence(of: recent, context)
    guard change != .triggered || !evidence.isEmpty else {
      context.account.lanes.anomaly.live = before.live
      return nil
    }
    let first = recent.first
    return LaneNews(
      change: change, level: level, previous: old, credibility: first?.c ?? 0,
      urgency: first.map {
        LaneNews.urgency(
          realis: $0.realis, eventTime: $0.eventTime, isState: $0.isState, at: context.time, model: context.model)
      } ?? .past,
      sourceCount: max(1, context.owners(of: recent)), evidence: evidence,
      withdraws: isTakenBack ? context.change.withdrawn : [])
  }

  /// Whether a withdrawal has taken back incidents that were counted.
  private static func isTakenBack(_ change: AccountChange) -> Bool {
    !change.withdrawn.isEmpty && change.dissolved.contains(where: \.isCounted)
  }

  /// The state after a check: the window ends on the day of the check and has its changed incidents, and the warning
  /// follows from them.
  private func checked(_ before: AnomalyState, _ context: LaneContext) throws(KeyedStateFailure) -> AnomalyState {
    let constants = context.model.constants
    let today = context.time.day.dayNumber
    // Exposure in units of the reference coverage, so that more news alone is nothing unusual.
    let perDay = max(
      constants.exposureFloor,
      context.subject.coverage.volume(at: context.time, halfLife: constants.coverageHalfLife)
        / constants.coverageReference)
    var state = before
    state.advance(to: today, exposure: perDay, constants)
    count(context, constants, in: &state)
    let chance = state.check(on: today, exposure: perDay, constants)
    let isUnusual = try isUnusual(state, chance: chance, on: today, context, constants)
    state.live = next(
      before.live, isUnusual: isUnusual, isDrift: state.cusum > constants.cusumThreshold, today, constants)
    // A drift is of the days before the window, which a withdrawal does not change.
    let isRefuted = Self.isTakenBack(context.change) && !isUnusual && state.live?.level == .advisory
    if context.subject.isRemoved || isRefuted { state.live = nil }
    if state.live?.level == .watch, before.live == nil { state.resetCUSUM() }
    return state
  }

  /// Counts the changed incidents that count and were not counted before, and takes back the dissolved ones.
  private func count(_ context: LaneContext, _ constants: RiskModel.Constants, in state: inout AnomalyState) {
    for incident in context.change.changed
    where !incident.isCounted && !incident.isGone && incident.summary.assertions > 0 && !incident.summary.isLate
      && incident.summary.proximity >= constants.alertProximity && incident.summary.realisValue >= constants.alertRealis
    {
      state.count(incident.firstDay)
      incident.isCounted = true
      context.store.incidents.markDirty(incident)
    }
    for incident in context.change.dissolved where incident.isCounted { state.count(incident.firstDay, by: -1) }
  }

  /// Whether the window has enough incidents, of enough independent sources, and `chance`, the probability of as many
  /// or more, is a discovery among those of the subject's categories.
  private func isUnusual(
    _ state: AnomalyState, chance: Double, on today: Int, _ context: LaneContext, _ constants: RiskModel.Constants
  ) throws(KeyedStateFailure) -> Bool {
    let isFrequent =
      state.recent.reduce(0) { $0 + $1.count } >= constants.anomalyIncidents
      && Self.isDiscovery(
        chance, among: context.peers.map { $0 === context.account ? chance : $0.lanes.anomaly.chance(on: today) },
        tests: context.model.categories.count, rate: constants.anomalyRate)
    guard isFrequent else { return false }
    return context.owners(of: try recent(context)) >= constants.anomalySources
  }

  /// The first quote of each contribution.
  private func evidence(
    of contributions: [RankedContribution], _ context: LaneContext
  ) throws(KeyedStateFailure) -> [Evidence] {
    var evidence: [Evidence] = []
    for contribution in contributions {
      evidence += try context.quotes(
        Array(contribution.evidence.prefix(1)), incident: contribution.incident, proximity: contribution.p)
    }
    return evidence
  }

  /// The fresh ones among the account's greatest contributions whose events are in the window.
  private func recent(_ context: LaneContext) throws(KeyedStateFailure) -> [RankedContribution] {
    let constants = context.model.constants
    let first = context.time.day.dayNumber - constants.anomalyDays + 1
    let greatest = try context.account.greatest.greatest(constants.evidenceQuotes, at: context.time)
    return greatest.map(\.contribution).filter {
      $0.isFresh && $0.eventTime.day.dayNumber >= first
    }
  }

  private func next(
    _ live: AnomalyState.Live?, isUnusual: Bool, isDrift: Bool, _ today: Int, _ constants: RiskModel.Constants
  ) -> AnomalyState.Live? {
    if isUnusual { return AnomalyState.Live(level: .advisory, day: today) }
    if isDrift, live == nil { return AnomalyState.Live(level: .watch, day: today) }
    guard let live, today - live.day < constants.anomalyDays else { return nil }
    return live
  }

  /// The Benjamini–Hochberg procedure (1995): whether a chance is among the k smallest of `tests`, where the k-th
  /// smallest is at most k/tests of the rate. Tests without a chance given count as 1.
  static func isDiscovery(
    _ chance: Double, among chances: @autoclosure () -> [Double], tests: Int, rate: Double
  ) -> Bool {
    guard chance <= rate else { return false }
    let sorted = chances().sorted()
    guard
      let last = sorted.indices.last(where: { sorted[$0] <= Double($0 + 1) / Double(max(tests, sorted.count)) * rate })
    else { return false }
    return chance <= sorted[last]
  }
}

extension AnomalyState {
  /// The chance at the last check, if that was on this day; else 1.
  fileprivate func chance(on day: Int) -> Double { checkedAt == day ? chance : 1 }
}
