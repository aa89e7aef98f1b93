import Models

/// Applies one warning to the alerts of its subject: `state` has them before and, once the decisions are made, after.
struct WarningStep {
  private let policy: AlertPolicy
  private let warning: Warning
  /// The time of the records: that of the warning, or of the subject's last record where that is later.
  private let time: Timestamp
  private(set) var state: SubjectAlerts

  /// - Parameter state: nil for a subject without alerts.
  init(_ warning: Warning, on state: SubjectAlerts?, _ policy: AlertPolicy) {
    self.policy = policy
    self.warning = warning
    var state = state ?? SubjectAlerts(subject: warning.subject, name: warning.subjectName)
    state.name = warning.subjectName
    time = max(warning.asOf, state.episodes.compactMap { $0.open?.lastSent }.max() ?? .distantPast)
    self.state = state
  }

  /// Applies the warning; called once.
  mutating func decisions() -> [AlertDecision] {
    let host = state.host(of: warning.category)
    guard warning.change == .triggered || warning.change == .changed else {
      state[host].remove(warning.lane, of: warning.category)
      return apply(nil, to: host)
    }
    let lane = LaneState(warning)
    let target = self.host(for: lane)
    var ended: [AlertDecision] = []
    if target != host {
      let left = state[host]
      move(lane.category, from: host, to: target)
      if let open = left.open, state[host].lanes.isEmpty {
        ended = [resolve(open, host, shown: left.lead ?? lane)]
      }
    }
    state[target].set(lane)
    return ended + apply(lane, to: target)
  }

  // MARK: Which alert a lane belongs to

