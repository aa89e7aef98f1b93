import ExtractionFixtures
import Models
import Testing

@testable import FactExtraction

/// Who acted, who suffered and where, as an alert names them.
@Suite("Who and where")
struct WhoAndWhereTests {
  private static let extractor: FactExtractor = {
    do {
      return try FactExtractor(reference: EntityFixture.reference, register: ProjectRegister([]))
    } catch {
      fatalError("\(error)")
    }
  }()

  private func events(_ type: String, title: String = "", body: String, language: String) -> [Event] {
    let text = title.isEmpty ? body : "\(title)\n\n\(body)"
    return Self.extractor.facts(
      of: NormalisedArticle(
        articleId: "a", title: title, text: text, bodyStart: text.utf8.count - body.utf8.count,
        publishedAt: Timestamp(rfc3339: "2026-11-26T08:00:00Z"), language: language, contentHash: "a"), revision: 1
    ).events.filter { $0.type == type }
  }

  @Test(
    "a Chinese name of a country and of its people, its government or its mission is one actor, unless it only reports",
    arguments: [
      ("ATTACK_ON_PROJECT", "秘鲁驻智利大使馆强烈谴责3名秘鲁工人在水电站遭袭击。", [], ["秘鲁工人"]),
      ("ATTACK_ON_PROJECT", "智利警方说，2名工人在一座水电站遭武装分子袭击身亡。", ["武装分子"], ["工人"]),
      ("ABDUCTION", "智利警方25日通报，3名秘鲁公民遭绑架。", [], ["秘鲁公民"]),
      ("ADVERSE_LAW", "赞比亚政府宣布上调铜矿特许权使用费。", ["赞比亚政府"], ["铜矿"]),
    ] as [(String, String, [String], [String])])
  func chinese(type: String, body: String, sources: [String], targets: [String]) throws {
    let event = try #require(events(type, body: body, language: "zh").first)
    #expect(event.actors.filter { $0.role == .source }.map(\.text) == sources)
    #expect(event.actors.filter { $0.role == .target }.map(\.text) == targets)
  }

