import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction

@Suite("Details of events")
struct EventDetailTests {
  private func first(_ type: String, _ sentence: String) throws -> Event {
    let events = try EventFixture.findings(sentence).events
    return try #require(events.first { $0.type == type }, "\(events.map(\.type))")
  }

  @Test(
    "the toll is read in every order of words",
    arguments: [
      ("A bombing in Lahore killed at least 12 people and wounded 30.", 12, 30),
      ("Rebels attacked the town, killing nine soldiers and injuring dozens.", 9, nil),
      ("Twelve people were killed and 40 injured in a bombing in Lahore.", 12, 40),
      ("Twenty-two people were killed in a bombing in Lahore.", 22, nil),
      ("A bombing in Lahore killed forty-five people.", 45, nil),
      ("Two hundred and fifty people were killed in a bombing in Lahore.", 250, nil),
      ("A bombing in Lahore killed two dozen people.", 24, nil),
      ("A bombing in Lahore killed 3 thousand people.", 3000, nil),
      ("A bombing in Lahore killed 60 million people.", nil, nil),
      ("The death toll from the earthquake rose to sixty million.", nil, nil),
      ("A bombing in Lahore killed five people and two hundred were injured.", 5, 200),
      ("A bombing in Lahore killed a twenty-two-year-old man.", nil, nil),
      ("The death toll from the earthquake rose from 9 to 15.", 15, nil),
      ("The clash near Bamako left three soldiers dead.", 3, nil),
      ("A bomb attack wounded two policemen in Lahore.", nil, 2),
      ("A gunman shot and killed a guard in an attack in Lima.", 1, nil),
      ("The explosion at the plant injured 1,200 people.", nil, 1200),
      ("Gunmen attacked the army base on 12 March 2026.", nil, nil),
      ("In 2019 workers were killed in a bombing in Lahore.", nil, nil),
      ("A bombing in Lahore killed three and 14 nurses were hospitalised.", 3, 14),
      ("There were no deaths in the fire at the refinery.", nil, nil),
      ("The flood of 2026 swept away a bridge 12 km from Lima.", nil, nil),
      ("A bombing in Lahore killed five people, the second on the plant since 2019, when 13 people died.", 5, nil),
      ("The blast at the mine killed four workers, the worst since a 2014 explosion that killed 50 people.", 4, nil),
      ("A dam burst at a mine in Peru on Monday; in 2015 another one killed 40 people there.", nil, nil),
      ("A dam burst at a mine in Peru on Monday; 14 workers died, the most since 2019.", 14, nil),
      ("Three million tonnes of rice were lost and the injured flown out after a quake in Peru.", nil, nil),
      ("Gunmen in Lahore shot dead five mourners.", 5, nil),
      ("Gunmen in Lahore wounded three nurses and killed their driver.", 1, 3),
      ("Gunmen in Lahore wounded three nurses and killed their driver and two guards.", 3, 3),
      ("Gunmen in Lahore wounded three nurses and killed my driver.", 1, 3),
      ("Gunmen in Lahore wounded three nurses and killed my dog.", nil, 3),
      ("A nurse was killed and two guards were wounded in a bombing in Lahore.", 1, 2),
      ("Two nurses were wounded and a guard killed in a bombing in Lahore.", 1, 2),
      ("Three nurses were robbed and killed in an attack in Lahore.", 3, nil),
      ("A bombing in Lahore killed a group of 12 mourners.", 12, nil),
      ("A second driver was killed in the bombing in Lahore.", nil, nil),
      ("No driver was killed in the bombing in Lahore.", nil, nil),
      ("Five mourners were shot dead by gunmen in Lahore.", 5, nil),
      ("The number of people killed by the cholera outbreak in Zambia has climbed to at least 240.", 240, nil),
      ("The number of people killed by the cholera outbreak in Zambia is not known in 12 districts.", nil, nil),
      ("The number of people known to have lost their lives in the flood in Peru rose from 19 to 31.", 31, nil),
      ("Deaths from the flood in Peru climbed to 31.", 31, nil),
      ("Deaths from the flood in Peru were reported in 12 districts.", nil, nil),
      ("A fire at a mill in Lahore claimed nine lives.", 9, nil),
      ("A fire at a mill in Lahore cost twelve garment workers their lives.", 12, nil),
      ("A flood in Peru disrupted the lives of 300 people.", nil, nil),
      ("An accident on a road in Peru is one of those that take 1,400 lives a year.", nil, nil),
      ("An accident on a road in Peru took nine lives a day before the fair.", 9, nil),
      ("An accident on a road in Peru killed nine people a week ago.", 9, nil),
      ("An accident on a road in Peru killed nine people a week and a half ago.", 9, nil),
      ("Floods in Peru killed 40 people in a week.", 40, nil),
      ("Floods in Peru kill 40 people every year.", nil, nil),
      ("At least 31 people perished in a flood in Peru.", 31, nil),
      ("Nine workers, eight of them women, died in a bombing in Lahore.", 9, nil),
      ("Nine workers, including two cooks, were killed in a bombing in Lahore.", 9, nil),
      ("Nine workers, engineers from Lima, were in a bus when a driver was killed in a bombing in Lahore.", 1, nil),
      ("A bombing in Lahore killed a motorcyclist.", 1, nil),
      ("A bombing in Lahore killed two gendarmes and a watchman.", 3, nil),
      (
        "A bombing in Lahore killed five drivers, the latest of the attacks that have killed 40 people since June.", 5,
        nil
      ),
      ("Attacks in Lahore have killed 40 people since June.", 40, nil),
      ("A bombing in Lahore killed 12 people in the worst attack since June.", 12, nil),
      ("A bombing in Lahore has killed nine drivers, wounding 12.", 9, 12),
      ("Rebels, who have killed 300 people, attacked a base in Lahore and wounded five guards.", nil, 5),
      ("Rebels have killed 300 people and shot dead two guards in an attack in Lahore.", 2, nil),
    ] as [(String, Int?, Int?)])
  func tolls(sentence: String, deaths: Int?, injured: Int?) throws {
    let events = try EventFixture.findings(sentence).events
    let event = try #require(events.first { $0.ledger == .risk } ?? events.first)
    #expect(event.deaths == deaths)
    #expect(event.injured == injured)
  }

