import CommandLine
import Messaging
import Models
import PipelineContracts
import ReferenceData

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
    ArticleFiles.warn(ofPassedOver: files.passedOver, console)
    if undated > 0 { console.warn("\(counted(undated, "input")) without publishedAt skipped.") }
    if future > 0 { console.warn("\(counted(future, "input")) dated in the future skipped.") }
    guard !records.isEmpty else {
      throw CommandFailure(
        .dataError, "the input contains no articles dated up to now", expected: "at least one with publishedAt",
        remedy: future == 0 ? nil : "correct the dates, or set the current time with --clock")
    }
    self.init(records)
  }

  /// The days to replay, in order: those with articles, and of each gap between two of them the first days one by one,
  /// then days at equal steps, the last day, and those of `changes`.
  ///
  /// - Parameter changes: days on which something happens that no article reports.
  func replayed(_ times: BacktestTimes, changes: [CivilDate] = []) -> [CivilDate] {
    let changes = changes.map(\.dayNumber)
    var days: [CivilDate] = []
    for day in byDay.keys.sorted() {
      if let previous = days.last {
        let gap = previous.dayNumber + 1..<day.dayNumber
        days += Self.replayed(of: gap, times, changes).map { CivilDate(dayNumber: $0) }
      }
      days.append(day)
    }
    return days
  }

  /// The most steps in a gap, roughly: in one of centuries they are longer than `gapStepDays`.
  private static let mostSteps = 10_000

  /// The days of a gap to replay, in order; days are given by their `dayNumber`.
  private static func replayed(of gap: Range<Int>, _ times: BacktestTimes, _ changes: [Int]) -> [Int] {
    guard gap.count > times.dailyGapDays else { return Array(gap) }
    let rest = gap.dropFirst(times.dailyGapDays)
    let step = max(times.gapStepDays, rest.count / mostSteps)
    var later = Set(stride(from: rest.lowerBound + step - 1, to: rest.upperBound, by: step))
    later.insert(rest.upperBound - 1)
    later.formUnion(changes.filter { rest.contains($0) })
    return Array(gap.prefix(times.dailyGapDays)) + later.sorted()
  }

  func articles(on day: CivilDate) -> [OutgoingRecord] { byDay[day] ?? [] }
}