  @Test(
    "a participle before a term, or before no object, tells what was done to the noun before it",
    arguments: [
      ("PROSECUTION", "Former Kenyan minister jailed six years for fraud.", [], ["Kenyan minister"]),
      ("PROSECUTION", "Kenyan judges jailed six officials on Monday.", ["Kenyan judges"], ["officials"]),
      ("VIOLENCE", "Gunmen shot dead three guards in Peru.", ["Gunmen"], ["guards"]),
      ("VIOLENCE", "Police shot dead at least six villagers in Peru.", ["Police"], ["villagers"]),
      ("VIOLENCE", "Soldiers shot dead 20 protesters in Kenya.", ["Soldiers"], ["protesters"]),
      ("VIOLENCE", "Bandits shot dead at a mine in Peru.", [], ["Bandits"]),
    ] as [(String, String, [String], [String])])
  func headlinePassive(type: String, body: String, sources: [String], targets: [String]) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(event.actors.filter { $0.role == .source }.map(\.text) == sources)
    #expect(event.actors.filter { $0.role == .target }.map(\.text) == targets)
  }

  @Test(
    "the subject of a verb is neither in an aside, nor after a word that opens no clause, nor half of a compound",
    arguments: [
      ("ROUTE_CLOSURE", "Chad, which surrounds Cameroon on one side, sealed its borders on Tuesday.", ["Chad"]),
      ("DEFAULT", "Guinea, whose minister met lenders in Paris, defaulted on its bonds on Monday.", ["Guinea"]),
      ("DEFAULT", "Burundi has appointed Arven as its adviser and will suspend payments to bondholders.", ["Burundi"]),
      ("ATTACK_ON_PROJECT", "Police fled as soldiers stormed a mine in Mali and killed two guards.", ["soldiers"]),
      (
        "LICENCE_REVOKED", "Mali's army-backed cabinet revoked the licence of the miner.",
        ["Mali's army-backed cabinet"]
      ),
      ("LICENCE_REVOKED", "Mali's army revoked the licence of the miner.", ["Mali's army"]),
    ] as [(String, String, [String])])
  func subjects(type: String, body: String, sources: [String]) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(names(.source, event) == sources)
  }

  @Test(
    "those taken are named without what they become, and the place beside which something happens is no target",
    arguments: [
      ("ABDUCTION", "Militants took four teachers hostage in Chad on Monday.", ["teachers"]),
      ("ABDUCTION", "Gunmen kidnapped a hostage negotiator in Niger on Monday.", ["hostage negotiator"]),
      ("ROUTE_CLOSURE", "Floods cut the railway south of Kenge, Congo, on Sunday.", []),
    ] as [(String, String, [String])])
  func targets(type: String, body: String, targets: [String]) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(names(.target, event) == targets)
  }

  private func names(_ role: EventActor.Role, _ event: Event) -> [String] {
    event.actors.filter { $0.role == role }.map(\.text)
  }

  @Test(
    "an actor is named with those it belongs to and with the name that its noun introduces",
    arguments: [
      (
        "STAFF_DETAINED", "Police in Peru detained four managers of a Chinese mining firm on Monday.",
        "managers of a Chinese mining firm"
      ),
      ("CONTRACT_CANCELLED", "Kenya cancelled the contract of the builder Arven Mar.", "builder Arven Mar"),
      ("CONTRACT_CANCELLED", "Kenya cancelled the contract of the builder Monday.", "builder"),
      (
        "CONTRACT_CANCELLED", "Kenya cancelled the contract of the builder Arven Mar Sacked Workers.",
        "builder Arven Mar"
      ),
      (
        "CONTRACT_CANCELLED", "Kenya cancelled the contract of the builder Arven Mar Tolla Venn Kesh Dorr.",
        "builder Arven Mar Tolla Venn"
      ),
      ("ENTITY_LISTING", "Peru blacklisted a Kenyan bank it says paid rebels.", "Kenyan bank"),
    ])
  func fullNames(type: String, body: String, target: String) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(names(.target, event).first == target)
  }

  @Test("those who belong to a foreign company are where they are held, not where it is from")
  func staffOfForeignCompany() throws {
    let event = try #require(
      events("STAFF_DETAINED", body: "Police in Peru detained four managers of a Chinese firm.", language: "en").first)
    #expect(event.countries == ["PE"])
  }

  @Test(
    "a verb has the subject of its clause, not an object, a venue or a place in it",
    arguments: [
      (
        "ROUTE_CLOSURE",
        "Soldiers announced on Monday that they had dissolved the government, suspended the constitution and closed the "
          + "border of Kenya.", ["Soldiers"]
      ),
      (
        "ADVERSE_LAW",
        "Minister Banda tabled a bill in the National Assembly of Kenya that would force foreign miners to sell 51% of "
          + "their shares.", ["Minister Banda"]
      ),
      ("ABDUCTION", "Three engineers were carried off by gunmen in Mali on Monday.", ["gunmen"]),
    ] as [(String, String, [String])])
  func subjectOfClause(type: String, body: String, sources: [String]) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(names(.source, event) == sources)
  }

  @Test("people whom a headline names by their town act, and a town alone does not")
  func peopleOfTown() throws {
    let event = try #require(
      events(
        "RIOT", title: "Nakuru crowds burn shops", body: "The town is quiet, the mayor of Nakuru in Kenya said.",
        language: "en"
      ).first)
    #expect(names(.source, event) == ["Nakuru crowds"])
  }

  @Test(
    "an accident or an attack hits the people who are hurt, else the site, and a place only as the object of its verb",
    arguments: [
      (
        "STRUCTURAL_FAILURE", "A crane fell on a road in Nakuru, Kenya, on Monday, killing two drivers.",
        ["drivers"]
      ),
      (
        "STRUCTURAL_FAILURE", "A crane fell on a road in Nakuru, Kenya, on Monday, and two drivers fled.", []
      ),
      (
        "ATTACK_ON_PROJECT", "Gunmen attacked the southern fuel depot in Nakuru, Kenya, on Monday.",
        ["southern fuel depot"]
      ),
      ("ATTACK_ON_PROJECT", "Gunmen attacked Nakuru in Kenya near the fuel depot on Monday.", ["Nakuru"]),
    ] as [(String, String, [String])])
  func peopleAndSites(type: String, body: String, targets: [String]) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(names(.target, event) == targets)
  }

  @Test("who was shot dead did not shoot")
  func shotDead() throws {
    let event = try #require(events("VIOLENCE", body: "Two guards shot dead in Peru.", language: "en").first)
    #expect(!event.actors.contains { $0.role == .source })
  }

  @Test(
    "a clause after `after` has its own subject",
    arguments: [
      ("ATTACK_ON_PROJECT", "Peru halted work after rebels attacked the mine.", "rebels"),
      (
        "PROSECUTION", "Mr Banda cancelled the contract after French prosecutors charged its founder with fraud.",
        "French prosecutors"
      ),
      ("ATTACK_ON_PROJECT", "After a quiet week, rebels attacked the mine in Peru.", "rebels"),
    ])
  func ownSubject(type: String, body: String, source: String) throws {
    let event = try #require(events(type, body: body, language: "en").first)
    #expect(event.actors.filter { $0.role == .source }.map(\.text) == [source])
  }

  @Test(
    "the home of an owner, and the seat of those who lead, are no place of the event",
    arguments: [
      ("COUP", "Benin's army foiled a coup plot directed from Lagos.", "Lagos", "NG"),
      ("ACCIDENT", "A fire destroyed a Dubai-owned warehouse in Lusaka.", "Dubai", "AE"),
    ])
  func seats(type: String, body: String, place: String, country: String) {
    let found = events(type, body: body, language: "en").filter { !$0.negated }
    #expect(!found.isEmpty)
    #expect(!found.contains { $0.place == place || $0.countries.contains(country) })
  }

  @Test("place and country of an event never disagree")
  func agreement() throws {
    let event = try #require(events("ABDUCTION", body: "泰国居民被骗后遭禁锢于缅甸曼德勒。", language: "zh").first)
    #expect(event.place == "曼德勒" && event.countries == ["MM"])
  }

  @Test("who reports in brackets neither acts nor suffers")
  func outlets() throws {
    let event = try #require(events("COUP", body: "（瑞典电台）加蓬军人发动兵变，推翻总统。", language: "zh").first)
    #expect(event.actors.map(\.text) == ["加蓬军人"])
  }

  @Test("a direction within a country does not separate an event from one in a province there")
  func partOfCountry() {
    let abductions = events(
      "ABDUCTION", title: "Gunmen abduct four technicians in northern Nigeria",
      body: "Gunmen abducted four technicians in Nigeria's Katsina state late on Tuesday, police said.", language: "en")
    #expect(abductions.map(\.place) == ["Katsina state"])
  }

  @Test(
    "no event takes its place from where somebody spoke about it",
    arguments: [
      ("China's embassy in Islamabad strongly condemned the attack on the port.", "Islamabad"),
      (
        "\u{201C}Three guards were killed in this attack,\u{201D} the minister said at a news conference in Quetta.",
        "Quetta"
      ),
      ("Three guards were killed in the attack, the minister told reporters in Quetta.", "Quetta"),
    ])
  func placeOfSpeech(sentence: String, place: String) {
    let found = events(
      "ATTACK_ON_PROJECT", title: "Gunmen attack a convoy of engineers at a port in Pakistan", body: sentence,
      language: "en")
    #expect(!found.isEmpty && !found.contains { $0.place == place })
    let inPlace = events(
      "ATTACK_ON_PROJECT", body: "Gunmen attacked a convoy of engineers in \(place) on Tuesday.", language: "en")
    #expect(inPlace.map(\.place) == [place])
  }

  @Test("who stands in for an unnamed victim has a name, not a code")
  func countryAsVictim() throws {
    let event = try #require(
      events("NATURAL_DISASTER", body: "Flash floods swept away a bridge in Kenya on Tuesday.", language: "en").first)
    #expect(!event.actors.contains { $0.text == "KE" })
  }
}
