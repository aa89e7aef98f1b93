/// A date that articles announce for a subject, with the sentence that says so.
package struct AnnouncedDate: Hashable, Sendable {
  package var date: PartialDate
  /// The step of a project, for example `COMMISSIONED`; nil for anything else.
  package var type: String?
  /// The registered project that it concerns.
  package var project: String?
  /// How many articles announce it, as far as they are kept.
  package var reports: Int
  /// Of the article that announced it first.
  package var evidence: Evidence

  package init(date: PartialDate, type: String? = nil, project: String? = nil, reports: Int, evidence: Evidence) {
    self.date = date
    self.type = type
    self.project = project
    self.reports = reports
    self.evidence = evidence
  }
}

/// When a registered source last published.
package struct SourceActivity: Hashable, Sendable {
  /// The source's id.
  package var source: String
  package var lastArticle: Timestamp

  package init(source: String, lastArticle: Timestamp) {
    self.source = source
    self.lastArticle = lastArticle
  }
}
