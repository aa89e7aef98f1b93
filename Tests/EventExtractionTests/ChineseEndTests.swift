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

  @Test("a mark of aspect after a verb changes no word of a pattern", arguments: ["取消对", "取消了对"])
  func aspect(verb: String) throws {
    #expect(
      try ArticleFixture.chineseEvents("秘鲁\(verb)智利的制裁。").contains {
        $0.type == "SANCTION_EASED" && $0.realis == .actual
      })
  }
}
