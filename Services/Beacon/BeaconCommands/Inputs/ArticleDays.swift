import CommandLine
import Messaging
import Models
import PipelineContracts

/// Articles by day of publication; within a day by time of publication, then in the order of the input.
struct ArticleDays {
  private let byDay: [CivilDate: [OutgoingRecord]]
  let count: Int

  /// - Parameter records: articles, whose time is that of their publication.
  init(_ records: [OutgoingRecord]) {
    byDay = Dictionary(grouping: records, by: \.time.day).mapValues { records in
      records.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
    count = records.count
  }

  /// Skips undated articles and those dated after `latest`, with a warning. Fails with `dataError` where no article is
  /// left.
  init(_ files: ArticleFiles, until latest: Timestamp, _ console: Console) throws(CommandFailure) {
    var undated = 0
    var future = 0
    var records: [OutgoingRecord] = []
    try files.forEach(standardInput: console.input) { input in
      guard let time = input.article?.publishedAt else {
        undated += 1
        return
      }
      guard time <= latest else {
        future += 1
        return
      }
      records.append(OutgoingRecord(topic: TopicCatalogue.articles.name, key: nil, value: input.bytes, time: time))
    }
    if undated > 0 { console.warn("\(counted(undated, "input")) without publishedAt skipped.") }
    if future > 0 { console.warn("\(counted(future, "input")) dated in the future skipped.") }
    guard !records.isEmpty else {
      throw CommandFailure(
        .dataError, "the input contains no articles dated up to now", expected: "at least one with publishedAt",
        remedy: future == 0 ? nil : "correct the dates, or set the current time with --clock")
    }
    self.init(records)
  }

  /// The days to replay, in order: each with articles, and each between two of them. Of a gap of more than `longestGap`
  /// days, only so many are replayed, and the last day before the next article.
  func replayed(longestGap: Int) -> [CivilDate] {
    var days: [CivilDate] = []
    for day in byDay.keys.sorted() {
      if let previous = days.last {
        let gap = day.dayNumber - previous.dayNumber - 1
        for number in 0..<min(gap, longestGap) { days.append(previous.adding(days: number + 1)) }
        if gap > longestGap { days.append(day.adding(days: -1)) }
      }
      days.append(day)
    }
    return days
  }

  func articles(on day: CivilDate) -> [OutgoingRecord] { byDay[day] ?? [] }
}
