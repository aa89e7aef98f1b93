import Models

extension LateSource {
  /// How often an article is expected, in the words of English reports: `daily`, `every 6 hours`.
  var expectedText: String {
    guard let interval = ExpectedInterval(iso8601: expectedEvery) else { return expectedEvery }
    return switch interval.inUnits {
    case (1, .days): "daily"
    case (1, .hours): "hourly"
    case (let count, .days): "every \(count) days"
    case (let count, .hours): "every \(count) hours"
    case (let count, .minutes): "every \(count) minutes"
    }
  }
}
