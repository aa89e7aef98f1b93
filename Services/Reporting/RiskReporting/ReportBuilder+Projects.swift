import Models

extension Project {
  /// Whether a report on the subject has the status of this project.
  package func concerns(_ subject: SubjectKey) -> Bool {
    switch subject.kind {
    case .project: subject.id == id
    case .country: countries.contains(subject.id)
    case .sector: subject.id == sector
    case .corridor: subject.id == corridor
    case .counterparty: counterparties.contains { SubjectKey.counterparty(named: $0.name) == subject }
    case .portfolio: true
    }
  }
}

extension Source {
  /// Whether the subject's coverage depends on this source, so that its silence is a blind spot of the subject.
  package func isExpected(of subject: SubjectKey) -> Bool {
    switch subject.kind {
    case .portfolio: true
    case .country: country == subject.id
    case .project, .sector, .corridor, .counterparty: false
    }
  }
}

extension ReportBuilder {
  /// The project at the end of the period, and those of the incidents that concern it.
  func status(
    of project: Project, level: AlertLevel?, incidents: [ReportIncident], end: Timestamp
  ) -> ProjectStatus {
    let own = incidents.filter { $0.subjects.contains(SubjectKey(.project, project.id)) }
    let placed = incidents.compactMap { incident in
      incident.position.map { (incident: incident.id, position: $0) }
    }
    return ProjectStatus(
      project: project, level: level,
      milestones: project.milestones.map { MilestoneStatus(milestone: $0, state: state(of: $0, at: end)) },
      sites: project.sites.map { site in
        let distances = placed.map { ($0.incident, site.position.distanceKm(to: $0.position)) }
        let nearest = distances.min { ($0.1, $0.0) < ($1.1, $1.0) }
        return SiteStatus(site: site, nearest: nearest?.0, distanceKm: nearest?.1)
      },
      incidents: own.count, points: own.reduce(0) { $0 + $1.points })
  }

  private func state(of milestone: ExpectedMilestone, at end: Timestamp) -> MilestoneStatus.State {
    if milestone.actual != nil { return .reached }
    guard let expected = milestone.expected else { return .undated }
    if expected.lastDay < end.day { return .overdue }
    return expected.firstDay <= end.day.adding(days: settings.outlookDays) ? .due : .later
  }

  /// The registered counterparties of the projects, with the incidents whose quotes name them.
  func counterparties(
    _ projects: [Project], _ incidents: [ReportIncident], _ levels: [SubjectKey: AlertLevel]
  ) -> [CounterpartyStatus] {
    projects.flatMap { project in
      project.counterparties.map { party in
        let names = [party.name] + party.aliases
        let named = incidents.filter { incident in
          incident.evidence.contains { evidence in names.contains { evidence.quote.text.contains($0) } }
        }
        return CounterpartyStatus(
          name: party.name, role: party.role, project: project.id,
          level: levels[SubjectKey.counterparty(named: party.name)], incidents: named.map(\.id))
      }
    }
  }

  func layers(_ incidents: [ReportIncident]) -> [LayerStatus] {
    LegalLayer.allCases.map { layer in
      LayerStatus(layer: layer, incidents: incidents.filter { $0.layer == layer }.map(\.id))
    }
  }

  func coverage(
    _ assessment: Assessment, _ incidents: [ReportIncident], _ projects: [ProjectStatus], _ input: ReportInput
  ) -> CoverageStatus {
    let evidence = incidents.flatMap(\.evidence)
    return CoverageStatus(
      coverage: assessment.coverage, articles: Set(evidence.map(\.articleId)).count,
      sources: Set(evidence.compactMap(\.outlet)).count,
      silentProjects: projects.filter { $0.incidents == 0 && $0.level == nil }.map(\.project.id),
      lateSources: LateSource.among(
        input.sources.filter { $0.isExpected(of: assessment.subject) }, activity: assessment.sources,
        at: assessment.asOf))
  }
}
