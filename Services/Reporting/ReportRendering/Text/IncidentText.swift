import Models
import RiskReporting

/// One incident as text.
struct IncidentText {
  /// How many characters of an incident's id are shown: enough for `beacon bulletin` to find it.
  private static let shownId = 8

  /// An incident's id as it is shown.
  static func shown(_ id: String) -> String { String(id.prefix(shownId)) }

  let incident: ReportIncident
  let language: ReportLanguage

  init(_ incident: ReportIncident, _ language: ReportLanguage) {
    self.incident = incident
    self.language = language
  }

  /// What happened, where and when: `Armed clash, Gwadar, Pakistan, 3 November 2026`.
  var line: String {
    let countries = incident.countries.map(language.country).filter { !(place ?? "").contains($0) }
    return
      ([language.eventType(incident.type), place] + countries + [incident.time.map { language.date($0.day) }])
      .compactMap { $0 }.joined(separator: language.comma)
  }

  /// The incident with the sentence that contests it and where that is from.
  var contested: String {
    guard let denial = incident.denials.first else { return line }
    return "\(line) · “\(denial.quote.text)” · \(language.source(of: denial))"
  }

  /// Where it was, in the report's language if a quoted report says so.
  var place: String? {
    incident.evidence.compactMap(\.place).first(where: language.reads) ?? incident.place
  }

  /// The one sentence to quote where there is room for no more: the first in the report's language, else the first.
  var quote: Evidence? {
    incident.evidence.first { language.reads($0.quote.text) } ?? incident.evidence.first
  }

  var tags: [(text: String, isAlarm: Bool)] {
    var tags: [(String, Bool)] = [(language.category(incident.category), false)]
    if incident.isNew { tags.append((language(.incidentNew), false)) }
    if incident.isOpen { tags.append((language(.incidentOpen), false)) }
    if incident.isPartnerAbroad {
      tags.append((language(.incidentPartnerAbroad), false))
    } else if incident.isElsewhere {
      tags.append((language(.incidentElsewhere), false))
    }
    if incident.isContested { tags.append((language(.incidentContested), true)) }
    return tags
  }

  var figures: String {
    var parts = [language.points(language.score(incident.points))]
    if let deaths = incident.deaths { parts.append(language(.incidentDeaths, language.amount(Double(deaths)))) }
    if let injured = incident.injured { parts.append(language(.incidentInjured, language.amount(Double(injured)))) }
    parts.append(
      incident.reports == 1 ? language(.incidentReportsOne) : language(.incidentReports, "\(incident.reports)"))
    parts.append(language(.incidentAdmiralty, admiralty.description))
    parts.append(language(.incidentId, Self.shown(incident.id)))
    return parts.joined(separator: " · ")
  }

  var admiralty: AdmiraltyCode {
    AdmiraltyCode(
      source: incident.evidence.compactMap(\.grade).min { $0.rawValue < $1.rawValue },
      credibility: incident.credibility, sources: incident.sources ?? 1, settings: language.settings)
  }
}

extension ReportLanguage {
  /// The outlet, its grade, the date and the title of the article that a quote comes from.
  func source(of evidence: Evidence) -> String {
    let outlet = evidence.outlet ?? self(.sourceUnnamed)
    return [
      outlet + (evidence.grade.map { bracketed($0.rawValue) } ?? ""), evidence.publishedAt.map { date($0.day) },
      evidence.title == evidence.quote.text ? nil : evidence.title,
    ].compactMap { $0 }.joined(separator: " · ")
  }
}

extension AssessmentReport {
  /// A function from an incident's id to its line of text, or to the id where the report does not list the incident.
  func line(_ language: ReportLanguage) -> (String) -> String {
    { id in
      (incidents + opportunities).first { $0.id == id }.map { IncidentText($0, language).line } ?? id
    }
  }

  /// The categories with an alert level, or with a score of at least `least` points now or before the period.
  func shownCategories(least: Double) -> [ReportCategory] {
    categories.filter { $0.now >= least || ($0.last ?? 0) >= least || $0.level != nil }
  }

  /// The incidents that affect two or more registered projects.
  var sharedDrivers: [(incident: ReportIncident, projects: [String])] {
    incidents.compactMap { incident in
      let projects = incident.subjects.filter { $0.kind == .project }.map(\.id)
      return projects.count > 1 ? (incident, projects) : nil
    }
  }
}
