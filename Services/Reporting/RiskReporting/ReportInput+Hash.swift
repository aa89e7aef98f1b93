import Models

extension ReportInput {
  /// A hash of what a report on the subject is made from: the ids of records, and the fields of register rows, because
  /// a row can change while its id stays the same.
  func hash(of subject: SubjectKey) -> String {
    var fields = [subject.description, period.from.description, period.to.description]
    for day in history.days where day.scores.time < period.to {
      fields.append("\(day.scores.id) \(day.count)")
    }
    for project in projects.filter({ $0.concerns(subject) }).sorted(by: { $0.id < $1.id }) {
      fields += project.reportedFields + [levels[SubjectKey(.project, project.id)]?.rawValue ?? "-"]
    }
    for party in projects.filter({ $0.concerns(subject) }).flatMap(\.counterparties) {
      fields.append(levels[SubjectKey.counterparty(named: party.name)]?.rawValue ?? "-")
    }
    for source in sources.sorted(by: { $0.id < $1.id }) {
      fields += [source.id, source.name, source.country ?? "-", source.expectedEvery ?? "-"]
    }
    fields += alerts.map(\.record).sorted()
    fields += feedback.map(\.id).sorted()
    fields += suppressions.map(\.id).sorted()
    return contentHash("report-input", fields)
  }
}

extension Project {
  /// The fields of the project that a report reads; each list follows its length.
  fileprivate var reportedFields: [String] {
    var fields = [id, name, phase ?? "-", value.map { "\($0.value) \($0.currency)" } ?? "-"]
    fields += [sector, corridor ?? "-", "\(countries.count)"] + countries
    fields += [headcount.map(String.init) ?? "-", "\(aliases.count)"] + aliases
    fields += ["\(counterparties.count)"] + counterparties.map { "\($0.name) \($0.role) \($0.aliases)" }
    fields += ["\(sites.count)"] + sites.map { "\($0.name) \($0.latitude) \($0.longitude) \($0.radiusKm)" }
    fields += ["\(milestones.count)"]
    fields += milestones.map { "\($0.type) \($0.expected?.value ?? "-") \($0.actual?.value ?? "-")" }
    return fields
  }
}
