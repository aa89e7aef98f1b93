import ExtractionFixtures
import Models
import ReferenceData
import Testing

@testable import EventExtraction

@Suite("Kinds of reports that are easily misread")
struct EventKindTests {
  @Test(
    "a blast that was meant is an attack, one that was not is an accident",
    arguments: [
      ("A landmine exploded beside a bus in Mali on Monday.", "ARMED_CLASH"),
      ("Two blasts hit a mosque in Pakistan, killing nine worshippers.", "ARMED_CLASH"),
      ("Attackers hurled grenades at a bar in Kenya on Friday.", "ARMED_CLASH"),
      ("A boiler exploded at a bakery in Peru, hurting two.", "ACCIDENT"),
      ("A boiler burst at a sugar refinery in Kenya and killed three on Monday.", "ACCIDENT"),
      ("A furnace blew up at a foundry in Zambia on Tuesday.", "ACCIDENT"),
      ("A mine laid on the road killed four drivers in Mali on Tuesday.", "ARMED_CLASH"),
    ])
  func blasts(sentence: String, type: String) throws {
    let live = try EventFixture.findings(sentence).events.filter(\.isLiveRisk).map(\.type)
    #expect(live.contains(type))
    #expect(!live.contains(type == "ACCIDENT" ? "ARMED_CLASH" : "ACCIDENT"))
  }

  @Test(
    "killings and shootings by armed people are a security risk",
    arguments: [
      "Gunmen shot dead a councillor in Kenya on Monday.", "Bandits gunned down three herders in Niger.",
      "Armed robbers shot a foreign engineer dead on a road in Mali on Monday.",
    ])
  func killings(sentence: String) throws {
    #expect(try EventFixture.findings(sentence).events.contains { $0.isLiveRisk && $0.category == "SEC" })
  }

  @Test(
    "courts, regulators and late payers in plain words",
    arguments: [
      ("A tribunal in Ghana struck down the mining licence.", "LICENCE_REVOKED"),
      ("The cost of the bridge in Peru has overrun its budget by 40 million dollars.", "OVERRUN"),
      ("Ghana will not pay the coupon on its eurobond, the ministry said.", "DEFAULT"),
      ("A freighter that ran aground is blocking the canal in Peru.", "ROUTE_CLOSURE"),
      ("A freighter blocks the canal in Peru.", "ROUTE_CLOSURE"),
      ("Miners clashed with police at the gate of a mine in Peru.", "RIOT"),
      ("A mob ransacked the offices of a bank in Ghana.", "RIOT"),
      ("A mob set tyres alight and stoned buses in Ghana on Tuesday.", "RIOT"),
      ("At least nine workers died in Laos when the bridge came down.", "STRUCTURAL_FAILURE"),
      ("Inspectors found cracks in the spillway of a dam in Kenya.", "STRUCTURAL_FAILURE"),
      ("The army said on the radio that it had taken charge of the country in Niger.", "COUP"),
      ("The army announced the end of the regime in Mali.", "COUP"),
      ("Cyclone Ravi tore roofs off 300 homes in Peru on Monday.", "NATURAL_DISASTER"),
    ])
  func plainWords(sentence: String, type: String) throws {
    #expect(try EventFixture.findings(sentence).events.contains { $0.isLiveRisk && $0.type == type })
  }

  @Test(
    "what lifts a state is the event that ends it, no risk", arguments: ["Laos has lifted the suspension of works."])
  func ends(sentence: String) throws {
    let events = try EventFixture.findings(sentence).events
    #expect(events.contains { $0.type == "RESUMED" && $0.realis == .actual })
    #expect(events.filter(\.isLiveRisk).isEmpty)
  }

  @Test(
    "no risk: ended, dropped, denied, past, staged, planned, feared, described or ordinary",
    arguments: [
      "The strike at the port of Ghana has been called off.",
      "Three engineers kidnapped in Mali last week have been freed.",
      "A court in Zambia threw out the charges of bribery against two officials.",
      "Reports that Zambia has defaulted are false, the ministry said.",
      "The minister dismissed as rumours that Ghana had revoked the licence.",
      "It is ten years since the coup in Mali.",
      "A monument was unveiled in Norway to sailors killed when a ferry sank.",
      "Survivors of the earthquake in Chile wait for homes.",
      "In her new novel rebels storm a port in Peru and kill its captain.",
      "Masked men stormed a bank in Kenya. It turned out to be a drill.",
      "Masked men stormed a bank in Kenya. The raid was part of an exercise.",
      "Rebels attacked a plant in Chile. The drill was run by the police.",
      "Kenya intends to close its border with Somalia.", "Farmers in Peru fear another drought.",
      "Sanctions against Mali are under discussion, the envoy said.",
      "Lorries brought food to the bombed town in Mali.", "A man was convicted of stealing a bicycle in Norway.",
      "Shares of miners in Chile crashed after weak figures.",
      "A storm over the minister's remarks grew in Norway.",
      "Ghana declared the end of its cholera outbreak on Monday.",
      "Mali's health ministry declared the measles epidemic over.",
      "A court in Ghana threw out a suit against the bauxite contract.",
      "Families gathered in Chile for the yearly service for the miners killed in the blast.",
      "Sales of electric scooters exploded in Peru this year.",
      "The senate of Chile killed a bill on fishing quotas.",
      "The winger fired two rockets into the net in Kenya.",
    ])
  func none(sentence: String) throws {
    let live = try EventFixture.findings(sentence).events.filter(\.isLiveRisk)
    #expect(live.isEmpty, "\(live.map(\.type))")
  }

