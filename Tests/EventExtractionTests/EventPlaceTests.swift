import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import Testing

/// One story of `Tests/Fixtures/english/where.tsv`.
struct PlacedStory: Sendable, CustomTestStringConvertible {
  let countries: [String]
  let title: String
  let body: String

  var testDescription: String { title }

  static func all() throws -> [PlacedStory] {
    let path = EntityFixture.root.appending(path: "Tests/Fixtures/english/where.tsv").path
    return try Table(path: path, columns: ["countries", "title", "body"]).rows.map {
      PlacedStory(
        countries: $0["countries"].split(separator: "|").map(String.init), title: $0["title"], body: $0["body"])
    }
  }
}

@Suite("Where events happen")
struct EventPlaceTests {
  @Test(
    "Every risk lies where it happened, not where owners, builders, flags, speakers or victims are from",
    arguments: try PlacedStory.all())
  func everyRiskLiesWhereItHappened(_ story: PlacedStory) throws {
    let findings = try ArticleFixture.findings(story.body, title: story.title, language: "en")
    let risks = findings.events.filter {
      $0.ledger == .risk && !$0.negated && [.actual, .imminent].contains($0.realis)
    }
    #expect(risks.contains { !Set($0.countries).isDisjoint(with: story.countries) })
    for risk in risks where !risk.countries.isEmpty {
      #expect(!Set(risk.countries).isDisjoint(with: story.countries), "\(risk.type) lies in \(risk.countries)")
    }
  }

  @Test(
    "A house named after a country lies anywhere",
    arguments: ["the Hotel Colombia", "the Restaurant Jordan", "the Hotel in Colombia"])
  func aHouseIsNoCountry(_ house: String) throws {
    let findings = try ArticleFixture.findings(
      "A fire at \(house) killed two guests.", title: "", published: "2026-11-20T08:00:00Z", language: "en")
    let accident = try #require(findings.events.first { $0.type == "ACCIDENT" })
    #expect(accident.countries == (house.hasSuffix("in Colombia") ? ["CO"] : []))
  }

  @Test("A country that only owns a name in the sentence before is not where it happened")
  func anOwnerIsNoPlace() throws {
    let findings = try ArticleFixture.findings(
      "Residents blocked the road to a copper mine in Peru on Thursday. The mine is owned by China's Honglu Metals. "
        + "Two police officers were hurt when protesters threw stones.", language: "en")
    let riot = try #require(findings.events.first { $0.type == "RIOT" })
    #expect(riot.countries == ["PE"])
  }

  @Test("A headline that leaves the place open takes it from the report below it")
  func aHeadlineTakesItsPlaceFromTheReport() throws {
    let findings = try ArticleFixture.findings(
      "Five engineers were killed when gunmen attacked their bus near Quetta in Pakistan.",
      title: "Beijing condemns killing of engineers", language: "en")
    let clashes = findings.events.filter { $0.category == "SEC" && $0.ledger == .risk }
    #expect(clashes.map(\.countries) == [["PK"]])
  }
}
