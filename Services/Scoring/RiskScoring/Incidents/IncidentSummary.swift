import Models
import ReferenceData

/// The article and the event that a quote belongs to, by their ids.
struct EvidenceReference: Hashable, Sendable {
  var articleId: String
  var eventId: String
}

/// The summary of an incident's reports, added in order, so that it depends only on their set.
struct IncidentSummary: Sendable {
  /// The number of reports that assert the incident; without one it is only denied.
  private(set) var assertions = 0
  /// The gravest type of all asserting reports, and of those that name the place or the project.
  private var gravest = GravestType()
  private var gravestPlaced = GravestType()
  private(set) var amountUSD = 0.0
  /// The magnitude g(s)·μ of the first asserting report alone.
  private(set) var firstValue = 0.0
  private(set) var realis = Realis.generic
  private(set) var realisValue = -1.0
  private(set) var proximity = 0.0
  /// The event time of the first asserting report, or of the first denial where none asserts it.
  private(set) var eventTime = Timestamp.distantPast
  /// The latest event time that an asserting report gives: a state is confirmed until then.
  private(set) var latestTime = Timestamp.distantPast
  private(set) var matching = MatchingState()
  private(set) var isLate = true
  /// The number of reports that assert the incident, and not only in passing.
  private var leads = 0
  private(set) var voices = Voices()
  /// The denials of each day of publication, in order of days.
  private var denials: [Denial] = []

  /// The greatest severity of some reports' types, and the type that has it; the first among equals.
  private struct GravestType {
    var severity = 0.0
    var type = ""

    mutating func note(_ type: String, severity: Double) {
      if severity > self.severity { (self.severity, self.type) = (severity, type) }
    }
  }

  private struct Denial {
    var day: Int
    var isOfficial: Bool
    /// The best grade of a source that denies the incident.
    var grade: Source.Grade
    /// The first report by an official, else the first by a source of that grade.
    var evidence: EvidenceReference
  }

  /// The gravest type of the asserting reports that name the incident.
  var type: String { naming.type }
  /// The severity of that type, or of what a report of the country says that agrees with one that names the place.
  var severity: Double { max(naming.severity, voices.agreeingSeverity) }
  private var naming: GravestType { voices.areNamedByPlaced ? gravestPlaced : gravest }

  var deaths: Int { matching.deaths }
  var actors: Actors { matching.actors }
  var location: Location { matching.location }

  /// Whether an official denies the incident, or a source at least as good as the best that asserts it. A denial that
  /// was published before the day on which the incident happened is of something else.
  var isContested: Bool { contestingDenial != nil }

  /// The first report that contests the incident; nil where none does.
  var contestingDenial: EvidenceReference? {
    guard assertions > 0 else { return nil }
    let day = eventTime.day.dayNumber
    let best = voices.bestGrade
    let denial = denials.first { denial in
      denial.day >= day && (denial.isOfficial || best.map { denial.grade.rank <= $0.rank } ?? true)
    }
    return denial?.evidence
  }

  /// Whether all reports that assert the incident mention it only in passing.
  var isAside: Bool { leads == 0 }

  /// Adds the next report in order.
  mutating func add(_ report: Report, model: RiskModel) {
    matching.add(report)
    guard let severity = model.types.severity(of: report.type) else { return }
    if assertions == 0, denials.isEmpty { eventTime = report.eventTime }
    guard !report.isDenial else { return addDenial(report) }
    if assertions == 0 {
      eventTime = report.eventTime
      firstValue = Formulas.magnitude(
        severity: severity, deaths: report.deaths, amountUSD: report.amountUSD, model.constants)
    }
    assertions += 1
    if !report.isAside { leads += 1 }
    gravest.note(report.type, severity: severity)
    if !report.location.isVague { gravestPlaced.note(report.type, severity: severity) }
    amountUSD = max(amountUSD, report.amountUSD)
    let value = model.realis[report.realis]?.value ?? 0
    if value > realisValue {
      realisValue = value
      realis = report.realis
    }
    proximity = max(proximity, report.proximity)
    latestTime = max(latestTime, report.eventTime)
    isLate = isLate && report.isLate
    voices.add(Voices.Text(report, severity: severity, realis: value), model)
  }

  private mutating func addDenial(_ report: Report) {
    let day = report.order.publishedAt.day.dayNumber
    let evidence = EvidenceReference(articleId: report.order.articleId, eventId: report.order.eventId)
    guard let last = denials.last, last.day == day else {
      return denials.append(
        Denial(day: day, isOfficial: report.isOfficial, grade: report.grade, evidence: evidence))
    }
    let isBetter = report.isOfficial == last.isOfficial && report.grade.rank < last.grade.rank
    if report.isOfficial && !last.isOfficial || isBetter { denials[denials.count - 1].evidence = evidence }
    denials[denials.count - 1].isOfficial = last.isOfficial || report.isOfficial
    denials[denials.count - 1].grade = last.grade.better(report.grade)
  }
}
