import ExtractionFixtures
import Models
import Testing

/// Who acts and who suffers, in both languages.
@Suite("Sides of events")
struct EventSideTests {
  private static let register = [
    Project(id: "arva", name: "Arva Power Plant", aliases: ["阿尔瓦电站"], countries: ["KE"], sector: "power"),
    Project(id: "tesk", name: "Tesk Copper Mine", aliases: ["特斯克铜矿"], countries: ["PE"], sector: "mining"),
  ]

  private func risks(
    _ body: String, title: String? = nil, language: String, register: [Project] = []
  ) throws -> [Event] {
    try ArticleFixture.findings(
      body, title: title, published: "2026-11-20T08:00:00Z", language: language, register: register
    ).events.filter { $0.ledger == .risk }
  }

  private func names(_ event: Event, _ role: EventActor.Role) -> [String] {
    event.actors.filter { $0.role == role }.map(\.text)
  }

  // MARK: Registered projects

  @Test(
    "registering a project changes neither what happened to it nor who did it",
    arguments: [
      ("肯尼亚阿尔瓦电站遇袭", "武装分子19日袭击阿尔瓦电站，打死两名工人。"), ("特斯克铜矿遭炮击", "秘鲁特斯克铜矿19日遭炮击。"),
      ("肯尼亚阿尔瓦电站遭武装分子袭击", "袭击发生在19日凌晨。"),
    ])
  func registered(title: String, body: String) throws {
    let plain = try #require(try risks(body, title: title, language: "zh").first)
    let known = try #require(try risks(body, title: title, language: "zh", register: Self.register).first)
    #expect(plain.type == "ATTACK_ON_PROJECT" && known.type == "ATTACK_ON_PROJECT")
    #expect(names(known, .source) == names(plain, .source))
    #expect(names(known, .target).contains { Self.register.flatMap(\.aliases).contains($0) })
  }

  @Test(
    "what is no attack on a registered project is not read as one",
    arguments: [("特斯克铜矿工人19日罢工。", "STRIKE"), ("台风袭击阿尔瓦电站所在地区。", "NATURAL_DISASTER")])
  func noAttackOnRegistered(text: String, type: String) throws {
    let events = try risks(text, language: "zh", register: Self.register)
    #expect(events.map(\.type) == [type])
  }

  @Test(
    "a registered project that is attacked is a target beside the people who are hurt",
    arguments: [
      ("en", "Rockets hit the Arva Power Plant on Wednesday, injuring two workers.", ["workers", "Arva Power Plant"]),
      ("en", "Rockets hit a village near the Arva Power Plant on Wednesday, injuring two workers.", ["workers"]),
      ("zh", "武装分子19日袭击阿尔瓦电站。", ["阿尔瓦电站"]),
    ])
  func attackedProject(language: String, text: String, targets: [String]) throws {
    let event = try #require(try risks(text, language: language, register: Self.register).first)
    #expect(names(event, .target) == targets)
  }

  // MARK: Bylines

  @Test(
    "a reporter in a byline neither acts nor suffers",
    arguments: [
      ("东方社金沙萨11月19日电（记者李平 王华）武装分子19日袭击一座铜矿，打死两名工人。", ["武装分子"], ["铜矿"]),
      ("（记者王华）肯尼亚铁路工人19日罢工。", ["肯尼亚铁路工人"], []),
      ("本报讯（记者 李平）肯尼亚铁路工人19日举行罢工。", ["肯尼亚铁路工人"], []),
    ] as [(String, [String], [String])])
  func byline(text: String, sources: [String], targets: [String]) throws {
    let event = try #require(try risks(text, language: "zh").first)
    #expect(names(event, .source) == sources)
    #expect(names(event, .target) == targets)
    #expect(!event.actors.contains { $0.text.contains("记者") })
  }

  @Test(
    "a reporter to whom something happens is a target",
    arguments: ["三名记者19日在马里遭枪手袭击。", "马里两名记者19日被绑架。"])
  func attackedReporter(text: String) throws {
    let event = try #require(try risks(text, language: "zh").first)
    #expect(names(event, .target) == ["记者"] && !names(event, .source).contains("记者"))
  }

  // MARK: Joined verbs

