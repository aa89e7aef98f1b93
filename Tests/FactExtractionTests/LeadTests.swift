import ExtractionFixtures
import Models
import Testing

@testable import FactExtraction

/// What the first sentences of a report add to its headline.
@Suite("Headline and lead")
struct LeadTests {
  private static let extractor: FactExtractor = {
    do {
      return try FactExtractor(reference: EntityFixture.reference, register: ProjectRegister([]))
    } catch {
      fatalError("\(error)")
    }
  }()

  private func event(_ type: String, _ title: String, _ body: String, language: String) throws -> Event {
    let events = Self.extractor.facts(
      of: NormalisedArticle(
        articleId: "a", title: title, text: "\(title)\n\n\(body)", bodyStart: title.utf8.count + 2,
        publishedAt: Timestamp(rfc3339: "2026-11-26T08:00:00Z"), language: language, contentHash: "a"), revision: 1
    ).events
    return try #require(events.first { $0.type == type }, "\(events.map(\.type))")
  }

  @Test(
    "a headline's event takes its day from the first sentence, else from the next, else the day of the statement",
    arguments: [
      ("A storm of stones and tear gas lay over the depot on Sunday.", "2026-11-22", .stated),
      ("Tear gas lay over the depot before dawn on Sunday.", "2026-11-22", .stated),
      ("The depot has been shut since Monday.", "2026-11-23", .stated),
      ("The road is now open, the mayor said on Tuesday.", "2026-11-24", .published),
      ("The road is now open, the mayor told reporters in the port on Tuesday.", "2026-11-24", .published),
      ("The road is open, the mayor said on Tuesday. Cars burned in the depot on Sunday.", "2026-11-22", .stated),
      ("The road stays shut until Sunday.", "2026-11-26", .published),
      ("Cars burned in the depot on Sunday, and the depot shut on Monday.", "2026-11-26", .published),
      ("Cars last burned in the depot on 2 October.", "2026-11-26", .published),
      ("Cars burned in the depot.", "2026-11-26", .published),
      ("The governor said that on Sunday crowds burned cars.", "2026-11-22", .stated),
      ("The governor said Sunday's unrest had cost six lives.", "2026-11-22", .stated),
      ("The first unrest was reported on Sunday at the depot.", "2026-11-22", .stated),
      ("The unrest on Sunday claimed nine lives.", "2026-11-22", .stated),
      ("NAIROBI (Nov. 25): The depot was red on Monday.", "2026-11-23", .stated),
      ("NAIROBI. The road is wet. Cars burned in the depot on Sunday.", "2026-11-22", .stated),
      ("DAR ES SALAAM. The road is wet. Cars burned in the depot on Sunday.", "2026-11-22", .stated),
      ("It is cold. The road is wet. Cars burned in the depot on Sunday.", "2026-11-26", .published),
      ("BREAKING. The road is wet. Cars burned in the depot on Sunday.", "2026-11-26", .published),
      ("WHO? The road is wet. Cars burned in the depot on Sunday.", "2026-11-26", .published),
      ("NAIROBI, Monday: The depot was red.", "2026-11-23", .published),
      ("UPDATE: Monday's fire turned the depot red.", "2026-11-23", .stated),
      ("BREAKING: Monday: the depot is red.", "2026-11-23", .stated),
      ("The depot shut on Wednesday, two days after rioters burned cars.", "2026-11-23", .stated),
    ] as [(String, String, TimeBasis)])
  func day(lead: String, day: String, basis: TimeBasis) throws {
    let riot = try event("RIOT", "Riots break out in Kenya", lead, language: "en")
    #expect(riot.when?.value == day)
    #expect(riot.timeBasis == basis)
  }

  @Test(
    "a Chinese headline's event takes the day of its report, and never that of the dateline for its own",
    arguments: [
      ("本报基多11月25日电 因不满油价，23日全市商铺关门。", "2026-11-23", .stated),
      ("本报基多11月25日讯 市长24日说，全市商铺已关门。", "2026-11-24", .published),
      ("本报基多11月25日电 全市商铺关门。", "2026-11-25", .published),
      ("本报基多11月25日电 截至24日，全市商铺关门。", "2026-11-25", .published),
      ("（中央社基多25日综合外电报道）因不满油价，24日晚全市商铺关门。", "2026-11-24", .stated),
      ("本报基多11月25日电 市政府24日晚发布通告说，全市商铺已关门。", "2026-11-24", .published),
      ("本报基多11月25日电 公司25日向伦敦证券交易所报告，全市商铺23日关门。", "2026-11-23", .stated),
      ("本报基多11月25日电 市长说，23日晚全市商铺关门。", "2026-11-23", .stated),
    ] as [(String, String, TimeBasis)])
  func chineseDay(lead: String, day: String, basis: TimeBasis) throws {
    let riot = try event("RIOT", "厄瓜多尔爆发骚乱", lead, language: "zh")
    #expect(riot.when?.value == day)
    #expect(riot.timeBasis == basis)
  }

