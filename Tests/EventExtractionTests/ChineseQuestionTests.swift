import ExtractionFixtures
import Models
import Testing

@Suite("Questions in Chinese")
struct ChineseQuestionTests {
  private func realis(_ text: String, of type: String) throws -> [Realis] {
    try ArticleFixture.chineseEvents(text).filter { $0.type == type }.map(\.realis)
  }

  @Test(
    "an event of which a text only asks whether it happened is conditional, beside a question it is actual",
    arguments: [
      ("武装分子周一袭击了秘鲁的金矿吗？", Realis.conditional), ("“武装分子周一袭击了秘鲁的金矿吗？”", .conditional),
      ("武装分子周一是否袭击了秘鲁的金矿？", .conditional), ("武装分子周一有没有袭击秘鲁的金矿？", .conditional),
      ("“武装分子周一袭击了秘鲁的金矿。”", .actual), ("武装分子周一袭击了秘鲁的金矿，安全还有保障吗？", .actual),
      ("武装分子周一袭击秘鲁的金矿，当时没有警察。", .actual), ("谁袭击了秘鲁的金矿？", .actual),
    ])
  func asked(text: String, expected: Realis) throws {
    #expect(try realis(text, of: "ATTACK_ON_PROJECT") == [expected])
  }

  @Test("morphine, which contains a word of questions, asks nothing")
  func longerWord() throws {
    #expect(try realis("武装分子周一袭击了秘鲁的一座药厂抢走吗啡。", of: "ARMED_CLASH") == [.actual])
  }
}
