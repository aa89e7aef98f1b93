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
  /// The role of 浙江 in a text that names 秘鲁 before it; `classes` are the rows of `event-classes.tsv`.
  private func role(_ text: String, _ classes: [String]) throws -> ChineseLocations.Role? {
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
    let sentence = reader.read(0)
    return ChineseLocations(text: article, vocabulary: vocabulary, entities: entities.all).mentions(in: sentence).last?
      .role
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

  @Test("the table has the classes of such names")
  func committed() throws {
    let classes = try #require(EntityFixture.lexicon("zh").chinese).classes
    #expect(["others_mark", "firm_counter", "attributive_mark"].filter { classes[$0] == nil } == [])
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
      locations: ChineseLocations(text: article, vocabulary: vocabulary, entities: entities.all), datelines: [])
    let roles = EventFixture.spans(of: "24日", in: text).map { cues.role(of: DateMention(span: $0, date: nil)) }
    #expect(roles == [.statement, .event, .bound])
  }

  @Test("the roles of countries that were read with a sentence are not read again")
  func mentionsOfSentence() throws {
    let article = EntityFixture.article("工人在秘鲁罢工。", language: "zh")
    let vocabulary = ChineseVocabulary(try #require(EntityFixture.lexicon("zh").chinese))
    let entities = ChineseEntities(EntityFixture.findings("工人在秘鲁罢工。"))
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: entities)
    let locations = ChineseLocations(text: article, vocabulary: vocabulary, entities: entities.all)
    var sentence = reader.read(0)
    #expect(locations.mentions(in: sentence).map(\.country) == ["PE"])
    sentence.mentions = []
    #expect(locations.mentions(in: sentence).isEmpty)
  }
}
