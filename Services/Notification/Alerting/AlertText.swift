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
  /// The lane that gives the alert its level; nil for that of `shown`.
  let lead: LaneState?
  let level: AlertLevel
  /// The ids of articles that were withdrawn.
  let withdraws: [String]
  /// The score of the category of `shown`.
  let score: Double?
  let measures: [String]
  /// Whether no earlier record of the alert has this piece of evidence with as many deaths.
  let isNew: (Evidence) -> Bool
  let policy: AlertPolicy

  var headline: String {
    switch status {
    case .raised: text(.headlineRaised, level.rawValue.capitalisedFirst, what)
    case .updated: text(.headlineUpdated, level.rawValue, what)
    case .escalated: text(.headlineEscalated, level.rawValue, what)
    case .renewed: text(.headlineRenewed, level.rawValue, what)
    case .resolved: text(.headlineResolved, text(.alert, ownCategoryName), about)
    case .cancelled:
      text(.headlineCancelled, event.map(lowerCased) ?? text(.alert, ownCategoryName), about)
    }
  }

  var description: String {
    switch status {
    case .cancelled:
      let quoted = shown.evidence.first.map { text(.withdrawnReport, quotation($0)) }
      return paragraph(text(.withdrawn), quoted ?? "")
    case .resolved:
      let own = shown.category == category ? score : nil
      let over = text(.resolved, text(.about, text(.risk, ownCategoryName.capitalisedFirst), about))
      let figure = own.map { text(.resolvedScore, rounded($0)) }
      return paragraph(ending, over, figure ?? "", denial)
    case .renewed:
      return paragraph(text(.renewed), happened, reason, certainty, advice)
    case .raised, .updated, .escalated:
      return paragraph(happened, corrected, reason, certainty, urgency, advice)
    }
  }

  // MARK: What happened

  /// "Attack on project at Gwadar Port, Gwadar, 10 March 2026: “Gunmen attacked the port.” (unconfirmed)".
  private var what: String {
    guard let first = shown.evidence.first else { return believed(text(.about, text(.risk, categoryName), about)) }
    var head = [text(.about, event ?? text(.risk, categoryName.capitalisedFirst), about)]
    if let place = first.englishPlace(in: policy.places)?.withoutEnclosing(subjectName) { head.append(place) }
    if let time = first.eventTime { head.append(time.day.englishText) }
    let said = first.quote.text.withoutDateline(ends: policy.datelineEnds)
    let quote = text(.quote, shortened(said, to: policy.rules.headlineQuoteBytes))
    return believed(text(.headlineQuote, joined(head), quote))
  }

  /// The report that ended what the alert is about; empty if the record does not begin with one.
  private var ending: String {
    guard let first = shown.evidence.first, let type = first.type, policy.endingTypes.contains(type) else { return "" }
    return account(of: first)
  }

  private var denial: String { shown.isContested ? text(.denied) : "" }

  /// The text, followed by whether what it says is contested or unconfirmed.
  private func believed(_ what: String) -> String {
    var words: [String] = []
    if shown.isContested { words.append(text(.contested)) }
    if shown.isUnconfirmed { words.append(text(.unconfirmed)) }
    return words.isEmpty ? what : text(.headlineBelief, what, joined(words))
  }

  /// The leading report and the new ones, each quotation once, and how many other articles the record quotes.
  private var happened: String {
    var told: [Evidence] = []
    for piece in shown.evidence
    where told.isEmpty || told.count < policy.rules.describedReports && isNew(piece) {
      if !told.contains(where: { $0.quote.text == piece.quote.text }) { told.append(piece) }
    }
    var sentences = told.map(account(of:))
    let articles = Set(shown.evidence.filter { $0.expectedMilestone == nil && !$0.isListing }.map(\.articleId))
    let more = articles.subtracting(told.map(\.articleId)).count
    if more > 0 { sentences.append(more == 1 ? text(.reportsMoreOne) : text(.reportsMore, "\(more)")) }
    return sentences.joined(separator: " ")
  }

  /// "Attack on project, Gwadar, 10 March 2026: “…” (Coast Daily). By: gunmen. Against: the port. 4 dead, 2 injured."
  /// What else the same sentence reports is named after the event.
  private func account(of evidence: Evidence) -> String {
    let pieces = [evidence] + shown.evidence.filter { $0.quote.text == evidence.quote.text && $0 != evidence }
    var head: [String] = []
    for type in pieces.compactMap(\.type) {
      let label = policy.typeLabels[type] ?? type
      let name = head.isEmpty ? label : lowerCased(label)
      if !head.contains(where: { sameWords($0, name) }) { head.append(name) }
    }
    if head.isEmpty { head = [categoryName.capitalisedFirst] }
    if let place = evidence.englishPlace(in: policy.places) { head.append(place) }
    if let time = evidence.eventTime { head.append(time.day.englishText) }
    var sentences = [text(.report, joined(head), quotation(evidence))]
    let acting = pieces.first { !$0.actors.isEmpty } ?? evidence
    let naming = ActorNaming(subjectName: subjectName, countryCodes: policy.countryCodes)
    // English readers cannot read the names that a text in another script gives them.
    let sources = joined(naming.names(.source, in: acting).filter(\.isLatin))
    let targets = joined(naming.names(.target, in: acting).filter(\.isLatin))
    if !sources.isEmpty { sentences.append(text(.reportBy, sources)) }
    if !targets.isEmpty { sentences.append(text(.reportAgainst, targets)) }
    let harm = joined(
      [
        pieces.lazy.compactMap(\.deaths).first.map { text(.reportDead, "\($0)") },
        pieces.lazy.compactMap(\.injured).first.map { text(.reportInjured, "\($0)") },
      ].compactMap { $0 })
    if !harm.isEmpty { sentences.append(text(.reportHarm, harm.capitalisedFirst)) }
    if evidence.proximity != nil { sentences.append(text(.reportPartner, subjectName)) }
    if evidence.contested { sentences.append(text(.reportDenied)) }
    return sentences.joined(separator: " ")
  }

  /// That a quoted report was withdrawn; an alert that begins has quoted none before.
  private var corrected: String { withdraws.isEmpty || status == .raised ? "" : text(.corrected) }

  // MARK: Why, how sure, what to do

  /// Why the lane that the record shows warns; where another lane gives the alert a higher level, also why that one
  /// does.
  private var reason: String {
    guard let lead, lead.level > shown.level else { return reason(of: shown, level, score) }
    return paragraph(reason(of: shown, shown.level, score), reason(of: lead, lead.level, lead.score))
  }

  private func reason(of lane: LaneState, _ level: AlertLevel, _ score: Double?) -> String {
    guard let reasons = policy.laneReasons[lane.lane] else { return "" }
    let sentence = lane.isUnconfirmed ? reasons.unconfirmed : reasons.confirmed
    let words = sentence.filled { name in
      switch name {
      case "category": self.name(of: lane.category)
      case "subject": about
      case "score": scoreClause(of: lane, score)
      default: nil
      }
    }
    return text(.reason, level.rawValue.capitalisedFirst, words)
  }

  private func scoreClause(of lane: LaneState, _ score: Double?) -> String {
    let category = name(of: lane.category)
    let scored = score.map { text(.score, category, rounded($0)) } ?? text(.scoreUnknown, category)
    let thresholds = policy.thresholds[lane.category] ?? []
    guard thresholds.count == AlertLevel.allCases.count else { return text(.scoreIndex, scored) }
    return text(.scoreBound, scored, bound(thresholds, of: lane.level, score))
  }

  /// Where a level begins; for a score that has fallen below that, what keeps the level, and for one that has reached
  /// the threshold of a higher level, that this is not enough for it: one incident alone, or small ones together, give
  /// no grave alert.
  ///
  /// - Parameter thresholds: where each level begins, in the order of levels.
  private func bound(_ thresholds: [Double], of level: AlertLevel, _ score: Double?) -> String {
    let name = level.rawValue
    let rule = policy.policy(of: level)
    let enter = thresholds[level.rank - 1]
    if let score,
      let reached = AlertLevel.allCases.last(where: { $0.rank > level.rank && score >= thresholds[$0.rank - 1] })
    {
      return text(.levelCapped, reached.rawValue, rounded(thresholds[reached.rank - 1]))
    }
    guard let score, score < enter else { return text(.levelBegins, name, rounded(enter)) }
    guard score < enter * rule.leave else { return text(.levelKept, name, rounded(enter * rule.leave)) }
    return text(.levelHeld, name, "\(rule.holdHours)")
  }

  private var certainty: String {
    let voices =
      shown.lane == .silence
      ? text(.certaintyRegister)
      : shown.evidence.first?.isListing ?? false
        ? text(.certaintyList)
        : shown.sourceCount > 1 ? text(.certaintyMany, "\(shown.sourceCount)") : text(.certaintyOne)
    return text(shown.isContested ? .certaintyContested : .certainty, shown.certainty.rawValue, voices)
  }

  private var urgency: String {
    switch shown.urgency {
    case .immediate: text(.urgencyImmediate, "\(policy.rules.urgency.immediateHours)")
    case .expected: text(.urgencyExpected, "\(policy.rules.urgency.expectedHours)")
    case .future: text(.urgencyFuture, "\(policy.rules.futureHours / 24)")
    case .past, .unknown: ""
    }
  }

  private var advice: String { measures.isEmpty ? "" : text(.measures, joined(measures, by: .measuresMore)) }

  // MARK: Words

  private func text(_ phrase: AlertPhrase, _ arguments: String...) -> String {
    policy.phrases[phrase].filled(with: arguments)
  }

  /// The texts as a list.
  private func joined(_ texts: [String], by phrase: AlertPhrase = .list) -> String {
    texts.dropFirst().reduce(texts.first ?? "") { text(phrase, $0, $1) }
  }

  private var event: String? { shown.evidence.first?.type.map { policy.typeLabels[$0] ?? $0 } }

  private var categoryName: String { name(of: shown.category) }

  private var ownCategoryName: String { name(of: category) }

  private func name(of category: String) -> String { lowerCased(policy.categoryNames[category] ?? category) }

  /// The subject with its preposition: "at Gwadar Port".
  private var about: String {
    switch subject.kind {
    case .project: text(shown.evidence.first?.proximity == nil ? .subjectProject : .subjectOther, subjectName)
    case .country: text(.subjectCountry, subjectName)
    case .sector, .corridor, .counterparty, .portfolio: text(.subjectOther, subjectName)
    }
  }

  private func quotation(_ evidence: Evidence) -> String {
    let title = evidence.title.flatMap { $0 == evidence.quote.text ? nil : $0 }
    guard let source = evidence.sourceName ?? title ?? evidence.url else { return text(.quote, evidence.quote.text) }
    return text(.quoteSource, evidence.quote.text, source)
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
