import Models

/// The whole input of a report: the same input gives the same report.
package struct ReportInput: Sendable {
  package var period: ReportPeriod
  /// Records written at this time or later are not in the input.
  package var knownAt: Timestamp
  package var history: AssessmentHistory
  /// Registered projects; those that the subject concerns are chosen by the builder.
  package var projects: [Project]
  /// All registered sources.
  package var sources: [Source]
  /// The highest level of the open alerts of each project and counterparty; one without an open alert is not in it.
  package var levels: [SubjectKey: AlertLevel]
  /// Of the subject: all records of its alerts.
  package var alerts: [Alert]
  /// On these alerts.
  package var feedback: [Action]
  /// Of the subject.
  package var suppressions: [Suppression]

  package init(
    period: ReportPeriod, knownAt: Timestamp, history: AssessmentHistory, projects: [Project] = [],
    sources: [Source] = [], levels: [SubjectKey: AlertLevel] = [:], alerts: [Alert] = [], feedback: [Action] = [],
    suppressions: [Suppression] = []
  ) {
    self.period = period
    self.knownAt = knownAt
    self.history = history
    self.projects = projects
    self.sources = sources
    self.levels = levels
    self.alerts = alerts
    self.feedback = feedback
    self.suppressions = suppressions
  }
}
