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
}
