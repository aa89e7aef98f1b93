import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction
import TestSupport

@Suite("Events of an article")
struct EventRankingTests {
  @Test("the main clause comes before the clauses that hang on it")
  func mainClause() throws {
    let events = try EventFixture.findings(
      "Pakistan imposed a curfew in Lahore after protesters clashed with police."
    ).events
    #expect(events.first?.type == "CURFEW")
  }

  @Test("what the title says comes before what the last paragraph adds")
  func title() throws {
    let filler = String(repeating: "Trade between both sides grew.\n\n", count: 6)
    let events = try EventFixture.findings(
      filler + "Last week rebels shelled a town in Mali.", title: "Zambia defaults on its bonds"
    ).events
    #expect(events.first?.type == "DEFAULT")
    #expect(events.contains { $0.type == "ARMED_CLASH" })
  }

  @Test("what an article denies at its beginning is denied where the rumour of it is told again")
  func rumour() throws {
    let takings = try EventFixture.findings(
      "Peru has no intention of nationalising the mine.\n\n"
        + "A leaflet had claimed that the mine in Peru would be nationalised in May."
    ).events.filter { $0.type == "EXPROPRIATION" }
    #expect(takings.count == 2 && takings.allSatisfy(\.negated), "\(takings.map(\.realis))")
  }

  @Test("an article that recalls an old attack gives no current risk from its account of that time")
  func recalled() throws {
    let events = try EventFixture.findings(
      "Families remembered labourers who were killed five years ago when gunmen attacked a bus of the project.\n\n"
        + "The attack stopped work at the site for a month. Three men were later convicted of terrorism by a court."
    ).events
    #expect(events.filter(\.isLiveRisk).isEmpty, "\(events.map(\.type))")
    #expect(events.contains { $0.realis == .historical })
  }

  @Test("what the lead says is over is history where the rest tells of it, except what happened since")
  func ended() throws {
    func live(_ text: String, dates: [String: String] = [:]) throws -> [String] {
      try EventFixture.findings(text, title: "Ghana declares end of cholera outbreak", dates: dates).events
        .filter(\.isLiveRisk).map(\.type)
    }
    #expect(try live("The ministry said so on the radio. Cholera killed 14 people.").isEmpty)
    #expect(
      try live(
        "The ministry said so on the radio. Cholera killed 14 people on Monday.", dates: ["Monday": "2026-03-10"]) == [
          "EPIDEMIC"
        ])
    #expect(try live("The ministry said so on the radio. Bandits shot dead two drivers in Ghana.") == ["VIOLENCE"])
  }

  @Test("an author who says we argues a case, and one who quotes others at length does not")
  func voice() throws {
    func live(_ text: String) throws -> Int { try EventFixture.findings(text).events.filter(\.isLiveRisk).count }
    let attack = "Gunmen attacked a mine in Peru. "
    #expect(try live(attack + "We have seen it before. We must do better.") == 0)
    #expect(try live(attack + "\"We have seen it before. We must do better. Our work goes on.\"") == 1)
    #expect(try live(attack + "“It is sad. We have seen it before. We must do better.” So he spoke.") == 1)
    #expect(
      try live(attack + "“It is sad.\n\nWe have seen it before. We must do better.") == 0,
      "a quotation ends with its paragraph")
  }

  @Test("the risk of a measure lies with the state that its object names, not with the one that imposes it")
  func aim() throws {
    let event = try EventFixture.findings("Norway imposed sanctions on nine firms that ship Iranian crude.").events
      .first
    #expect(event?.type == "SANCTION" && event?.countries == ["IR"])
  }

  @Test("several mentions of one event are one event, with what each adds")
  func joined() throws {
    let events = try EventFixture.findings(
      "Rebels shelled a town in Mali.\n\nThe shelling killed five people in Mali.\n\nRebels shelled the town for hours."
    ).events.filter { $0.type == "ARMED_CLASH" }
    #expect(events.count == 1)
    #expect(events.first?.deaths == 5)
  }

  @Test("an act named as known is the one reported before, whatever it is called")
  func referredTo() throws {
    let text = "Gunmen attacked a mine in Mali on Monday.\n\nA group claimed responsibility for the bombing."
    #expect(try EventFixture.findings(text).events.filter { $0.category == "SEC" }.map(\.type) == ["ATTACK_ON_PROJECT"])
    let other = "Gunmen attacked a mine in Mali on Monday.\n\nA bombing in Lahore killed nine people."
    #expect(try EventFixture.findings(other).events.filter { $0.category == "SEC" }.count == 2)
  }

  @Test("events in different places are different events, with different ids")
  func apart() throws {
    let events = try EventFixture.findings(
      "Rebels shelled a base near Bamako.\n\nTroops shelled a base near Lahore."
    ).events.filter { $0.type == "ARMED_CLASH" }
    #expect(events.count == 2)
    #expect(Set(events.map(\.id)).count == 2)
  }

  @Test("a small edit elsewhere in the text keeps an event's id")
  func stableIds() throws {
    let one = try EventFixture.findings("Trade grew.\n\nRebels shelled a base near Bamako.").events
    let other = try EventFixture.findings("Trade grew a lot.\n\nRebels shelled a base near Bamako.").events
    #expect(one.map(\.id) == other.map(\.id))
    #expect(!one.isEmpty)
  }

  @Test("a plain statement leads an article that only mentions a risk far below")
  func statement() throws {
    let filler = String(repeating: "Trade between both sides grew.\n\n", count: 8)
    let events = try EventFixture.findings(
      "The minister said that trade was growing.\n\n" + filler + "A decade of growth followed a strike at the port."
    ).events
    #expect(events.first?.type == "STATEMENT")
  }

  @Test("every quote and suppressed text is the article's, at its place, whatever the text is made of")
  func verbatim() throws {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "attack", "attacked", "the", "mine", "Pakistan", "’s", "won't", "'", "\"", "—", "-", ",", ".", "\n\n", "如果袭击",
      "no", "killed", "12", "1,000,000", "if", "that", "who", "said", "will", "to", "U.S.", "é", "🙂", "(", ")",
      "strike",
      "revoked", "licence", "default", "\u{00A0}", "of", "by", "denied", "threatened", "…", "Lahore", "threats", ";",
    ]
    for _ in 0..<200 {
      let words = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
      let text = words.joined(separator: Bool.random(using: &generator) ? " " : "")
      let bytes = Array(text.utf8)
      let findings = try EventFixture.findings(text)
      for span in findings.events.map(\.quote) + findings.suppressed.map(\.span) {
        #expect(Array(span.text.utf8) == Array(bytes[span.start..<span.end]))
      }
      for event in findings.events {
        #expect((0...1).contains(event.confidence))
        #expect(event.realis != .generic)
        #expect((event.ledger == .none) == (event.category == nil))
      }
    }
  }

  @Test("an article of one word, or of thousands of triggers, is read to its end")
  func extremes() throws {
    #expect(try EventFixture.findings("").events.isEmpty)
    #expect(try EventFixture.findings("attack").events.filter(\.isLiveRisk).isEmpty)
    let many = String(repeating: "Rebels attacked the mine near Lahore and killed 3 workers. ", count: 400)
    #expect(try EventFixture.findings(many).events.contains { $0.type == "ATTACK_ON_PROJECT" })
    let glued = String(repeating: "attack strike default ", count: 1000)
    #expect(try EventFixture.findings(glued).events.count < 1000)
  }
}
