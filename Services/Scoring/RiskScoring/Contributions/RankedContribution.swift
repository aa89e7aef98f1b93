import Glibc
import KeyedState
import Models
import ReferenceData

/// An incident's contribution to an account, with the factors of x = 100·g(s)·μ·c·m·n·p·d (risk-model.md).
struct RankedContribution: Hashable, Sendable {
  /// The incident's id.
  var incident: String
  var type: String
  var decay: Decay
  /// The magnitude g(s)·μ over all reports, before the novelty factor n.
  var magnitude: Double
  /// Severity, 0 to 1.
  var s: Double
  /// Credibility, 0 to 1.
  var c: Double
  /// The weight of its realis, 0 to 1.
  var m: Double
  /// Novelty: 1 for a first report.
  var n: Double
  /// Proximity to the subject, 0 to 1.
  var p: Double
  var realis: Realis
  var eventTime: Timestamp
  /// The latest event time that a report gives.
  var latestTime: Timestamp
  var isState: Bool
  /// Whether it counts for the level and anomaly lanes: near enough, reported within its half-life, more certain than
  /// conditional, and not mentioned only in passing.
  var isFresh: Bool
  var isContested: Bool
  var deaths: Int
  /// When the first report was published.
  var firstPublished: Timestamp
  var reports: Int
  /// The number of independent sources that report it.
  var sourceCount: Int
  /// The number of independent sources of grade B or better.
  var goodSourceCount: Int
  var isAuthoritative: Bool
  /// The owners of the first two independent voices; for an unknown owner, the article's id.
  var owners: [String]
  var evidence: [EvidenceReference]
  /// The report that contests the incident, if one does.
  var denials: [EvidenceReference]

  /// Appends the fields that `ListedContribution` keeps encoded.
  func encodeRest(to row: inout RowWriter) {
    row.put(type)
    for value in [magnitude, s, c, m, n, p] { row.put(value) }
    row.put(realis.rawValue)
    row.put(latestTime)
    row.put(firstPublished)
    for flag in [isFresh, isContested, isAuthoritative] { row.put(flag) }
    for value in [deaths, reports, sourceCount, goodSourceCount] { row.put(value) }
    row.put(owners) { $0.put($1) }
    row.put(evidence)
    row.put(denials)
  }

  /// - Parameter withSources: whether `owners`, `evidence` and `denials` are read too; without them they are empty.
  init(
    _ listed: ListedContribution, rest row: inout RowReader, withSources: Bool = true
  ) throws(KeyedStateFailure) {
    incident = listed.incident.text
    decay = listed.decay
    eventTime = listed.eventTime
    isState = listed.isState
    type = try row.string()
    magnitude = try row.double()
    s = try row.double()
    c = try row.double()
    m = try row.double()
    n = try row.double()
    p = try row.double()
    realis = try row.word(Realis.self)
    latestTime = try row.timestamp()
    firstPublished = try row.timestamp()
    isFresh = try row.bool()
    isContested = try row.bool()
    isAuthoritative = try row.bool()
    deaths = try row.int()
    reports = try row.int()
    sourceCount = try row.int()
    goodSourceCount = try row.int()
    owners = withSources ? try row.strings() : []
    evidence = withSources ? try row.evidence() : []
    denials = withSources ? try row.evidence() : []
  }
}

extension RankedContribution {
  /// The contribution of an incident: x0 = 100·g(s)·μ·c·m·n·p, constant while it is a state that is open and confirmed.
  init(_ incident: Incident, _ model: borrowing RiskModel) {
    let constants = model.constants
    let summary = incident.summary
    let independent = summary.voices.independent(constants)
    let type = model.types[summary.type]
    self.incident = incident.id
    self.type = summary.type
    s = summary.severity
    c =
      Formulas.credibility(of: independent, ceilings: model.credibilityCeilings, constants)
      * (summary.isContested ? constants.contestedFactor : 1)
    m = max(0, summary.realisValue)
    magnitude = Formulas.magnitude(
      severity: summary.severity, deaths: summary.deaths, amountUSD: summary.amountUSD, constants)
    n = Formulas.novelty(first: summary.firstValue, greatest: magnitude, constants)
    p = summary.proximity
    realis = summary.realis
    eventTime = summary.eventTime
    latestTime = summary.latestTime
    isFresh =
      !summary.isLate && !summary.isAside && summary.proximity >= constants.alertProximity
      && summary.realisValue >= constants.alertRealis
    isContested = summary.isContested
    deaths = summary.deaths
    firstPublished = incident.reports.all.first?.order.publishedAt ?? summary.eventTime
    reports = incident.reports.all.count
    sourceCount = independent.count
    goodSourceCount = independent.count { $0.grade.rank <= Source.Grade.b.rank }
    isAuthoritative = independent.contains(where: \.isAuthoritative)
    // A source without a name is a separate voice.
    owners = independent.prefix(2).map { $0.owner.isEmpty ? $0.evidence.articleId : $0.owner }
    evidence = summary.voices.quotable(constants).prefix(2).map(\.evidence)
    denials = summary.contestingDenial.map { [$0] } ?? []
    decay = Decay(
      x0: 100 * magnitude * c * m * n * p, from: summary.eventTime, halfLife: 1, slowHalfLife: constants.slowHalfLife)
    isState = false
    switch type?.duration {
    case .halfLife(let days):
      decay.halfLife = days
      if let category = type?.category.flatMap(model.category), category.isTwoSpeed {
        decay.fastShare = constants.fastShare
      }
    case .state:
      isState = true
      decay.from = summary.latestTime.adding(days: constants.stateConfirmedDays)
      decay.halfLife = constants.stateFadeHalfLife
    case nil: decay.x0 = 0
    }
  }
}

extension RankedContribution {
  /// g(s), the factor of severity.
  func g(_ constants: RiskModel.Constants) -> Double { pow(s, constants.severityPower) }

  /// μ: the factor of deaths and money.
  func mu(_ constants: RiskModel.Constants) -> Double { s > 0 ? magnitude / g(constants) : 1 }
}

extension RowWriter {
  mutating func put(_ evidence: [EvidenceReference]) {
    put(evidence) {
      $0.put($1.articleId)
      $0.put($1.eventId)
    }
  }
}

extension RowReader {
  mutating func evidence() throws(KeyedStateFailure) -> [EvidenceReference] {
    try list { (row) throws(KeyedStateFailure) in
      EvidenceReference(articleId: try row.string(), eventId: try row.string())
    }
  }
}
