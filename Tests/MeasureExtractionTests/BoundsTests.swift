import ExtractionFixtures
import Testing

@Suite struct BoundsTests {
  @Test(
    "a date without a year is up to 45 days after publication, else of the year before",
    arguments: [("December 16", "2026-12-16"), ("December 17", "2025-12-17")])
  func slack(date: String, day: String) throws {
    #expect(
      try MeasureFixture.dates("The court ruled on \(date).", published: "2026-11-01T12:00:00Z") == "\(date)=\(day)")
  }

  @Test("a long chain of numbers joined by 至 is read link by link")
  func chain() throws {
    let links = 20_000
    let text = String(repeating: "2000至", count: links) + "2100万美元"
    #expect(try MeasureFixture.dates(text, published: "2026-11-01T12:00:00Z").contains("2000"))
  }

  @Test(
    "a scheduled event in the present tense is at most 14 days ago",
    arguments: [("October 18", "2026-10-18"), ("October 17", "2027-10-17")])
  func scheduled(date: String, day: String) throws {
    #expect(
      try MeasureFixture.dates("The code takes force on \(date).", published: "2026-11-01T12:00:00Z")
        == "\(date)=\(day)")
  }
}
