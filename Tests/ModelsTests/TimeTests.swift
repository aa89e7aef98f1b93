import Models
import Testing

@Suite("Time")
struct TimeTests {
  @Test(
    "RFC 3339 instants are read to the millisecond",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59Z", 951_868_799_000),
      ("2024-11-30T12:00:00.5Z", 1_732_968_000_500), ("2024-11-30T12:00:00.123456Z", 1_732_968_000_123),
      ("2024-11-30T14:30:00+02:30", 1_732_968_000_000), ("2024-11-30T07:00:00-05:00", 1_732_968_000_000),
      ("2016-12-31T23:59:60Z", 1_483_228_799_000), ("2024-11-30", 1_732_924_800_000),
      ("2024-11-30t12:00:00z", 1_732_968_000_000), ("1969-12-31T23:59:59Z", -1000),
    ] as [(String, Int64)])
  func reads(text: String, milliseconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(
    "What is no instant is refused",
    arguments: [
      "", "yesterday", "2024-13-01", "2024-02-30T00:00:00Z", "2023-02-29", "2024-11-30T24:00:00Z",
      "2024-11-30T12:00Z", "2024-11-30T12:00:00", "2024-11-30T12:00:00Z ", "2024-11-30T12:00:00.Z", "24-11-30",
      "2024-11-30T12:00:00+25:00", "0000-01-01", "２０２４-11-30",
    ])
  func refuses(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test("An instant is written in UTC, with milliseconds only where there are some")
  func writes() {
    #expect(Timestamp(milliseconds: 1_732_968_000_000).description == "2024-11-30T12:00:00Z")
    #expect(Timestamp(milliseconds: 1_732_968_000_007).description == "2024-11-30T12:00:00.007Z")
    #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
  }

  @Test("A year that four digits do not hold is written with those that it has")
  func farYears() {
    #expect(Timestamp(milliseconds: 253_402_300_800_000).description == "10000-01-01T00:00:00Z")
    #expect(Timestamp(milliseconds: 2_535_000_000_000_000).description == "82300-12-14T18:40:00Z")
  }

  @Test("Every written instant reads back, over three centuries")
  func roundTrip() {
    for step in 0..<20_000 {
      let time = Timestamp(milliseconds: -4_000_000_000_000 + Int64(step) * 473_354_287)
      #expect(Timestamp(rfc3339: time.description) == time)
    }
  }

  @Test("Day numbers and dates are each other's inverse, and days follow each other")
  func days() {
    var previous = CivilDate(dayNumber: -150_001)
    for number in -150_000...150_000 {
      let date = CivilDate(dayNumber: number)
      #expect(date.dayNumber == number)
      #expect(previous < date)
      previous = date
    }
  }

  @Test(
    "Weekdays count from Monday",
    arguments: [("1970-01-01", 3), ("2024-11-30", 5), ("2024-12-02", 0), ("1969-12-31", 2), ("1600-02-29", 1)])
  func weekdays(text: String, weekday: Int) throws {
    #expect(try #require(CivilDate(iso8601: text)).weekday == weekday)
  }

  @Test(
    "A text has the form of a date also where the calendar has no such day",
    arguments: [
      ("2026-11-30", true, true), ("2026-11-31", true, false), ("2026-02-29", true, false), ("2026-00-00", true, false),
      ("2026-11-3", false, false), ("2026-11-300", false, false), ("2026/11/30", false, false), ("", false, false),
    ])
  func form(_ text: String, hasForm: Bool, exists: Bool) {
    #expect(CivilDate.hasForm(text) == hasForm)
    #expect((CivilDate(iso8601: text) != nil) == exists)
  }

  @Test(
    "A partial date knows the days that it may mean",
    arguments: [
      ("2024", PartialDate.Precision.year, "2024-01-01", "2024-12-31"),
      ("2024-02", .month, "2024-02-01", "2024-02-29"), ("2024-11-30", .day, "2024-11-30", "2024-11-30"),
    ])
  func partial(text: String, precision: PartialDate.Precision, first: String, last: String) throws {
    let date = try #require(PartialDate(iso8601: text))
    #expect(date.precision == precision)
    #expect(date.firstDay.description == first)
    #expect(date.lastDay.description == last)
    #expect(date.value == text)
  }

  @Test(
    "What is no partial date is refused", arguments: ["", "24", "2024-13", "2024-00", "2024-11-31", "0000", "year"])
  func notPartial(text: String) {
    #expect(PartialDate(iso8601: text) == nil)
  }
}
