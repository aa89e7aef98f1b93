import ExtractionFixtures
import Models
import Testing

@Suite("Tolls of Chinese events")
struct ChineseTollTests {
  @Test(
    "a sentence that only counts casualties belongs to the attack or accident before it, one of another time does not",
    arguments: [
      ("秘鲁一座大桥20日坍塌。消防局昨天确认5名工人罹难，14人受伤。", 5, 14), ("秘鲁一座大桥20日坍塌。2019年当地有9人罹难。", nil, nil),
      ("马里一处军营18日遇袭，致5人死亡。今年以来，当地袭击已致40人死亡。", 5, nil),
      ("马里一处军营18日遇袭，致5人死亡，这是今年以来最严重的袭击。另有1名平民死亡。", 5, nil),
      ("马里一处军营18日遇袭，这是今年以来最严重的袭击，造成5人死亡。另有1名平民死亡。", 5, nil),
      ("枪手18日在马里绑架三名工程师，一名保安身亡。", 1, nil),
    ] as [(String, Int?, Int?)])
  func tollOfNextSentence(body: String, deaths: Int?, injured: Int?) throws {
    let event = try #require(try ArticleFixture.chineseEvents(body).first { $0.ledger == .risk })
    #expect(event.deaths == deaths)
    #expect(event.injured == injured)
  }

  @Test(
    "lives that are taken are deaths, and those that are saved are not",
    arguments: [
      ("秘鲁一座大桥20日坍塌，夺去21条人命。", 21), ("秘鲁一座大桥20日坍塌，夺去17人性命。", 17), ("秘鲁一座大桥20日坍塌，夺走了9名工人的生命。", 9),
      ("秘鲁一座大桥20日坍塌，桥上12人无一生还。", 12), ("秘鲁一座大桥20日坍塌，救援队救出21条人命。", nil),
      ("秘鲁洪水20日夺走9名工人的性命。", 9), ("秘鲁洪水20日吞噬村庄危及300人的生命。", nil),
    ] as [(String, Int?)])
  func lives(body: String, deaths: Int?) throws {
    #expect(try #require(try ArticleFixture.chineseEvents(body).first { $0.ledger == .risk }).deaths == deaths)
  }

  @Test(
    "the total of a year beside an act's own toll in one sentence is not the act's, without one it is",
    arguments: [
      ("马里一座金矿18日遭武装分子袭击，造成3人死亡，今年以来类似袭击已致40人死亡。", 3, nil),
      ("今年以来类似袭击已致40人死亡，马里一座金矿18日遭武装分子袭击，造成3人死亡。", 3, nil),
      ("马里一座金矿18日遭武装分子袭击，致12人受伤，今年以来类似袭击已致40人死亡。", nil, 12),
      ("今年以来，马里金矿遭武装分子袭击已致40人死亡。", 40, nil),
      ("马里一座金矿18日遭武装分子袭击，造成5人死亡，这是今年以来最严重的袭击。", 5, nil),
      ("马里一座金矿18日遭武装分子袭击，造成3人死亡、12人受伤。", 3, 12),
    ] as [(String, Int?, Int?)])
  func totalInSentence(body: String, deaths: Int?, injured: Int?) throws {
    let event = try #require(try ArticleFixture.chineseEvents(body).first { $0.ledger == .risk })
    #expect(event.deaths == deaths)
    #expect(event.injured == injured)
  }
}
