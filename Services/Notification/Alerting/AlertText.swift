import Models

/// The headline and description of an alert record, in plain English: what happened according to the articles, the
/// level and its reason, how certain it is, and what to do. Subjects appear by name, never by id.
struct AlertText {
  let status: Alert.Status
  let subject: SubjectKey
  let subjectName: String
  /// The alert's category; `shown` can be a lane of another category that joined the alert.
  let category: String
  /// The lane whose evidence and certainty the record reports.
  let shown: LaneState
  let level: AlertLevel
  /// The ids of articles that were withdrawn.
  let withdraws: [String]
  /// The score of the category of `shown`.
  let score: Double?
  let measures: [String]
  /// Whether no earlier record of the alert has this piece of evidence.
  let isNew: (Evidence) -> Bool
  let policy: AlertPolicy

  var headline: String {
    switch status {
    case .raised: return "\(level.rawValue.capitalisedFirst): \(what)"
    case .updated: return "Update (\(level.rawValue)): \(what)"
    case .escalated: return "Escalated to \(level.rawValue): \(what)"
    case .renewed: return "Still \(level.rawValue): \(what)"
    case .resolved: return "Resolved: \(ownCategoryName) alert \(preposition) \(subjectName)"
    case .cancelled:
      let report = event.map(lowerCased) ?? "\(ownCategoryName) alert"
      return "Cancelled: \(report) \(preposition) \(subjectName); the report was withdrawn"
    }
  }

  var description: String {
    switch status {
    case .cancelled:
      let quoted = shown.evidence.first.map { " Withdrawn: \(quotation($0))." } ?? ""
      return "Cancelled: the publisher withdrew or corrected the report behind this alert.\(quoted)"
    case .resolved:
      let own = shown.category == category ? score : nil
      let figure = own.map { " The score of this category is now \(rounded($0)) of 100." } ?? ""
      let over =
        "\(ownCategoryName.capitalisedFirst) risk \(preposition) \(subjectName) is back below every alert level."
      return paragraph(ending, "\(over)\(figure)\(denial)")
    case .renewed:
      return "Nothing new was reported; the alert is still open. \(paragraph(happened, reason, certainty))"
    case .raised, .updated, .escalated:
      return paragraph(happened, corrected, reason, certainty, urgency, advice)
    }
  }

  // MARK: What happened

  /// "Attack on project at Gwadar Port, Gwadar, 10 March 2026: “Gunmen attacked the port.” (unconfirmed)".
  private var what: String {
    guard let first = shown.evidence.first else {
      return "\(categoryName) risk \(preposition) \(subjectName)\(belief)"
    }
    var head = "\(event ?? categoryName.capitalisedFirst + " risk") \(preposition) \(subjectName)"
    if let place = first.place, !sameWords(place, subjectName) { head += ", \(place)" }
    if let time = first.eventTime { head += ", \(time.day.englishText)" }
    return "\(head): “\(shortened(first.quote.text, to: policy.rules.headlineQuoteBytes))”\(belief)"
  }

  /// The event that ended the state behind the alert; empty where none did.
  private var ending: String {
    guard let first = shown.evidence.first, let type = first.type, policy.endingTypes.contains(type) else { return "" }
    return account(of: first)
  }

  private var denial: String { shown.isContested ? " The report behind it is denied." : "" }