  @Test(
    "lives, bodies and parts of those counted are told from the rest",
    arguments: [
      ("The blast at the plant in Lima claimed the lives of seven welders.", 7),
      ("Five bodies were pulled from the rubble after a dam burst in Peru.", 5),
      ("Divers recovered the bodies of four cooks after a ferry sank off Peru.", 4),
      ("The body of a cook was found after a ferry sank off Peru.", 1),
      ("Four bodies of the state met after a ferry sank off Peru.", nil),
      ("The bodies of two of the six kidnapped cooks were found in Mali.", 2),
      ("Two of the nine guards were killed in an attack in Lima.", 2),
      ("Eleven people including two children died in a blast at a plant in Peru.", 11),
      ("Eleven people, including at least two children, died in a blast at a plant in Peru.", 11),
      ("Including two children died in a blast at a plant in Peru.", 2),
      ("Two of the 40 people killed in a blast at a plant in Ghana were nurses.", 40),
      ("Three of the 12 people who died in a blast at a plant in Ghana were nurses.", 12),
      ("A ship with 30 crew including five killed by a missile sank off Yemen.", 5),
      ("Three nurses were gunned down in Lahore.", 3),
      ("No one was killed in the explosion at the plant in Lima, but four guards were hurt.", nil),
    ] as [(String, Int?)])
  func livesAndParts(sentence: String, deaths: Int?) throws {
    let event = try #require(try EventFixture.findings(sentence).events.first { $0.ledger == .risk && !$0.negated })
    #expect(event.deaths == deaths)
  }

  @Test(
    "a person after a word of the class of indefinite articles is one",
    arguments: [("a an", 1), ("an", nil)] as [(String, Int?)])
  func indefinite(words: String, deaths: Int?) throws {
    let events = try EventFixture.findings(
      "A bombing in Lahore killed a motorcyclist.",
      changing: [("en/event-words.tsv", "\nindefinite\ta an\n", "\nindefinite\t\(words)\n")]
    ).events
    #expect(try #require(events.first { $0.ledger == .risk }).deaths == deaths)
  }

  @Test(
    "a title's one person without an article is one",
    arguments: [
      ("Lorry driver killed in ambush in Mali", 1), ("Lorry drivers killed in ambush in Mali", nil),
      ("Lorry driver injured in ambush in Mali", nil),
    ] as [(String, Int?)])
  func titles(title: String, deaths: Int?) throws {
    let events = try EventFixture.findings("Nothing else.", title: title).events
    #expect(try #require(events.first { $0.ledger == .risk }).deaths == deaths)
  }

