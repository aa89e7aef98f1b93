import Models

/// The life of alerts, as a state machine over the warnings of one subject.
///
/// | alert | warning | becomes |
/// |---|---|---|
/// | none | live, all evidence of incidents that an open alert of the subject or what joined it reports | joins that alert |
/// | none | live, at no higher level, all evidence from the articles of an open alert of the subject | joins that alert |
/// | none | live, of a country or counterparty, all evidence names projects | inhibited; lanes remembered |
/// | none | live | raised |
/// | open | none of the evidence that opened it remains | cancelled; raised again where a lane has other evidence |
/// | open | no lane is left, or the last one has left for an alert of its own | resolved |
/// | open | a level above the last reported | escalated, whatever the cool-down, under the category that escalates it |
/// | open | a withdrawal of what it reported, a denial | updated at once |
/// | open | a new severe incident at a project or counterparty | updated without cool-down, up to the cap of the hour |
/// | open | new evidence or another level | updated; inhibited, or held back until the cool-down or the hour ends |
/// | open | nothing new | suppressed as unchanged |
/// | open, soon to expire | – | renewed |
package struct Alerter: Sendable {
  package let policy: AlertPolicy

  package init(policy: AlertPolicy) {
    self.policy = policy
  }

  /// Applies a warning to its subject's alerts, and returns the decisions. Their records carry the time of the warning,
  /// or of the subject's last record where that is later.
  package func step(
    _ state: SubjectAlerts?, _ warning: Warning
  ) -> (state: SubjectAlerts, decisions: [AlertDecision]) {
    var state = state ?? SubjectAlerts(subject: warning.subject, name: warning.subjectName)
    state.name = warning.subjectName
    let time = max(warning.asOf, state.episodes.compactMap { $0.open?.lastSent }.max() ?? .distantPast)
    let isLive = warning.change == .triggered || warning.change == .changed
    let host = state.host(of: warning.category)
    if isLive {
      let lane = LaneState(warning)
      let target = self.host(for: lane, in: state)
      var ended: [AlertDecision] = []
      if target != host {
        let left = state[host]
        move(lane.category, from: host, to: target, in: &state)
        if let open = left.open, state[host].lanes.isEmpty {
          ended = [resolve(host, open, shown: left.lead ?? lane, in: &state, warning, at: time)]
        }
      }
      state[target].set(lane)
      let next = apply(warning, lane, to: target, in: state, at: time)
      return (next.state, ended + next.decisions)
    }
    state[host].remove(warning.lane, of: warning.category)
    return apply(warning, nil, to: host, in: state, at: time)
  }

  /// Decides the delayed updates and the renewals that are due by `time`.
  package func advance(
    _ state: SubjectAlerts, to time: Timestamp
  ) -> (state: SubjectAlerts, decisions: [AlertDecision]) {
    var next = state
    var decisions: [AlertDecision] = []
    for episode in state.episodes {
      guard let open = episode.open, let lead = episode.lead, open.due(policy) <= time else { continue }
      var shown = lead
      shown.urgency = lead.evidence.first.map { policy.urgency(of: $0, at: time, else: lead.urgency) } ?? lead.urgency
      shown.evidence = news(of: episode, open)
      let hasNews = shown.evidence.contains(where: open.isNew) || lead.level != open.level
      let status: Alert.Status =
        open.pendingUntil != nil && hasNews ? (lead.level > open.level ? .escalated : .updated) : .renewed
      if status == .renewed, time < open.expiresAt.adding(hours: -policy.rules.renewBeforeHours) {
        next[episode.category].open?.pendingUntil = nil
        continue
      }
      let alert = composer(next, open, warning: nil, at: time).record(status, level: lead.level, shown: shown)
      next[episode.category].open?.add(alert)
      decisions.append(AlertDecision(alert: alert, earlier: open.records, warning: open.warning))
    }
    return (next, decisions)
  }

  // MARK: Which alert a lane belongs to

  /// The category whose alert reports a live lane: the lane's own, or that of an open alert on the same incidents.
  private func host(for lane: LaneState, in state: SubjectAlerts) -> String {
    if state[lane.category].open != nil { return lane.category }
    let joined = state.episodes.first { episode in
      guard let open = episode.open, episode.category != lane.category, !lane.evidence.isEmpty else { return false }
      let known = open.supportingEvidence + episode.lanes.filter { $0.category == episode.category }.flatMap(\.evidence)
      let clusters = Set(episode.lanes.flatMap(\.evidence).compactMap(\.cluster))
      let isAside = lane.level <= open.level
      return lane.evidence.allSatisfy { piece in
        piece.cluster.map(clusters.contains) ?? false
          || known.contains { $0.isOfIncident(piece) || isAside && $0.articleId == piece.articleId }
      }
    }
    return joined?.category ?? lane.category
  }

  /// Moves the lanes of `category` from one episode to another.
  private func move(_ category: String, from: String, to: String, in state: inout SubjectAlerts) {
    let moved = state[from].lanes.filter { $0.category == category }
    state[from].lanes.removeAll { $0.category == category }
    for lane in moved { state[to].set(lane) }
  }

  // MARK: What becomes of it

  private func apply(
    _ warning: Warning, _ lane: LaneState?, to category: String, in state: SubjectAlerts, at time: Timestamp
  ) -> (state: SubjectAlerts, decisions: [AlertDecision]) {
    var state = state
    let before = state[category]
    for index in state[category].lanes.indices {
      state[category].lanes[index].evidence.removeAll { warning.withdraws.contains($0.articleId) }
    }
    guard var open = state[category].open else {
      guard lane != nil, let lead = state[category].lead else { return (state, []) }
      let decision = raise(lead, category, in: &state, warning, at: time)
      return (state, [decision])
    }
    let supportingEvidence = open.supportingEvidence
    open.warning = warning.id
    open.supportingEvidence.removeAll { warning.withdraws.contains($0.articleId) }
    if let lane { open.supportingEvidence += confirmations(of: supportingEvidence, in: lane) }
    state[category].open = open
    if open.supportingEvidence.isEmpty, !supportingEvidence.isEmpty {
      return cancel(category, open, supportingEvidence, in: state, warning, at: time)
    }
    guard let lead = state[category].lead else {
      let ended = resolve(
        category, open, shown: before.lead ?? LaneState(warning), in: &state, warning, at: time)
      return (state, [ended])
    }
    var named = category
    if lead.level > open.level, state[lead.category].open == nil {
      named = lead.category
      rename(category, to: named, in: &state)
    }
    let isStale = before.lanes.contains { Self.hasLost($0, to: warning, against: lead) }
    let decision = update(open, lead, lane ?? lead, named, in: &state, warning, at: time, isStale: isStale)
    return (state, [decision])
  }

  /// Whether `lane`, as it was, is the leading lane, and a withdrawal has taken evidence from it that its own warning,
  /// which is still to come, will correct.
  private static func hasLost(_ lane: LaneState, to warning: Warning, against lead: LaneState) -> Bool {
    guard lane.lane == .severity || lane.lane == .level, lane.lane == lead.lane, lane.category == lead.category else {
      return false
    }
    let isOwn = lane.lane == warning.lane && lane.category == warning.category
    return !isOwn && lane.evidence.count > lead.evidence.count
  }

  /// Renames an open alert to the category of the more severe lane that joined it. The episode of that category is
  /// empty, because all its lanes are in this alert.
  private func rename(_ category: String, to other: String, in state: inout SubjectAlerts) {
    var episode = state[category]
    state[category] = Episode(category: category)
    episode.category = other
    state[other] = episode
  }

  private func raise(
    _ lane: LaneState, _ category: String, in state: inout SubjectAlerts, _ warning: Warning, at time: Timestamp
  ) -> AlertDecision {
    let open = OpenAlert(
      alert: contentHash("alert", state.subject.description, category, warning.id), episode: warning.id,
      level: lane.level, peak: lane.level, supportingEvidence: lane.evidence, expiresAt: time, warning: warning.id)
    let alert = composer(state, open, warning: warning, at: time).record(.raised, level: lane.level, shown: lane)
    guard !isInhibited(lane.evidence, of: state.subject, lane.category) else {
      return AlertDecision(alert: alert, earlier: [], suppressed: .inhibited, warning: warning.id)
    }
    state[category].open = open
    state[category].open?.add(alert)
    return AlertDecision(alert: alert, earlier: [], warning: warning.id)
  }

  private func resolve(
    _ category: String, _ open: OpenAlert, shown: LaneState, in state: inout SubjectAlerts, _ warning: Warning,
    at time: Timestamp
  ) -> AlertDecision {
    let alert = composer(state, open, warning: warning, at: time).record(.resolved, level: open.level, shown: shown)
    state[category].open = nil
    return AlertDecision(alert: alert, earlier: open.records, warning: warning.id)
  }

  private func cancel(
    _ category: String, _ open: OpenAlert, _ supportingEvidence: [Evidence], in state: SubjectAlerts,
    _ warning: Warning,
    at time: Timestamp
  ) -> (state: SubjectAlerts, decisions: [AlertDecision]) {
    var state = state
    var shown = LaneState(warning)
    shown.evidence = supportingEvidence
    let cancelled = composer(state, open, warning: warning, at: time)
      .record(.cancelled, level: open.level, shown: shown)
    var decisions = [AlertDecision(alert: cancelled, earlier: open.records, warning: warning.id)]
    let left = state[category].lanes
    state[category].lanes = []
    state[category].open = nil
    for lane in left { state[lane.category].set(lane) }
    for category in Set(left.map(\.category)).sorted() where state[category].open == nil {
      var live = state[category]
      live.lanes.removeAll { $0.evidence.isEmpty }
      guard let lead = live.lead else { continue }
      decisions.append(raise(lead, category, in: &state, warning, at: time))
    }
    return (state, decisions)
  }

  /// The next record of an open alert, with the reason where it is not to be sent.
  private func update(
    _ open: OpenAlert, _ lead: LaneState, _ shown: LaneState, _ category: String, in state: inout SubjectAlerts,
    _ warning: Warning, at time: Timestamp, isStale: Bool
  ) -> AlertDecision {
    let isEscalation = lead.level > open.level
    let isDenied = shown.isContested && !open.isContested
    var shown = shown
    // The lane puts first the incident that escalates it or is denied.
    if !isEscalation, !isDenied { shown.evidence = open.inOrderOfNews(shown.evidence) }
    let news = shown.evidence.filter(open.isNew)
    let takesBack = open.reported.contains { key in warning.withdraws.contains { key.hasPrefix($0 + "/") } }
    let status: Alert.Status = isEscalation ? .escalated : .updated
    let alert = composer(state, open, warning: warning, at: time)
      .record(status, level: lead.level, shown: isEscalation && lead.lane != shown.lane ? lead : shown)
    var decision = AlertDecision(alert: alert, earlier: open.records, warning: warning.id)
    if !isEscalation, !takesBack || isStale, !isDenied {
      let isLower = lead.level < open.level
      if news.isEmpty, !isLower {
        decision.suppressed = .unchanged
      } else if isInhibited(shown.evidence, of: state.subject, shown.category) {
        decision.suppressed = .inhibited
      } else if time < open.lastSent.adding(hours: policy.coolDownHours), !isUrgent(news, shown, open, state.subject) {
        decision.suppressed = .coolDown
        state[category].open?.pendingUntil = open.lastSent.adding(hours: policy.coolDownHours)
      } else if let end = state.endOfFullHour(at: time, cap: policy.rules.hourlyCap) {
        decision.suppressed = .hourlyCap
        state[category].open?.pendingUntil = end
      }
    }
    if decision.suppressed == nil { state[category].open?.add(alert) }
    return decision
  }

  /// Whether `news` reports a new severe incident, or that one which was about to happen has happened; the cool-down
  /// must not delay it. Never for a country.
  private func isUrgent(_ news: [Evidence], _ lane: LaneState, _ open: OpenAlert, _ subject: SubjectKey) -> Bool {
    guard subject.kind != .country, lane.lane == .severity, lane.level >= .warning, lane.urgency == .immediate else {
      return false
    }
    func isActual(_ evidence: Evidence) -> Bool { (evidence.realis ?? .actual) == .actual }
    let known = Dictionary(grouping: open.supportingEvidence.filter { !open.isNew($0) }, by: \.cluster)
    return news.contains { piece in
      guard let cluster = piece.cluster else { return false }
      guard let earlier = known[cluster] else { return true }
      return isActual(piece) && !earlier.contains(where: isActual)
    }
  }

  /// The lane's evidence of the incidents in `supportingEvidence` that is not itself in `supportingEvidence`.
  private func confirmations(of supportingEvidence: [Evidence], in lane: LaneState) -> [Evidence] {
    let incidents = Set(supportingEvidence.compactMap(\.cluster))
    return lane.evidence.filter { evidence in
      guard let cluster = evidence.cluster, incidents.contains(cluster) else { return false }
      return !supportingEvidence.contains { $0.key == evidence.key }
    }
  }

  /// The episode's evidence that no record of the alert has reported, then the other evidence of its leading lane; at
  /// most `evidenceQuotes` pieces.
  private func news(of episode: Episode, _ open: OpenAlert) -> [Evidence] {
    var seen: Set<String> = []
    let all = episode.lanes.flatMap(\.evidence).filter { seen.insert($0.key).inserted }
    let lead = episode.lead?.evidence ?? []
    let news = open.inOrderOfNews(all.filter(open.isNew) + lead.filter { !open.isNew($0) })
    return Array(news.prefix(policy.rules.evidenceQuotes))
  }

  /// Whether all evidence of a country or counterparty also concerns registered projects, whose alerts report it.
  /// Categories that concern a counterparty itself are never inhibited.
  private func isInhibited(_ evidence: [Evidence], of subject: SubjectKey, _ category: String) -> Bool {
    switch subject.kind {
    case .country: break
    case .counterparty where !policy.counterpartyCategories.contains(category): break
    case .project, .counterparty, .sector, .corridor, .portfolio: return false
    }
    return !evidence.isEmpty && evidence.allSatisfy(\.namesProject)
  }

  private func composer(
    _ state: SubjectAlerts, _ open: OpenAlert, warning: Warning?, at time: Timestamp
  ) -> AlertComposer {
    AlertComposer(
      policy: policy, subject: state.subject, name: state.name,
      category: state.episodes.first { $0.open?.alert == open.alert }?.category ?? warning?.category ?? "",
      open: open, warning: warning, time: time)
  }
}
