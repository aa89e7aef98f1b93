import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import Testing

/// One row of the project's own sets of Chinese sentences.
struct ChineseRow: Sendable, CustomTestStringConvertible {
  let kind: String
  let title: String?
  let body: String
  /// The events that have to be found, each as the types and the countries of which one is enough; empty: no risk may
  /// be.
  let expected: [(types: [String], countries: [String])]

  var testDescription: String { title.map { "\($0) \(body)" } ?? body }

  init(_ fields: [String]) {
    kind = fields[0]
    let parts = fields[1].split(separator: "#").map(String.init)
    title = parts.count > 1 ? parts[0] : nil
    body = parts[parts.count - 1]
    expected =
      fields[2] == "-"
      ? []
      : fields[2].split(separator: ",").map { event in
        let sides = event.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return (
          sides[0].split(separator: "|").map(String.init),
          sides.count > 1 ? sides[1].split(separator: "|").map(String.init) : []
        )
      }
  }

  static func rows(of name: String) throws -> [ChineseRow] {
    let path = EntityFixture.root.appending(path: "Tests/Fixtures/chinese/\(name).tsv").path
    return try Table(path: path, columns: ["kind", "text", "events"]).rows.map {
      ChineseRow([$0["kind"], $0["text"], $0["events"]])
    }
  }

  /// Whether the facts of the text have every expected event, or no risk that counts where none is expected.
  var isRead: Bool {
    get throws {
      let live = try ArticleFixture.chineseEvents(body, title: title).filter {
        !$0.negated && [.actual, .imminent, .threatened].contains($0.realis)
      }
      guard !expected.isEmpty else { return !live.contains { $0.ledger == .risk } }
      return expected.allSatisfy { wanted in
        live.contains { event in
          wanted.types.contains(event.type)
            && (wanted.countries.isEmpty || !Set(wanted.countries).isDisjoint(with: event.countries))
        }
      }
    }
  }
}

@Suite("Events of Chinese articles")
struct ChineseEventTests {
  private func events(_ text: String) throws -> [Event] {
    try ArticleFixture.chineseEvents(text)
  }

  @Test(
    "what follows from something graver in the same article names it as its cause",
    arguments: [
      ("武装分子周一袭击了马里西部一座金矿，矿方随后暂停生产。", "SUSPENSION", "SEC"),
      ("老挝南部一座水电站大坝垮塌，导致公路中断。", "ROUTE_CLOSURE", "OPS"),
      ("秘鲁发生强烈地震，港口因此关闭。", "ROUTE_CLOSURE", "ENV"),
      ("秘鲁南部发生强烈地震。当地一座大桥断裂。", "STRUCTURAL_FAILURE", "ENV"),
    ])
  func causes(text: String, consequence: String, cause: String) throws {
    let events = try events(text)
    let event = try #require(events.first { $0.type == consequence })
    #expect(events.first { $0.id == event.causedBy }?.category == cause)
  }

  @Test("a collapse that the article reports before the rain is no consequence of it")
  func collapseFirst() throws {
    let events = try events("秘鲁南部一座水库大坝垮塌。当地此前连降暴雨成灾。")
    let collapse = try #require(events.first { $0.type == "STRUCTURAL_FAILURE" })
    #expect(collapse.causedBy == nil && events.contains { $0.type == "NATURAL_DISASTER" })
  }

  @Test(
    "an event says what its country was derived from, and where its words are",
    arguments: [
      ("武装分子在尼日尔西部袭击了一支车队。", "NE", Event.Location.locative, "袭击"),
      ("肯尼亚财政部宣布债务违约。", "KE", .actor, "债务违约"),
      ("土耳其空袭叙利亚油田。", "SY", .target, "空袭"),
    ])
  func places(text: String, country: String, location: Event.Location, words: String) throws {
    let event = try #require(try events(text).first { $0.ledger == .risk })
    #expect(event.countries == [country] && event.locatedBy == location)
    let trigger = try #require(event.trigger)
    let found = String(decoding: Array(text.utf8)[trigger.start..<trigger.end], as: UTF8.self)
    #expect(found.contains(words) || words.contains(found), "\(found)")
  }

