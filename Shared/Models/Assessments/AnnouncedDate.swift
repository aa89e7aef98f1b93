/// A date that articles announce for a subject, with the sentence that says so.
package struct AnnouncedDate: Hashable, Sendable {
  package var date: PartialDate
  /// The milestone of a project that is announced, for example `COMMISSIONED`; nil for any other announcement.
  package var type: String?
  /// The id of the registered project that the date concerns; nil where it concerns none.
  package var project: String?
  /// The number of articles that announce the date, as far as they are kept.
  package var reports: Int
  /// The announcing sentence of the article that announced the date first.
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