  private var belief: String {
    var words: [String] = []
    if shown.isContested { words.append("contested") }
    if shown.isUnconfirmed { words.append("unconfirmed") }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private var happened: String {
    var sentences: [String] = []
    for (index, piece) in shown.evidence.enumerated()
    where index == 0 || index < policy.rules.describedReports && isNew(piece) {
      sentences.append(account(of: piece))
    }
    let more = shown.evidence.count - sentences.count
    if more > 0 { sentences.append(more == 1 ? "One more report is quoted." : "\(more) more reports are quoted.") }
    return sentences.joined(separator: " ")
  }

  /// "Attack on project, Gwadar, 10 March 2026: “…” (Coast Daily). By: gunmen. Against: the port. 4 dead, 2 injured."
  private func account(of evidence: Evidence) -> String {
    var head = [evidence.type.map { policy.typeLabels[$0] ?? $0 } ?? categoryName.capitalisedFirst]
    if let place = evidence.place { head.append(place) }
    if let time = evidence.eventTime { head.append(time.day.englishText) }
    var text = "\(head.joined(separator: ", ")): \(quotation(evidence))."
    func names(_ role: EventActor.Role) -> String {
      evidence.actors.filter { $0.role == role && !isSetting($0, of: evidence) }.map(\.text).joined(separator: ", ")
    }
    let sources = names(.source)
    let targets = names(.target)
    if !sources.isEmpty { text += " By: \(sources)." }
    if !targets.isEmpty { text += " Against: \(targets)." }
    let harm = [evidence.deaths.map { "\($0) dead" }, evidence.injured.map { "\($0) injured" }].compactMap { $0 }
    if !harm.isEmpty { text += " \(harm.joined(separator: ", ").capitalisedFirst)." }
    if evidence.proximity != nil { text += " It concerns a partner of \(subjectName), not \(subjectName) itself." }
    if evidence.contested { text += " This report is denied." }
    return text
  }

  /// Whether an actor is only the event's place, its country or the alert's subject, so that naming it says nothing
  /// new.
  private func isSetting(_ actor: EventActor, of evidence: Evidence) -> Bool {
    guard actor.kind == .other else { return false }
    return [evidence.place, subjectName, actor.country].contains { $0.map { sameWords($0, actor.text) } ?? false }
  }

  private var corrected: String {
    withdraws.isEmpty ? "" : "A report that this alert quoted was withdrawn or corrected."
  }

  // MARK: Why, how sure, what to do

  private var reason: String {
    guard let reasons = policy.laneReasons[shown.lane] else { return "" }
    let sentence = shown.isUnconfirmed ? reasons.unconfirmed : reasons.confirmed
    return "\(level.rawValue.capitalisedFirst): \(filled(sentence))."
  }

  private func filled(_ sentence: String) -> String {
    var text = ""
    var rest = sentence[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
    {
      text += rest[..<open]
      switch rest[rest.utf8.index(after: open)..<close] {
      case "category": text += categoryName
      case "subject": text += "\(preposition) \(subjectName)"
      case "score": text += scoreClause
      default: text += rest[open...close]
      }
      rest = rest[rest.utf8.index(after: close)...]
    }
    return text + rest
  }

  private var scoreClause: String {
    let scored = score.map { "the \(categoryName) score is \(rounded($0)) of 100" } ?? "the \(categoryName) score rose"
    let thresholds = policy.thresholds[shown.category] ?? []
    guard thresholds.count == AlertLevel.allCases.count else { return "\(scored) (uncalibrated index)" }
    return "\(scored); \(bound(thresholds[shown.level.rank - 1])) (uncalibrated index)"
  }

  /// Where the level begins; for a score that has fallen below that, what keeps the level.
  private func bound(_ enter: Double) -> String {
    let name = shown.level.rawValue
    let rule = policy.policy(of: shown.level)
    guard let score, score < enter else { return "\(name) begins at \(rounded(enter))" }
    guard score < enter * rule.leave else { return "\(name) is kept until below \(rounded(enter * rule.leave))" }
    return "\(name) is kept for at least \(rule.holdHours) hours"
  }

  private var certainty: String {
    let voices =
      shown.lane == .silence
      ? "the register of projects expects it"
      : shown.sourceCount > 1 ? "reported by \(shown.sourceCount) independent sources" : "reported by one source"
    let contested = shown.isContested ? "; an official or an equally good source denies it" : ""
    return "\(shown.certainty.rawValue): \(voices)\(contested)."
  }

  private var urgency: String {
    switch shown.urgency {
    case .immediate: "Immediate: act within \(policy.rules.urgency.immediateHours) hours."
    case .expected: "Expected: act within \(policy.rules.urgency.expectedHours) hours."
    case .future: "Future: prepare; it may come within \(policy.rules.futureHours / 24) days."
    case .past, .unknown: ""
    }
  }

  private var advice: String {
    measures.isEmpty ? "" : "Recommended: " + measures.joined(separator: "; ") + "."
  }

  // MARK: Words

  private var event: String? { shown.evidence.first?.type.map { policy.typeLabels[$0] ?? $0 } }

  private var categoryName: String { name(of: shown.category) }

  private var ownCategoryName: String { name(of: category) }

  private func name(of category: String) -> String { lowerCased(policy.categoryNames[category] ?? category) }

  private var preposition: String {
    switch subject.kind {
    case .project: shown.evidence.first?.proximity == nil ? "at" : "for"
    case .country: "in"
    case .sector, .corridor, .counterparty, .portfolio: "for"
    }
  }

  private func quotation(_ evidence: Evidence) -> String {
    let title = evidence.title.flatMap { $0 == evidence.quote.text ? nil : $0 }
    let source = (title ?? evidence.sourceName ?? evidence.url).map { " (\($0))" } ?? ""
    return "“\(evidence.quote.text)”\(source)"
  }

  private func paragraph(_ sentences: String...) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func rounded(_ score: Double) -> String { String(Int(score.rounded())) }
}

/// The text; if it is longer than `limit` bytes of UTF-8, cut there, after a word if possible, with an ellipsis added.
func shortened(_ text: String, to limit: Int) -> String {
  let bytes = Array(text.utf8)
  guard bytes.count > limit else { return text }
  var end = limit
  while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  if let space = bytes[..<end].lastIndex(of: UInt8(ascii: " ")), space > limit / 2 { end = space }
  while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
  return String(decoding: bytes[..<end], as: UTF8.self) + "…"
}

private func sameWords(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }

private func lowerCased(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
