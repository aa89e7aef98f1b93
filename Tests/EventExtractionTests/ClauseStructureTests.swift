import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction

@Suite("Clauses of a sentence")
struct ClauseStructureTests {
  @Test(
    "what a clause with `where` reports happened at the name before it, what follows the clause where that says",
    arguments: [
      ("Exporters avoid Kenya, where dockers walked out on Monday, and use ports in Tanzania.", "KE"),
      ("Exporters avoid Chile, where taxes rose, after dockers walked out in Peru on Monday.", "PE"),
      ("Exporters left Goma, Congo, where dockers walked out on Monday, for a port in Tanzania.", "CD"),
    ])
  func placeOfClause(sentence: String, country: String) throws {
    let events = try ArticleFixture.findings(sentence, language: "en").events
    let strike = try #require(events.first { $0.type == "STRIKE" })
    #expect(strike.countries == [country])
  }

  @Test(
    "a relative clause is as old as the act that it is about, unless it states a date or is about something else",
    arguments: [
      (
        "On Monday a court in Accra, Ghana, heard about the 2021 fire that destroyed a warehouse and killed 50.",
        false
      ),
      ("A court heard about the 2021 raid on a mine in Ghana in which gunmen killed nine guards.", false),
      ("Engineers in Peru studied the 2017 bridge that collapsed on Monday.", true),
      ("A mine in Peru hit by the 2019 raid that killed four guards was attacked again on Monday.", true),
      ("A march in Peru for the dead of the 2019 raid, which gunmen attacked, ended in panic.", true),
    ])
  func dateOfClause(sentence: String, isLive: Bool) throws {
    let events = try ArticleFixture.findings(sentence, language: "en").events
    #expect(events.contains(where: \.isLiveRisk) == isLive, "\(events.map { "\($0.type) \($0.realis)" })")
  }

  @Test(
    "a date after a semicolon is not that of what precedes it",
    arguments: [
      ("Soldiers shelled a village in Sudan; in 2004 nine people were killed there.", true),
      ("In 2004 soldiers shelled a village in Sudan; nine people were killed there.", false),
      ("A fort was built in 2004; soldiers shelled a village in Sudan.", true),
      ("A coup in 2004 shook Sudan; soldiers shelled a village there on Monday.", true),
    ])
  func semicolon(sentence: String, isLive: Bool) throws {
    let events = try ArticleFixture.findings(sentence, language: "en").events
    #expect(events.contains { $0.type == "ARMED_CLASH" && $0.isLiveRisk } == isLive)
  }

  @Test(
    "people who died in another year, after a semicolon, are not those of what precedes it",
    arguments: [
      ("A dam burst in Brazil, killing two; a similar failure killed 19 in 2015.", 2),
      ("A dam burst in Brazil; the flood killed 19 in Minas Gerais.", 19),
    ])
  func deathsAfterSemicolon(sentence: String, deaths: Int) throws {
    let events = try ArticleFixture.findings(sentence, language: "en").events
    let failure = try #require(events.first { $0.type == "STRUCTURAL_FAILURE" })
    #expect(failure.deaths == deaths)
  }

  @Test(
    "a condition on the subject looks before a relative clause between commas, not into it",
    arguments: [
      ("The ministry in Ghana, which toured the port, delayed the dam.", true),
      ("The ministry in Ghana, which toured ports in Japan, China and, more often, India, delayed the dam.", true),
      ("A storm, which the ministry in Ghana had foreseen, delayed the dam.", false),
    ])
  func subjectBeforeClause(sentence: String, isDelay: Bool) throws {
    let events = try ArticleFixture.findings(sentence, language: "en").events
    #expect(events.contains { $0.type == "DELAY" && $0.isLiveRisk } == isDelay, "\(events.map(\.type))")
  }
}
