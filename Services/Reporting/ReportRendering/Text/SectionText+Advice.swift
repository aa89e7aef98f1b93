import Models

/// Measures and counterparties in words and cells.
extension SectionText {
  func measures(_ texts: MeasureTexts) -> [(level: AlertLevel, text: String)] {
    report.measures.flatMap { measure in
      texts.texts(for: measure, in: language).map {
        (measure.level, CategoryText(language).name(measure.category) + language.colon + $0)
      }
    }
  }

  /// What to say where no measure is recommended.
  var noMeasures: String {
    guard !report.subject.kind.hasLevels else { return language(.noneMeasures) }
    let projects = report.projects.filter { $0.level != nil }.map { language.name(of: $0.project) }
    return projects.isEmpty
      ? language(.measuresUnlevelled)
      : language(.measuresProjects, projects.joined(separator: language.enumeration))
  }

  /// A row for each counterparty that an incident names or that has an open alert; in a project's report, for every
  /// one.
  var counterparties: [[String]] {
    shownCounterparties.map { party in
      [
        party.name, language.term("role", party.role), name(ofProject: party.project), language.level(party.level),
        party.incidents.isEmpty
          ? "–" : party.incidents.map(report.line(language)).joined(separator: language.semicolon),
      ]
    }
  }

  private var shownCounterparties: [CounterpartyStatus] {
    report.subject.kind == .project
      ? report.counterparties : report.counterparties.filter { !$0.incidents.isEmpty || $0.level != nil }
  }

  /// A sentence on the counterparties that are not listed; nil where all are.
  var otherCounterparties: String? {
    let count = report.counterparties.count - shownCounterparties.count
    guard count > 0 else { return nil }
    return shownCounterparties.isEmpty
      ? language(.counterpartiesNamed) : language(.counterpartiesOthers, "\(count)")
  }

  static let counterpartyHeadings: [ReportText] = [
    .columnName, .columnRole, .columnProject, .columnLevel, .columnEvent,
  ]
}