  @Test(
    "a joined participle has the subject of the main verb, not the object of the one before it",
    arguments: [
      ("Gunmen attacked a mine in Mali on Monday, killing three guards and abducting two engineers.", ["Gunmen"]),
      ("Rebels raided a village in Mali, killing five, wounding ten farmers and kidnapping a teacher.", ["Rebels"]),
      ("Armed men ambushed a bus in Mali, killing the driver and taking three passengers hostage.", ["men"]),
      ("Troops shelled a camp in Mali, killing three guards, and gunmen abducted two engineers.", ["gunmen"]),
    ])
  func participles(text: String, sources: [String]) throws {
    let event = try #require(try risks(text, language: "en").first { $0.type == "ABDUCTION" })
    #expect(names(event, .source) == sources)
  }

  @Test(
    "whom one verb of a Chinese clause has as its object does not do what the next one tells",
    arguments: [
      ("武装分子19日袭击马里一座矿区，打死三名保安并绑架两名工程师。", ["武装分子"]), ("马里保安19日绑架了两名工程师。", ["马里保安"]),
    ])
  func joinedVerbs(text: String, sources: [String]) throws {
    let event = try #require(try risks(text, language: "zh").first { $0.type == "ABDUCTION" })
    #expect(names(event, .source) == sources)
  }

  @Test(
    "those who are abducted are named in the clause that says so, else before it",
    arguments: [
      ("马里铜矿车队遇袭 3名保安死亡 两名中国工程师被绑架", ["中国工程师"]), ("三名矿工下班途中，被武装分子绑架。", ["矿工"]),
      ("马里两名工程师19日被绑架", ["工程师"]), ("马里19日两名工程师被绑架", ["工程师"]), ("马里今天上午两名工程师遭绑架", ["工程师"]),
      ("马里19日三名中国工程师被绑架", ["中国工程师"]), ("马里两名理发师19日被绑架", []),
      ("马里当地时间19日两名工程师被绑架", ["工程师"]), ("马里两名官员19日遭枪手绑架", []),
    ] as [(String, [String])])
  func abducted(title: String, targets: [String]) throws {
    let event = try #require(try risks("", title: title, language: "zh").first { $0.type == "ABDUCTION" })
    #expect(names(event, .target) == targets)
  }

  @Test(
    "a country right before its people is no target unless another state acts, but one that is named beside them is",
    arguments: [
      ("ABDUCTION", "枪手绑架马里两名记者。", ["记者"]), ("ABDUCTION", "马里、尼日尔两名工程师19日被绑架。", ["工程师"]),
      ("LICENCE_REVOKED", "马里两家中资企业19日被吊销许可证。", ["中资企业"]), ("ARMED_CLASH", "枪手袭击马里和两名记者。", ["马里", "记者"]),
      ("ABDUCTION", "乍得两名工程师19日被苏丹军队绑架。", ["乍得", "工程师"]), ("ARMED_CLASH", "苏丹军队19日入侵乍得，打死两名工人。", ["乍得"]),
      ("SANCTION", "美国19日对马里实施制裁。", ["马里"]), ("ARMED_CLASH", "马里19日遭武装分子袭击。", ["马里"]),
    ])
  func countriesOfPeople(type: String, text: String, targets: [String]) throws {
    let event = try #require(try risks(text, language: "zh").first { $0.type == type })
    #expect(names(event, .target) == targets)
  }

  @Test("a headline that takes over a report's people leaves out their country too, which stays the event's")
  func takenOver() throws {
    let events = try risks("马里两名记者19日被绑架。", title: "马里爆发冲突", language: "zh")
    let clash = try #require(events.first { $0.type == "ARMED_CLASH" })
    #expect(names(clash, .target) == ["记者"] && clash.countries == ["ML"])
    #expect(clash.actors.contains { $0.text == "记者" && $0.country == "ML" })
  }

  // MARK: Places and bodies

  @Test(
    "where something happens is no target, unless a site is attacked there or a state acts on it",
    arguments: [
      ("ATTACK_ON_PROJECT", "Rockets hit a power plant in Iraq on Monday.", ["power plant"]),
      ("ABDUCTION", "Gunmen seized three engineers in Mali on Monday.", ["engineers"]),
      ("ARMED_CLASH", "Armed men ambushed a bus in Mali, killing the driver.", []),
      ("SANCTION", "Norway imposed sanctions on Iran.", ["Iran"]),
    ] as [(String, String, [String])])
  func places(type: String, text: String, targets: [String]) throws {
    let event = try #require(try risks(text, language: "en").first { $0.type == type })
    #expect(names(event, .target) == targets)
  }

