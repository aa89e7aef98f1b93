import KeyedState
import Models
import ReferenceData

/// An incident that breaks a rule of an integrity notice, or a party's entry on a list of sanctioned or debarred
/// parties.
struct RuleMatch: Hashable, Sendable {
  var rule: String
  var incident: String
  var level: AlertLevel
  var credibility: Double
  var expires: Timestamp
  var evidence: [EvidenceReference]

  func encode(to row: inout RowWriter) {
    row.put(rule)
    row.put(incident)
    row.put(level.rawValue)
    row.put(credibility)
    row.put(expires)
    row.put(evidence)
  }

  init(
    rule: String, incident: String, level: AlertLevel, credibility: Double, expires: Timestamp,
    evidence: [EvidenceReference]
  ) {
    self.rule = rule
    self.incident = incident
    self.level = level
    self.credibility = credibility
    self.expires = expires
    self.evidence = evidence
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    self.init(
      rule: try row.string(), incident: try row.string(), level: try row.word(AlertLevel.self),
      credibility: try row.double(), expires: try row.timestamp(), evidence: try row.evidence())
  }
}

/// An integrity notice is a rule about its party: an article in which somebody else signs for the party, represents it
/// or asks a fee in its name causes a warning, whatever its severity. A party on a list of sanctioned or debarred
/// parties causes one for as long as it is listed, by the list's own date of the end.
struct CounterpartyLane: WarningLane {
  var lane: Warning.Lane { .counterparty }

  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews? {
    guard context.subject.subject.kind == .counterparty, context.account.account == context.model.account(of: lane)
    else { return nil }
    let before = context.account.lanes.matches
    let gone = Set((context.change.dissolved + context.change.changed).map(\.id))
    var after = before.filter { !gone.contains($0.incident) && context.time <= $0.expires }
    for incident in context.change.hasNewRule ? try context.incidents() : context.change.changed
    where !incident.isGone && !after.contains(where: { $0.incident == incident.id }) {
      if let match = match(incident, context) { after.append(match) }
    }
    // A breach ends with the last notice of its rule.
    after.removeAll { match in
      match.rule == Self.listed || !context.subject.rules.contains { $0.rule == match.rule }
    }
    after += context.subject.rules.compactMap(Self.match).filter { context.time <= $0.expires }
    if context.subject.isRemoved { after = [] }
    after.sort { $0.incident < $1.incident }
    guard after != before else { return nil }
    context.account.lanes.matches = after
    context.store.markDirty(context.account)
    let old = before.map(\.level).max()
    let new = after.map(\.level).max()
    let wasWithdrawn = !context.change.withdrawn.isEmpty
    guard let change = LaneNews.change(from: old, to: new, wasWithdrawn: wasWithdrawn), let level = new ?? old else {
      return nil
    }
    let known = Set(before.map(\.incident))
    guard
      change != .changed || old != new || wasWithdrawn || after.contains(where: { !known.contains($0.incident) })
    else { return nil }
    var evidence: [Evidence] = []
    for match in after.isEmpty ? before : after {
      evidence += try context.quotes(match.evidence, incident: match.incident)
      for rule in context.subject.rules where rule.rule == match.rule {
        if rule.level == nil || rule.articleId == match.incident { evidence.append(rule.evidence) }
      }
    }
    return LaneNews(
      change: change, level: level, previous: old, credibility: (after.isEmpty ? before : after)[0].credibility,
      urgency: .immediate, evidence: evidence, withdraws: wasWithdrawn ? context.change.withdrawn : [])
  }

  /// The name of the rule for a party on a list of sanctioned or debarred parties.
  static let listed = "listed"

  /// The match of an entry on a list, which warns without an article until the listing ends; nil for any other rule.
  private static func match(_ rule: PartyRule) -> RuleMatch? {
    guard let level = rule.level else { return nil }
    return RuleMatch(
      rule: rule.rule, incident: rule.articleId, level: level, credibility: 1,
      expires: rule.until ?? Timestamp(milliseconds: .max), evidence: [])
  }

  private func match(_ incident: Incident, _ context: LaneContext) -> RuleMatch? {
    guard let type = context.model.types[incident.summary.type], case .halfLife(let days)? = type.duration else {
      return nil
    }
    let name = type.type.lowercased()
    guard context.subject.rules.contains(where: { $0.rule == name }) else { return nil }
    let contribution = RankedContribution(incident, context.model)
    let expires = contribution.eventTime.adding(days: days)
    guard context.time <= expires, contribution.c >= context.model.constants.warnUnconfirmedCredibility else {
      return nil
    }
    return RuleMatch(
      rule: name, incident: incident.id, level: .warning, credibility: contribution.c, expires: expires,
      evidence: contribution.evidence)
  }

  /// The event type of a breach of the party's rules: somebody signs, speaks or collects in the name of a party that
  /// said that nobody may. Nil where the event breaks none.
  static func violation(
    in event: Event, of rules: [PartyRule], _ model: RiskModel, _ representations: PhraseFinder
  ) -> EventType? {
    guard event.ledger == .opportunity || event.ledger == .none, !event.negated else { return nil }
    guard representations.isFound(in: event.quote.text) else { return nil }
    for rule in rules {
      if let type = model.types[rule.rule.uppercased()], type.ledger == .risk { return type }
    }
    return nil
  }
}

extension PartyRule {
  /// The entry of the list, or the notice, as evidence.
  var evidence: Evidence {
    rule == CounterpartyLane.listed
      ? Evidence(listing: articleId, quote: quote)
      : Evidence(
        articleId: articleId, sourceId: sourceId, publishedAt: publishedAt, url: url, title: title, quote: quote)
  }
}
