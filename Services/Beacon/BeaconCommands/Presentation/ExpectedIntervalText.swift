import Models

extension LateSource {
  /// How often an article is expected, in the words of English reports: `daily`, `every 6 hours`.
  var expectedText: String {
    guard let interval = ExpectedInterval(iso8601: expectedEvery) else { return expectedEvery }
    let minutes = interval.milliseconds / 60_000
    switch minutes {
    case 1440: return "daily"
    case 60: return "hourly"
    case _ where minutes % 1440 == 0: return "every \(minutes / 1440) days"
    case _ where minutes % 60 == 0: return "every \(minutes / 60) hours"
    default: return "every \(minutes) minutes"
    }
  }
}
