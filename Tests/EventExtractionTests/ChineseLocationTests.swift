import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import TestSupport
import Testing
import TextAnalysis

@testable import EventExtraction

/// Roles of places, with small tables of the tests' own.
@Suite("Where a Chinese sentence says that things happen")
struct ChineseLocationTests {
  /// The role of 浙江 in that sentence of a text that names 秘鲁 before it; `classes` are the rows of `event-classes.tsv`.
  private func role(_ text: String, _ classes: [String], sentence: Int = 0) throws -> ChineseLocations.Role? {
    let tables = [
      "xx/event-patterns.tsv": "type\tpattern\twith\twithout\tconfidence\tframe\nSUSPENSION\t停工\t-\t-\t0.8\thappen\n",
      "xx/event-classes.tsv": "class\twords\n" + classes.map { $0 + "\n" }.joined(),
    ]
    let lexicon = try #require(
      try withFiles(tables) { folder in
        try ChineseLexicon(
          LanguageFolders(directory: folder, names: ["xx"]), types: EntityFixture.reference.riskModel.types)
      })
    let vocabulary = ChineseVocabulary(lexicon)
    let article = EntityFixture.article(text, language: "zh")
    var findings = Findings()
    for (name, country, kind) in [("秘鲁", "PE", Place.Kind.country), ("浙江", "CN", .region)] {
      let start = text[..<(try #require(text.range(of: name))).lowerBound].utf8.count
      findings.places.append(
        Place(span: article.span(start, start + name.utf8.count), country: country, kind: kind))
    }
    let entities = ChineseEntities(findings)
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: entities)
    let weights = EntityFixture.lexicon("zh").events.semantics.weights
    return ChineseLocations(text: article, vocabulary: vocabulary, entities: entities.all, weights: weights)
      .mentions(in: reader.read(sentence)).last?.role
  }

  @Test(
    "a place that begins the name of the first of several firms is where they are from, by the rows for such names",
    arguments: [
      ("秘鲁要求浙江永丰等五家工厂停工。", ["others_mark\t等", "firm_counter\t家"], ChineseLocations.Role.nationality),
      ("秘鲁要求浙江永丰等五家工厂停工。", ["others_mark\t类", "firm_counter\t家"], .location),
      ("秘鲁要求浙江永丰等五家工厂停工。", ["others_mark\t等", "firm_counter\t间"], .location),
      ("秘鲁要求浙江的永丰等五家工厂停工。", ["others_mark\t等", "firm_counter\t家"], .nationality),
      ("秘鲁要求浙江的永丰等五家工厂停工。", ["others_mark\t等", "firm_counter\t家", "attributive_mark\t的"], .location),
    ])
  func firms(text: String, classes: [String], expected: ChineseLocations.Role) throws {
    #expect(try role(text, classes) == expected)
  }

  @Test(
    "a place before a firm that speaks, or has a name by its industry, is the home of the firm, by the rows for firms",
    arguments: [
      ("秘鲁停工。浙江一家路桥建设企业说，工地停工。", ["company\t企业", "speech\t说"], ChineseLocations.Role.nationality),
      ("秘鲁停工。浙江一家路桥建设企业说，工地停工。", ["company\t企业"], .location),
      ("秘鲁停工。浙江一家路桥建设企业停工。", ["company\t企业", "speech\t说"], .location),
      ("秘鲁停工。浙江铜业的工地停工。", ["firm_name\t铜业", "attributive_mark\t的"], .nationality),
      ("秘鲁停工。浙江铜业的工地停工。", ["firm_name\t锂业", "attributive_mark\t的"], .location),
      ("秘鲁停工。浙江铜业工地停工。", ["firm_name\t铜业", "attributive_mark\t的"], .location),
    ])
  func homes(text: String, classes: [String], expected: ChineseLocations.Role) throws {
    #expect(try role(text, classes, sentence: 1) == expected)
  }

  @Test(
    "the town of the hospital to which people are taken is only where they go, by the row for hospitals",
    arguments: [
      ("秘鲁停工。伤者送往浙江市医院。", ["destination\t送往", "locus\t市", "hospital\t医院"], ChineseLocations.Role.nationality),
      ("秘鲁停工。伤者送往浙江市医院。", ["destination\t送往", "locus\t市"], .location),
      ("秘鲁停工。浙江市医院停工。", ["destination\t送往", "locus\t市", "hospital\t医院"], .location),
    ])
  func hospitals(text: String, classes: [String], expected: ChineseLocations.Role) throws {
    #expect(try role(text, classes, sentence: 1) == expected)
  }

