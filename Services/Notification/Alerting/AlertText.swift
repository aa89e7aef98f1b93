import Models

/// The headline and description of an alert record, in plain English.
struct AlertText {
  private let status: Alert.Status
  private let warning: Warning
  private let shown: LaneStanding
  private let level: AlertLevel
  private let evidence: [Evidence]
  private let policy: AlertPolicy

  init(
    status: Alert.Status, warning: Warning, shown: LaneStanding, level: AlertLevel, evidence: [Evidence],
    policy: AlertPolicy
  ) {
    self.status = status
    self.warning = warning
    self.shown = shown
    self.level = level
    self.evidence = evidence
    self.policy = policy
  }

  var headline: String {
    switch status {
    case .raised: "\(what) (\(level.rawValue), \(belief))"
    case .updated: "Update: \(what) (\(level.rawValue), \(belief))"
    case .escalated: "Escalated to \(level.rawValue): \(what) (\(belief))"
    case .resolved: "Resolved: \(category) alert \(preposition) \(warning.subjectName)"
    case .cancelled:
      "Cancelled: \(event ?? category + " alert") \(preposition) \(warning.subjectName), the report was withdrawn"
    }
  }

  var description: String {
    var sentences: [String] = []
    switch status {
    case .cancelled:
      sentences.append("This alert no longer stands: what it rested on was withdrawn or corrected by its publisher.")
      if let first = evidence.first {
        sentences.append("Withdrawn: “\(first.quote.text)” (\(source(of: first))).")
      }
      return sentences.joined(separator: " ")
    case .resolved:
      sentences.append(
        "\(capitalised(category)) risk \(preposition) \(warning.subjectName) is back below every alert level.")
      if let score = warning.score { sentences.append("The score of this category is now \(rounded(score)) of 100.") }
      return sentences.joined(separator: " ")
    case .raised, .updated, .escalated: break
    }
    if shown.isUnconfirmed { sentences.append("Unconfirmed.") }
    if let first = evidence.first {
      sentences.append("\(circumstances(of: first)): “\(first.quote.text)” (\(source(of: first))).")
    }
    if evidence.count > 1 { sentences.append("\(evidence.count) reports are quoted below.") }
    sentences.append(reason)
    if !warning.withdraws.isEmpty { sentences.append("A report that this alert quoted was withdrawn.") }
    return sentences.joined(separator: " ")
  }

  /// "Attack on project reported at Gwadar Port", or what the category's score says.
  private var what: String {
    if shown.lane == .severity, let event {
      return "\(event) reported \(preposition) \(warning.subjectName)"
    }
    let risk = "\(capitalised(category)) risk \(preposition) \(warning.subjectName)"
    return event.map { "\(risk), \(lowerCased($0)) reported" } ?? risk
  }

  private var event: String? { evidence.first?.type.map { policy.typeLabels[$0] ?? $0 } }

  private var category: String {
    lowerCased(policy.categoryNames[warning.category] ?? warning.category)
  }

  private var preposition: String {
    switch warning.subject.kind {
    case .project: "at"
    case .country: "in"
    case .sector, .corridor, .counterparty, .portfolio: "for"
    }
  }

  private var belief: String {
    guard shown.lane == .severity else {
      let score = shown.score.map { "score \(rounded($0)) of 100" } ?? "score unknown"
      return shown.isUnconfirmed ? score + ", unconfirmed" : score
    }
    if shown.isUnconfirmed { return "unconfirmed" }
    return shown.families > 1 ? "confirmed by \(shown.families) independent sources" : "from one source"
  }

  /// Why this level.
  private var reason: String {
    guard shown.lane == .severity else {
      let score = shown.score.map(rounded) ?? "?"
      return
        "Level \(level.rawValue): the \(category) score stands at \(score) of 100 (uncalibrated index), the sum of the quoted reports and others like them."
    }
    if shown.isUnconfirmed {
      return "Level \(level.rawValue): an event of this gravity, told so far without a voice that could be relied on."
    }
    return "Level \(level.rawValue): one event of this gravity and credibility warns at once."
  }

  /// "Attack on project, Gwadar, 2026-03-10".
  private func circumstances(of evidence: Evidence) -> String {
    var parts = [evidence.type.map { policy.typeLabels[$0] ?? $0 } ?? capitalised(category)]
    if let place = evidence.place { parts.append(place) }
    if let time = evidence.eventTime { parts.append(time.day.description) }
    return parts.joined(separator: ", ")
  }

  private func source(of evidence: Evidence) -> String {
    evidence.url ?? evidence.title ?? "article \(evidence.sourceId ?? evidence.articleId)"
  }

  private func rounded(_ score: Double) -> String { String(Int(score.rounded())) }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private func lowerCased(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