  @Test(
    "a country that the text names in full is meant by its first character before a word for its bodies",
    arguments: [
      ("马拉维多地断粮。马政府吊销了两家粮商的进口许可证。", "MW"),
      ("巴西港口工人罢工第三天。巴政府追缴一家公司的税款。", "BR"),
      ("莫桑比克电厂断电。近日，莫财政部宣布暂停偿还外债。", "MZ"),
    ])
  func abbreviations(text: String, country: String) throws {
    let last = try #require(try events(text).filter { $0.sentence == 1 && $0.ledger == .risk }.first)
    #expect(last.countries == [country])
  }

  @Test(
    "a first character that is also an ordinary word means no country",
    arguments: ["新加坡商人在场。新政府成立了。", "海地人在看。海军来了。", "多哥人在看。多国派兵。", "几内亚人在看。几方会谈。"])
  func ordinaryCharacters(text: String) throws {
    #expect(try ArticleFixture.findings(text, language: "zh").demonyms.isEmpty)
  }

  @Test("the name of an organisation does not go across the space of a headline, nor across what happened")
  func headlineNames() throws {
    let events = try ArticleFixture.chineseEvents("洪水冲毁一座桥。", title: "南苏丹霍乱患者破七万 医院告急")
    #expect(events.contains { $0.type == "EPIDEMIC" && $0.countries == ["SS"] })
    let across = try ArticleFixture.findings("肯尼亚洪水冲毁银行。", language: "zh")
    #expect(!across.organisations.contains { $0.span.start == 0 })
  }

  @Test("a day on which something was once to happen is not the day of its delay")
  func oncePlanned() throws {
    let delay = try #require(try events("肯尼亚的大桥原定2019年完工，如今再次延期。").first { $0.type == "DELAY" })
    #expect(delay.realis == .actual && delay.timeBasis == .published)
  }

  @Test("a present day that only says what a place is called now dates no event")
  func presentName() throws {
    let quake = try #require(try events("1906年，今天的智利瓦尔帕莱索发生强烈地震。").first { $0.type == "NATURAL_DISASTER" })
    #expect(quake.realis == .historical && quake.when?.value == "1906")
    let today = try #require(try events("今天，智利瓦尔帕莱索发生强烈地震。").first { $0.type == "NATURAL_DISASTER" })
    #expect(today.realis == .actual && today.when?.value == "2026-11-20" && today.timeBasis == .stated)
  }

  @Test("what has gone on since a day months ago is no history", arguments: ["一月以来", "2026年1月至今", "自2026年1月暴发以来"])
  func since(day: String) throws {
    let epidemic = try #require(try events("马拉维的霍乱疫情\(day)造成十四人死亡。").first { $0.type == "EPIDEMIC" })
    #expect(epidemic.realis == .actual && epidemic.timeBasis == .published)
  }

  @Test("a default is of its debtor, on no day on which the debt falls due")
  func due() throws {
    let event = try #require(try events("加纳电力公司通知英国债券持有人，无法按期兑付1月底到期的债券。").first { $0.type == "DEFAULT" })
    #expect(event.countries == ["GH"] && event.realis == .actual && event.timeBasis == .published)
  }

  @Test("a text that was published before is history only with an old date beside the note")
  func republished() throws {
    func risks(_ note: String) throws -> [Realis] {
      try ArticleFixture.chineseEvents("\(note)肯尼亚财政部表示，该国欧元债券已违约。", title: "肯尼亚欧元债券违约")
        .filter { $0.ledger == .risk && $0.timeBasis != .stated }.map(\.realis)
    }
    #expect(try risks("本文首次发表于2019年5月3日。").allSatisfy { $0 == .historical })
    #expect(try risks("本文首次发表于2026年11月19日。").contains(.actual))
  }

  @Test("every row written while the rules were built is read", arguments: try ChineseRow.rows(of: "development"))
  func development(row: ChineseRow) throws {
    #expect(try row.isRead)
  }

