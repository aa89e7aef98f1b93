import Models

/// The whole input of a report: the same input gives the same report.
package struct ReportInput: Sendable {
  package var period: ReportPeriod
  /// Records written at this time or later are not in the input.
  package var knownAt: Timestamp
  package var history: AssessmentHistory
  /// All registered projects; the builder chooses those that concern the subject.
  package var projects: [Project]
  /// All registered sources.
  package var sources: [Source]
  /// The highest level of the open alerts of each project and counterparty that has one.
  package var levels: [SubjectKey: AlertLevel]
  /// The records before `knownAt` of the subject's alerts that were first sent in this period or the one before.
  package var alerts: [Alert]
  /// Feedback on `alerts`.
  package var feedback: [Action]
  /// The suppressed alerts of the subject in this period.
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
