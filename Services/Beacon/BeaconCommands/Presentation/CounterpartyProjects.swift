import Models

extension Alert {
  /// Of `projects`, those that the alert's subject is a counterparty of, by name; none for other subjects.
  func projects(ofCounterparty projects: [Project]) -> [Project] {
    guard subject.kind == .counterparty else { return [] }
    return projects.filter { $0.hasCounterparty(subject) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  /// "Counterparty of: Kolongo Copper Mine."; nil for an alert on anything else, or on a party that no registered
  /// project has.
  func counterpartySentence(_ projects: [Project]) -> String? {
    let names = self.projects(ofCounterparty: projects).map(\.name)
    return names.isEmpty ? nil : "Counterparty of: \(names.joined(separator: ", "))."
  }
}

extension Project {
  /// Whether the subject is a party that the project depends on.
  func hasCounterparty(_ subject: SubjectKey) -> Bool {
    counterparties.contains { SubjectKey.counterparty(named: $0.name) == subject }
  }
}
