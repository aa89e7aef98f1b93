import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction

@Suite("Realis of events")
struct EventRealisTests {
  @Test(
    "what did not happen, may happen, or is only talked of is no risk that happened or is about to",
    arguments: [
      "The company denied that militants had attacked its mine.", "The army did not attack the mine.",
      "Police foiled an attack on the dam.", "An attack on the pipeline was averted.",
      "Soldiers foiled a coup in Peru on Monday.",
      "Reports of an attack on the plant were denied.", "There was no attack on the convoy.",
      "If rebels attack the dam, work will stop.", "Rebels could attack the dam.",
      "Militants threatened to attack the dam.", "The risk of attacks on the dam is being studied.",
      "The port must not be closed.", "The government should cancel the contract.",
      "The ministry plans to revoke the licence.", "Attacks on projects have to be prevented.",
      "The attack on the mine two years ago killed nine workers.",
      "A two-year-old attack on the mine is before the court again.",
      "The town marked the anniversary of the bombing.", "Zambia has never defaulted on its bonds.",
      "The company refused to suspend work at the mine.", "The workers voted against a strike.",
      "Analysts fear a default.", "Neither the rebels nor the army attacked the dam.",
      "Neither the bang nor the glow was an attack.",
      "No sanctions were imposed on Norway.", "Sanctions will not be imposed on Norway, ministers said.",
      "Sanctions could be imposed on Norway.", "Talks on the dam resumed in Peru on Monday.",
      "No contract has been cancelled, the minister said.", "No train was attacked near Nairobi.",
      "The paper takes back its report about an attack on a train.",
      "The town remembered the labourers who were killed five years ago when gunmen attacked a bus of the project.",
      "The ministry ruled out an attack on the pipeline.",
      "Security forces held a drill at the port, simulating an attack by gunmen on a ship.",
      "An agreement to end the strike at the port was signed on Monday.",
      "Workers at the mine ended a week-long strike on Friday.",
      "The court acquitted the former governor of corruption.",
      "Japan marks 15 years since the quake with a new sea wall.",
      "Ethiopia has been in default on its bond since December 2023.",
      "The ministry called reports of an attack on the depot a figment of the imagination.",
      "The company rubbished a post claiming its smelter had collapsed.",
      "The embassy described the story of a hostage crisis as pure invention.",
      "What looked like a dam breach was a scheduled release, engineers said.",
      "The suit over the dam has been dropped by the villagers.",
      "The flood waters have receded and the line reopened.",
      "A new alarm detects gas leaks and landslides within seconds, its maker says.",
      "Copper bulls were ambushed in early trade.",
      "Ghana reduced what it owes to contractors to 2 billion dollars.",
      "The storm brought welcome rain to the cane fields.", "The cyclone passed harmlessly north of the island.",
      "The flood had been expected to reach the town.", "The show begins in the dark.",
      "Geologists studied the older eruptions of the volcano.", "Bears detonated stops in the copper market.",
      "Zinc exploded through 3,000 dollars.",
    ])
  func notHappened(sentence: String) throws {
    let events = try EventFixture.findings(sentence).events.filter(\.isLiveRisk)
    #expect(events.isEmpty, "\(events.map { "\($0.type) \($0.realis)" })")
  }

  @Test(
    "what is averted after an adverbial clause did not happen; what fails within one is another matter",
    arguments: [
      ("A raid on a depot while guards prayed was thwarted in Niger.", false),
      ("A grenade attack on a barracks during a parade in Mali was foiled.", false),
      ("A grenade attack planned during a parade in Mali was foiled.", false),
      ("An attack on a convoy as it left Nairobi was foiled.", false),
      ("Workers in Chile went on strike after talks failed.", true),
      ("Workers in Chile went on strike after a deal was called off.", true),
      ("Unions in Chile began a strike as a deal was called off.", true),
      ("An attack on a mine in Mali killed two guards after a truce was abandoned.", true),
    ])
  func adverbialClause(sentence: String, hasHappened: Bool) throws {
    let events = try EventFixture.findings(sentence).events
    #expect(events.contains(where: \.isLiveRisk) == hasHappened)
  }

  @Test("a participle that the table calls intended is not the verb of its clause")
  func intended() throws {
    let sentence = "A grenade attack planned during a parade in Mali was foiled."
    let changed = try EventFixture.findings(
      sentence, changing: [("en/event-words.tsv", "\nintended\tplanned ", "\nintended\t")]
    ).events
    #expect(!changed.filter(\.isLiveRisk).isEmpty)
  }

