import KeyedState
import Models

/// A score over the last year: hourly for a day, daily for a month, weekly for a year, each the last of its hour, day
/// or week. Bounded, so that the cost of a signal does not grow with history.
struct ScoreHistory: Hashable, Sendable {
  private struct Entry: Hashable {
    var hour: Int64
    var score: Double
  }

  /// Oldest first.
  private var entries: [Entry] = []
  /// The number of hours that are kept.
  private let span: Int64

  /// Keeps that many days, at most a year, and the newest entry before them.
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

  /// Entries at which they are thinned: half as many again as a thinned history has at most, so that most notes cost
  /// one entry only.
  private var bound: Int { Int(24 + min(span / 24, 31) + max(0, span / 24 - 31) / 7) * 3 / 2 }

  /// Keeps of each day, week the newest where they lie back far enough; beyond a year only the newest.
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

  /// The score as it was `days` ago; nil before the first.
  func score(daysAgo days: Int, from time: Timestamp) -> Double? {
    let hour = Self.hour(time) - Int64(days) * 24
    return entries.last { $0.hour <= hour }?.score
  }

  /// The change since `days` ago, or since nothing was known.
  func change(of score: Double, over days: Int, at time: Timestamp) -> Double {
    score - (self.score(daysAgo: days, from: time) ?? 0)
  }

  /// The share of the last year's weeks at which the score was lower, equal ones counted half; nil with less than
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