  /// The category whose alert reports a live lane: the lane's own, or that of an open alert on the same incidents.
  private func host(for lane: LaneState) -> String {
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
  private mutating func move(_ category: String, from: String, to: String) {
    let moved = state[from].lanes.filter { $0.category == category }
    state[from].lanes.removeAll { $0.category == category }
    for lane in moved { state[to].set(lane) }
  }

  /// Renames an open alert to the category of the more severe lane that joined it. The episode of that category is
  /// empty, because all its lanes are in this alert.
  private mutating func rename(_ category: String, to other: String) {
    var episode = state[category]
    state[category] = Episode(category: category)
    episode.category = other
    state[other] = episode
  }

  // MARK: What becomes of it

  /// - Parameter lane: what the warning says is live; nil where it ends its lane.
  private mutating func apply(_ lane: LaneState?, to category: String) -> [AlertDecision] {
    let withdrawn = warning.withdraws
    let before = state[category]
    for index in before.lanes.indices {
      state[category].lanes[index].evidence.removeAll { withdrawn.contains($0.articleId) }
    }
    guard var open = state[category].open else {
      guard let lane else { return [] }
      return raise(after: lane, in: category)
    }
    let supportingEvidence = open.supportingEvidence
    open.warning = warning.id
    open.supportingEvidence = supportingEvidence.compactMap { piece in
      // A revision of the article may report the event in other words.
      lane?.evidence.first { $0.key == piece.key } ?? (withdrawn.contains(piece.articleId) ? nil : piece)
    }
    if let lane { open.supportingEvidence += Self.confirmations(of: supportingEvidence, in: lane) }
    state[category].open = open
    if open.supportingEvidence.isEmpty, !supportingEvidence.isEmpty {
      return cancel(open, category, withdrawn: supportingEvidence)
    }
    guard let lead = state[category].lead else {
      return [resolve(open, category, shown: before.lead ?? LaneState(warning))]
    }
    var named = category
    if lead.level > open.level, state[lead.category].open == nil {
      named = lead.category
      rename(category, to: named)
    }
    let isStale = before.lanes.contains { hasLost($0, against: lead) }
    return [update(open, named, lead: lead, shown: lane ?? lead, isStale: isStale)]
  }

  /// Raises an alert where a live lane comes to a category that has none. A lane that a withdrawal has left without
  /// evidence raises nothing, since the warning with what remains is still to come. The warning of `lane` has come: its
  /// evidence is what remains, even where an article was only revised.
  private mutating func raise(after lane: LaneState, in category: String) -> [AlertDecision] {
    state[category].set(lane)
    var live = state[category]
    live.lanes.removeAll { other in
      other.evidence.isEmpty && (other.lane, other.category) != (lane.lane, lane.category)
    }
    guard let lead = live.lead else { return [] }
    return [raise(lead, category)]
  }

  /// Whether `lane`, as it was, is the leading lane, and a withdrawal has taken evidence from it that its own warning,
  /// which is still to come, will correct.
  private func hasLost(_ lane: LaneState, against lead: LaneState) -> Bool {
    guard lane.lane == .severity || lane.lane == .level, lane.lane == lead.lane, lane.category == lead.category else {
      return false
    }
    let isOwn = lane.lane == warning.lane && lane.category == warning.category
    return !isOwn && lane.evidence.count > lead.evidence.count
  }

  private mutating func raise(_ lane: LaneState, _ category: String) -> AlertDecision {
    let open = OpenAlert(
      alert: contentHash("alert", state.subject.description, category, warning.id), episode: warning.id,
      level: lane.level, peak: lane.level, supportingEvidence: lane.evidence, expiresAt: time, warning: warning.id)
    let alert = composer(open, category).record(.raised, level: lane.level, shown: lane)
    guard !isInhibited(lane) else {
      return AlertDecision(alert: alert, earlier: [], suppressed: .inhibited, warning: warning.id)
    }
    state[category].open = open
    state[category].open?.add(alert)
    return AlertDecision(alert: alert, earlier: [], warning: warning.id)
  }

  private mutating func resolve(_ open: OpenAlert, _ category: String, shown: LaneState) -> AlertDecision {
    let alert = composer(open, category).record(.resolved, level: open.level, shown: shown)
    state[category].open = nil
    return AlertDecision(alert: alert, earlier: open.records, warning: warning.id)
  }

  /// Cancels an alert of which all supporting evidence was withdrawn, and raises those of the lanes that have other
  /// evidence.
  private mutating func cancel(
    _ open: OpenAlert, _ category: String, withdrawn evidence: [Evidence]
  ) -> [AlertDecision] {
    var shown = LaneState(warning)
    shown.evidence = evidence
    let cancelled = composer(open, category).record(.cancelled, level: open.level, shown: shown)
    var decisions = [AlertDecision(alert: cancelled, earlier: open.records, warning: warning.id)]
    let left = state[category].lanes
    state[category].lanes = []
    state[category].open = nil
    for lane in left { state[lane.category].set(lane) }
    for category in Set(left.map(\.category)).sorted() where state[category].open == nil {
      var live = state[category]
      live.lanes.removeAll { $0.evidence.isEmpty }
      guard let lead = live.lead else { continue }
      decisions.append(raise(lead, category))
    }
    return decisions
  }

  /// The next record of an open alert, with the reason where it is not to be sent.
  ///
  /// - Parameters:
  ///   - lane: the lane that the record shows.
  ///   - isStale: whether the leading lane is about to be corrected by another warning.
  private mutating func update(
    _ open: OpenAlert, _ category: String, lead: LaneState, shown lane: LaneState, isStale: Bool
  ) -> AlertDecision {
    let isEscalation = lead.level > open.level
    let isDenied = lane.isContested && !open.isContested
    var shown = lane
    // The lane puts first the incident that escalates it or is denied.
    if !isEscalation, !isDenied { shown.evidence = open.inOrderOfNews(shown.evidence) }
    let news = shown.evidence.filter(open.isNew)
    let takesBack = open.reported.contains { piece in warning.withdraws.contains { piece.key.hasPrefix($0 + "/") } }
    let alert = composer(open, category).record(
      isEscalation ? .escalated : .updated, level: lead.level,
      shown: isEscalation && lead.lane != shown.lane ? lead : shown, lead: lead)
    var decision = AlertDecision(alert: alert, earlier: open.records, warning: warning.id)
    if !isEscalation, !takesBack || isStale, !isDenied {
      let isLower = lead.level < open.level
      let endOfCoolDown = open.lastSent.adding(hours: policy.coolDownHours)
      if news.isEmpty, !isLower {
        decision.suppressed = .unchanged
      } else if isInhibited(shown) {
        decision.suppressed = .inhibited
      } else if time < endOfCoolDown, !isUrgent(news, shown, open) {
        decision.suppressed = .coolDown
        state[category].open?.pendingUntil = endOfCoolDown
      } else if let end = state.endOfFullHour(at: time, cap: policy.rules.hourlyCap) {
        decision.suppressed = .hourlyCap
        state[category].open?.pendingUntil = end
      }
    }
    if decision.suppressed == nil { state[category].open?.add(alert) }
    return decision
  }

  /// Whether the cool-down must not delay `news`: it completes what the alert has quoted, or reports a new severe
  /// incident, or that one which was about to happen has happened; the latter two never for a country.
  private func isUrgent(_ news: [Evidence], _ lane: LaneState, _ open: OpenAlert) -> Bool {
    guard lane.lane == .severity else { return false }
    let onProject = state.subject.kind == .project
    if news.contains(where: { open.isCompleted(by: $0, beside: lane.evidence, onProject: onProject) }) { return true }
    guard state.subject.kind != .country, lane.level >= .warning, lane.urgency == .immediate else { return false }
    func isActual(_ evidence: Evidence) -> Bool { (evidence.realis ?? .actual) == .actual }
    let known = Dictionary(grouping: open.supportingEvidence.filter { !open.isUnquoted($0) }, by: \.cluster)
    return news.contains { piece in
      guard let cluster = piece.cluster else { return false }
      guard let earlier = known[cluster] else { return true }
      return isActual(piece) && !earlier.contains(where: isActual)
    }
  }

  /// The lane's evidence of the incidents in `supportingEvidence` that is not itself in `supportingEvidence`.
  private static func confirmations(of supportingEvidence: [Evidence], in lane: LaneState) -> [Evidence] {
    let incidents = Set(supportingEvidence.compactMap(\.cluster))
    return lane.evidence.filter { evidence in
      guard let cluster = evidence.cluster, incidents.contains(cluster) else { return false }
      return !supportingEvidence.contains { $0.key == evidence.key }
    }
  }

  /// Whether all evidence of a country or counterparty also concerns registered projects, whose alerts report it.
  /// Categories that concern a counterparty itself are never inhibited.
  private func isInhibited(_ lane: LaneState) -> Bool {
    switch state.subject.kind {
    case .country: break
    case .counterparty where !policy.counterpartyCategories.contains(lane.category): break
    case .project, .counterparty, .sector, .corridor, .portfolio: return false
    }
    return !lane.evidence.isEmpty && lane.evidence.allSatisfy(\.namesProject)
  }

  private func composer(_ open: OpenAlert, _ category: String) -> AlertComposer {
    AlertComposer(
      policy: policy, subject: state.subject, name: state.name, category: category, open: open, warning: warning,
      time: time)
  }
}
