import KeyedState
import Models
import ReferenceData

/// The level that a category's score stands at, by the model's hysteresis.
struct LevelState: Hashable, Sendable {
  var level: AlertLevel
  var since: Timestamp
  /// The articles that the last warning quoted.
  var articles: [String]

  func encode(to row: inout RowWriter) {
    row.put(level.rawValue)
    row.put(since)
    row.put(articles) { $0.put($1) }
  }

  init(level: AlertLevel, since: Timestamp, articles: [String] = []) {
    self.level = level
    self.since = since
    self.articles = articles
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    level = try row.word(AlertLevel.self)
    since = try row.timestamp()
    articles = try row.strings()
  }
}

/// Up at once where the score enters a higher level; down only below the level's lower threshold, and after it was held
/// for its least stay. What was withdrawn is not held.
enum LevelLane {
  /// The level after a look at the score; nil for none.
  static func step(
    from state: LevelState?, score: Double, at time: Timestamp, ignoringHold: Bool, rules: [RiskModel.LevelRule]
  ) -> AlertLevel? {
    let entered = rules.last { score >= $0.enter }?.level
    guard let state else { return entered }
    if let entered, entered > state.level { return entered }
    guard let rule = rules.first(where: { $0.level == state.level }), score < rule.leave else { return state.level }
    let held = time.milliseconds - state.since.milliseconds
    guard ignoringHold || held >= Int64(rule.holdHours) * Timestamp.millisecondsPerHour else { return state.level }
    return rules.last { $0.level < state.level && score >= $0.leave }?.level
  }
}
