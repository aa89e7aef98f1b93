import Models
import Testing

@testable import RiskScoring

/// Reports that name only a country, beside reports of the same incident that name the place.
@Suite("What names an incident")
struct NamingTests {
  private static let mali = SubjectKey(.country, "ML")

  /// A report of something in Mali; without a place it names only the country.
  struct Told: Sendable {
    var article: String
    var type: String
    var place: String?
    var grade = Source.Grade.b
    var deaths: Int?
    var actors: [EventActor] = []
    var owner: String?
    var quote = "Gunmen attacked."
  }

  /// Folds these reports, published an hour after each other.
  private func bench(_ reports: [Told]) throws -> Bench {
    let bench = Bench()
    for (hour, told) in reports.enumerated() {
      let time = noon.adding(hours: hour)
      try bench.fold(
        signal(
          told.type, article: told.article, subject: Self.mali, published: time, time: time, owner: told.owner,
          grade: told.grade, claim: .media, quote: told.quote, project: nil, place: told.place, country: "ML",
          actors: told.actors, deaths: told.deaths), at: time)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: reports.count)), at: noon)
    return bench
  }

  private func incident(_ reports: [Told]) throws -> Contribution {
    let incidents = try bench(reports).incidents(Self.mali)
    #expect(incidents.count == 1)
    return try #require(incidents.first)
  }

  @Test(
    "a report of a country confirms an event at a place if it agrees with it, and never names it, in either order",
    arguments: [
      ("another type", "ARMED_CLASH", nil, nil, 1), ("the same type", "VIOLENCE", nil, nil, 2),
      ("a common body", "ARMED_CLASH", "Harbour Front", nil, 2), ("the same deaths", "ARMED_CLASH", nil, 3, 2),
      ("like deaths", "ARMED_CLASH", nil, 9, 2), ("many more deaths", "ARMED_CLASH", nil, 10, 1),
    ] as [(String, String, String?, Int?, Int)])
  func countryOnly(name: String, type: String, actor: String?, deaths: Int?, sources: Int) throws {
    let captors = [EventActor(role: .source, text: "Harbour Front", kind: .military)]
    let placed = Told(article: "placed", type: "VIOLENCE", place: "Gao", deaths: 3, actors: captors)
    let vague = Told(article: "vague", type: type, deaths: deaths, actors: actor == nil ? [] : captors)
    for reports in [[placed, vague], [vague, placed]] {
      let found = try incident(reports)
      #expect(found.type == "VIOLENCE" && found.reports == 2 && found.sources == sources, "\(name)")
      #expect(found.evidence.first?.articleId == "placed", "\(name)")
      // What counts as a source is quoted after it, and what reports more deaths.
      let isQuoted = found.evidence.dropFirst().contains { $0.articleId == "vague" }
      #expect(isQuoted == (sources == 2 || (deaths ?? 0) > 3), "\(name)")
    }
  }

  @Test("two agencies that name only the country keep their score, sources and type beside a blog that names a town")
  func betterSupported() throws {
    let wires = ["w1", "w2"].map { Told(article: $0, type: "ARMED_CLASH", grade: .a, deaths: 40) }
    let blog = Told(article: "blog", type: "VIOLENCE", place: "Gao", grade: .f, deaths: 2)
    let alone = try incident(wires)
    for place in 0...2 {
      var reports = wires
      reports.insert(blog, at: place)
      let found = try incident(reports)
      #expect(found.type == "ARMED_CLASH" && found.sources == 3 && found.c >= alone.c, "\(place)")
      // What later reports add to the first one counts only in part.
      #expect(place == 0 || found.x >= alone.x, "\(place)")
    }
    let town = Told(article: "town", type: "VIOLENCE", place: "Gao", grade: .a, deaths: 38)
    let second = Told(article: "second", type: "VIOLENCE", place: "Gao", grade: .a, deaths: 38)
    let placed = try incident(wires + [town, second])
    #expect(placed.type == "VIOLENCE" && placed.sources == 4 && placed.evidence.first?.articleId == "town")
  }

  @Test(
    "a report that names the place leaves the severity of one of the country that agrees with it, in either order",
    arguments: [("like deaths", 6, true), ("nothing in common", nil, false)] as [(String, Int?, Bool)])
  func severity(name: String, deaths: Int?, isSevere: Bool) throws {
    let vague = Told(article: "vague", type: "ARMED_CLASH", grade: .a, deaths: deaths)
    let placed = Told(article: "placed", type: "VIOLENCE", place: "Gao", grade: .a, deaths: 6)
    for reports in [[vague, placed], [placed, vague]] {
      let bench = try bench(reports)
      let found = try #require(bench.incidents(Self.mali).first)
      #expect(found.type == "VIOLENCE" && found.evidence.first?.articleId == "placed", "\(name)")
      let last = bench.warnings.last { $0.lane == .severity }
      #expect((last.map { $0.change != .cleared && $0.level == .warning } ?? false) == isSevere, "\(name)")
    }
  }

  @Test("what analysts say of a country neither names nor confirms a raid on a mine there, whichever comes first")
  func analysts() throws {
    let mine = Told(
      article: "mine", type: "ARMED_CLASH", place: "Kalembe", quote: "Gunmen raided the Kalembe mine and took five men."
    )
    let analysts = Told(
      article: "analysts", type: "ATTACK_ON_PROJECT", quote: "Miners in Mali came under attack from analysts.")
    for reports in [[mine, analysts], [analysts, mine]] {
      let bench = try bench(reports)
      let found = try #require(bench.incidents(Self.mali).first)
      #expect(found.type == "ARMED_CLASH" && found.sources == 1 && found.evidence.map(\.articleId) == ["mine"])
      let warning = try #require(bench.warnings.last { $0.lane == .severity })
      #expect(warning.evidence.map(\.articleId) == ["mine"] && warning.sourceCount == 1 && warning.unconfirmed)
    }
  }

  @Test("an outlet that first names the country and then the place is one voice, quoted with the place")
  func oneOwner() throws {
    let vague = Told(article: "vague", type: "ARMED_CLASH", deaths: 4, owner: "daily")
    let placed = Told(article: "placed", type: "VIOLENCE", place: "Gao", deaths: 4, owner: "daily")
    for reports in [[vague, placed], [placed, vague]] {
      let found = try incident(reports)
      #expect(found.sources == 1 && found.type == "VIOLENCE" && found.evidence.map(\.articleId) == ["placed"])
    }
  }

  @Test("a text keeps its place where a further article shows it to be a copy of a text of the country")
  func bridgedCopies() throws {
    let bench = Bench()
    let reports: [(String, String?, UInt64)] = [("vague", nil, 0), ("placed", "Gao", 0b1111), ("bridge", nil, 0b11)]
    for (hour, (article, place, fingerprint)) in reports.enumerated() {
      let time = noon.adding(hours: hour)
      guard
        case .event(var event) = signal(
          place == nil ? "ARMED_CLASH" : "VIOLENCE", article: article, subject: Self.mali, published: time, time: time,
          grade: .b, claim: .media, project: nil, place: place, country: "ML")
      else { continue }
      event.family = String(fingerprint, radix: 16)
      try bench.fold(.event(event), at: time)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 3)), at: noon)
    let found = try #require(bench.incidents(Self.mali).first)
    #expect(found.sources == 1 && found.type == "VIOLENCE" && found.evidence.map(\.articleId) == ["placed"])
  }

  @Test("a text with an event at a place and one of the country is quoted with the former, in either order")
  func oneArticle() throws {
    for ids in [("e1", "e2"), ("e2", "e1")] {
      let bench = Bench()
      let events: [(String, String, String?)] = [(ids.0, "VIOLENCE", "Gao"), (ids.1, "ARMED_CLASH", nil)]
      for (id, type, place) in events {
        try bench.fold(
          signal(
            type, subject: Self.mali, grade: .b, claim: .media, project: nil, place: place, country: "ML", event: id),
          at: noon)
      }
      try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
      let found = try #require(bench.incidents(Self.mali).first)
      #expect(found.sources == 1 && found.type == "VIOLENCE" && found.evidence.map(\.type) == ["VIOLENCE"], "\(ids)")
    }
  }
}
