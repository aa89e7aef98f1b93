import KeyedState
import Models

/// A score over the last year: one entry per hour for a day, per day for a month, per week for a year, each the last
/// score of its hour, day or week. Bounded, so that the cost of a signal does not grow with history.
struct ScoreHistory: Hashable, Sendable {
  private struct Entry: Hashable {
    var hour: Int64
    var score: Double
  }

  /// Oldest first.
  private var entries: [Entry] = []
  /// The number of hours that are kept.
  private let span: Int64

  /// Keeps the entries of `days` days, and the newest entry before them.
  init(days: Int = 366) { span = Int64(days) * 24 }

  mutating func note(_ score: Double, at time: Timestamp) {
    let hour = Self.hour(time)
    if let last = entries.last, last.hour >= hour {
      entries[entries.count - 1].score = score
      return
    }
    if let last = entries.last, last.score == score, entries.dropLast().last?.score == score {
      entries[entries.count - 1].hour = hour
    } else {
      entries.append(Entry(hour: hour, score: score))
    }
    if entries.count > bound { thin(before: hour) }
  }

  /// The number of entries above which they are thinned: one and a half times the most that thinning leaves, so that it
  /// is rarely needed.
  private var bound: Int { Int(24 + min(span / 24, 31) + max(0, span / 24 - 31) / 7) * 3 / 2 }

  /// Keeps the newest entry of each day beyond 24 hours, of each week beyond 31 days, and only one beyond `span`.
  private mutating func thin(before now: Int64) {
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count)
    for entry in entries {
      let age = now - entry.hour
      let step: Int64 = age > span ? .max / 2 : age <= 24 ? 1 : age <= 24 * 31 ? 24 : 168
      if let last = kept.last, last.hour / step == entry.hour / step { kept.removeLast() }
      kept.append(entry)
    }
    entries = kept
  }

  /// The score `days` days before `time`; nil before the first entry.
  func score(daysAgo days: Int, from time: Timestamp) -> Double? {
    let hour = Self.hour(time) - Int64(days) * 24
    return entries.last { $0.hour <= hour }?.score
  }

  /// The change of the score within `days` days; the whole score where none was known before.
  func change(of score: Double, over days: Int, at time: Timestamp) -> Double {
    score - (self.score(daysAgo: days, from: time) ?? 0)
  }

  /// The share of the last 52 weeks in which the score was lower, equal scores counted half; nil with fewer than
  /// `least` weeks.
  func percentile(of score: Double, at time: Timestamp, least: Int = 8) -> Double? {
    let now = Self.hour(time)
    var values: [Double] = []
    for week in 1...52 {
      guard let value = entries.last(where: { $0.hour <= now - Int64(week) * 168 })?.score else { break }
      values.append(value)
    }
    guard values.count >= least else { return nil }
    let below = values.reduce(0.0) { $0 + ($1 < score ? 1 : $1 == score ? 0.5 : 0) }
    return below / Double(values.count)
  }

  private static func hour(_ time: Timestamp) -> Int64 { time.milliseconds / Timestamp.millisecondsPerHour }

  func encode(to row: inout RowWriter) {
    row.put(span)
    row.put(entries) {
      $0.put($1.hour)
      $0.put($1.score)
    }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    span = try row.int64()
    entries = try row.list { (row) throws(KeyedStateFailure) in
      Entry(hour: try row.int64(), score: try row.double())
    }
  }
}
