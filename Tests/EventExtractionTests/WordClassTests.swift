import ExtractionFixtures
import Models
import Testing

/// Rows of `Languages/en/event-words.tsv`, each with a sentence that is read differently without one of its words.
@Suite("Word classes that readers of sentences name")
struct WordClassTests {
  struct TakenWord: Sendable, CustomTestStringConvertible {
    let word: String
    let change: ChangedTables.Change
    let sentence: String
    /// What the sentence reports: type, deaths, and those who act or suffer.
    let expected: String
    var testDescription: String { word }

    /// - Parameter words: a part of the class's row, with a word after the one that is taken.
    init(_ word: String, from words: String, _ sentence: String, _ expected: String) {
      self.word = word
      change = ("en/event-words.tsv", words, words.replacing("\(word) ", with: ""))
      (self.sentence, self.expected) = (sentence, expected)
    }
  }

  private static let accidentAfterFloods =
    "Two workers were killed at a mine in Kenya two days after floods killed 40 people."

  @Test(
    "a word taken from a class changes what is read",
    arguments: [
      TakenWord(
        "electricity", from: "energy electricity power",
        "The electricity ministry suspended work at a plant in Peru on Monday.",
        "SUSPENSION electricity ministry (government)"),
      TakenWord(
        "central", from: "public_word\tcentral reserve", "The central bank suspended work at a plant in Peru.",
        "SUSPENSION central bank (government)"),
      TakenWord(
        "buried", from: "engulf\tbury buries buried burying",
        "Six workers were buried when a wall collapsed at a plant in Peru.", "STRUCTURAL_FAILURE workers"),
      TakenWord(
        "derailed", from: "derailment# derailed derails",
        "The mine killed two drivers in Mali after their train derailed.", "ACCIDENT 2 drivers"),
      TakenWord(
        "day#", from: "time_span\tminute# hour# day# week#", accidentAfterFloods,
        "ACCIDENT 2 workers; NATURAL_DISASTER 40 people"),
      TakenWord(
        "after", from: "time_order\tafter before", accidentAfterFloods,
        "ACCIDENT 2 workers; NATURAL_DISASTER 40 people"),
    ])
  func taken(_ taken: TakenWord) throws {
    #expect(try summary(taken.sentence) == taken.expected)
    #expect(try summary(taken.sentence, changing: [taken.change]) != taken.expected)
  }

  private func summary(_ sentence: String, changing changes: [ChangedTables.Change] = []) throws -> String {
    try EventFixture.findings(sentence, changing: changes).events.filter { $0.ledger == .risk }.map { event in
      let actors = event.actors.map { $0.text + ($0.kind == .government ? " (government)" : "") }
      let deaths = event.deaths.map { "\($0) " } ?? ""
      return "\(event.type) \(deaths)\(actors.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