  @Test(
    "the parts of one list of people under one verb add up, and nothing else does",
    arguments: [
      ("A bombing in Lahore killed six shoppers and three policemen.", 9, nil),
      ("A bombing in Lahore killed six shoppers, at least two guards and a driver.", 9, nil),
      ("A bombing in Lahore killed a nun and two shoppers, and wounded four pupils and a priest.", 3, 5),
      ("Two nurses, a driver and three guards died in a bombing in Lahore.", 6, nil),
      ("On Monday two nurses and a driver were killed in a bombing in Lahore.", 3, nil),
      ("A bombing in Lahore killed six shoppers and three policemen were injured.", 6, 3),
      ("A bombing in Lahore killed six shoppers, including two children and a nun.", 6, nil),
      ("A bombing in Lahore killed 11 people, a driver and two children.", 11, nil),
      ("A bombing in Lahore killed 11 workers, three drivers and eight guards.", 11, nil),
      ("A bombing in Lahore killed six shoppers on Monday and three guards on Tuesday.", 6, nil),
      ("A bombing in Lahore killed six or seven shoppers.", 6, nil),
      ("A bombing in Lahore killed six shoppers and three dogs.", 6, nil),
      ("A bombing in Lahore killed a boy, 12, and a girl.", 1, nil),
    ] as [(String, Int?, Int?)])
  func lists(sentence: String, deaths: Int?, injured: Int?) throws {
    let event = try #require(try EventFixture.findings(sentence).events.first { $0.ledger == .risk })
    #expect(event.deaths == deaths)
    #expect(event.injured == injured)
  }

