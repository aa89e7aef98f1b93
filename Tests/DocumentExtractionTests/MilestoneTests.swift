import ExtractionFixtures
import Models
import Testing

@testable import DocumentExtraction

@Suite struct MilestoneTests {
  @Test(
    "A step in a project's life is recognised in many wordings",
    arguments: [
      (
        "The first phase of the [Chancay Port] was officially put into use in November 2024.",
        "COMMISSIONED 2024-11 Chancay Port"
      ),
      ("[Chancay Port] entered commercial operation on 14 November 2024.", "COMMISSIONED 2024-11-14 Chancay Port"),
      ("President Boluarte inaugurated the [Chancay Port] yesterday.", "COMMISSIONED 2024-11-23 Chancay Port"),
      ("The [Karot plant] came on stream in June 2022.", "COMMISSIONED 2022-06 Karot plant"),
      ("The [Karot plant] was connected to the grid in 2022.", "COMMISSIONED 2022 Karot plant"),
      (
        "In December 2024, the launching ceremony of the [CKU railway] was held.", "LAUNCH_CEREMONY 2024-12 CKU railway"
      ),
      ("Officials broke ground on the [Lower Sesan dam] in 2014.", "GROUNDBREAKING 2014 Lower Sesan dam"),
      ("Construction of the [Lobito railway] began in May 2023.", "GROUNDBREAKING 2023-05 Lobito railway"),
      ("The first train on the [Lobito railway] departed on Monday.", "SERVICE_LAUNCH 2024-11-18 Lobito railway"),
      (
        "The two companies signed a contract for the [Simandou mine] last week.",
        "AGREEMENT_SIGNED 2024-W46 Simandou mine"
      ),
      ("The [Simandou mine] reached financial close in 2023.", "FINANCIAL_CLOSE 2023 Simandou mine"),
      ("Tunnel work on the [Lobito railway] was completed in March 2024.", "COMPLETED 2024-03 Lobito railway"),
      ("Work on the [Lobito railway] has been suspended since 2021.", "SUSPENDED 2021 Lobito railway"),
      ("Construction of the [Myitsone dam] resumed in 2023.", "RESUMED 2023 Myitsone dam"),
      ("The government cancelled the [Myitsone dam] project in 2011.", "CANCELLED 2011 Myitsone dam"),
      ("The opening of [Myitsone dam] was postponed.", "DELAYED - Myitsone dam"),
      ("China has built more than 30 [Luban workshops].", "OPERATING - Luban workshops"),
    ])
  func wordings(text: String, expected: String) throws {
    #expect(try MilestoneFixture.contains(text, expected))
  }

