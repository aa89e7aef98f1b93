import Models

/// The life of alerts, as a state machine over the warnings of one subject.
///
/// | alert | warning | becomes |
/// |---|---|---|
/// | none | live, all evidence of incidents that an open alert of the subject or what joined it reports | joins that alert |
/// | none | live, at no higher level, all evidence from the articles of an open alert of the subject | joins that alert |
/// | none | live, of a country or counterparty, all evidence names projects | inhibited; lanes remembered |
/// | none | live, beside a lane whose evidence was withdrawn | raised or inhibited as if that lane were not live |
/// | none | live | raised |
/// | open | none of the evidence that opened it remains | cancelled; raised again where a lane has other evidence |
/// | open | no lane is left, or the last one has left for an alert of its own | resolved |
/// | open | a level above the last reported | escalated, whatever the cool-down, under the category that escalates it |
/// | open | a withdrawal of what it reported, a denial | updated at once |
/// | open | a new severe incident at a project or counterparty | updated without cool-down, up to the cap of the hour |
/// | open | a severe incident in an article that it quotes: at the project, or as a consequence | the same, of any subject |
/// | open | new evidence, more deaths, another level | updated; inhibited, or held back until the cool-down or hour ends |
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
    var step = WarningStep(warning, on: state, policy)
    let decisions = step.decisions()
    return (step.state, decisions)
  }

  /// Decides the delayed updates and the renewals that are due by `time`.
  package func advance(
    _ state: SubjectAlerts, to time: Timestamp
  ) -> (state: SubjectAlerts, decisions: [AlertDecision]) {
    var next = state
    var decisions: [AlertDecision] = []
    for episode in state.episodes {
      guard let open = episode.open, let lead = episode.lead, open.due(policy) <= time else { continue }
      let evidence = news(of: episode, open)
      var shown = episode.lane(with: evidence.first) ?? lead
      shown.urgency =
        shown.evidence.first.map { policy.urgency(of: $0, at: time, else: shown.urgency) } ?? shown.urgency
      shown.evidence = evidence
      let hasNews = shown.evidence.contains(where: open.isNew) || lead.level != open.level
      let status: Alert.Status =
        open.pendingUntil != nil && hasNews ? (lead.level > open.level ? .escalated : .updated) : .renewed
      if status == .renewed, time < open.expiresAt.adding(hours: -policy.rules.renewBeforeHours) {
        next[episode.category].open?.pendingUntil = nil
        continue
      }
      let composer = AlertComposer(
        policy: policy, subject: next.subject, name: next.name, category: episode.category, open: open, warning: nil,
        time: time)
      let alert = composer.record(status, level: lead.level, shown: shown, lead: lead)
      next[episode.category].open?.add(alert)
      decisions.append(AlertDecision(alert: alert, earlier: open.records, warning: open.warning))
    }
    return (next, decisions)
  }

  /// The episode's evidence that is new to the alert's records, then the other evidence of its leading lane; at
  /// most `evidenceQuotes` pieces.
  private func news(of episode: Episode, _ open: OpenAlert) -> [Evidence] {
    var seen: Set<String> = []
    // A lane whose last warning is older may have the evidence in an earlier edition.
    let news = episode.lanes.flatMap(\.evidence).filter { open.isNew($0) && seen.insert($0.key).inserted }
    let known = (episode.lead?.evidence ?? []).filter { seen.insert($0.key).inserted }
    return Array(open.inOrderOfNews(news + known).prefix(policy.rules.evidenceQuotes))
  }
}