  @Test(
    "a town in a locative phrase is the place, rather than a river with a town's name or a firm's home before it",
    arguments: [
      ("在赞比亚卢萨卡市附近的卡富埃河19日翻船，3人死亡。", ["ZM"], "卢萨卡"), ("赞比亚卡富埃河19日翻船，3人死亡。", ["ZM"], "卡富埃"),
      ("湖北的铜业在赞比亚的工厂19日爆炸，3人死亡。", ["ZM"], nil), ("湖北铜业在赞比亚卢萨卡的工厂19日爆炸，3人死亡。", ["ZM"], "卢萨卡"),
      ("湖北一座工厂19日爆炸，3人死亡。", ["CN"], "湖北"),
    ] as [(String, [String], String?)])
  func places(text: String, countries: [String], place: String?) throws {
    let event = try #require(try ArticleFixture.chineseEvents(text).first { $0.type == "ACCIDENT" })
    #expect(event.countries == countries && event.place == place)
  }

  @Test(
    "countries that a word counts before people are theirs, but not after a locative word, across a clause or a verb",
    arguments: [
      ("武装分子绑架马里、尼日尔两国工程师。", "ML", true), ("武装分子绑架马里和尼日尔两国工程师。", "ML", true),
      ("在马里、尼日尔两国企业遭袭。", "ML", false), ("在海地多国维和人员遇袭。", "HT", false),
      ("爆炸发生在马里，尼日尔、乍得两国工人受伤。", "ML", false), ("法国制裁马里、尼日尔两国企业。", "FR", false),
      ("法国对马里、尼日尔两国企业实施制裁。", "FR", false), ("武装分子袭击驻马里、尼日尔两国使馆。", "ML", false),
    ])
  func nations(text: String, country: String, isTheirs: Bool) throws {
    let article = EntityFixture.article(text, language: "zh")
    let vocabulary = ChineseVocabulary(try #require(EntityFixture.lexicon("zh").chinese))
    let entities = ChineseEntities(EntityFixture.findings(text))
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: entities)
    let mentions = ChineseLocations(
      text: article, vocabulary: vocabulary, entities: entities.all,
      weights: EntityFixture.lexicon("zh").events.semantics.weights
    ).mentions(in: reader.read(0))
    let mention = try #require(mentions.first { $0.country == country }, "\(text)")
    #expect((mention.role == .nationality) == isTheirs, "\(text)")
  }

  @Test("the table has the classes of such names")
  func committed() throws {
    let classes = try #require(EntityFixture.lexicon("zh").chinese).classes
    let needed = [
      "others_mark", "firm_counter", "attributive_mark", "firm_name", "hospital", "after_mark", "water", "nations",
    ]
    #expect(needed.filter { classes[$0] == nil } == [])
  }

  @Test("a day has the role that its own sentence gives it, and none in a sentence that is not read")
  func roleOfDay() throws {
    let text = "警方24日说，矿工遭绑架。矿工24日遭绑架。警方24日说，矿工遭绑架。"
    let article = EntityFixture.article(text, language: "zh")
    let vocabulary = ChineseVocabulary(try #require(EntityFixture.lexicon("zh").chinese))
    let entities = ChineseEntities(Findings())
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: entities)
    let cues = ChineseCues(
      sentences: (0..<2).map { reader.read($0) },
      locations: ChineseLocations(
        text: article, vocabulary: vocabulary, entities: entities.all,
        weights: EntityFixture.lexicon("zh").events.semantics.weights), datelines: [])
    let roles = EventFixture.spans(of: "24日", in: text).map { cues.role(of: DateMention(span: $0, date: nil)) }
    #expect(roles == [.statement, .event, .bound])
  }

  @Test("the roles of countries that were read with a sentence are not read again")
  func mentionsOfSentence() throws {
    let article = EntityFixture.article("工人在秘鲁罢工。", language: "zh")
    let vocabulary = ChineseVocabulary(try #require(EntityFixture.lexicon("zh").chinese))
    let entities = ChineseEntities(EntityFixture.findings("工人在秘鲁罢工。"))
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: entities)
    let locations = ChineseLocations(
      text: article, vocabulary: vocabulary, entities: entities.all,
      weights: EntityFixture.lexicon("zh").events.semantics.weights)
    var sentence = reader.read(0)
    #expect(locations.mentions(in: sentence).map(\.country) == ["PE"])
    sentence.mentions = []
    #expect(locations.mentions(in: sentence).isEmpty)
  }
}