  @Test(
    "of the rows that were written beforehand at least nine in ten are read, and none that is no event counts as one")
  func heldOut() throws {
    let rows = try ChineseRow.rows(of: "held-out")
    let events = rows.filter { !$0.expected.isEmpty }
    let nothing = rows.filter(\.expected.isEmpty)
    #expect(events.count >= 60 && nothing.count >= 60)
    #expect(try events.count { try $0.isRead } >= events.count * 9 / 10)
    #expect(try nothing.count { try $0.isRead } >= nothing.count * 97 / 100)
  }

  @Test(
    "where it happened is distinguished from where people, companies and missions are from",
    arguments: [
      ("三名中国工人在尼日尔遭绑架。", "NE"), ("日本商社在莫桑比克的气田遭到袭击。", "MZ"),
      ("韩国驻利比亚使馆说,一名工程师在班加西被绑架。", "LY"), ("法国企业承建的马里公路工地遭武装分子袭击。", "ML"),
      ("乍得政府宣布全国进入紧急状态。", "TD"), ("美国对缅甸实施制裁。", "MM"),
      ("多哥军人宣布推翻政府。邻国贝宁去年一场兵变未遂。", "TG"),
    ])
  func country(sentence: String, code: String) throws {
    let events = try ArticleFixture.findings(sentence, language: "zh").events
    #expect(events.first?.countries == [code])
  }

  @Test(
    "a person's victims are counted from digits and from characters",
    arguments: [
      ("爆炸造成3人死亡、12人受伤。", 3, 12), ("火灾致二十四人遇难,一百零五人受伤。", 24, 105), ("地震已造成1200人死亡。", 1200, nil),
      ("翻车事故造成两死五伤。", 2, 5), ("枪击案打死三名保安。", 3, nil),
      ("部落仇杀后警方寻获53具遗体。", 53, nil), ("枪击案中一名店主中弹身亡。", 1, nil),
      ("爆炸造成3人死亡，死者65岁。", 3, nil), ("爆炸造成3人受伤、多人死亡 3月9日。", nil, 3),
      ("一集市遇袭，死亡人数从18人升至27人。", 27, nil), ("一集市遇袭 死亡人数升至27人", 27, nil),
      ("煤矿爆炸事故死者增至9人。", 9, nil), ("地震死亡人数突破百人，伤者达120人。", 100, 120),
      ("煤矿爆炸事故死者年龄达65岁。", nil, nil), ("煤矿爆炸事故死亡人数尚不清楚，矿区有120人。", nil, nil),
      ("枪击案打死三名保安和一名司机。", 4, nil), ("爆炸致两名外籍工人和五名学生遇难。", 7, nil),
      ("爆炸造成2名矿工、3名司机和1名护士死亡。", 6, nil), ("爆炸造成3人死亡、2名司机和1名护士受伤。", 3, 3),
      ("爆炸造成8人死亡，其中2名儿童。", 8, nil), ("爆炸中一名当地司机被炸死。", 1, nil),
      ("爆炸造成三五名工人死亡。", 3, nil), ("爆炸造成二三十名工人死亡。", 20, nil), ("爆炸造成十二三名工人死亡。", 12, nil),
      ("爆炸造成一二〇名工人死亡。", 120, nil), ("爆炸造成五〇名工人死亡。", 50, nil),
      ("爆炸造成5工人死亡。", 5, nil), ("爆炸造成3人伤重不治。", 3, nil), ("爆炸后3人已无生命体征。", 3, nil), ("爆炸造成12座厂房受损，无人死亡。", nil, nil),
      ("爆炸致死8工人。", 8, nil), ("爆炸造成死亡6，受伤9。", 6, 9), ("爆炸造成一万人死亡。", 10_000, nil),
    ] as [(String, Int?, Int?)])
  func toll(sentence: String, deaths: Int?, injured: Int?) throws {
    let event = try #require(try ArticleFixture.findings(sentence, language: "zh").events.first)
    #expect(event.deaths == deaths)
    #expect(event.injured == injured)
  }