  @Test(
    "where the headline reports nothing, the lead dates the event of one of the next sentences, and of no later one")
  func dayOfLaterEvent() throws {
    let title = "A long night in Nakuru"
    let lead = "The sky over the depot was red on Sunday. "
    let report = "Rioters burned cars in Nakuru, Kenya."
    let near = try event("RIOT", title, lead + report, language: "en")
    #expect(near.when?.value == "2026-11-22" && near.timeBasis == .stated)
    let rest = "The night was cold. The road was wet. The shops are old. "
    let far = try event("RIOT", title, lead + rest + report, language: "en")
    #expect(far.when?.value == "2026-11-26" && far.timeBasis == .published)
  }

  @Test("what is only threatened has the day on which the lead says so, but does not state one thereby")
  func dayOfThreat() throws {
    let threat = try event(
      "THREAT_OF_FORCE", "Rebels threaten to attack port in Kenya",
      "The port is in their range, the leader said on Tuesday.", language: "en")
    #expect(threat.when?.value == "2026-11-24" && threat.timeBasis == .published)
  }

  @Test(
    "a headline's week is the only day in it that the report names",
    arguments: [
      ("The berths in Mombasa will be empty on Monday, 30 November.", "2026-11-30"),
      ("The berths in Mombasa will be empty on Monday, 30 November, and Tuesday, 1 December.", "2026-W49"),
      ("The berths in Mombasa were empty on Monday, 23 November.", "2026-W49"),
      ("The minister will visit Mombasa on Monday, 30 November, to open a school.", "2026-W49"),
      ("The dockers will strike on Monday, 30 November, and the minister will visit Mombasa.", "2026-11-30"),
    ])
  func narrowerDay(lead: String, day: String) throws {
    #expect(
      try event("STRIKE", "Dockers in Kenya to strike next week", lead, language: "en").when?.value == day)
  }

  @Test("a verb of speech at the end of the headline makes the report's first day none of a statement")
  func headlineOfSpeech() throws {
    let riot = try event(
      "RIOT", "Riots break out in Kenya, officials say", "On Sunday cars burned in Nakuru.", language: "en")
    #expect(riot.when?.value == "2026-11-22")
    #expect(riot.timeBasis == .stated)
  }

  @Test("the day on which somebody spoke is not the event's own, but nearer to it than that of publication")
  func statementDay() throws {
    let riot = try event(
      "RIOT", "Prices rise in Kenya", "Rice costs more. Rioters burned cars in Nakuru, police said on Tuesday.",
      language: "en")
    #expect(riot.when?.value == "2026-11-24")
    #expect(riot.timeBasis == .published)
  }

  @Test(
    "a headline's event takes its place from the first sentence, but not from where somebody spoke or another country",
    arguments: [
      ("en", "RIOT", "Riots break out in Kenya", "Cars burned on Sunday in the town of Nakuru.", "Nakuru"),
      ("en", "RIOT", "Riots break out in Kenya", "Cars burned, the mayor said in Nakuru.", nil),
      ("en", "RIOT", "Riots break out in Kenya", "Cars burned as they had in Kampala.", nil),
      ("en", "RIOT", "Riots break out in Kenya", "Cars burned in northern Kenya.", nil),
      ("en", "RIOT", "Riots break out in Mombasa, Kenya", "Cars burned on Sunday in Nakuru.", "Mombasa, Kenya"),
      ("zh", "RIOT", "厄瓜多尔爆发骚乱", "本报基多11月25日电 厄瓜多尔瓜亚斯省政府25日说，多辆汽车被烧。", "瓜亚斯省"),
      ("zh", "RIOT", "厄瓜多尔爆发骚乱", "本报基多11月25日电 多辆汽车被烧。", nil),
    ] as [(String, String, String, String, String?)])
  func place(language: String, type: String, title: String, lead: String, place: String?) throws {
    #expect(try event(type, title, lead, language: language).place == place)
  }

  @Test(
    "a headline's event takes who acted from the report: the blamed, a body of the state, the name of an acronym",
    arguments: [
      (
        "BOMBARDMENT", "Drones hit a fuel depot in Kenya", "Smoke hung over Nakuru. The army blamed al-Shabaab.",
        ["al-Shabaab", "Drones"]
      ),
      (
        "BOMBARDMENT", "Drones hit a fuel depot in Kenya", "Smoke hung over Nakuru. The army praised al-Shabaab.",
        ["Drones"]
      ),
      (
        "LICENCE_REVOKED", "Nakuru and Kenya revoked the licence of a gold mine",
        "Kenya's mines ministry on Monday revoked the mining licence of Tarvan Gold.", ["Kenya's mines ministry"]
      ),
      (
        "LICENCE_REVOKED", "Kenya revokes licence of gold mine",
        "Kenya's mines ministry on Monday revoked the mining licence of Tarvan Gold.", ["Kenya's mines ministry"]
      ),
      (
        "LICENCE_REVOKED", "Kenya revokes licence of gold mine",
        "Kenya's mines ministry on Monday regretted the end of Tarvan Gold.", ["Kenya"]
      ),
      (
        "TAX_CLAIM", "KRA hands gas producer in Kenya a $12m tax bill",
        "The Kenya Revenue Authority would not comment on Monday.", ["Kenya Revenue Authority"]
      ),
      (
        "TAX_CLAIM", "KRA hands gas producer in Kenya a $12m tax bill",
        "The Kenya Ports Authority would not comment on Monday.", []
      ),
    ] as [(String, String, String, [String])])
  func sources(type: String, title: String, lead: String, sources: [String]) throws {
    let found = try event(type, title, lead, language: "en")
    #expect(names(.source, found) == sources)
  }

  private func names(_ role: EventActor.Role, _ event: Event) -> [String] {
    event.actors.filter { $0.role == role }.map(\.text)
  }

  @Test(
    "who is blamed did the headline's attack only if it is blamed for that, can be armed, and in no other country",
    arguments: [
      ("The army blamed al-Shabaab for the attack.", ["al-Shabaab", "Drones"]),
      ("The army blamed the strike on al-Shabaab.", ["al-Shabaab", "Drones"]),
      ("Al-Shabaab was blamed for the deadly blast.", ["Al-Shabaab", "Drones"]),
      ("The army blamed militants for the raid on the depot.", ["militants", "Drones"]),
      ("The rebels blamed the army for the attack.", ["army", "Drones"]),
      ("The army blamed the attack on Kenyan troops on al-Shabaab.", ["Drones"]),
      ("The army blamed al-Shabaab for a raid on a market.", ["Drones"]),
      ("The army blamed al-Shabaab for the famine.", ["Drones"]),
      ("The army blamed the famine on al-Shabaab.", ["Drones"]),
      ("The opposition blamed the president for high fuel prices.", ["Drones"]),
      ("The opposition blamed the president for the attack.", ["Drones"]),
      ("The opposition blamed the president.", ["Drones"]),
      ("In Nigeria, the army blamed al-Shabaab for the attack.", ["Drones"]),
      ("Nigeria blamed al-Shabaab.", ["Drones"]),
      ("Kenya blamed al-Shabaab.", ["al-Shabaab", "Drones"]),
    ])
  func blame(sentence: String, sources: [String]) throws {
    let attack = try event(
      "BOMBARDMENT", "Drones hit a fuel depot in Kenya", "Smoke hung over Nakuru. " + sentence, language: "en")
    #expect(names(.source, attack) == sources)
  }

  @Test(
    "an acronym that opens the title is on the side of its verb's subject, or on neither",
    arguments: [
      ("TAX_CLAIM", "KRA fined over gas tax in Kenya", "Revenue", [], ["Kenya Revenue Authority"]),
      ("LICENCE_REVOKED", "KRA loses licence in Kenya", "Revenue", [], ["Kenya Revenue Authority"]),
      ("SANCTION", "KPA blacklisted in Kenya", "Ports", [], ["Kenya Ports Authority"]),
      ("CONTRACT_CANCELLED", "KPA contract cancelled in Kenya", "Ports", [], []),
      (
        "CONTRACT_CANCELLED", "KPA cancels contract of builder Arven Mar in Kenya", "Ports", ["Kenya Ports Authority"],
        ["builder Arven Mar"]
      ),
    ] as [(String, String, String, [String], [String])])
  func acronyms(type: String, title: String, word: String, sources: [String], targets: [String]) throws {
    let found = try event(
      type, title, "The Kenya \(word) Authority would not comment on Monday.", language: "en")
    #expect(names(.source, found) == sources)
    #expect(names(.target, found) == targets)
  }

  @Test(
    "the people of the report stand in for the headline's site, and no actor is on both sides or named twice",
    arguments: [
      (
        "ATTACK_ON_PROJECT", "Peru mourns bus crash as gunmen attack mine",
        "Gunmen killed three guards at a mine in Peru on Monday.", ["gunmen"], ["guards"]
      ),
      (
        "ATTACK_ON_PROJECT", "Peru mourns bus crash as gunmen attack mine",
        "Gunmen raided a mine in Peru on Monday.", ["gunmen"], ["mine"]
      ),
      (
        "LITIGATION", "Kenya's Tarvan Gold sued over mine", "Tarvan Gold sued Kenya's mines ministry on Monday.", [],
        ["Kenya's Tarvan Gold"]
      ),
      (
        "BOMBARDMENT", "Gunmen kidnap engineers and bomb explodes in Peru market",
        "A guard was shot dead in Peru on Monday.", ["Gunmen"], ["guard"]
      ),
    ] as [(String, String, String, [String], [String])])
  func sides(type: String, title: String, lead: String, sources: [String], targets: [String]) throws {
    let found = try event(type, title, lead, language: "en")
    #expect(names(.source, found) == sources)
    #expect(names(.target, found) == targets)
  }
}
