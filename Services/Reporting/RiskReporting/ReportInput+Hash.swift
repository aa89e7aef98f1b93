import Models

extension ReportInput {
  /// A hash over the ids of all records that a report on the subject is a function of.
  func hash(of subject: SubjectKey) -> String {
    var fields = [subject.description, period.from.description, period.to.description]
    for day in history.days where day.scores.time < period.to {
      fields.append("\(day.scores.id) \(day.count)")
    }
    fields += projects.filter { $0.concerns(subject) }.map { "\($0.id) \($0.milestones.count)" }.sorted()
    fields += alerts.map(\.record).sorted()
    fields += feedback.map(\.id).sorted()
    fields += suppressions.map(\.id).sorted()
    return contentHash("report-input", fields)
  }
}
