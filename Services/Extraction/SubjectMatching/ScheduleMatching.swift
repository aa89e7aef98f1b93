import Models

extension SubjectMatcher {
  /// One signal for each date that an article announces and each subject of that date: the project and countries that
  /// the sentence names, the project's sector and corridor, the counterparties that it names with their projects, and
  /// the portfolio if a project, or a country with a registered project, is among them.
  func schedule(
    of facts: FactsDocument, in revision: ArticleRevision, _ origin: SignalArticle
  ) -> [SubjectSignal] {
    var made: [SubjectSignal] = []
    for (index, scheduled) in facts.scheduled.enumerated() {
      for subject in subjects(of: scheduled) {
        let id = contentHash(
          "signal", facts.articleId, "schedule", scheduled.date.value, "\(index)", subject.description,
          "\(revision.revision)")
        made.append(
          SubjectSignal(
            id: id,
            value: .schedule(
              ScheduleSignal(id: id, subject: subject, article: origin, scheduled: scheduled))))
      }
    }
    return made
  }

  /// The subjects that an announced date concerns, in order of their keys.
  private func subjects(of scheduled: ScheduledDate) -> [SubjectKey] {
    var subjects = Set(scheduled.countries.map { SubjectKey(.country, $0) })
    for counterparty in counterpartyMatcher.counterparties(in: scheduled.quote.text) {
      subjects.formUnion([counterparty.subject, SubjectKey(.project, counterparty.project)])
    }
    if let id = scheduled.projectId, let project = register.project(id) {
      subjects.formUnion([SubjectKey(.project, id)] + ProjectGroups.groups(of: project))
    }
    let concernsProject =
      subjects.contains { $0.kind == .project } || scheduled.countries.contains(where: projectCountries.contains)
    if concernsProject { subjects.insert(.portfolio) }
    return subjects.sorted()
  }
}
