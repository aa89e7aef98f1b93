import ExtractionFixtures
import Models
import Testing

@Suite("Actors of Chinese events")
struct ChineseActorTests {
  private func risks(_ text: String, title: String? = nil) throws -> [Event] {
    try ArticleFixture.findings(text, title: title, published: "2026-11-20T08:00:00Z", language: "zh").events
      .filter { $0.ledger == .risk }
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
    "who is blamed for violence is its source, and who blames is none",
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