  @Test("a sum of money is no toll")
  func sums() throws {
    let event = try #require(
      try EventFixture.findings(
        "Peru will pay $4,000 for each of the dead and 900 soles for the injured of the bus crash in Lima.",
        sums: ["$4,000": 4000, "900 soles": 900]
      ).events.first { $0.type == "ACCIDENT" })
    #expect(event.deaths == nil && event.injured == nil)
  }

  @Test("those whom the next sentence counts were hurt by the attack or accident before it")
  func harmOfTheSentenceBefore() throws {
    let events = try EventFixture.findings(
      "Gunmen attacked an army base in Mali. Three cooks were killed and five injured. A fourth cook was killed later."
    ).events
    let attack = try #require(events.first { $0.type == "ARMED_CLASH" })
    #expect(attack.deaths == 3 && attack.injured == 5 && attack.mentions.count == 1)
    #expect(events.filter { $0.type == "HARM" }.allSatisfy { $0.deaths == nil })
  }

  @Test(
    "those whom a sentence about another place or time counts were hurt by something else",
    arguments: [
      "In Lahore, three cooks were killed.", "Three cooks have been killed there since January 2024.",
      "They have killed three cooks.",
    ])
  func otherHarm(sentence: String) throws {
    let events = try EventFixture.findings(
      "Gunmen attacked an army base in Mali. " + sentence, dates: ["January 2024": "2024-01"]
    ).events
    let attack = try #require(events.first { $0.type == "ARMED_CLASH" && $0.sentence == 0 })
    #expect(attack.deaths == nil)
  }

  @Test(
    "those whom a later sentence soon after the lead counts were hurt in the only attack or accident before it",
    arguments: [("", 3), ("A dam collapsed in Mali. ", nil)] as [(String, Int?)])
  func harmAfterTheLead(between: String, deaths: Int?) throws {
    let events = try EventFixture.findings(
      "Gunmen attacked an army base in Mali. \(between)The night was cold. Three cooks were killed."
    ).events
    #expect(try #require(events.first { $0.type == "ARMED_CLASH" }).deaths == deaths)
  }

  @Test(
    "those killed in a past year, or where the attack has a toll, in a past month or over a time, add nothing to it",
    arguments: [
      (" and killed five soldiers. Attacks in Mali last month killed 30 people.", 5),
      (" and killed five soldiers. Attacks in Mali have killed 40 people since June.", 5),
      (" and killed five soldiers. The attack killed eight soldiers.", 8),
      (" and killed five soldiers. Attacks on bases in Mali have killed 40 people.", 5),
      (" and killed five soldiers. Since June, rebel attacks in Mali have killed 40 people.", 5),
      (". Attacks in Mali in 2025 killed 300 people.", nil),
      (" and killed five soldiers. An earlier raid in Mali killed 30 people.", 5),
      (" and killed five soldiers. Thirty people were killed in the previous raid in Mali.", 5),
      (" and killed five soldiers. Thirty people were killed in attacks that followed the 2021 vote.", 5),
      (" and killed five soldiers. The worst raid of the war killed 30 people in Mali.", 5),
    ] as [(String, Int?)])
  func tollsOfAnotherTime(rest: String, deaths: Int?) throws {
    let events = try EventFixture.findings(
      "Gunmen attacked the army base in Mali" + rest, dates: ["last month": "2026-02", "2025": "2025"]
    ).events
    #expect(try #require(events.first { $0.type == "ARMED_CLASH" }).deaths == deaths)
  }

  @Test(
    "those whom one act has killed are its own toll, which a smaller count does not replace",
    arguments: [
      ("A blast has killed nine workers at a mine in Peru. ", 9),
      ("A blast has killed nine workers at a mine in Peru in the worst accident since June. ", 9),
      ("A blast in a string of accidents has killed nine workers at a mine in Peru. ", 9),
      ("A blast hit a mine in Peru. Accidents that have killed nine workers shut it. ", 1),
    ])
  func tollInThePerfect(report: String, deaths: Int) throws {
    let events = try EventFixture.findings(report + "One worker was killed in a fall, the manager said.").events
    #expect(try #require(events.first { $0.type == "ACCIDENT" }).deaths == deaths)
  }

  @Test(
    "those whom a clause says to have been hurt in a past year are neither counted nor named as targets",
    arguments: [
      (
        "In the village in Mali where gunmen killed two teachers in 2021, attackers raided a mine, wounding a guard.",
        nil
      ),
      ("Attackers raided a mine in Mali where gunmen killed two teachers in 2021, and wounded a guard.", nil),
      ("Attackers raided a mine in Mali where they killed two teachers, and wounded a guard.", 2),
    ] as [(String, Int?)])
  func harmOfPastYear(sentence: String, deaths: Int?) throws {
    let events = try EventFixture.findings(sentence, dates: ["2021": "2021"]).events
    let attack = try #require(events.first { $0.type == "ATTACK_ON_PROJECT" && $0.realis == .actual })
    #expect(attack.deaths == deaths && attack.injured == 1)
    #expect(attack.actors.first { $0.role == .target }?.text == (deaths == nil ? "guard" : "teachers"))
  }

  @Test("a year of a relative clause that ends before the trigger is not that of the event")
  func yearOfClosedClause() throws {
    for (sentence, realis) in [
      ("The blast at the depot in Peru, which opened in 2021, killed nine workers.", Realis.actual),
      ("In 2021 the blast at the depot in Peru, which stores fuel, killed nine workers.", .historical),
    ] {
      let events = try EventFixture.findings(sentence, dates: ["2021": "2021"]).events.filter { $0.type == "ACCIDENT" }
      #expect(events.map(\.realis) == [realis])
    }
  }

  @Test("people are killed in an abduction, as the table says, and none in an arrest")
  func tollOfAbduction() throws {
    let sentence = "Gunmen abducted three engineers in Mali and killed a guard."
    #expect(try first("ABDUCTION", sentence).deaths == 1)
    let moved = try EventFixture.findings(
      sentence, changing: [("event-roles.tsv", "casualties\tABDUCTION", "casualties\tARREST")])
    #expect(try #require(moved.events.first { $0.type == "ABDUCTION" }).deaths == nil)
    #expect(
      try first("STAFF_DETAINED", "Police in Mali arrested three engineers after a blast killed 21 workers.").deaths
        == nil)
  }

  @Test("phrases that share words are one event, which happened as its clause says")
  func sharedWords() throws {
    let tariffs = try EventFixture.findings(
      "The cabinet would impose a 30 percent tariff on steel imported from Chile."
    ).events.filter { $0.type == "TARIFF" }
    #expect(tariffs.map(\.realis) == [.threatened])
    let collapses = try EventFixture.findings(
      "A dam collapsed in Peru on 3 May 2019.", dates: ["3 May 2019": "2019-05-03"]
    ).events.filter { $0.type == "STRUCTURAL_FAILURE" }
    #expect(collapses.map(\.realis) == [.historical])
  }

  @Test("what is to come has the day on which it begins, not the day on which it was announced")
  func comingDay() throws {
    let dates = ["Monday": "2026-03-09", "Friday": "2026-03-13"]
    let strike = try #require(
      try EventFixture.findings("Dockers in Peru said on Monday they would strike over pay from Friday.", dates: dates)
        .events.first { $0.type == "STRIKE" })
    #expect(strike.when?.value == "2026-03-13")
    let past = try #require(
      try EventFixture.findings("Dockers in Peru went on strike on Monday.", dates: dates).events.first)
    #expect(past.when?.value == "2026-03-09")
  }

  @Test("a run of digits or of numbers in words is no toll", arguments: [("9", 60), (" nine million", 1000)])
  func endlessToll(number: String, count: Int) throws {
    let sentence = "A bombing in Lahore killed \(String(repeating: number, count: count)) people."
    let event = try #require(try EventFixture.findings(sentence).events.first { $0.ledger == .risk })
    #expect(event.deaths == nil)
  }

  @Test(
    "who acts and who suffers is read from active and passive, from nouns and from possessives",
    arguments: [
      ("ARMED_CLASH", "Iranian troops shelled positions of Pakistani forces.", ["IR"], ["PK"]),
      ("ARMED_CLASH", "Pakistani positions were shelled by Iranian troops.", ["IR"], ["PK"]),
      ("SANCTION", "China imposed sanctions on Norway.", ["CN"], ["NO"]),
      ("CONTRACT_CANCELLED", "Kenya cancelled the contract with the Chinese firm.", ["KE"], ["CN"]),
      ("DIPLOMATIC_DOWNGRADE", "Chile expelled two Peruvian diplomats.", ["CL"], ["PE"]),
      ("ACCUSATION", "Pakistan accused India of interference.", ["PK"], ["IN"]),
      ("DEMAND", "Iran demanded that the government of Norway release the ship.", ["IR"], ["NO"]),
      ("DEFAULT", "Ghana defaulted on its debt.", ["GH"], []),
      ("AGREEMENT_SIGNED", "China and Laos signed an agreement.", ["CN", "LA"], []),
    ])
  func countriesOfActors(type: String, sentence: String, sources: [String], targets: [String]) throws {
    let event = try first(type, sentence)
    #expect(event.actors.filter { $0.role == .source }.compactMap(\.country) == sources)
    #expect(event.actors.filter { $0.role == .target }.compactMap(\.country) == targets)
  }

  @Test(
    "those who act and suffer are named as people, not those who report or condemn it, nor a place alone",
    arguments: [
      ("ABDUCTION", "Gunmen abducted four technicians, police said.", ["Gunmen"], ["technicians"]),
      ("DEFAULT", "Ghana defaulted on a loan of a Norwegian bank, minister says", ["Ghana"], []),
      (
        "SANCTION", "Norway imposed sanctions on the army and two generals, officials said.", ["Norway"],
        ["army", "generals"]
      ),
      ("ENV_DAMAGE", "Officials in Ghana ordered a mine to close after slurry escaped from a pond.", [], []),
    ])
  func namesOfActors(type: String, sentence: String, sources: [String], targets: [String]) throws {
    let event = try first(type, sentence)
    #expect(event.actors.filter { $0.role == .source }.map(\.text) == sources)
    #expect(event.actors.filter { $0.role == .target }.map(\.text) == targets)
  }

  @Test(
    "the one who only reports is no actor",
    arguments: [
      "Rebels shelled the town, Norwegian officials said.",
      "According to Norwegian officials, rebels shelled the town.",
    ])
  func speakers(sentence: String) throws {
    let event = try first("ARMED_CLASH", sentence)
    #expect(!event.actors.contains { $0.country == "NO" })
    #expect(event.attribution?.kind == .officialOther)
  }

  @Test(
    "an event is not where those are who tell of it",
    arguments: [
      ("Two guards were shot dead at the mine, shipping agents in Lima said.", ["ML"]),
      ("Two guards were shot dead at the mine, shipping agents in Lima and Nairobi said.", ["ML"]),
      ("Two guards were shot dead at a mine in Lima, shipping agents said.", ["PE"]),
      ("Two guards were shot dead at a mine near Lahore, shipping agents in Lima said.", ["PK"]),
    ])
  func placeOfSpeakers(sentence: String, countries: [String]) throws {
    let text = "Rebels seized a mine in Mali. " + sentence
    let events = try EventFixture.findings(text).events
    let event = try #require(events.last { $0.sentence == 1 }, "\(events.map(\.type))")
    #expect(event.countries == countries)
  }

  @Test(
    "claims are distinguished by who vouches for them",
    arguments: [
      ("Rebels shelled the town, Malian army officials in Mali said.", ClaimKind.officialParty),
      ("Rebels shelled the town in Mali, residents said.", .witness),
      ("Rebels shelled the town in Mali, a newspaper reported.", .media),
      ("Rebels shelled the town in Mali, a source said.", .anonymous),
      ("Rebels shelled the town in Mali, said an officer who spoke on condition of anonymity.", .anonymous),
      ("Rebels shelled the town in Mali, Norwegian officials said.", .officialOther),
    ])
  func attribution(sentence: String, kind: ClaimKind) throws {
    #expect(try first("ARMED_CLASH", sentence).attribution?.kind == kind)
  }

  @Test(
    "an institution is named with the words before its noun, and a central bank speaks for its state",
    arguments: [
      ("Rebels shelled the town in Mali, the defence ministry said.", "defence ministry", ClaimKind.officialParty),
      ("Rebels shelled the town in Mali, the central bank said.", "central bank", .officialParty),
      ("Rebels shelled the town in Mali, a bank said.", "bank", .media),
    ])
  func institutions(sentence: String, speaker: String, kind: ClaimKind) throws {
    let attribution = try #require(try first("ARMED_CLASH", sentence).attribution)
    #expect(attribution.speaker == speaker)
    #expect(attribution.kind == kind)
  }

  @Test("a report without a speaker has no attribution")
  func unattributed() throws {
    #expect(try first("ARMED_CLASH", "Rebels shelled the town in Mali.").attribution == nil)
  }

  @Test("place, country, project, date and sum of a sentence belong to its event")
  func scene() throws {
    let event = try #require(
      EventFixture.findings(
        "Gunmen attacked Rask Dam near Lahore in February 2026, causing damage of $3 million.", project: "Rask Dam",
        dates: ["February 2026": "2026-02"], sums: ["$3 million": 3_000_000]
      ).events.first)
    #expect(event.type == "ATTACK_ON_PROJECT")
    #expect(event.project == "test-project")
    #expect(event.place == "Lahore")
    #expect(event.countries == ["PK"])
    #expect(event.when?.value == "2026-02")
    #expect(event.timeBasis == .stated)
    #expect(event.amount == Money(value: 3_000_000, currency: "USD"))
  }

  @Test(
    "an event concerns the country whose risk it is",
    arguments: [
      ("DOWNGRADE", "The agency cut Kenya's sovereign rating to B3 from B2.", "KE"),
      ("LITIGATION", "A Chinese contractor has taken Ghana's government to arbitration over unpaid invoices.", "GH"),
      ("ARREARS", "Zambia has fallen behind on payments for its power, bankers said in Lima.", "ZM"),
      ("CONTRACT_CANCELLED", "Kenya cancelled the contract of a Chinese company.", "KE"),
    ])
  func bearing(type: String, sentence: String, country: String) throws {
    #expect(try first(type, sentence).countries == [country])
  }

  @Test("a project named in the title is meant by 'the dam' in the sentences after it")
  func anaphora() throws {
    let findings = try EventFixture.findings(
      "Gunmen opened fire on workers at the dam on Monday.", title: "Rask Dam under attack", project: "Rask Dam")
    #expect(findings.events.first?.project == "test-project")
    let other = try EventFixture.findings(
      "Rask Dam opened last year. Gunmen attacked a mine in Mali.", project: "Rask Dam")
    #expect(other.events.first { $0.type == "ATTACK_ON_PROJECT" }?.project == nil)
  }

  @Test("published articles give the day of publication where no date is stated")
  func published() throws {
    let event = try first("STRIKE", "Dockers went on strike in Peru.")
    #expect(event.timeBasis == .published)
    #expect(event.when?.value == "2026-03-10")
  }

  @Test(
    "a date in a relative clause, or back to which something goes, is not the event's",
    arguments: ["that was built in 1990", "in a feud going back to 1990"])
  func relativeDate(rest: String) throws {
    let findings = try EventFixture.findings("Rebels attacked the army base \(rest).", dates: ["1990": "1990"])
    #expect(findings.events.first?.realis == .actual)
    #expect(findings.events.first?.timeBasis == .published)
  }
}