  @Test("a drill of a registered project is reported, since somebody meant it")
  func registeredProject() throws {
    let text = "Rebels attacked Port Alba in Peru. The drill was run by the police."
    #expect(try EventFixture.findings(text, project: "Port Alba").events.contains { $0.ledger == .risk })
    #expect(try !EventFixture.findings(text).events.contains { $0.ledger == .risk })
  }

  @Test("what follows from an attack on a registered project names it as its cause in an article with a genre too")
  func causeInDrill() throws {
    let events = try EventFixture.findings(
      "Rebels attacked Port Alba in Peru, and the port was closed. The drill was run by the police.",
      project: "Port Alba"
    ).events
    let closure = try #require(events.first { $0.type == "ROUTE_CLOSURE" })
    #expect(events.contains { $0.id == closure.causedBy && $0.type == "ATTACK_ON_PROJECT" })
  }

  @Test(
    "the country is where it happened, not where victims or owners are from",
    arguments: [
      ("Two Norwegian engineers were kidnapped in Niger on Monday.", "NE", Event.Location.locative),
      ("Fear grips the gold fields of Ghana. Bandits abducted a Chinese surveyor on Friday.", "GH", .article),
      ("A Chinese mine was attacked in the east of Mali on Monday.", "ML", .locative),
    ])
  func places(text: String, country: String, location: Event.Location) throws {
    let event = try #require(try EventFixture.findings(text).events.first(where: \.isLiveRisk))
    #expect(event.countries == [country])
    #expect(event.locatedBy == location)
  }

  @Test("what follows from an event names it as its cause, and one happening is one event with its mentions")
  func causes() throws {
    let events = try EventFixture.findings(
      "Peru halted work at the mine after gunmen attacked the camp on Monday. The attack killed two guards."
    ).events.filter(\.isLiveRisk)
    let attack = try #require(events.first { $0.category == "SEC" })
    let halt = try #require(events.first { $0.type == "SUSPENSION" })
    #expect(halt.causedBy == attack.id)
    #expect(attack.causedBy == nil)
    #expect(events.count { $0.category == "SEC" } == 1)
    #expect(attack.mentions.count == 1)
    #expect(attack.deaths == 2)
    let trigger = try #require(attack.trigger)
    #expect(attack.quote.start <= trigger.start && trigger.end <= attack.quote.end)
  }
}

@Suite("Judgement constants of event reading")
struct EventSemanticsTests {
  @Test("moving the bound of news moves what is history")
  func newsDays() throws {
    let sentence = "Gunmen attacked a village in Mali in December 2025."
    let dates = ["December 2025": "2025-12"]
    #expect(try EventFixture.findings(sentence, dates: dates).events.first?.realis == .actual)
    let moved = try EventFixture.findings(
      sentence, dates: dates, changing: [("reading-constants.tsv", "news_days\t180", "news_days\t30")])
    #expect(moved.events.first?.realis == .historical)
  }

  @Test("moving the bound of vague triggers moves whether a kind of wrong is an act")
  func vague() throws {
    let title = "Court: money laundering at the bank"
    #expect(try EventFixture.findings("Nothing else.", title: title).events.first?.type != "MONEY_LAUNDERING")
    let moved = try EventFixture.findings(
      "Nothing else.", title: title, changing: [("reading-constants.tsv", "vague_below\t0.7", "vague_below\t0.1")])
    #expect(moved.events.contains { $0.type == "MONEY_LAUNDERING" })
  }

  @Test("moving the gravity of what frames a long story moves its main event")
  func frame() throws {
    let text = "Peru praised its crews. Rebels attacked a plant in Peru. The night was cold. The road was wet."
    func first(_ value: String) throws -> String? {
      try EventFixture.findings(
        text, changing: [("reading-constants.tsv", "frame_gravity\t0.6", "frame_gravity\t\(value)")]
      ).events.first?.type
    }
    #expect(try first("0.1") == "ATTACK_ON_PROJECT")
    #expect(try first("1") == "PRAISE")
  }

  @Test("moving where a category's risk lies moves an event's country")
  func location() throws {
    let sentence = "Peru imposed tariffs on steel from Chile."
    #expect(try EventFixture.findings(sentence).events.first { $0.type == "TARIFF" }?.countries == ["CL"])
    let moved = try EventFixture.findings(
      sentence, changing: [("event-locations.tsv", "TRD\ttarget\tlast", "TRD\tactor\tlast")])
    #expect(moved.events.first { $0.type == "TARIFF" }?.countries == ["PE"])
  }

  @Test("moving which categories have a layer of law moves the layer")
  func law() throws {
    let sentence = "A court in Peru revoked the licence of a mine."
    #expect(try EventFixture.findings(sentence).events.first { $0.type == "LICENCE_REVOKED" }?.layer == .host)
    let moved = try EventFixture.findings(
      sentence, changing: [("event-locations.tsv", "LEG\tactor\tlast\tno\tyes", "LEG\tactor\tlast\tno\tno")])
    #expect(moved.events.first { $0.type == "LICENCE_REVOKED" }?.layer == nil)
  }

  @Test("moving a class's good will moves whether an announced act is a promise or a threat")
  func goodwill() throws {
    let sentence = "Kenya will impose sanctions on Norway."
    #expect(try EventFixture.findings(sentence).events.first?.realis == .threatened)
    let moved = try EventFixture.findings(
      sentence, changing: [("plover-classes.tsv", "SANCTION\tno", "SANCTION\tyes")])
    #expect(moved.events.first?.realis == .prescriptive)
  }
}
