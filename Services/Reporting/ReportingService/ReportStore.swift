import KeyedState
import Messaging
import Models
import PipelineContracts
import RiskReporting

/// The stage's state for one partition: the schedule, the days of each subject, and which subjects were assessed
/// on a day.
struct ReportStore {
  private let state: any StageState

  init(_ state: any StageState) { self.state = state }

  private enum Key {
    static let schedule = Array("t".utf8)

    static func days(_ subject: SubjectKey) -> [UInt8] { Array("s\(subject)".utf8) + [0] }

    static func day(_ subject: SubjectKey, _ number: Int) -> [UInt8] { key(days(subject), number) }

    static func assessed(_ number: Int) -> [UInt8] { key(Array("d".utf8), number) }

    private static func key(_ start: [UInt8], _ day: Int) -> [UInt8] {
      var key = start
      SortableKey.append(day: day, to: &key)
      return key
    }
  }

  // MARK: Schedule

  func schedule() throws(StageFailure) -> ReportSchedule? {
    guard let bytes = try state.value(Key.schedule) else { return nil }
    return try read(bytes) { (row) throws(KeyedStateFailure) in
      ReportSchedule(ends: try row.list { (row) throws(KeyedStateFailure) in try row.timestamp() })
    }
  }

  func set(_ schedule: ReportSchedule) throws(StageFailure) {
    var row = RowWriter()
    row.put(schedule.ends) { $0.put($1) }
    try state.set(Key.schedule, to: row.bytes)
  }

  // MARK: Assessments

  /// Adds an assessment, whose published bytes are `value`. The first of each day also drops what no report needs any
  /// more: full assessments except the last before each of `ends`, and days more than `keeping` days ago.
  func add(
    _ assessment: Assessment, value: [UInt8], ends: [Timestamp], keeping days: Int
  ) throws(StageFailure) {
    let number = assessment.asOf.day.dayNumber
    let key = Key.day(assessment.subject, number)
    let before = try state.value(key).map { (bytes) throws(StageFailure) in
      try read(bytes) { (row) throws(KeyedStateFailure) in try row.int() }
    }
    let latest = AssessmentHistory.Day(
      number: number, count: (before ?? 0) + 1, scores: DayScores(of: assessment), assessment: nil)
    try state.set(key, to: row(latest, value: value))
    guard before == nil else { return }
    try state.set(Key.assessed(number) + Array(assessment.subject.description.utf8), to: [])
    try trim(assessment.subject, ends: ends, before: number - days)
  }

  private func trim(_ subject: SubjectKey, ends: [Timestamp], before oldest: Int) throws(StageFailure) {
    let days = try history(of: subject).days
    let needed = Set(
      ends.compactMap { end in days.last { $0.number < end.day.dayNumber }?.number } + [days.last?.number ?? 0])
    for day in days where day.number < oldest {
      try state.set(Key.day(subject, day.number), to: nil)
      try state.set(Key.assessed(day.number) + Array(subject.description.utf8), to: nil)
    }
    for day in days where day.number >= oldest && day.assessment != nil && !needed.contains(day.number) {
      try state.set(Key.day(subject, day.number), to: row(day, value: nil))
    }
  }

  func history(of subject: SubjectKey) throws(StageFailure) -> AssessmentHistory {
    var days: [AssessmentHistory.Day] = []
    let prefix = Key.days(subject)
    try state.scan(prefix: prefix) { (key, value) throws(StageFailure) in
      days.append(try day(value, number: SortableKey.day(in: key, at: prefix.count)))
      return true
    }
    return AssessmentHistory(days: days)
  }

  /// The subjects with an assessment in the period, in order.
  func subjects(assessedIn period: ReportPeriod) throws(StageFailure) -> [SubjectKey] {
    var found: Set<SubjectKey> = []
    for number in period.from.day.dayNumber..<period.to.day.dayNumber {
      let prefix = Key.assessed(number)
      try state.scan(prefix: prefix) { (key, _) throws(StageFailure) in
        guard let subject = SubjectKey(String(decoding: key.dropFirst(prefix.count), as: UTF8.self)) else {
          throw state.unreadable("a row names no subject", of: ReportingStages.reportingName)
        }
        found.insert(subject)
        return true
      }
    }
    return found.sorted()
  }

  // MARK: Rows

  private func row(_ day: AssessmentHistory.Day, value: [UInt8]?) -> [UInt8] {
    var row = RowWriter()
    row.put(day.count)
    row.put(day.scores.id)
    row.put(day.scores.time)
    row.put(day.scores.score)
    row.put(day.scores.categories.sorted { $0.key < $1.key }) { row, category in
      row.put(category.key)
      row.put(category.value.score)
      row.put(category.value.points)
    }
    row.put(day.scores.contributions.sorted { $0.key < $1.key }) { row, listed in
      row.put(listed.key)
      row.put(listed.value.category)
      row.put(listed.value.type)
      row.put(listed.value.points)
      row.put(listed.value.isOpenRisk)
    }
    row.put(value) { $0.put($1) }
    return row.bytes
  }

  private func day(_ bytes: [UInt8], number: Int) throws(StageFailure) -> AssessmentHistory.Day {
    try read(bytes) { (row) throws(KeyedStateFailure) in
      let count = try row.int()
      let (id, time, score) = (try row.string(), try row.timestamp(), try row.double())
      let categories = try row.list { (row) throws(KeyedStateFailure) in
        (try row.string(), DayScores.Category(score: try row.double(), points: try row.double()))
      }
      let contributions = try row.list { (row) throws(KeyedStateFailure) in
        (
          try row.string(),
          DayScores.Listed(
            category: try row.string(), type: try row.string(), points: try row.double(), isOpenRisk: try row.bool())
        )
      }
      var assessment: Assessment?
      if try row.bool() {
        do {
          assessment = try TopicCatalogue.assessments.decode(try row.blob())
        } catch let error as KeyedStateFailure {
          throw error
        } catch {
          throw .corrupt("\(error)")
        }
      }
      return AssessmentHistory.Day(
        number: number, count: count,
        scores: DayScores(
          id: id, time: time, score: score,
          categories: Dictionary(categories, uniquingKeysWith: { first, _ in first }),
          contributions: Dictionary(contributions, uniquingKeysWith: { first, _ in first })),
        assessment: assessment)
    }
  }

  private func read<Value>(
    _ bytes: [UInt8], _ read: (inout RowReader) throws(KeyedStateFailure) -> Value
  ) throws(StageFailure) -> Value {
    var row = RowReader(bytes)
    do throws(KeyedStateFailure) {
      return try read(&row)
    } catch {
      throw state.unreadable("\(error)", of: ReportingStages.reportingName)
    }
  }
}
