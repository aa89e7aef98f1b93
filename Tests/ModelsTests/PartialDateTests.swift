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
}
