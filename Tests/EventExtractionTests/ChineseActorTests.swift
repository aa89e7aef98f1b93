import ExtractionFixtures
import Models
import Testing

@Suite("Actors of Chinese events")
struct ChineseActorTests {
  private func risks(_ text: String, title: String? = nil) throws -> [Event] {
    try ArticleFixture.chineseEvents(text, title: title).filter { $0.ledger == .risk }
  }

  private func names(_ event: Event, _ role: EventActor.Role) -> [String] {
    event.actors.filter { $0.role == role }.map(\.text)
  }

  @Test(
    "a word for people with which a pattern begins acts, unless they complain or suffer",
    arguments: [
      ("渔民封锁港口抗议建坝计划。", "SITE_BLOCKADE", ["渔民"]), ("供应商抱怨业主拖欠货款。", "ARREARS", []),
      ("基多11月19日电 一名工程师18日晚被枪手打死。", "ARMED_CLASH", ["枪手"]),
    ])
  func subjects(text: String, type: String, sources: [String]) throws {
    let event = try #require(try risks(text).first { $0.type == type })
    #expect(names(event, .source) == sources)
  }

  @Test(
    "a country that acts in a clause suffers nothing in the next one, whatever the verb",
    arguments: ["马里终止合同，铜矿遇袭。", "马里收紧政策，铜矿遇袭。", "马里命令停工，铜矿遇袭。"])
  func actsBefore(text: String) throws {
    let attack = try #require(try risks(text).first { $0.type == "ATTACK_ON_PROJECT" })
    #expect(names(attack, .target) == ["铜矿"])
  }

  @Test(
    "who is named right after the word for after acts, rather than who is named before it",
    arguments: [
      ("马里停电后武装分子袭击金矿。", ["武装分子"]), ("乌干达军方撤离后叛军袭击铜矿。", ["叛军"]), ("叛军在停火后袭击铜矿。", ["叛军"]),
    ])
  func actsAfter(text: String, sources: [String]) throws {
    let attack = try #require(try risks(text).first { $0.type == "ATTACK_ON_PROJECT" })
    #expect(names(attack, .source) == sources)
  }

  @Test(
    "whoever is blamed for violence is its source, and whoever blames is not",
    arguments: [
      ("军方将这次袭击归咎于反政府武装。", ["反政府武装"]), ("军方指责叛军袭击了机场。", ["叛军"]), ("农会将停工归咎于政府。", []),
    ])
  func blame(text: String, sources: [String]) throws {
    #expect(try names(#require(try risks(text).first), .source) == sources)
  }

  @Test(
    "a site that is attacked is the target, and its country only where it is",
    arguments: [
      ("马里西部一座水电站遭无人机袭击，两名保安丧生。", [], ["水电站"]), ("尼日利亚中资水泥厂遭抢劫。", [], ["中资水泥厂"]),
      ("马里政府接管一座铜矿。", ["马里政府"], ["铜矿"]), ("印尼禁止铜矿出口。", ["印尼"], []),
    ])
  func sites(text: String, sources: [String], targets: [String]) throws {
    let event = try #require(try risks(text).first)
    #expect(names(event, .source) == sources)
    #expect(names(event, .target) == targets)
  }

  @Test("a newspaper's title and the countries in the name of a site are no actors")
  func titles() throws {
    let halt = try #require(try risks("据肯尼亚《民族日报》消息，一座铜矿停产。").first { $0.type == "SUSPENSION" })
    #expect(names(halt, .target).isEmpty)
    let delay = try #require(try risks("中泰高铁推迟通车。").first { $0.type == "DELAY" })
    #expect(delay.actors.isEmpty)
  }

  @Test("a body that reports is no actor, even if its abbreviation in brackets comes before the verb")
  func abbreviations() throws {
    let text = "秘鲁监狱管理局（SNAI）指出，部分囚犯在狱中混战。"
    #expect(try names(#require(try risks(text).first), .source).contains("监狱管理局") == false)
  }

