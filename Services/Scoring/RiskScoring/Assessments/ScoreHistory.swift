import KeyedState
import Models

/// A score over the last year: one entry per hour for a day, per day for a month, per week for a year, each the last
/// score of its hour, day or week. Bounded, so that the cost of a signal does not grow with history.
struct ScoreHistory: Hashable, Sendable {
  /// The hours of the entries since 1970, oldest first.
  private var hours: [Int32] = []
  /// The score of each entry.
  private var scores: [Double] = []
  /// The number of hours that are kept.
  private let span: Int32

  /// Keeps the entries of `days` days, and the newest entry before them.
  init(days: Int = 366) { span = Int32(days) * 24 }

  mutating func note(_ score: Double, at time: Timestamp) {
    let hour = Self.hour(time)
    let last = scores.count - 1
    if last >= 0, hours[last] >= hour {
      scores[last] = score
      return
    }
    if last >= 1, scores[last] == score, scores[last - 1] == score {
      hours[last] = hour
    } else {
      hours.append(hour)
      scores.append(score)
    }
    if scores.count > bound { thin(before: hour) }
  }

  /// The number of entries above which they are thinned: one and a half times the most that thinning leaves, so that it
  /// is rarely needed.
  private var bound: Int { Int(24 + min(span / 24, 31) + max(0, span / 24 - 31) / 7) * 3 / 2 }

  /// Keeps the newest entry of each day beyond 24 hours, of each week beyond 31 days, and only one beyond `span`.
  private mutating func thin(before now: Int32) {
    var kept = 0
    for index in hours.indices {
      let age = now - hours[index]
      let step: Int32 = age > span ? .max / 2 : age <= 24 ? 1 : age <= 24 * 31 ? 24 : 168
      if kept > 0, hours[kept - 1] / step == hours[index] / step { kept -= 1 }
      hours[kept] = hours[index]
      scores[kept] = scores[index]
      kept += 1
    }
    hours.removeLast(hours.count - kept)
    scores.removeLast(scores.count - kept)
  }

  /// The score `days` days before `time`; nil before the first entry.
  func score(daysAgo days: Int, from time: Timestamp) -> Double? {
    score(at: Self.hour(time) - Int32(days) * 24)
  }

  private func score(at hour: Int32) -> Double? {
    let next = hours.partitioningIndex { $0 > hour }
    return next > 0 ? scores[next - 1] : nil
  }

  /// The change of the score within `days` days; the whole score where none was known before.
  func change(of score: Double, over days: Int, at time: Timestamp) -> Double {
    score - (self.score(daysAgo: days, from: time) ?? 0)
  }

  /// The share of the last 52 weeks in which the score was lower, equal scores counted half; nil with fewer than
  /// `least` weeks.
  func percentile(of score: Double, at time: Timestamp, least: Int) -> Double? {
    let now = Self.hour(time)
    var (weeks, below) = (0, 0.0)
    for week in 1...52 {
      guard let value = self.score(at: now - Int32(week) * 168) else { break }
      weeks += 1
      below += value < score ? 1 : value == score ? 0.5 : 0
    }
    return weeks >= least ? below / Double(weeks) : nil
  }

  private static func hour(_ time: Timestamp) -> Int32 {
    Int32(clamping: time.milliseconds / Timestamp.millisecondsPerHour)
  }

  func encode(to row: inout RowWriter) {
    row.put(Int64(span))
    row.put(hours)
    row.put(scores)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    span = Int32(clamping: try row.int64())
    hours = try row.int32s()
    scores = try row.doubles()
    guard hours.count == scores.count else {
      throw .corrupt(
        "a history of scores has \(hours.count) hours and \(scores.count) scores; expected as many of each")
    }
  }
}
