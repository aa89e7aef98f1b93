import ExtractionFixtures
import Foundation
import Models
import Testing

@testable import EntityExtraction

struct ProjectTests {
  static let register = [
    Project(
      id: "chancay-port", name: "Chancay Port", aliases: ["Qiankai Port", "chancay-port project", "钱凯港"],
      countries: ["PE"], sector: "port"),
    Project(id: "clmt", name: "China–Laos–Thailand–Malaysia train", countries: ["LA", "TH", "MY"], sector: "railway"),
    Project(id: "whoosh", name: "Jakarta–Bandung High-Speed Railway", countries: ["ID"], sector: "railway"),
  ]

  @Test(
    "registered projects are found under their names, aliases and spellings",
    arguments: [
      ("The Chancay Port opened.", "chancay-port", [ProjectMention.Flag]()),
      ("The Port of Chancay opened.", "chancay-port", []), ("The Chancay-Port Project grew.", "chancay-port", []),
      ("The Qiankai Port Project was put into use.", "chancay-port", [.aliasNormalised]),
      ("钱凯港正式开港。", "chancay-port", [.aliasNormalised]),
      ("The Jakarta-Bandung high-speed railway runs.", "whoosh", []),
      ("The Jakarta Bandung High Speed Railway runs.", "whoosh", []),
      ("The China-Laism-Thai-Malaysia cross-border railway train set off.", "clmt", [.translationDefect]),
    ])
  func registered(text: String, id: String, flags: [ProjectMention.Flag]) {
    let found = EntityFixture.findings(text, register: Self.register).projects
    #expect(found.map(\.id) == [id])
    #expect(found.first?.flags == flags)
    #expect(found.first?.canonical == Self.register.first { $0.id == id }?.name)
  }

  @Test(
    "projects that nobody registered are found by their form",
    arguments: [
      ("Work on the Rask dam in Kenya stopped.", "Rask dam", "hydropower", ["KE"]),
      (
        "The China-Kyrgyzstan-Uzbekistan railway project began.", "China-Kyrgyzstan-Uzbekistan railway project",
        "railway", ["CN", "KG", "UZ"]
      ),
      ("The Jakarta-Bandung high-speed railway opened.", "Jakarta-Bandung high-speed railway", "railway", ["ID"]),
      ("The Simandou iron ore project in Guinea grew.", "Simandou iron ore project", "mine", ["GN"]),
    ])
  func unregistered(text: String, name: String, sector: String, countries: [String]) {
    let found = EntityFixture.findings(text).projects
    #expect(found.map(\.span.text) == [name])
    #expect(found.first?.sector == sector && found.first?.countries == countries && found.first?.id == nil)
  }

  @Test("the builder's country does not count in a chain of countries, and the table says which it is")
  func builder() throws {
    let text = "The China-Laism-Thai-Malaysia cross-border railway train set off."
    let moved = try EntityFixture.findings(
      text, register: Self.register, changing: [("reading-constants.tsv", "builder\tCN", "builder\tFR")])
    #expect(EntityFixture.findings(text, register: Self.register).projects.map(\.id) == ["clmt"])
    #expect(moved.projects.map(\.id) == [nil])
  }

  @Test("a noun whose row says so is a name without another one before it")
  func alone() throws {
    let text = "Students of the Luban Workshop in Kenya built a lathe."
    let moved = try EntityFixture.findings(
      text, register: [],
      changing: [
        (
          "en/project-nouns.tsv", "Luban workshop\teducation\theart\ttraditional\tstrong\tyes",
          "Luban workshop\teducation\theart\ttraditional\tstrong\tno"
        )
      ])
    #expect(EntityFixture.findings(text).projects.map(\.span.text) == ["Luban Workshop"])
    #expect(moved.projects.isEmpty)
  }

  @Test("a defect of translation hides no country")
  func defect() {
    let found = EntityFixture.findings("The China-Laism-Thai-Malaysia cross-border railway train set off.")
    #expect(found.projects.first?.countries == ["CN", "LA", "TH", "MY"])
    #expect(Set(found.countries.map(\.code)) == ["CN", "LA", "TH", "MY"])
  }

  @Test("the seed names nine countries and no other, and no trap is taken")
  func seed() throws {
    let text = try String(
      contentsOf: EntityFixture.root.appending(path: "Tests/Fixtures/seed/article.txt"), encoding: .utf8)
    let found = EntityFixture.findings(text)
    #expect(Set(found.countries.map(\.code)) == ["CN", "PE", "ID", "KG", "UZ", "LA", "TH", "MY", "SG"])
    let traps: Set = ["the times", "times", "aa", "news", "west", "the west", "laism"]
    #expect(found.organisations.allSatisfy { !traps.contains($0.span.text.lowercased()) })
    #expect(found.places.allSatisfy { !traps.contains($0.span.text.lowercased()) })
    #expect(found.projects.contains { $0.span.text == "Qiankai Port Project" && $0.countries.contains("PE") })
  }
}