  @Test("who orders a halt is its source, and the firm that owes is the debtor rather than who ends its licence")
  func orders() throws {
    let halt = try #require(try risks("赞比亚环境管理局对一家铜冶炼厂下达停产令。").first { $0.type == "SUSPENSION" })
    #expect(names(halt, .source) == ["赞比亚环境管理局"] && names(halt, .target) == ["冶炼厂"])
    let debt = try #require(try risks("几内亚矿业部吊销一家公司的采矿证，因其拖欠特许费。").first { $0.type == "ARREARS" })
    #expect(debt.actors.isEmpty)
  }

  @Test("a site that only follows another one in a list is no object, and one after the mark of an object is")
  func listedSites() throws {
    let rule = try #require(try risks("总统宣布进入紧急状态，军队接管港口与矿区周边的治安。").first { $0.type == "EMERGENCY_RULE" })
    #expect(names(rule, .target).isEmpty)
    let seized = try #require(try risks("马里政府将港口与矿区收归国有。").first { $0.type == "EXPROPRIATION" })
    #expect(names(seized, .target) == ["港口"])
  }

  @Test("a state whose site another state attacks is the target")
  func sitesOfStates() throws {
    let event = try #require(try risks("土耳其空袭叙利亚油田。").first)
    #expect(names(event, .source) == ["土耳其"] && names(event, .target) == ["叙利亚"])
  }

  @Test(
    "who gets a notice is its target and who sends it the source, but who acts on it is the source of that act",
    arguments: [
      ("中国公司收到秘鲁税务局的补税通知。", "TAX_CLAIM", ["秘鲁税务局"], ["中国公司"]),
      ("秘鲁政府收到公司的仲裁通知，随即吊销其许可证。", "LICENCE_REVOKED", ["秘鲁政府"], []),
      ("秘鲁政府收到公司的仲裁通知后吊销其许可证。", "LICENCE_REVOKED", ["秘鲁政府"], []),
    ])
  func receivers(text: String, type: String, sources: [String], targets: [String]) throws {
    let event = try #require(try risks(text).first { $0.type == type })
    #expect(names(event, .source) == sources)
    #expect(names(event, .target) == targets)
  }

  @Test("people whose number is dead or hurt are the target of an accident, and people who are unhurt are not")
  func casualties() throws {
    #expect(try names(#require(try risks("坍塌事故造成三名工人死亡。").first), .target) == ["工人"])
    #expect(try names(#require(try risks("坍塌事故未造成人员伤亡。").first), .target).isEmpty)
  }

  @Test(
    "a headline's country is replaced by its body that the report says acted, not by others of the country",
    arguments: [("马里宪兵周一在一座金矿带走四名高管。", "马里宪兵"), ("马里商会周一呼吁释放四名高管。", "马里")])
  func bodies(body: String, source: String) throws {
    let event = try #require(try risks(body, title: "马里扣押四名高管").first { $0.type == "STAFF_DETAINED" })
    #expect(names(event, .source) == [source])
  }

  @Test("whom a later sentence holds responsible is the source of the headline's attack")
  func allegedDoers() throws {
    let event = try #require(try risks("马里一座金矿遭无人机袭击。军方称这是叛军所为。", title: "一座金矿遭无人机袭击").first)
    #expect(names(event, .source) == ["叛军"])
  }

  @Test(
    "who is blamed for something else, elsewhere or at another time did not do the headline's attack",
    arguments: [
      ("军方指责叛军发动这次袭击。", ["叛军"]), ("政府指责反对派发动罢工。枪手仍在逃。", []), ("尼日利亚军方指责叛军发动袭击。", []),
      ("军方指责叛军去年发动袭击。", []), ("另外，尼日利亚一个村庄遭枪手袭击。", []),
    ])
  func blamedForAnother(report: String, sources: [String]) throws {
    let body = "马里一座金矿20日遭无人机袭击。" + report
    let event = try #require(try risks(body, title: "马里一座金矿遭无人机袭击").first { $0.type == "ATTACK_ON_PROJECT" })
    #expect(names(event, .source) == sources)
  }

