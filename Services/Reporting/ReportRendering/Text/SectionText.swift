import Models
import RiskReporting

/// Projects, outlook, measures, coverage and method as paragraphs and table cells.
struct SectionText {
  let report: AssessmentReport
  let language: ReportLanguage

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    self.report = report
    self.language = language
  }

  func name(ofProject id: String) -> String {
    report.projects.first { $0.project.id == id }.map { language.name(of: $0.project) } ?? id
  }

  /// The columns of the projects. Value and people are among them only where the register states any.
  var projectHeadings: [ReportText] {
    [.columnProject, .columnPhase, .columnLevel]
      + (report.statedExposure != nil ? [.columnValue, .columnHeadcount] : [])
      + [.columnListed, .columnPoints]
  }

  /// A row for each project, the most severe first: by level, then by points, then by name.
  var projects: [[String]] {
    let rows = report.projects.map { (name: language.name(of: $0.project), status: $0) }.sorted { left, right in
      func key(_ row: (name: String, status: ProjectStatus)) -> (Int, Double, String) {
        (-(row.status.level?.rank ?? 0), -row.status.points, row.name)
      }
      return key(left) < key(right)
    }
    return rows.map { name, row in
      let exposure = [
        row.project.value.map(language.money) ?? "–",
        row.project.headcount.map { language.amount(Double($0)) } ?? "–",
      ]
      return [name, row.project.phase.map { language.term("phase", $0) } ?? "–", language.level(row.level)]
        + (report.statedExposure != nil ? exposure : []) + ["\(row.incidents)", language.score(row.points)]
    }
  }

  /// The value and people at risk; nil where the register states neither.
  var exposure: ExposureText? {
    report.statedExposure.map { ExposureText($0, language, name: name(ofProject:)) }
  }

  /// A row for each milestone that is ahead, overdue, undated, or reached since the start of the period.
  var milestones: [[String]] {
    report.projects.flatMap { row in
      row.milestones.filter(isCurrent).map { status in
        [
          language.name(of: row.project), language.milestone(status.milestone.type),
          (status.milestone.actual ?? status.milestone.expected).map(language.date) ?? "–",
          language(Self.states[status.state] ?? .milestoneUndated),
        ]
      }
    }
  }

  /// A sentence on how many milestones were reached before the period; nil where none was.
  var earlierMilestones: String? {
    let count = report.projects.reduce(0) { $0 + $1.milestones.count { !isCurrent($0) } }
    return count > 0 ? language(.milestonesEarlier, "\(count)") : nil
  }

  private func isCurrent(_ status: MilestoneStatus) -> Bool {
    status.state != .reached || (status.milestone.actual.map { $0.lastDay >= report.period.from.day } ?? true)
  }

  private static let states: [MilestoneStatus.State: ReportText] = [
    .reached: .milestoneReached, .overdue: .milestoneOverdue, .due: .milestoneDue, .later: .milestoneLater,
    .undated: .milestoneUndated,
  ]

  /// A row for each site with an incident within `nearKm` kilometres.
  var sites: [[String]] {
    report.projects.flatMap { row in
      row.sites.compactMap { status in
        guard let nearest = status.nearest, let distance = status.distanceKm, distance <= language.settings.nearKm
        else {
          return nil
        }
        let kilometres = language(.distance, fixed(distance, 0))
        return [
          language.name(of: row.project), status.site.name,
          report.line(language)(nearest) + language.bracketed(kilometres),
        ]
      }
    }
  }

  /// What to say where no incident is near any site; nil where one is, and where there are no sites.
  var noSites: String? {
    guard sites.isEmpty, report.projects.contains(where: { !$0.sites.isEmpty }) else { return nil }
    return language(.sitesNoneNear, fixed(language.settings.nearKm, 0))
  }

  /// A row for each legal layer that has incidents.
  var layers: [[String]] {
    report.layers.filter { !$0.incidents.isEmpty }.map { layer in
      [
        language.term("layer", layer.layer.rawValue),
        layer.incidents.map(report.line(language)).joined(separator: language.semicolon),
      ]
    }
  }

  /// The incidents that affect several projects, with their names.
  var shared: [String] {
    report.sharedDrivers.map { driver in
      IncidentText(driver.incident, language).line + " – "
        + driver.projects.map(name(ofProject:)).joined(separator: language.enumeration)
    }
  }

  var coverage: [String] {
    let coverage = report.coverage
    var lines = [language(.coverageStatus, language.term("coverage", coverage.coverage.rawValue))]
    lines.append(language(.coverageArticles, "\(coverage.articles)", "\(coverage.sources)"))
    if !coverage.lateSources.isEmpty {
      let sources = coverage.lateSources.map { source in
        language(
          .coverageLateSource, source.name, language.every(source.expectedEvery),
          source.lastArticle.map { language.date($0.day) } ?? language(.coverageNeverHeard))
      }
      lines.append(language(.coverageLate, sources.joined(separator: language.semicolon)))
    }
    if !coverage.silentProjects.isEmpty {
      lines.append(
        language(
          .coverageSilent,
          coverage.silentProjects.map(name(ofProject:)).joined(separator: language.enumeration)))
    }
    return lines
  }

  var suppressed: [[String]] {
    report.suppressed.map { row in
      [ReportText(rawValue: "reason.\(row.reason)").map { language($0) } ?? row.reason, "\(row.count)"]
    }
  }

  var method: [String] {
    [
      language(.methodModel, report.method.model, "\(report.method.assessments)", report.method.inputHash),
      language(.methodHow, report.subject.description, report.knownAt.description),
    ]
  }
}