  @Test("What is planned is flagged as planned, and what is denied is no milestone")
  func realis() throws {
    #expect(
      try DocumentFixture.milestones("The [Lobito railway] will be put into operation in 2026.")
        == "COMMISSIONED 2026 planned Lobito railway")
    #expect(
      try DocumentFixture.milestones("The [Lobito railway] is expected to enter service in 2026.")
        == "COMMISSIONED 2026 planned Lobito railway")
    #expect(try DocumentFixture.milestones("The [Lobito railway] has not entered service.") == "")
    #expect(try DocumentFixture.milestones("The [Lobito railway] never entered service.") == "")
  }

  @Test("A future tense for a date before the day of the article is a conflict, not a plan")
  func tenseConflict() throws {
    #expect(
      try DocumentFixture.milestones("In June 2024, the [Malaysia train] will set off in Chongqing.")
        == "SERVICE_LAUNCH 2024-06 tenseConflict Malaysia train")
    let undated = "In December 2024 the meeting was held. In June 2024, the [Malaysia train] will set off in Chongqing."
    #expect(
      try DocumentFixture.milestones(undated, published: nil) == "SERVICE_LAUNCH 2024-06 tenseConflict Malaysia train")
  }

  @Test("A sentence that refers back takes the project of the one before; others have none")
  func carried() throws {
    #expect(
      try DocumentFixture.milestones("The [Lobito railway] is long. The project entered service in 2023.")
        == "COMMISSIONED 2023 Lobito railway")
    #expect(try DocumentFixture.milestones("The [Lobito railway] is long. A new law entered service in 2023.") == "")
    #expect(try DocumentFixture.milestones("The plant was opened to the public in 2023.") == "")
  }

  @Test(
    "Each row of the table of constants that is about milestones and quotes moves them",
    arguments: [
      ("milestone_near\t80", "milestone_near\t10", "The [Lobito railway], a line of the coast, was completed in 2023."),
      (
        "milestone_far\t240", "milestone_far\t10", "The [Karot plant], a dam of the coast, came on stream in June 2022."
      ),
      ("milestone_after\t2", "milestone_after\t100", "The president inaugurated the [Chancay Port] yesterday."),
      ("milestone_negation\t3", "milestone_negation\t0", "The [Lobito railway] has not fully entered service."),
      ("milestone_plan\t6", "milestone_plan\t0", "The [Lobito railway] will be put into operation in 2026."),
      (
        "milestone_reference\t12", "milestone_reference\t0",
        "The [Lobito railway] is long. The project entered service in 2023."
      ),
      (
        "sentence_countries\t4", "sentence_countries\t1",
        "<Peru:PE> and <Chile:CL> expect to sign the treaty in January 2025."
      ),
      (
        "quote_words\t60", "quote_words\t6",
        "On a cold day, the [Lobito railway] entered service in 2023, which is a port of the coast."
      ),
    ])
  func constants(row: String, moved: String, text: String) throws {
    let before = try MilestoneFixture.facts(text)
    #expect(try MilestoneFixture.facts(text, changing: [("reading-constants.tsv", row, moved)]) != before)
  }

  @Test("Words for a step that the table calls far can be farther from their project than those that it calls near")
  func reach() throws {
    let text =
      "The [Lobito railway], a line of the coast that is known for its ships and for its ports and for its trains, "
      + "was completed in 2023."
    #expect(try MilestoneFixture.facts(text).isEmpty)
    let moved = try MilestoneFixture.facts(
      text, changing: [("en/document-milestones.tsv", "\tCOMPLETED\tnear", "\tCOMPLETED\tfar")])
    #expect(moved.count == 1)
  }

  @Test("The quote of a long clause has as many words as the bound, whatever marks are in it")
  func quoteWords() throws {
    let text =
      "The [Lobito railway] entered service in 2023 "
      + String(repeating: "as an \"open\" and \"public\" line of the coast ", count: 9) + "for all."
    let quote = try #require(try DocumentFixture.findings(text).milestones.first).quote.text
    #expect(quote.split(separator: " ").count == 60)
  }

  @Test("A milestone has the countries of its sentence, and a quote of at most sixty words")
  func countriesAndQuote() throws {
    let tail = String(repeating: " which is a port of the coast and is known for ships", count: 8)
    let text =
      "For example, as a key project between <China:CN> and <Peru:PE>, the [Chancay Port] was put into use in November 2024,\(tail)."
    let milestone = try #require(try DocumentFixture.findings(text).milestones.first)
    #expect(milestone.countries == ["CN", "PE"])
    #expect(milestone.quote.text.split(separator: " ").count <= 60)
    #expect(milestone.quote.text.contains("put into use in November 2024"))
  }
}

enum MilestoneFixture {
  /// The milestones and the announced dates of an article of 24 November 2024, with all that the sentence says of them.
  static func facts(_ text: String, changing changes: [ChangedTables.Change] = []) throws -> [String] {
    let found = try DocumentFixture.findings(text, published: "2024-11-24T09:00:00Z", changing: changes)
    return found.milestones.map { "\($0.type) \($0.flags) \($0.countries) \($0.quote.text)" }
      + found.scheduled.map { "\($0.date.value) \($0.countries) \($0.quote.text)" }
  }

  static func contains(_ text: String, _ expected: String) throws -> Bool {
    try DocumentFixture.milestones(text).split(separator: "|").contains { $0.trimmingPrefix(" ").hasPrefix(expected) }
  }
}
