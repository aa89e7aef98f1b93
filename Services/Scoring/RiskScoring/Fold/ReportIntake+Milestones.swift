import KeyedState
import Models
import ReferenceData

/// Keeps which milestones of a project are reached: those that a report which counts says are reached.
extension ReportIntake {
  /// Marks the milestones that these reports say are reached, which ends the silence lane's warnings on them. A report
  /// that a correction has replaced in its incident, which is one of `incidents`, says nothing.
  func markReached(
    by reports: [Report], in incidents: [Incident], of key: SubjectKey, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    for report in reports {
      guard let milestone = reachedMilestone(report),
        let incident = incidents.first(where: { $0.reports.report(at: report.order) != nil }),
        !incident.reports.isReplaced(report)
      else { continue }
      let subject = try store.subject(key)
      for index in subject.milestones.indices
      where subject.milestones[index].type == milestone && !subject.milestones[index].isReached {
        subject.milestones[index].reachedBy = report.order.articleId
        store.markDirty(subject)
        changes.touch(key, model.account(of: .silence))
      }
    }
  }

  /// Reviews the milestones that these articles reported as reached, after reports of theirs were removed or replaced.
  func reviewMilestones(reachedBy articles: [String], of key: SubjectKey, _ changes: inout ChangeSet)
    throws(KeyedStateFailure)
  {
    let subject = try store.subject(key)
    var hasReviewed = false
    for index in subject.milestones.indices {
      guard let article = subject.milestones[index].reachedBy, articles.contains(article) else { continue }
      let type = subject.milestones[index].type
      let others = Set(subject.milestones.filter { $0.type == type }.compactMap(\.reachedBy)).subtracting(articles)
      let first = try firstReport(of: type, on: key, besides: others)
      hasReviewed = true
      subject.milestones[index].reachedBy = first?.articleId
      if first == nil { changes.touch(key, model.account(of: .silence)) }
    }
    if hasReviewed { store.markDirty(subject) }
  }

  /// The first report on the subject that counts and says that a milestone of this type is reached. Incidents with a
  /// report of one of the articles `others` are left out: they are of another phase, whose milestone has the same type.
  private func firstReport(
    of milestone: String, on key: SubjectKey, besides others: Set<String>
  ) throws(KeyedStateFailure) -> ReportOrder? {
    var accounts: [Account] = []
    for type in model.types.all where type.milestone == milestone {
      guard let category = type.category else { continue }
      let account = Account(ledger: type.ledger, category: category)
      if !accounts.contains(account) { accounts.append(account) }
    }
    var first: ReportOrder?
    for account in accounts {
      try store.incidents.visitAll(of: key, account) { incident in
        let reports = incident.reports
        guard !reports.all.contains(where: { others.contains($0.order.articleId) }) else { return }
        for report in reports.all where reachedMilestone(report) == milestone && !reports.isReplaced(report) {
          first = min(first ?? report.order, report.order)
        }
      }
    }
    return first
  }

  /// The type of milestone that the report says is reached; nil for none.
  private func reachedMilestone(_ report: Report) -> String? {
    guard report.realis == .actual, !report.isDenial, report.proximity >= model.constants.warnProximity else {
      return nil
    }
    return model.types[report.type]?.milestone
  }
}
