import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction

@Suite("Whom an event concerns, and what is over")
struct EventMatterTests {
  @Test(
    "a suit, an insolvency or a fraud among private parties is no country's risk",
    arguments: [
      "A publisher in Peru sued a rival over a cartoon on Monday.",
      "An airline in Kenya filed for bankruptcy on Monday.",
      "A broker in Peru was charged with fraud against investors on Monday.",
    ])
  func privateMatters(sentence: String) throws {
    let risks = try EventFixture.findings(sentence).events.filter(\.isLiveRisk)
    #expect(!risks.isEmpty)
    #expect(risks.allSatisfy { $0.countries.isEmpty })
  }

  @Test(
    "where it names works, people at large or a public body, it is",
    arguments: [
      "Villagers in Peru sued a smelter on Monday.", "A contractor in Kenya filed for bankruptcy on Monday.",
      "A minister in Peru was charged with fraud against investors on Monday.",
      "A publisher sued the government of Peru on Monday.",
    ])
  func publicMatters(sentence: String) throws {
    let countries = try EventFixture.findings(sentence).events.filter(\.isLiveRisk).flatMap(\.countries)
    #expect(countries.contains(sentence.contains("Kenya") ? "KE" : "PE"))
  }

  @Test("moving which matters a type's risk asks for moves an event's country")
  func matter() throws {
    let sentence = "A publisher in Peru sued a rival over a cartoon on Monday."
    let moved = try EventFixture.findings(
      sentence,
      changing: [
        (
          "event-locations.tsv", "LITIGATION\tactor\tlast\tno\tyes\tyes\tpublic",
          "LITIGATION\tactor\tlast\tno\tyes\tyes\tany"
        )
      ])
    #expect(moved.events.first { $0.type == "LITIGATION" }?.countries == ["PE"])
  }

  @Test(
    "what only says what ended is over, where the article leads with the ending",
    arguments: [
      (
        "Four workers freed in Mali",
        "The four workers, who were abducted when gunmen attacked their convoy in May, are in good health."
      ),
      ("Road in Peru reopens", "A road in Peru reopened after a flash flood damaged two bridges."),
      ("Flights resume in Kenya", "Flights resumed in Kenya after a storm flooded the runway."),
    ])
  func endings(title: String, text: String) throws {
    #expect(try EventFixture.findings(text, title: title).events.filter(\.isLiveRisk).isEmpty)
  }

  @Test("an attack that the lead reports beside a release is news")
  func attackBesideRelease() throws {
    let events = try EventFixture.findings(
      "Rebels attacked a village in Mali and killed nine. Two hostages were freed in Mali.",
      title: "Rebels attack in Mali"
    ).events
    #expect(events.contains { $0.isLiveRisk && $0.category == "SEC" })
  }

  @Test("a blast that was called past is past where it is named again, on whatever day it is remembered")
  func remembered() throws {
    let text =
      "A ceremony marked the anniversary of the explosion at the mine in Peru. "
      + "On Monday a bell rang for those who lost their lives in the explosion."
    #expect(try EventFixture.findings(text, dates: ["Monday": "2026-03-09"]).events.filter(\.isLiveRisk).isEmpty)
  }

  @Test(
    "no risk: the words of a blast, a strike or a payment in another sense",
    arguments: [
      "Investors in Peru began to pay attention to insider trading on Monday.",
      "The court in Kenya set out new sentencing guidelines for fraud on Monday.",
      "An explosion of debt followed in Kenya.", "Ministers in Kenya are in the eye of the storm.",
      "A bank in Peru is shelling out 5 million dollars.", "India launched a rocket on Monday.",
      "The computer system crashed in Kenya on Monday.", "Hostages walked out of the jungle in Peru on Monday.",
      "A team gave a demonstration of its robot in Kenya on Monday.", "A lion attacked a boy in Kenya on Monday.",
    ])
  func otherSenses(sentence: String) throws {
    #expect(try EventFixture.findings(sentence).events.filter(\.isLiveRisk).isEmpty)
  }

  @Test(
    "orders, lists, titles, tests and verdicts in other words",
    arguments: [
      ("A judge in Peru ordered the pipeline shut down on Monday.", "SUSPENSION"),
      ("Kenya's revenue authority instructed banks to freeze the firm's accounts on Monday.", "TAX_CLAIM"),
      ("Ghana stripped nine companies of their mining titles on Monday.", "LICENCE_REVOKED"),
      ("Laboratory tests confirmed cholera in two towns in Mali on Monday.", "EPIDEMIC"),
      ("A court in Peru upheld the conviction of the former minister on Monday.", "PROSECUTION"),
      ("Police in Peru arrested a fugitive mafia boss on Monday.", "PROSECUTION"),
    ])
  func otherWords(sentence: String, type: String) throws {
    #expect(try EventFixture.findings(sentence).events.contains { $0.isLiveRisk && $0.type == type })
  }
}
