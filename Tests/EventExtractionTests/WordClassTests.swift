import ExtractionFixtures
import Models
import Testing

/// Rows of `Languages/en/event-words.tsv`, each with a sentence that is read differently without one of its words.
@Suite("Word classes that readers of sentences name")
struct WordClassTests {
  struct Moved: Sendable, CustomTestStringConvertible {
    let row: String
    let old: String
    let new: String
    let sentence: String
    /// What the sentence reports: type, deaths, and those who act or suffer.
    let expected: String
    var testDescription: String { row }
  }

  @Test(
    "a word taken from a class changes what is read",
    arguments: [
      Moved(
        row: "institution_word", old: "energy electricity power", new: "energy power",
        sentence: "The electricity ministry suspended work at a plant in Peru on Monday.",
        expected: "SUSPENSION electricity ministry (government)"),
      Moved(
        row: "public_word", old: "public_word\tcentral reserve", new: "public_word\treserve",
        sentence: "The central bank suspended work at a plant in Peru.",
        expected: "SUSPENSION central bank (government)"),
      Moved(
        row: "engulf", old: "engulf\tbury buries buried", new: "engulf\tbury buries",
        sentence: "Six workers were buried when a wall collapsed at a plant in Peru.",
        expected: "STRUCTURAL_FAILURE workers"),
      Moved(
        row: "mishap", old: "derailment# derailed derails", new: "derailment# derails",
        sentence: "The mine killed two drivers in Mali after their train derailed.", expected: "ACCIDENT 2 drivers"),
      Moved(
        row: "time_span", old: "time_span\tminute# hour# day#", new: "time_span\tminute# hour#",
        sentence: "Two workers were killed at a mine in Kenya two days after floods killed 40 people.",
        expected: "ACCIDENT 2 workers; NATURAL_DISASTER 40 people"),
      Moved(
        row: "time_order", old: "time_order\tafter before", new: "time_order\tbefore",
        sentence: "Two workers were killed at a mine in Kenya two days after floods killed 40 people.",
        expected: "ACCIDENT 2 workers; NATURAL_DISASTER 40 people"),
    ])
  func moved(_ row: Moved) throws {
    #expect(try summary(row.sentence) == row.expected)
    #expect(try summary(row.sentence, changing: [("en/event-words.tsv", row.old, row.new)]) != row.expected)
  }

  private func summary(_ sentence: String, changing changes: [(file: String, old: String, new: String)] = []) throws
    -> String
  {
    try EventFixture.findings(sentence, changing: changes).events.filter { $0.ledger == .risk }.map { event in
      let actors = event.actors.map { $0.text + ($0.kind == .government ? " (government)" : "") }
      let deaths = event.deaths.map { "\($0) " } ?? ""
      return "\(event.type) \(deaths)\(actors.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
