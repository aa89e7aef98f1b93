import Models
import Testing

struct ExpectedIntervalTests {
  @Test(
    "durations of weeks, days, hours, minutes and seconds are read",
    arguments: [
      ("PT6H", 6 * 3600), ("P1D", 86_400), ("P1DT12H", 129_600), ("P2W", 1_209_600), ("PT90M", 5400), ("PT1H30M", 5400),
      ("PT45S", 45),
    ])
  func read(_ text: String, seconds: Int64) {
    #expect(ExpectedInterval(iso8601: text)?.milliseconds == seconds * 1000)
  }

  @Test(
    "anything else is not a duration",
    arguments: [
      "", "P", "PT", "6H", "PT0H", "P1M", "P1Y", "P1DT", "PT6", "PT6HT", "P1H", "PTH", "PT6M6H", "daily", "P-1D",
    ])
  func refused(_ text: String) {
    #expect(ExpectedInterval(iso8601: text) == nil)
  }

  private let noon = Timestamp(startOf: CivilDate(dayNumber: 20_000)).adding(hours: 12)

  private func late(_ every: String?, silentHours: Int?) -> [String] {
    let source = Source(id: "wire", domain: "w.example", name: "Wire", grade: .b, expectedEvery: every)
    let activity = silentHours.map { [SourceActivity(source: "wire", lastArticle: noon.adding(hours: -$0))] } ?? []
    return LateSource.among([source], activity: activity, at: noon).map(\.source)
  }

  @Test("a source is late once it has been silent for longer than its interval")
  func lateness() {
    #expect(late("PT6H", silentHours: 5).isEmpty)
    #expect(late("PT6H", silentHours: 6).isEmpty)
    #expect(late("PT6H", silentHours: 7) == ["wire"])
    #expect(late("PT6H", silentHours: nil) == ["wire"])
  }

  @Test("a source of which nothing is expected is never late")
  func unexpected() {
    #expect(late(nil, silentHours: 900).isEmpty)
    #expect(late("often", silentHours: 900).isEmpty)
  }

  @Test("of several late sources the longest silent comes first")
  func order() {
    let sources = ["a", "b", "c"].map { id in
      Source(id: id, domain: "\(id).example", name: id, grade: .b, expectedEvery: "P1D")
    }
    let activity = [
      SourceActivity(source: "a", lastArticle: noon.adding(days: -2)),
      SourceActivity(source: "b", lastArticle: noon.adding(days: -9)),
    ]
    #expect(LateSource.among(sources, activity: activity, at: noon).map(\.source) == ["c", "b", "a"])
  }
}
