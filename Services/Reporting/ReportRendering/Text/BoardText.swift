import Models
import RiskReporting

/// Projects, outlook, measures, coverage and method in words and cells.
struct BoardText {
  let report: AssessmentReport
  let language: ReportLanguage

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    self.report = report
    self.language = language
  }

  private func name(ofProject id: String) -> String {
    report.projects.first { $0.project.id == id }.map { language.name(of: $0.project) } ?? id
  }

  var projects: [[String]] {
    report.projects.map { row in
      [language.name(of: row.project), row.project.phase ?? "–", "\(row.incidents)", language.score(row.points)]
    }
  }

  var milestones: [[String]] {
    report.projects.flatMap { row in
      row.milestones.map { status in
        [
          language.name(of: row.project), language.milestone(status.milestone.type),
          (status.milestone.actual ?? status.milestone.expected).map(language.date) ?? "–",
          language(Self.states[status.state] ?? .milestoneUndated),
        ]
      }
    }
  }

  private static let states: [MilestoneStatus.State: ReportText] = [
    .reached: .milestoneReached, .overdue: .milestoneOverdue, .due: .milestoneDue, .later: .milestoneLater,
    .undated: .milestoneUndated,
  ]

  var sites: [[String]] {
    report.projects.flatMap { row in
      row.sites.map { status in
        let nearest = status.nearest.map(report.line(language)) ?? "–"
        let distance = status.distanceKm.map { " (" + language(.distance, decimal($0, 0)) + ")" } ?? ""
        return [language.name(of: row.project), status.site.name, nearest + distance]
      }
    }
  }

  var outlook: [(heading: String, lines: [String])] {
    let milestones = report.outlook.filter { $0.kind == .milestone }
    let lines = { (items: [OutlookItem]) in
      items.map { item in
        language(
          .outlookMilestone, name(ofProject: item.project ?? ""), language.milestone(item.type),
          item.date.map(language.date) ?? "–")
      }
    }
    return [
      (language(.outlookSoon), lines(milestones.filter(\.isSoon))),
      (language(.outlookFar), lines(milestones.filter { !$0.isSoon })),
      (
        language(.outlookOpen),
        report.outlook.filter { $0.kind == .openState }.map { report.line(language)($0.incident ?? "") }
      ),
    ].filter { !$0.1.isEmpty }
  }

  func measures(_ texts: MeasureTexts) -> [(level: AlertLevel, text: String)] {
    report.measures.flatMap { measure in
      texts.texts(for: measure, in: language).map {
        (measure.level, CategoryText(language).name(measure.category) + language.colon + $0)
      }
    }
  }

  var counterparties: [[String]] {
    report.counterparties.map { party in
      [
        party.name, party.role, name(ofProject: party.project),
        party.incidents.isEmpty
          ? "–" : party.incidents.map(report.line(language)).joined(separator: language.semicolon),
      ]
    }
  }

  /// The layers that have incidents.
  var layers: [[String]] {
    report.layers.filter { !$0.incidents.isEmpty }.map { layer in
      [
        language.term("layer", layer.layer.rawValue),
        layer.incidents.map(report.line(language)).joined(separator: language.semicolon),
      ]
    }
  }

  /// The incidents that bear on several projects, with their names.
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
      language(.methodHow, report.subject.description),
    ]
  }
}

/// The scorecard in words and cells.
struct ScorecardText {
  static let headings: [ReportText] = [
    .columnCategory, .columnLane, .columnAlerts, .columnConfirmed, .columnRefuted, .columnLate, .columnWrongSubject,
    .columnCancelled,
  ]

  let summary: String
  let rows: [[String]]

  init(_ card: Scorecard, _ language: ReportLanguage) {
    let sum = { (value: (Scorecard.Row) -> Int) in card.rows.reduce(0) { $0 + value($1) } }
    let judged = sum { $0.confirmed + $0.refuted + $0.late + $0.wrongSubject + $0.cancelled }
    summary = language(
      .accuracySummary, "\(sum(\.alerts))", "\(sum(\.confirmed))", "\(sum(\.refuted))", "\(sum(\.cancelled))",
      "\(max(0, sum(\.alerts) - judged))")
    rows = card.rows.map { row in
      [language.category(row.category), language.term("lane", row.lane.rawValue)]
        + [row.alerts, row.confirmed, row.refuted, row.late, row.wrongSubject, row.cancelled].map(String.init)
    }
  }
}