  @Test("a headline's abduction has the toll of the shooting by which the first sentence tells it")
  func tollOfHeadline() throws {
    let events = try ArticleFixture.chineseEvents("马里南部三名工程师遭枪手拦车带走，一名警员中弹身亡。", title: "马里三名工程师被绑架")
    #expect(try #require(events.first { $0.type == "ABDUCTION" }).deaths == 1)
  }

  @Test("the year in the name of a budget is no date of a protest against it")
  func yearOfBudget() throws {
    let protest = try #require(try events("肯尼亚民众抗议2026年财政法案。").first { $0.type == "PROTEST" })
    #expect(protest.timeBasis == .published)
  }

  @Test("a run of digits or of units is no toll", arguments: [("一", "万", 5), ("一", "万", 1000), ("9", "9", 59)])
  func endlessToll(first: String, rest: String, count: Int) throws {
    let number = first + String(repeating: rest, count: count)
    let event = try #require(try ArticleFixture.findings("爆炸造成\(number)人死亡。", language: "zh").events.first)
    #expect(event.deaths == nil && event.injured == nil)
  }

  @Test("a word for the project means the one named before it, not one that is named only later")
  func projectInView() throws {
    func projects(_ text: String) throws -> [String?] {
      try EventFixture.findings(text, project: "拉斯克大坝").events.filter { $0.ledger == .risk }.map(\.project)
    }
    #expect(try projects("拉斯克大坝去年开工。武装分子袭击了该项目。") == ["test-project"])
    #expect(try projects("武装分子袭击了该项目。拉斯克大坝去年开工。") == [nil])
  }

  @Test("a traditional text gives the same events as its simplified form, with its own characters quoted")
  func traditional() throws {
    let old = try ArticleFixture.findings("烏干達政府吊銷一家公司的採礦許可證。", language: "zh")
    let new = try ArticleFixture.findings("乌干达政府吊销一家公司的采矿许可证。", language: "zh")
    #expect(old.events.map(\.type) == ["LICENCE_REVOKED"])
    #expect(old.events.map(\.type) == new.events.map(\.type))
    #expect(old.events.map(\.countries) == new.events.map(\.countries))
    #expect(old.events.map(\.quote.start) == new.events.map(\.quote.start))
    #expect(old.events.first?.quote.text == "烏干達政府吊銷一家公司的採礦許可證。")
  }