  @Test(
    "who attacks elsewhere took no hostages, but who attacks them before they are taken did",
    arguments: [("另外，布基纳法索一个村庄遭枪手袭击。", []), ("车队遭枪手伏击后三人被绑走。", ["枪手"])])
  func abductors(report: String, sources: [String]) throws {
    let body = "马里三名工程师20日被绑架。" + report
    let event = try #require(try risks(body, title: "马里三名工程师被绑架").first { $0.type == "ABDUCTION" })
    #expect(names(event, .source) == sources)
  }

  @Test(
    "people hurt in another country or year are no target of the headline's accident",
    arguments: [
      ("事故造成9名工人死亡。", ["工人"]), ("2019年当地矿难造成9名矿工死亡。", []), ("智利矿难造成9名矿工死亡。", []),
    ])
  func hurtInAnother(report: String, targets: [String]) throws {
    let event = try #require(try risks("大桥20日坍塌。" + report, title: "秘鲁一座大桥坍塌").first)
    #expect(names(event, .target) == targets)
  }

  @Test("a headline's act takes the doer whom the report names, unless the headline has that actor on its other side")
  func sidesOfReport() throws {
    let revoked = try #require(
      try risks("马里政府没收了一批设备。", title: "马里一座金矿的采矿证被吊销").first { $0.type == "LICENCE_REVOKED" })
    #expect(names(revoked, .source) == ["马里政府"])
    let suit = try #require(
      try risks("马里吊销天海锂业的采矿证。", title: "天海锂业在马里提起诉讼").first { $0.type == "LITIGATION" })
    #expect(names(suit, .source) == ["天海锂业"] && names(suit, .target).isEmpty)
  }

  @Test("the firm that the report names is the target, rather than the site of the headline")
  func firmsRatherThanSites() throws {
    let event = try #require(
      try risks("马里矿业部吊销了天海锂业的采矿证。", title: "马里吊销一座金矿的采矿证").first { $0.type == "LICENCE_REVOKED" })
    #expect(names(event, .target) == ["天海锂业"])
  }

  @Test("of many headings only the first are read", arguments: [(1, ["叛军"]), (20, [])])
  func headings(fillers: Int, sources: [String]) throws {
    let lines = Array(repeating: "现场照片", count: fillers) + ["外界归咎于叛军", "金矿周围道路仍然关闭。"]
    let event = try #require(
      try risks(lines.joined(separator: "\n\n"), title: "马里一座金矿遭袭击").first { $0.type == "ATTACK_ON_PROJECT" })
    #expect(names(event, .source) == sources)
  }

  @Test("a town and a date before a dash are a dateline, but not before another day")
  func dashes() throws {
    let sent = try #require(try risks("路透利马11月19日 - 厄瓜多尔一座金矿18日遭武装人员袭击。").first)
    #expect(sent.countries == ["EC"] && sent.place == nil)
    let lasting = try #require(try risks("利马11月19日—20日爆发示威。").first { $0.type == "PROTEST" })
    #expect(lasting.place == "利马")
  }

  @Test("an outlet's country does nothing that it reports")
  func outlets() throws {
    let event = try #require(try risks("肯尼亚媒体报道，内罗毕爆发抗议。").first { $0.type == "PROTEST" })
    #expect(names(event, .source).isEmpty)
  }

  @Test("a mark of the object counts before a country whose first character makes a word with it")
  func objectMarks() throws {
    let event = try #require(try risks("欧盟对白俄罗斯实施制裁。").first { $0.type == "SANCTION" })
    #expect(names(event, .source) == ["欧盟"] && names(event, .target) == ["白俄罗斯"])
  }
}
