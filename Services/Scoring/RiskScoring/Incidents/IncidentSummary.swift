import Models
import ReferenceData

/// Which report of which article a quote comes from.
struct EvidenceReference: Hashable, Sendable {
  var articleId: String
  var eventId: String
}

/// What a cluster's reports, taken in order, amount to: a function of their set.
struct IncidentSummary: Sendable {
  private(set) var severity = 0.0
  private(set) var firstSeverity = 0.0
  /// The type of the report with the greatest severity; of the first among equals.
  private(set) var type = ""
  private(set) var realis = Realis.generic
  private(set) var realisValue = -1.0
  private(set) var proximity = 0.0
  private(set) var eventTime = Timestamp.distantPast
  /// The latest event time that a report gives.
  private(set) var latestTime = Timestamp.distantPast
  private(set) var actors = Actors.none
  private(set) var isLate = true
  private(set) var texts: [Text] = []

  /// Near-identical texts. Copies add nothing: its voice and belief are those of its first report.
  struct Text: Hashable, Sendable {
    var fingerprints: [UInt64]
    var owner: String
    var belief: Double
    var authoritative: Bool
    /// Of its first article, the gravest event.
    var evidence: EvidenceReference
    fileprivate var severity: Double
  }

  /// Adds the next report in order.
  mutating func add(_ report: Report, model: RiskModel) {
    guard let type = model.types[report.type] else { return }
    let constants = model.constants
    let severity = Formulas.severity(
      of: type, deaths: report.deaths, amountUSD: report.amountUSD, constants)
    if texts.isEmpty {
      firstSeverity = severity
      eventTime = report.eventTime
    }
    if severity > self.severity {
      self.severity = severity
      self.type = report.type
    }
    let realis = model.realis[report.realis]?.value ?? 0
    if realis > realisValue {
      realisValue = realis
      self.realis = report.realis
    }
    proximity = max(proximity, report.proximity)
    latestTime = max(latestTime, report.eventTime)
    actors.formUnion(report.actors)
    isLate = isLate && report.isLate
    add(textOf: report, severity: severity, within: constants.familyDistance)
  }

  private mutating func add(textOf report: Report, severity: Double, within distance: Int) {
    let near = texts.indices.filter { index in
      texts[index].fingerprints.contains { ($0 ^ report.fingerprint).nonzeroBitCount <= distance }
    }
    guard let first = near.first else {
      texts.append(
        Text(
          fingerprints: [report.fingerprint], owner: report.owner, belief: report.belief,
          authoritative: report.authoritative,
          evidence: EvidenceReference(articleId: report.order.articleId, eventId: report.order.eventId),
          severity: severity))
      return
    }
    if !texts[first].fingerprints.contains(report.fingerprint) {
      texts[first].fingerprints.append(report.fingerprint)
    }
    if texts[first].evidence.articleId == report.order.articleId, severity > texts[first].severity {
      texts[first].evidence.eventId = report.order.eventId
      texts[first].severity = severity
    }
    for index in near.dropFirst().reversed() {
      texts[first].fingerprints += texts[index].fingerprints
      texts.remove(at: index)
    }
  }

  /// The independent voices, in order of their first text: all texts of one owner are one.
  var voices: [Text] {
    var voices: [Text] = []
    for text in texts {
      if let same = voices.firstIndex(where: { !text.owner.isEmpty && $0.owner == text.owner }) {
        voices[same].belief = max(voices[same].belief, text.belief)
        voices[same].authoritative = voices[same].authoritative || text.authoritative
      } else {
        voices.append(text)
      }
    }
    return voices
  }
}
