import ExtractionFixtures
import Models
import Testing

@Suite("Ends in Chinese")
struct ChineseEndTests {
  @Test(
    "an end that is refused, demanded or only talked about has not come",
    arguments: [
      ("秘鲁首相婉拒取消对智利的制裁。", "SANCTION_EASED", false), ("秘鲁首相拒绝评论后取消了对智利的制裁。", "SANCTION_EASED", true),
      ("秘鲁商会已恳请政府取消宵禁。", "EMERGENCY_LIFTED", false), ("秘鲁政府应商会请求，已取消宵禁。", "EMERGENCY_LIFTED", true),
      ("秘鲁要求涨工资的罢工周三结束。", "PROTEST_ENDED", true), ("秘鲁取消制裁的要求被驳斥。", "SANCTION_EASED", false),
    ])
  func ends(text: String, type: String, hasCome: Bool) throws {
    let hasEnded = try ArticleFixture.chineseEvents(text).contains {
      $0.type == type && $0.realis == .actual && !$0.negated
    }
    #expect(hasEnded == hasCome)
  }

  @Test("a strike whose end is refused or demanded goes on", arguments: ["秘鲁电工拒不结束罢工。", "秘鲁法院责令护士停止罢工。"])
  func goesOn(text: String) throws {
    #expect(try ArticleFixture.chineseEvents(text).contains { $0.type == "STRIKE" && $0.isLiveRisk })
  }

  @Test(
    "a strike or blockade that begins again after its end is live, and the end is not",
    arguments: [
      ("秘鲁司机的罢工周一结束后，周三再度罢工。", "STRIKE"), ("秘鲁罢工平息后教师又宣布罢工。", "STRIKE"),
      ("秘鲁封锁周一解除后，农民周三再次封路。", "SITE_BLOCKADE"),
    ])
  func beginsAgain(text: String, type: String) throws {
    let events = try ArticleFixture.chineseEvents(text)
    #expect(events.contains { $0.type == type && $0.isLiveRisk }, "\(events.map(\.type))")
    #expect(!events.contains { $0.type == "PROTEST_ENDED" && $0.realis == .actual })
  }

  @Test("the end of what has begun again is an end", arguments: ["秘鲁司机结束再次罢工。", "秘鲁司机周一结束罢工，不会再次罢工。"])
  func endOfFurther(text: String) throws {
    #expect(try !ArticleFixture.chineseEvents(text).contains { $0.type == "STRIKE" && $0.isLiveRisk })
  }

  @Test(
    "a negation of what somebody has to do with an event, or of another thing, neither denies nor reports the event",
    arguments: ["秘鲁海军没有介入政变。", "秘鲁司机没有加入罢工。", "秘鲁尚无团伙宣称绑架了工程师。", "秘鲁矿业部说，其他矿山没有罢工。"])
  func besideTheEvent(text: String) throws {
    #expect(try !ArticleFixture.chineseEvents(text).contains { $0.ledger == .risk })
  }

  @Test(
    "a negation of the event denies it, and of a wrong in law taking part is the wrong",
    arguments: ["秘鲁司机没有罢工。", "秘鲁内政部表示，没有发生绑架。", "秘鲁银行表示，没有参与洗钱。"])
  func ofTheEvent(text: String) throws {
    #expect(try ArticleFixture.chineseEvents(text).contains(where: \.negated))
  }

  @Test("an event since which something is so is past, unless its sentence dates it or a record shows that it goes on")
  func beginning() throws {
    for (text, type, isLive) in [
      ("秘鲁武装冲突以来，港口货运减少。", "ARMED_CLASH", false), ("秘鲁自周三罢工以来，出口下降。", "STRIKE", true),
      ("秘鲁疫情刷新暴发以来的单日最高纪录。", "EPIDEMIC", true), ("秘鲁矿工罢工周一以来持续。", "STRIKE", true),
      ("秘鲁矿工罢工以来，出口下降。", "STRIKE", false), ("秘鲁输油管线爆炸后自6月以来关闭。", "ACCIDENT", false),
    ] {
      let events = try ArticleFixture.chineseEvents(text)
      #expect(events.contains { $0.type == type && $0.isLiveRisk } == isLive, "\(text) \(events.map(\.realis))")
    }
  }

  @Test("what happened before the days of the news, by the row for them, and since which something is so is past")
  func daysOfNews() throws {
    for (days, isLive) in [("14", true), ("2", false)] {
      let events = try EventFixture.findings(
        "秘鲁一条输油管线自3月4日爆炸以来关闭。", dates: ["3月4日": "2026-03-04"], weight: ("lead_days", days)
      ).events
      #expect(events.contains { $0.type == "ACCIDENT" && $0.isLiveRisk } == isLive, "\(days)")
    }
  }

  @Test(
    "a strike that is announced for a day is imminent if it is said to keep to it, by the row for such words",
    arguments: [("秘鲁矿工的罢工将于周五举行。", Realis.threatened), ("秘鲁矿工的罢工将于周五如期举行。", .imminent)])
  func scheduled(text: String, expected: Realis) throws {
    #expect(try ArticleFixture.chineseEvents(text).first { $0.type == "STRIKE" }?.realis == expected)
  }

  @Test("whom a word ends a sanction against is its object, whether the end is reported or refused")
  func objectOfEnd() throws {
    for text in ["美国不会解除对秘鲁国家石油公司的制裁。", "美国维持对秘鲁国家石油公司的制裁。"] {
      let event = try #require(try ArticleFixture.chineseEvents(text).first { $0.type == "SANCTION" }, "\(text)")
      #expect(event.countries == ["PE"] && event.actors.contains { $0.role == .target }, "\(text)")
    }
  }

  @Test("a word that ends in the mark of an object but ends nothing has none")
  func noObjectOfEnd() throws {
    let events = try ArticleFixture.chineseEvents("应对伊朗袭击，以色列周三关闭领空。")
    let closure = try #require(events.first { $0.type == "ROUTE_CLOSURE" })
    #expect(!closure.actors.contains { $0.role == .target && $0.country == "IR" })
  }

  @Test("a mark of aspect after a verb changes no word of a pattern", arguments: ["取消对", "取消了对"])
  func aspect(verb: String) throws {
    #expect(
      try ArticleFixture.chineseEvents("秘鲁\(verb)智利的制裁。").contains {
        $0.type == "SANCTION_EASED" && $0.realis == .actual
      })
  }
}