  @Test("an explanation has the row with its confidence, the words of its steps, its condition, signals and genre")
  func explained() throws {
    func why(_ text: String, title: String? = nil) throws -> [Reason] {
      let findings = try ArticleFixture.findings(
        text, title: title, published: "2026-11-20T08:00:00Z", language: "zh", explains: true)
      return findings.events.flatMap(\.why) + findings.suppressed.flatMap(\.why)
    }
    let coup = try why("马里军人宣布接管政权。")
    #expect(coup.contains { $0.kind == .pattern && ($0.weight ?? 0) > 0.5 && $0.text == "军人宣布接管政权" })
    #expect(Set(coup.filter { $0.kind == .rule }.compactMap(\.text)).isSuperset(of: ["军人", "接管", "政权"]))
    #expect(try why("赞比亚克瓦查贬值三成。").contains { $0.kind == .rule && $0.text == "克瓦查" })
    #expect(try why("马里军方可能发动政变。").contains { $0.kind == .modifier && $0.text == "可能" })
    #expect(
      try why("武装分子袭击马里一处营地。", title: "马里举行演练").contains {
        $0.kind == .rule && $0.by.contains("drill") && $0.text == "演练"
      })
    #expect(try why("2019年5月3日,武装分子袭击马里一处营地。").contains { $0.by.contains("days before publication") })
  }

  @Test(
    "a place where somebody only speaks is where it happened only if the article names no other",
    arguments: [
      ("公司在多伦多发表声明说，员工遭到不公正的拘押。", "CA"),
      ("公司在多伦多发表声明说，员工遭到不公正的拘押。马里政府没有回应。", "ML"),
      ("马里西部一座金矿停产。公司在伦敦举行的业绩会上说，矿区遭到袭击。", "ML"),
      ("马里西部一座金矿停产。发言人在伦敦告诉记者，矿区遭到袭击。", "ML"),
    ])
  func placeOfSpeech(text: String, country: String) throws {
    let last = try #require(try events(text).filter { $0.ledger == .risk }.max { $0.sentence < $1.sentence })
    #expect(last.countries == [country])
    #expect(!last.actors.contains { $0.country == "CA" || $0.country == "GB" })
  }

  @Test("clauses without a subject share that of the first, and nobody named in between acts")
  func sharedSubject() throws {
    let recall = try #require(
      try events("格鲁吉亚外交部召见美国大使，抗议美方有关一处由中方企业承建的港口的言论，并宣布召回驻美大使。")
        .first { $0.type == "DIPLOMATIC_DOWNGRADE" })
    #expect(recall.actors.filter { $0.role == .source }.compactMap(\.country) == ["GE"])
    #expect(recall.countries == ["GE", "US"])
  }

  @Test(
    "who suffers is not who acts, and neither is the town that a report was sent from",
    arguments: [
      ("基多11月23日电 厄瓜多尔铜矿一名工程师22日遇害。", [], ["工程师"]),
      ("基多11月23日电 一名工程师22日晚被枪手打死。", ["枪手"], ["工程师"]),
      ("马里暂扣加拿大矿企的黄金并逮捕四名员工。", ["马里"], ["员工"]),
      ("【山城日報利馬訊】秘魯檢方證實，工程驗收證書係偽造。", [], []),
      ("华夏社利马3月2日电 枪手绑架了一名工程师。", ["枪手"], ["工程师"]),
      ("枪手在中央银行袭击了两名保安。", ["枪手"], ["保安"]), ("警方在肯尼亚电力公司逮捕两名工程师。", ["警方"], ["工程师"]),
    ])
  func whoSuffers(text: String, sources: [String], targets: [String]) throws {
    let event = try #require(try events(text).first { $0.ledger == .risk })
    #expect(event.actors.filter { $0.role == .source }.map(\.text) == sources)
    #expect(event.actors.filter { $0.role == .target }.map(\.text) == targets)
  }

  @Test(
    "a date up to which something lasts or is put off is not its own",
    arguments: [
      ("DELAY", "智利一条铁路推迟到2029年底通车", "2026-11-20"), ("ROUTE_CLOSURE", "秘鲁关闭边境口岸至2027年1月3日", "2026-11-20"),
      ("ROUTE_CLOSURE", "截至11月18日，秘鲁边境口岸全部关闭", "2026-11-18"),
    ])
  func lastDays(type: String, text: String, day: String) throws {
    let event = try #require(try events(text).first { $0.type == type })
    #expect(event.when?.value == day)
    #expect(event.realis == .actual)
  }

  @Test("a headline and its report are one event, though they name different places of one country")
  func headlinePlace() throws {
    let events = try ArticleFixture.chineseEvents(
      "老挝北部琅南塔省一条公路隧道18日塌方，两名工人遇难。", title: "中老铁路附近一隧道塌方 两人遇难"
    ).filter { $0.type == "STRUCTURAL_FAILURE" }
    #expect(events.count == 1 && events.first?.deaths == 2)
    let other = try ArticleFixture.findings(
      "A road tunnel in Kitale collapsed on Wednesday and killed two men.",
      title: "Tunnel near Eldoret in Kenya collapses, killing two", published: "2026-11-20T08:00:00Z", language: "en"
    ).events.filter { $0.type == "STRUCTURAL_FAILURE" }
    #expect(other.count == 1)
  }

  @Test("the town that a report was sent from is not where it happened", arguments: ["内罗毕消息：", "内罗毕讯 ", "内罗毕电 "])
  func dateline(town: String) throws {
    let event = try #require(
      try events("\(town)肯尼亚警方证实，两名工程师在一处锂矿附近被绑架。").first { $0.type == "ABDUCTION" })
    #expect(event.place == nil && event.countries == ["KE"])
    let there = try #require(try events("内罗毕电厂遭武装分子袭击。").first { $0.ledger == .risk })
    #expect(there.countries == ["KE"])
  }

  @Test("the strain of a virus is not where it broke out")
  func strain() throws {
    #expect(try events("乌干达暴发苏丹型埃博拉疫情。").filter { $0.type == "EPIDEMIC" }.map(\.countries) == [["UG"]])
  }

  @Test("a measure with a day on which it begins is imminent, one that is only planned for a day is not")
  func onset() throws {
    let decided = try #require(try events("印尼自2027年1月1日起禁止铜精矿出口。").first { $0.type == "EXPORT_CONTROL" })
    #expect(decided.realis == .imminent)
    let planned = try #require(try events("印尼2027年1月1日禁止铜精矿出口。").first { $0.type == "EXPORT_CONTROL" })
    #expect(planned.realis == .prescriptive)
  }

  @Test("an act that begins on a day without a year is of the nearest such day, what happens of the last one")
  func onsetWithoutYear() throws {
    let coming = try #require(
      try events("佛得角港务局自5月1日起终止与一家外国公司的码头特许合同。").first { $0.type == "CONTRACT_CANCELLED" })
    #expect(coming.realis == .imminent && coming.when?.value == "2027-05-01")
    let past = try #require(
      try events("佛得角港务局自9月1日起终止与一家外国公司的码头特许合同。").first { $0.type == "CONTRACT_CANCELLED" })
    #expect(past.realis == .actual && past.when?.value == "2026-09-01")
    let named = try #require(
      try events("佛得角港务局自去年5月1日起终止与一家外国公司的码头特许合同。").first { $0.type == "CONTRACT_CANCELLED" })
    #expect(named.realis == .historical)
    let happened = try #require(try events("佛得角一家水泥厂5月1日起停产。").first { $0.type == "SUSPENSION" })
    #expect(happened.realis == .historical)
  }

  @Test(
    "of what is said to come, a halt, a measure or a storm is imminent, a deliberate act or a foiled plot threatened",
    arguments: [
      ("乌拉圭港口将暂停装卸作业。", "SUSPENSION", Realis.imminent),
      ("坦桑尼亚政府将于周四关闭边境口岸。", "ROUTE_CLOSURE", .imminent),
      ("飓风预计周日登陆洪都拉斯。", "NATURAL_DISASTER", .imminent),
      ("飓风将于周日登陆洪都拉斯。", "NATURAL_DISASTER", .imminent),
      ("玻利维亚矿工将罢工。", "STRIKE", .threatened),
      ("多哥政府挫败一起政变图谋。", "COUP", .threatened),
      ("多哥总统指责反对派图谋推翻政府。", "COUP", .threatened),
      ("多哥军队镇压兵变。", "COUP", .actual),
      ("坦桑尼亚政府计划关闭边境口岸。", "ROUTE_CLOSURE", .prescriptive),
      ("坦桑尼亚政府将考虑关闭边境口岸。", "ROUTE_CLOSURE", .prescriptive),
      ("博茨瓦纳将援助水灾灾民。", "NATURAL_DISASTER", .prescriptive),
      ("分析师预计肯尼亚先令大幅贬值。", "DEVALUATION", .prescriptive),
    ])
  func toCome(text: String, type: String, realis: Realis) throws {
    let found = try events(text).filter { $0.type == type }
    #expect(found.map(\.realis) == [realis], "\(found.map(\.realis))")
  }

  @Test("what an if-clause only supposes is no event, what follows from it is conditional")
  func supposed() throws {
    let found = try events("如果美国加征关税，印尼工人会罢工。")
    #expect(!found.contains { $0.type == "TARIFF" })
    #expect(found.first { $0.type == "STRIKE" }?.realis == .conditional)
  }

  @Test("a person with the name of a town is no place")
  func namesake() throws {
    let curfew = try #require(try events("厄瓜多尔示威者冲进国会。总统莫雷诺下令实施宵禁。").first { $0.sentence == 1 && $0.ledger == .risk })
    #expect(curfew.countries == ["EC"])
  }

  @Test("a single unit of a currency is a rate, not what the event is worth")
  func rate() throws {
    let fall = try #require(try events("埃塞俄比亚比尔大幅贬值，1美元兑183比尔。").first { $0.type == "DEVALUATION" })
    #expect(fall.amount?.value != 1)
  }

  @Test("a place in the trigger's clause goes before a nearer one in the next clause")
  func placeInClause() throws {
    let quake = try #require(try events("土耳其伊兹密尔省西部发生7.0级强烈地震，希腊雅典也感到摇晃。").first { $0.ledger == .risk })
    #expect(quake.countries == ["TR"] && quake.place == "伊兹密尔省")
  }

  @Test(
    "a country that a road leads to, or that a place borders on, is not where it is closed or attacked",
    arguments: [
      ("埃塞俄比亚巴赫达尔通往苏丹边境的公路遭切断。", "ET"),
      ("缅甸北部靠近中国边境的一座矿场遇袭。", "MM"),
      ("塔吉克斯坦与阿富汗边境一座矿场遇袭。", "TJ"),
    ])
  func destination(text: String, country: String) throws {
    let risks = try events(text).filter { $0.ledger == .risk }
    #expect(!risks.isEmpty && risks.allSatisfy { $0.countries == [country] })
  }

  @Test("the home of a company is not where a road is closed")
  func ownersHome() throws {
    let closures = try events("秘鲁库斯科大区的居民从星期一起用石块封锁矿业走廊公路，要求一家中资铜矿兑现修路和用水承诺，铜精矿运输陷于中断。").filter {
      $0.type == "ROUTE_CLOSURE"
    }
    #expect(!closures.isEmpty && closures.allSatisfy { $0.countries == ["PE"] })
  }

  @Test("a listing bears on the one country that is named beside the one that lists")
  func listedCountry() throws {
    let listing = try #require(
      try events("美国商务部宣布，将六家中国港口起重机制造企业列入实体清单。").first { $0.type == "ENTITY_LISTING" })
    #expect(listing.countries == ["CN"])
  }

  @Test("of two events in one sentence the earlier one counts more, however late the sentence comes")
  func positionInSentence() throws {
    let before = String(repeating: "代表们在会上介绍了各自的情况。", count: 5)
    let found = try events("\(before)赞比亚严重缺电，各地的商店、学校和家庭都受到影响，铜矿矿工随后也开始罢工。").filter { $0.ledger == .risk }
    #expect(found.map(\.type) == ["SHORTAGE", "STRIKE"])
  }

  @Test("what the title says is over is no risk where the body tells of it")
  func ended() throws {
    let row = ChineseRow(["end", "加纳宣布霍乱疫情结束#加纳卫生部9日宣布霍乱疫情结束。霍乱疫情一月以来造成十四人死亡。", "-"])
    #expect(try row.isRead)
    #expect(try ChineseRow(["end", "加纳卫生部通报#霍乱疫情一月以来造成十四人死亡。", "EPIDEMIC:GH"]).isRead)
  }

  @Test(
    "what is denied, over, seen through, withstood, measured or only said of a market is no live risk",
    arguments: [
      "港口公司一笑置之，所谓罢工根本是没影的事。", "最后一名霍乱患者出院，隔离病房关门。", "索马里海盗袭击次数降至十五年来最低。",
      "新型报警器数秒内识别瓦斯泄漏和山体滑坡。", "止损单被引爆，多头血流成河。", "民警一个电话戳穿骗局。", "新楼能抗九级地震。",
    ])
  func noLiveRisk(sentence: String) throws {
    let events = try ArticleFixture.findings(sentence, language: "zh").events.filter(\.isLiveRisk)
    #expect(events.isEmpty, "\(events.map { "\($0.type) \($0.realis)" })")
  }

  @Test("a word of denial before the trigger decides whether it counts")
  func denial() throws {
    let sentence = "公司否认工地停工。"
    #expect(
      try !ArticleFixture.findings(sentence, language: "zh").events.contains { !$0.negated && $0.ledger == .risk })
    #expect(try ArticleFixture.findings("公司证实工地停工。", language: "zh").events.contains { $0.type == "SUSPENSION" })
  }
}