  @Test(
    "words beside those of an ending, a miss or a metaphor leave the event a risk",
    arguments: [
      "The storm brought heavy rain and killed nine people in Peru.",
      "The cyclone passed north of the island and killed two fishermen.",
      "A blackout left half of the capital in the dark.", "Gunmen detonated a bomb at the port.",
      "A boiler exploded at the plant.", "Older workers went on strike at the port.",
      "The tax authority and the miner shook hands before the court heard their tax dispute.",
    ])
  func lookAlikes(sentence: String) throws {
    #expect(try EventFixture.findings(sentence).events.contains(where: \.isLiveRisk))
  }

  @Test("where the beginning says that a protest was called off, what recalls it later is over")
  func calledOff() throws {
    func protests(_ lead: String) throws -> [Event] {
      let text = lead + " The protest of the farmers blocked the highway. Trucks were stuck."
      return try EventFixture.findings(text).events.filter { $0.type == "PROTEST" && $0.isLiveRisk }
    }
    #expect(try protests("Farmers ended their nine-day protest.").isEmpty)
    #expect(try !protests("Farmers ended their talks in protest.").isEmpty)
  }

  @Test(
    "the reading of what did not happen says why",
    arguments: [
      ("Rebels could attack the dam.", Realis.conditional), ("If rebels attack the dam, work will stop.", .conditional),
      ("Militants threatened to attack the dam.", .threatened),
      ("The government should cancel the contract.", .prescriptive),
      ("The attack on the mine two years ago killed nine workers.", .historical),
      ("Soldiers foiled a coup in Peru on Monday.", .threatened), ("A putsch was thwarted in Peru.", .threatened),
      ("The coup attempt was defeated, the army said.", .threatened),
      ("The governor accused three soldiers of kidnapping a guard.", .conditional),
      ("The minister accused the generals of plotting to topple the president.", .conditional),
      ("Mutineers attempted a coup in Peru on Monday.", .actual),
      ("Dockers in Lima vote to strike from Monday.", .imminent),
      ("Dockers in Lima voted for a strike.", .imminent),
      ("Dockers in Lima voted in favour of an open-ended strike.", .imminent),
      ("Rebels who came in May attacked a plant in Lima.", .actual), ("Rebels May Attack Plant in Lima.", .conditional),
      ("The governor accused three soldiers of shelling a village.", .actual),
      ("Pilots in Lima rejected an appeal to wait and will strike from Friday.", .threatened),
      ("Welders in Lima have deferred a strike that was due on Monday.", .prescriptive),
      ("Welders in Lima said they would not defer a strike that was due on Monday.", .actual),
      ("The country is on the brink of default.", .imminent), ("Zambia is about to default on its bonds.", .imminent),
    ])
  func reading(sentence: String, realis: Realis) throws {
    let events = try EventFixture.findings(sentence).events.filter { $0.ledger == .risk }
    #expect(events.contains { $0.realis == realis }, "\(events.map { "\($0.type) \($0.realis)" })")
  }

  @Test("what puts an event off is a word of the table")
  func postponing() throws {
    let sentence = "Welders in Lima have deferred a strike that was due on Monday."
    let changed = try EventFixture.findings(
      sentence, changing: [("en/function-words.tsv", " deferred deferring ", " deferring ")]
    ).events
    #expect(changed.contains { $0.type == "STRIKE" && $0.isLiveRisk }, "\(changed.map(\.type))")
  }

  @Test(
    "a question in quotation marks reports no event, a report that ends with a quoted question does",
    arguments: [
      ("“Did rebels attack the mine in Peru on Monday?”", false), ("\"Did rebels attack the mine in Peru?\"", false),
      ("Gunmen attacked the mine in Peru on Monday and asked guards “Who is the boss?”", true),
      ("“Gunmen” attacked the mine in Peru on Monday, asking guards “Who is the boss?”", true),
    ])
  func quotedQuestions(sentence: String, isLive: Bool) throws {
    #expect(try EventFixture.findings(sentence).events.contains(where: \.isLiveRisk) == isLive)
  }

  @Test(
    "denying responsibility for an event does not deny the event; denying that it happened does",
    arguments: [
      ("Officials deny responsibility for the blast that killed six at a pumping station.", true),
      ("The rebels denied any involvement in the attack on the dam.", true),
      ("The rebels denied that there was an attack on the dam.", false),
      ("The governor denied involvement in the fraud.", false),
      ("The army did not deny that its jets bombed a village.", true),
    ])
  func denials(sentence: String, isLive: Bool) throws {
    #expect(try EventFixture.findings(sentence).events.contains(where: \.isLiveRisk) == isLive)
  }

