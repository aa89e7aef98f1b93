import Models
import Testing

@Suite struct PartialDateTests {
  @Test(
    "A date of every precision covers the days that its value means",
    arguments: [
      ("202X", "decade", "2020-01-01", "2029-12-31"), ("2024", "year", "2024-01-01", "2024-12-31"),
      ("2024-H2", "half", "2024-07-01", "2024-12-31"), ("2024-Q1", "quarter", "2024-01-01", "2024-03-31"),
      ("2024-02", "month", "2024-02-01", "2024-02-29"), ("2024-W01", "week", "2024-01-01", "2024-01-07"),
      ("2020-W53", "week", "2020-12-28", "2021-01-03"), ("2024-11-30", "day", "2024-11-30", "2024-11-30"),
      ("2021/2025", "year", "2021-01-01", "2025-12-31"),
      ("2016-11-16/2016-11-17", "day", "2016-11-16", "2016-11-17"),
    ])
  func covers(value: String, precision: String, first: String, last: String) throws {
    let date = try #require(PartialDate(iso8601: value))
    #expect(date.value == value)
    #expect(date.precision.rawValue == precision)
    #expect(date.firstDay.description == first)
    #expect(date.lastDay.description == last)
  }

  @Test(
    "What is no date of any precision is refused",
    arguments: [
      "", "0000", "20X4", "000X", "2024-00", "2024-13", "2024-Q0", "2024-Q5", "2024-H3", "2024-W00", "2024-W53",
      "2024-02-30", "0000-01-01", "2024-1", "2024/11", "2024-11-3", "2024-11-301", "+024", "late 2023", "２０２４",
      "2025/2021", "2024/2024", "2021/2022/2023", "/", "2021/", "2021/2025 and more",
    ])
  func refuses(value: String) {
    #expect(PartialDate(iso8601: value) == nil)
  }

  @Test("A date made of its parts is the one that its value reads back as")
  func parts() {
    #expect(PartialDate(year: 2024, month: 2) == PartialDate(iso8601: "2024-02"))
    #expect(PartialDate(year: 24, quarter: 4) == PartialDate(iso8601: "0024-Q4"))
    #expect(PartialDate(year: 2024, half: 1) == PartialDate(iso8601: "2024-H1"))
    #expect(PartialDate(year: 9999) == PartialDate(iso8601: "9999"))
    #expect(PartialDate(decade: 1990) == PartialDate(iso8601: "199X"))
    #expect(CivilDate(iso8601: "2020-12-31").flatMap { PartialDate(weekOf: $0) } == PartialDate(iso8601: "2020-W53"))
    #expect(CivilDate(iso8601: "2020-12-31").map { PartialDate(day: $0) } == PartialDate(iso8601: "2020-12-31"))
  }

  @Test("Parts that make no date make none")
  func noParts() {
    #expect(PartialDate(year: 0) == nil && PartialDate(year: -5) == nil && PartialDate(year: 10_000) == nil)
    #expect(PartialDate(year: 20_240, month: 1) == nil && PartialDate(year: 2024, month: 13) == nil)
    #expect(PartialDate(year: 2024, month: -1) == nil && PartialDate(year: 2024, month: 100) == nil)
    #expect(PartialDate(year: 2024, quarter: 0) == nil && PartialDate(year: 2024, quarter: 10) == nil)
    #expect(
      PartialDate(year: 2024, half: 3) == nil && PartialDate(decade: 1995) == nil && PartialDate(decade: 0) == nil)
  }
}
