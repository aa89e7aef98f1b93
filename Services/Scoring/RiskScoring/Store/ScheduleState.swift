import KeyedState
import Models

/// The dates that articles announce for a subject, soonest first. Of more than `kept` dates the farthest are dropped;
/// of more than `keptReports` reports of one date, the latest.
struct ScheduleState: Hashable, Sendable {
  private(set) var dates: [Announced] = []

  static let kept = 40
  fileprivate static let keptReports = 5

  /// One announced date of one type and project.
  struct Announced: Hashable, Sendable {
    var date: PartialDate
    var type: String?
    var project: String?
    /// In order of publication.
    var reports: [Report]

    fileprivate var order: (Int, String, String, String) {
      (date.firstDay.dayNumber, date.value, type ?? "", project ?? "")
    }

    /// Adds a report in place of those of earlier revisions, unless there is one of a later revision.
    fileprivate mutating func add(_ report: Report) {
      guard !reports.contains(where: { $0.articleId == report.articleId && $0.revision > report.revision }) else {
        return
      }
      reports.removeAll { $0.articleId == report.articleId && $0.revision <= report.revision }
      let order = report.order
      reports.insert(report, at: reports.firstIndex { order < $0.order } ?? reports.endIndex)
      if reports.count > ScheduleState.keptReports { reports.removeLast() }
    }
  }

  /// An article that announces the date, with its sentence.
  struct Report: Hashable, Sendable {
    var articleId: String
    var revision: Int
    var sourceId: String?
    var sourceName: String?
    var grade: Source.Grade
    var publishedAt: Timestamp?
    var url: String?
    var title: String?
    var quote: TextSpan

    fileprivate var order: (Timestamp, String) { (publishedAt ?? .distantPast, articleId) }
  }

  init() {}

  /// Adds a date that an article announces; a later revision of the article replaces an earlier one, whichever comes
  /// first. Dates before `today` are removed.
  mutating func add(_ signal: ScheduleSignal, today: CivilDate) {
    dates.removeAll { $0.date.lastDay < today }
    let scheduled = signal.scheduled
    guard scheduled.date.lastDay >= today else { return }
    let report = Report(
      articleId: signal.article.id, revision: signal.article.revision, sourceId: signal.article.sourceId,
      sourceName: signal.article.source.name.map { QuoteLimits.cut($0, to: QuoteLimits.actor) },
      grade: signal.article.source.grade,
      publishedAt: signal.article.publishedAt,
      url: signal.article.url.flatMap { $0.utf8.count <= QuoteLimits.url ? $0 : nil },
      title: signal.article.title.map { QuoteLimits.cut($0, to: QuoteLimits.title) },
      quote: QuoteLimits.cut(scheduled.quote))
    if let index = dates.firstIndex(where: {
      $0.date == scheduled.date && $0.type == scheduled.type && $0.project == scheduled.projectId
    }) {
      dates[index].add(report)
      return
    }
    let new = Announced(date: scheduled.date, type: scheduled.type, project: scheduled.projectId, reports: [report])
    let order = new.order
    dates.insert(new, at: dates.firstIndex { order < $0.order } ?? dates.endIndex)
    if dates.count > Self.kept { dates.removeLast() }
  }

  /// Removes what revisions of an article before `revision` announced.
  mutating func withdraw(_ article: String, before revision: Int) {
    for index in dates.indices {
      dates[index].reports.removeAll { $0.articleId == article && $0.revision < revision }
    }
    dates.removeAll { $0.reports.isEmpty }
  }

  /// Whether the article still announces a date.
  func isAnnounced(by article: String) -> Bool {
    dates.contains { $0.reports.contains { $0.articleId == article } }
  }

  /// The announced dates from `today` on, each with its first report as evidence.
  func announced(from today: CivilDate) -> [AnnouncedDate] {
    dates.filter { $0.date.lastDay >= today }.compactMap { announced in
      announced.reports.first.map { report in
        AnnouncedDate(
          date: announced.date, type: announced.type, project: announced.project, reports: announced.reports.count,
          evidence: Evidence(
            articleId: report.articleId, sourceId: report.sourceId, publishedAt: report.publishedAt, url: report.url,
            title: report.title, quote: report.quote, sourceName: report.sourceName, grade: report.grade))
      }
    }
  }

  func encode(to row: inout RowWriter) {
    row.put(dates) { row, announced in
      row.put(announced.date.value)
      row.put(announced.type) { $0.put($1) }
      row.put(announced.project) { $0.put($1) }
      row.put(announced.reports) { row, report in
        row.put(report.articleId)
        row.put(report.revision)
        row.put(report.sourceId) { $0.put($1) }
        row.put(report.sourceName) { $0.put($1) }
        row.put(report.grade.rawValue)
        row.put(report.publishedAt) { $0.put($1) }
        row.put(report.url) { $0.put($1) }
        row.put(report.title) { $0.put($1) }
        row.put(report.quote.text)
        row.put(report.quote.start)
        row.put(report.quote.end)
      }
    }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    dates = try row.list { (row) throws(KeyedStateFailure) in
      let value = try row.string()
      guard let date = PartialDate(iso8601: value) else { throw .corrupt("\(value) is not a date") }
      return Announced(
        date: date, type: try row.optionalString(), project: try row.optionalString(),
        reports: try row.list { (row) throws(KeyedStateFailure) in
          Report(
            articleId: try row.string(), revision: try row.int(), sourceId: try row.optionalString(),
            sourceName: try row.optionalString(), grade: try row.word(Source.Grade.self),
            publishedAt: try row.optionalTimestamp(), url: try row.optionalString(), title: try row.optionalString(),
            quote: TextSpan(text: try row.string(), start: try row.int(), end: try row.int()))
        })
    }
  }
}