  @Test("a body of the state that acts is not the target of its act")
  func ownBody() throws {
    let body = "The Ministry of Energy of Kenya has terminated the contract for a power plant because of delays."
    let event = try #require(
      try risks(body, title: "Kenya cancels contract for power plant, cites delays", language: "en").first {
        $0.type == "CONTRACT_CANCELLED"
      })
    #expect(names(event, .target).isEmpty)
  }

  // MARK: Tolls

  @Test(
    "those whom a collapse or a flood kills are its toll and no second accident, unless another number was killed",
    arguments: [
      ("Crane collapses at a port in Kenya, killing two workers.", ["STRUCTURAL_FAILURE"]),
      ("Floods killed two workers in Kenya on Monday.", ["NATURAL_DISASTER"]),
      ("Two workers were killed when a bridge collapsed in Kenya on Monday.", ["STRUCTURAL_FAILURE"]),
      ("Two workers were killed in a fire at a mine in Kenya on Monday.", ["ACCIDENT"]),
      (
        "A bridge collapsed in Kenya on Monday, killing two workers. "
          + "Two workers were killed in a fire there, police said.",
        ["STRUCTURAL_FAILURE"]
      ),
      (
        "A bridge collapsed in Kenya on Monday, killing two workers. "
          + "Three workers were killed in a fire there, police said.",
        ["STRUCTURAL_FAILURE", "ACCIDENT"]
      ),
    ] as [(String, [String])])
  func tolls(text: String, types: [String]) throws {
    let events = try risks(text, language: "en").filter { !$0.negated && $0.realis == .actual && $0.deaths != nil }
    #expect(events.map(\.type) == types)
    #expect(events.first?.deaths == 2)
  }

  @Test("those who are killed days after a flood are not its toll")
  func laterAccident() throws {
    let events = try risks(
      "Two workers were killed at a mine in Kenya two days after floods killed 40 people.", language: "en")
    #expect(Set(events.map(\.type)) == ["ACCIDENT", "NATURAL_DISASTER"])
    #expect(events.first { $0.type == "NATURAL_DISASTER" }?.deaths == 40)
    let accident = try #require(events.first { $0.type == "ACCIDENT" })
    #expect(accident.deaths == 2 && accident.causedBy == nil)
  }

  @Test(
    "a toll of another time is not counted for the event, a death that follows from it is",
    arguments: [
      ("Gunmen killed two guards in Mali on Monday, hours after an attack killed 30 people in Niger.", "ML", 2),
      ("Gunmen killed 50 guards in Mali on Monday, hours after shells killed 30 people in Niger.", "NE", 30),
      ("Gunmen killed two guards in Mali on Monday after shells killed 30 people there.", "ML", 30),
    ])
  func tollOfOtherTime(text: String, country: String, deaths: Int) throws {
    #expect(try risks(text, language: "en").first { $0.countries == [country] }?.deaths == deaths)
  }

  @Test(
    "people who come to harm in a collapse, a disaster or an attack are its targets",
    arguments: [
      (
        "Six Chinese workers died when a wall collapsed at a plant in Laos on Monday.", "STRUCTURAL_FAILURE",
        ["Chinese workers"]
      ),
      ("An earthquake hit Laos on Monday; six miners were trapped in a shaft.", "NATURAL_DISASTER", ["miners"]),
      (
        "Six miners were trapped in a mine in Peru on Monday after protesters attacked the mine.",
        "ATTACK_ON_PROJECT", ["miners"]
      ),
      (
        "Protesters attacked a mine in Peru on Monday. Six miners were trapped in a mine in Chile, police said.",
        "ATTACK_ON_PROJECT", ["mine"]
      ),
    ] as [(String, String, [String])])
  func peopleHit(text: String, type: String, targets: [String]) throws {
    let event = try #require(try risks(text, language: "en").first { $0.type == type })
    #expect(names(event, .target) == targets)
  }

  @Test(
    "an accident and a collapse with the same toll are one if only people, the same thing or the headline join them",
    arguments: [
      (
        "", "A dam collapsed in Kenya on Monday, killing 12 people. A bus plunged into a river in Kenya, killing 12.", 2
      ),
      ("", "Two people died when a roof collapsed in Ghana. Two people died when a bus crashed in Ghana.", 2),
      ("", "A crane collapsed in Ghana on Monday, killing two. Two workers died when the crane fell.", 1),
      ("", "A crane collapsed in Ghana on Monday, killing two. The crane plunged into the river, killing two.", 1),
      ("Crane fall kills two in Ghana", "A crane collapsed in Ghana on Monday, killing two.", 1),
    ])
  func oneAccident(title: String, body: String, count: Int) throws {
    let events = try risks(body, title: title.isEmpty ? nil : title, language: "en")
    #expect(events.count == count, "\(events.map(\.type))")
  }
}
