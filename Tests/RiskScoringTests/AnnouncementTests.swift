import KeyedState
import Models
import Testing

@testable import RiskScoring

@Suite("Announced dates and sources in assessments")
struct AnnouncementTests {
  private func date(_ text: String) -> PartialDate {
    PartialDate(iso8601: text) ?? PartialDate(day: CivilDate(dayNumber: 0))
  }

  private func schedule(
    _ day: String, article: String = "a1", revision: Int = 1, type: String? = nil, published: Timestamp = noon,
    quote: String = "The court will hear the case."
  ) -> Signal {
    .schedule(
      ScheduleSignal(
        id: "s-\(article)-\(day)-\(revision)", subject: pakistan,
        article: SignalArticle(
          id: article, revision: revision, publishedAt: published,
          source: SignalSource(id: "wire", name: "Wire", grade: .b)),
        scheduled: ScheduledDate(
          date: date(day), type: type, countries: ["PK"],
          quote: TextSpan(text: quote, start: 0, end: quote.utf8.count))))
  }

  private func announced(_ bench: Bench, at time: Timestamp) throws -> [AnnouncedDate] {
    let subject = try bench.scorer.store.subject(pakistan)
    return subject.schedule.announced(from: time.day)
  }

  @Test("dates are listed soonest first, each once with the article that announced it first")
  func order() throws {
    let bench = Bench()
    try bench.fold(schedule("2026-04-01", article: "late", published: noon.adding(hours: 2)), at: noon)
    try bench.fold(schedule("2026-03-20", article: "b"), at: noon)
    try bench.fold(schedule("2026-04-01", article: "early", published: noon), at: noon.adding(hours: 3))
    let dates = try announced(bench, at: noon)
    #expect(dates.map(\.date.value) == ["2026-03-20", "2026-04-01"])
    #expect(dates.map(\.evidence.articleId) == ["b", "early"] && dates.map(\.reports) == [1, 2])
  }

  @Test("an assessment lists the announced dates, and a tick publishes a new one")
  func assessment() throws {
    let bench = Bench()
    try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: noon)), at: noon)
    try bench.fold(schedule("2026-04-01"), at: noon.adding(hours: 1))
    try bench.fold(.tick(asOf: noon.adding(hours: 2)), at: noon.adding(hours: 2))
    let assessment = try #require(bench.latest(pakistan))
    #expect(assessment.asOf == noon.adding(hours: 2))
    #expect(assessment.announced.map(\.date.value) == ["2026-04-01"])
    #expect(assessment.announced.first?.evidence.sourceName == "Wire")
  }

  @Test("a date that has passed is forgotten, a coarse one with its last day")
  func passed() throws {
    let bench = Bench()
    try bench.fold(schedule("2026-03-12"), at: noon)
    try bench.fold(schedule("2026-03", article: "a2"), at: noon)
    #expect(try announced(bench, at: noon.adding(days: 2)).count == 2)
    #expect(try announced(bench, at: noon.adding(days: 3)).map(\.date.value) == ["2026-03"])
    try bench.fold(schedule("2026-05-01", article: "a3"), at: noon.adding(days: 30))
    #expect(try bench.scorer.store.subject(pakistan).schedule.dates.map(\.date.value) == ["2026-05-01"])
  }

  @Test("a revision replaces what the article announced, and a retraction takes it back")
  func withdrawal() throws {
    let bench = Bench()
    try bench.fold(schedule("2026-04-01"), at: noon)
    try bench.fold(schedule("2026-04-01", article: "other", published: noon.adding(hours: 1)), at: noon)
    try bench.fold(.withdrawn(Withdrawal(articleId: "a1", revision: 2, keeps: [])), at: noon)
    try bench.fold(schedule("2026-04-08", revision: 2), at: noon)
    var dates = try announced(bench, at: noon)
    #expect(dates.map(\.date.value) == ["2026-04-01", "2026-04-08"])
    #expect(dates.map(\.evidence.articleId) == ["other", "a1"])
    try bench.restart()
    try bench.fold(.withdrawn(Withdrawal(articleId: "a1", revision: 3, keeps: [])), at: noon)
    dates = try announced(bench, at: noon)
    #expect(dates.map(\.evidence.articleId) == ["other"])
  }

  @Test("a date of a later edition that comes before the withdrawal of an earlier one can still be withdrawn")
  func laterEdition() throws {
    let bench = Bench()
    try bench.fold(schedule("2026-04-01"), at: noon)
    try bench.fold(schedule("2026-04-08", revision: 2), at: noon)
    for (revision, expected) in [(2, ["2026-04-08"]), (3, [])] as [(Int, [String])] {
      try bench.fold(.withdrawn(Withdrawal(articleId: "a1", revision: revision, keeps: [])), at: noon)
      try bench.restart()
      #expect(try announced(bench, at: noon).map(\.date.value) == expected)
    }
  }

  @Test(
    "an article announces a date once, by its latest revision, whichever comes first", arguments: [[1, 2], [2, 1]])
  func revisions(arrived: [Int]) throws {
    let bench = Bench()
    for revision in arrived { try bench.fold(schedule("2026-04-01", revision: revision), at: noon) }
    let dates = try bench.scorer.store.subject(pakistan).schedule.dates
    #expect(dates.map { $0.reports.map(\.revision) } == [[2]])
  }

  @Test("the state of a subject is bounded and keeps the soonest dates")
  func bound() throws {
    let bench = Bench()
    for index in 0..<60 {
      let day = noon.adding(days: 100 - index).day.description
      try bench.fold(schedule(day, article: "a\(index)"), at: noon)
    }
    let dates = try announced(bench, at: noon)
    #expect(dates.count == ScheduleState.kept)
    #expect(dates.first?.date.value == noon.adding(days: 41).day.description)
  }

  @Test("every source's latest article is known, whatever the order, of the portfolio and of a country")
  func sources() throws {
    let bench = Bench()
    for subject in [SubjectKey.portfolio, pakistan] {
      for (source, hour) in [("b", 3), ("a", 5), ("b", 1)] {
        let published = noon.adding(hours: hour)
        try bench.fold(
          .coverage(CoverageSignal(subject: subject, publishedAt: published, source: source)),
          at: noon.adding(hours: 6))
      }
      let activities = try bench.scorer.store.subject(subject).sources.activities
      #expect(
        activities == [
          SourceActivity(source: "a", lastArticle: noon.adding(hours: 5)),
          SourceActivity(source: "b", lastArticle: noon.adding(hours: 3)),
        ])
    }
  }

  @Test("an event's article counts for its source as well")
  func eventSource() throws {
    let bench = Bench()
    try bench.fold(signal(article: "x", subject: pakistan, owner: "wire"), at: noon)
    #expect(bench.latest(pakistan)?.sources == [SourceActivity(source: "wire", lastArticle: noon)])
  }

  @Test("the rows come back as they were")
  func rows() throws {
    let bench = Bench()
    try bench.fold(schedule("2026-04-01", type: "COMMISSIONED"), at: noon)
    try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: noon, source: "wire")), at: noon)
    let before = try bench.scorer.store.subject(pakistan)
    try bench.restart()
    let after = try bench.scorer.store.subject(pakistan)
    #expect(after.schedule == before.schedule && after.sources == before.sources && !after.schedule.dates.isEmpty)
  }
}
