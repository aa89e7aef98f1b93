import ExtractionFixtures
import Models
import Testing

@testable import DocumentExtraction

@Suite("Announced dates")
struct ScheduleTests {
  /// `date type countries` of every announced date, from an article of 24 November 2024.
  private func dates(_ text: String, published: String? = "2024-11-24T09:00:00Z", language: String = "en") throws
    -> [String]
  {
    try DocumentFixture.findings(text, published: published, language: language).scheduled.map { scheduled in
      ([scheduled.date.value, scheduled.type].compactMap { $0 } + scheduled.countries).joined(separator: " ")
    }
  }

  @Test(
    "a sentence that plans something for a later date announces it",
    arguments: [
      ("A court in <Kenya:KE> will hear the appeal on 12 December 2024.", "2024-12-12 KE"),
      ("The vote is scheduled for 3 March 2025, officials said.", "2025-03-03"),
      ("<Peru:PE> and <Chile:CL> expect to sign the treaty in January 2025.", "2025-01 CL PE"),
      ("The [Lobito railway] is expected to enter service in March 2025.", "2025-03 COMMISSIONED"),
      ("Polls open on 9 August 2025 in <Kenya:KE>.", "2025-08-09 KE"),
      ("Loans of <Peru:PE> are due before January 2025.", "2025-01 PE"),
      ("There is no doubt in <Kenya:KE> that the court will hear the appeal in January 2025.", "2025-01 KE"),
    ])
  func announced(_ text: String, _ expected: String) throws {
    #expect(try dates(text) == [expected])
  }

  @Test(
    "what is past, undated, far away or coarse announces nothing",
    arguments: [
      "A court in <Kenya:KE> heard the appeal on 12 November 2024.", "The court will hear the appeal soon.",
      "The line will open on 12 December 2027.", "The line will open in 2025.",
      "The road was closed on 24 November 2024.", "The mine has no loans due before January 2025.",
      "<Peru:PE> has no bonds falling due before 3 March 2025.",
    ])
  func nothing(_ text: String) throws {
    #expect(try dates(text).isEmpty)
  }

  @Test("an article without a date of publication announces nothing")
  func undated() throws {
    #expect(try dates("The court will hear the appeal on 12 December 2024.", published: nil).isEmpty)
  }

  @Test("a date that is written out announces something in Chinese as well")
  func chinese() throws {
    #expect(try dates("肯尼亚将于2025年8月9日举行大选。", language: "zh") == ["2025-08-09"])
  }

  @Test("a date has the country that the article is mostly about, by the same row of the table as events have")
  func mainCountry() throws {
    func countries(changing changes: [ChangedTables.Change] = []) throws -> [[String]] {
      try DocumentFixture.findings(
        "The court will hear the appeal on 12 December 2024.", published: "2024-11-24T09:00:00Z",
        mostlyAbout: ("KE", 0.45), changing: changes
      ).scheduled.map(\.countries)
    }
    #expect(try countries() == [["KE"]])
    #expect(try countries(changing: [("event-weights.tsv", "main_country\t0.4", "main_country\t0.5")]) == [[]])
  }

  @Test("the quote is the sentence, at its place in the text")
  func quote() throws {
    let text = "All was calm. The court will hear the case on 12 December 2024. Nobody came."
    let scheduled = try #require(
      try DocumentFixture.findings(text, published: "2024-11-24T09:00:00Z").scheduled.first)
    #expect(scheduled.quote.text == "The court will hear the case on 12 December 2024.")
    #expect(scheduled.quote.start == 14 && scheduled.quote.end == 14 + scheduled.quote.text.utf8.count)
  }

  @Test("the quote of a Chinese sentence of more characters than a quote may have words is the clause with the date")
  func longChinese() throws {
    let clause = "肯尼亚将于2025年8月9日举行大选"
    let text = clause + "，" + String(repeating: "当地居民和企业对此充满期待，", count: 6) + "各方都在准备。"
    let scheduled = try #require(
      try DocumentFixture.findings(text, published: "2024-11-24T09:00:00Z", language: "zh").scheduled.first)
    #expect(scheduled.quote.text == clause)
  }
}