  @Test("an event dated long before publication is history, a recent one is news")
  func dates() throws {
    let old = try EventFixture.findings(
      "Gunmen attacked the mine in March 2023.", dates: ["March 2023": "2023-03"])
    #expect(old.events.first?.realis == .historical)
    #expect(old.suppressed.contains { $0.reason == "historical" })
    let recent = try EventFixture.findings(
      "Gunmen attacked the mine in February 2026.", dates: ["February 2026": "2026-02"])
    #expect(recent.events.first?.realis == .actual)
    #expect(recent.events.first?.timeBasis == .stated)
    #expect(recent.events.first?.when?.value == "2026-02")
  }

  @Test("a date applies to all of the clause that explains it")
  func explainedDates() throws {
    let events = try EventFixture.findings(
      "Trade was lost in the crisis of 2022, when the country defaulted and ran out of fuel.", dates: ["2022": "2022"]
    ).events
    #expect(Set(events.filter { $0.ledger == .risk }.map(\.type)) == ["DEFAULT", "SHORTAGE"])
    #expect(events.allSatisfy { $0.realis == .historical })
  }

  @Test("two triggers that share a word are of one date")
  func sharedDate() throws {
    let events = try EventFixture.findings(
      "A malware attack on a port in Kenya in 2022 led to an outage.", dates: ["2022": "2022"]
    ).events.filter { $0.ledger == .risk }
    #expect(events.contains { $0.type == "CYBER_ATTACK" } && events.allSatisfy { $0.realis == .historical })
  }

  @Test("what a pronoun failed to do in an adverbial clause denies nothing of the main clause")
  func ownSubject() throws {
    let text = "Ghana became the second country to default on its debt after it failed to pay a coupon."
    let found = try EventFixture.findings(text).events.filter { $0.type == "DEFAULT" }
    #expect(!found.isEmpty && found.allSatisfy { !$0.negated })
    #expect(try EventFixture.findings("The attack on the convoy failed.").events.contains(where: \.negated))
  }

  @Test(
    "what an article says did not happen beside the event that it reports is dropped, a denial of the event is kept",
    arguments: [
      ("Dockers in Peru went on strike on Monday. Tug crews did not strike.", false),
      ("Rebels did not attack the mine in Mali. Rebels attacked a camp in Mali.", true),
      ("Zambia defaulted on its bonds on Monday. Kenya has not defaulted on its bonds.", true),
      ("Rebels attacked a mine in Mali, villagers said. The owner denied that the mine was attacked.", true),
      (
        "Rebels attacked a mine in Mali, villagers said. The mines ministry said that there had been no attack.", true
      ), ("秘鲁码头工人9日罢工。拖船船员没有罢工。", false), ("秘鲁码头工人9日罢工。秘鲁运输部表示，没有发生罢工。", true),
    ])
  func besideTheEvent(text: String, isKept: Bool) throws {
    let language = text.utf8.first.map { $0 < 0x80 } ?? true ? "en" : "zh"
    let events = try ArticleFixture.findings(text, language: language).events.filter { $0.ledger == .risk }
    #expect(
      events.contains(where: \.negated) == isKept && events.contains(where: \.isLiveRisk), "\(events.map(\.type))")
  }

  @Test("without any date an event stays in the list and is listed as undated")
  func undated() throws {
    let findings = try EventFixture.findings("Gunmen attacked the mine.", published: nil)
    #expect(findings.events.first?.timeBasis == TimeBasis.none)
    #expect(findings.events.first?.when == nil)
    #expect(findings.suppressed.contains { $0.reason == "undated" })
  }

  @Test(
    "a suppressed mention names its reason",
    arguments: [
      ("Zambia strikes a balance with bondholders.", "idiom"), ("The army did not attack the mine.", "negated"),
      ("The coach launched a stinging attack on the union.", "idiom"),
      ("Experts say that the world is losing the money laundering fight.", "idiom"),
      ("The rule is being seized upon by banks.", "idiom"),
      ("A gangster was cleared on Wednesday of fraud. He had been accused of bribery.", "ended"),
      ("The company denied that rebels had attacked its mine.", "denied"),
      ("The government should cancel the contract.", "prescriptive"),
      ("The risk of default is low.", "generic"), ("Rebels could attack the dam.", "conditional"),
    ])
  func reasons(sentence: String, reason: String) throws {
    let suppressed = try EventFixture.findings(sentence).suppressed
    #expect(suppressed.contains { $0.reason == reason }, "\(suppressed)")
  }
}
