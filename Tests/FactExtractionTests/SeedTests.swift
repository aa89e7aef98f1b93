import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import Testing

@testable import FactExtraction

/// The user's own article against its gold: the floors of the extraction, and what must not be there.
@Suite struct SeedTests {
  private struct Gold: Decodable {
    var id: String
    var kind: String
    var quote: String?
    var byteStart: Int?
    var byteEnd: Int?
    var unit: String?
    var comparator: String?
    var milestone: String?
    var date: String?
    var countries: [String]?
    /// A number for quantities, something else for other kinds.
    var number: Double?

    enum CodingKeys: String, CodingKey {
      case id, kind, quote, byteStart, byteEnd, unit, comparator, milestone, date, countries
      case number = "value"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      id = try fields.decode(String.self, forKey: .id)
      kind = try fields.decode(String.self, forKey: .kind)
      quote = try fields.decodeIfPresent(String.self, forKey: .quote)
      byteStart = try fields.decodeIfPresent(Int.self, forKey: .byteStart)
      byteEnd = try fields.decodeIfPresent(Int.self, forKey: .byteEnd)
      unit = try? fields.decodeIfPresent(String.self, forKey: .unit)
      comparator = try? fields.decodeIfPresent(String.self, forKey: .comparator)
      milestone = try? fields.decodeIfPresent(String.self, forKey: .milestone)
      date = try? fields.decodeIfPresent(String.self, forKey: .date)
      countries = try? fields.decodeIfPresent([String].self, forKey: .countries)
      number = try? fields.decodeIfPresent(Double.self, forKey: .number)
    }

    func meets(_ span: TextSpan) -> Bool { span.start < byteEnd ?? 0 && byteStart ?? 0 < span.end }
  }

  private static func file(_ name: String) throws -> String {
    try String(contentsOf: EntityFixture.root.appending(path: "Tests/Fixtures/seed/\(name)"), encoding: .utf8)
  }

  private static let gold: Result<[Gold], any Error> = Result {
    try file("gold.jsonl").split(separator: "\n").map { line in
      try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
    }
  }

  private static let facts: Result<FactsDocument, any Error> = Result {
    let reference = try ReferenceData(directory: EntityFixture.root.appending(path: "Shared/ReferenceData").path)
    let seed = NormalisedArticle(articleId: "seed", text: try file("article.txt"), language: "en", contentHash: "seed")
    return try FactExtractor(reference: reference, register: ProjectRegister([])).facts(of: seed, revision: 1)
  }

  private func gold(_ kind: String) throws -> [Gold] { try Self.gold.get().filter { $0.kind == kind } }

  private func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init))
  }

  @Test("All 17 quantities of the seed are read with value and comparator, in at most 40")
  func quantities() throws {
    let found = try Self.facts.get().quantities
    let missing = try gold("quantity").filter { gold in
      let value: Double = (gold.number ?? .nan) * (gold.unit == "fraction" ? 100 : 1)
      let comparator = gold.comparator ?? "eq"
      return !found.contains { (quantity: Quantity) -> Bool in
        let isClose = abs(quantity.value - value) <= 1e-6 * max(1, abs(value))
        return isClose && gold.meets(quantity.span) && quantity.comparator.rawValue == comparator
      }
    }
    #expect(missing.map(\.id) == [])
    #expect(found.count <= 40)
    #expect(Set(found.map { [$0.span.start, $0.span.end] }).count == found.count)
    #expect(
      found.allSatisfy { (quantity: Quantity) -> Bool in
        !["first", "third", "fourth", "20th", "one", "two"].contains {
          quantity.span.text.lowercased().hasPrefix($0 + " ")
        }
      })
  }

  @Test("All five milestones of the seed are read with date and host countries, in at most ten")
  func milestones() throws {
    let types: [String: Set<String>] = [
      "COMMISSIONED": ["COMMISSIONED"], "LAUNCH_CEREMONY": ["LAUNCH_CEREMONY", "GROUNDBREAKING"],
      "SERVICE_LAUNCH": ["SERVICE_LAUNCH", "COMMISSIONED"], "OPERATING_STATUS": ["OPERATING"],
    ]
    let found = try Self.facts.get().milestones
    let missing = try gold("project_milestone").filter { gold in
      let hosts = Set(gold.countries ?? []).subtracting(["CN"])
      let allowed: Set<String> = types[gold.milestone ?? ""] ?? []
      return !found.contains { (milestone: MilestoneFact) -> Bool in
        let isDated = (milestone.date?.value ?? "").hasPrefix(gold.date ?? "")
        return isDated && allowed.contains(milestone.type) && hosts.isSubset(of: milestone.countries)
          && gold.meets(milestone.quote)
      }
    }
    #expect(missing.map(\.id) == [])
    #expect(found.count <= 10)
    #expect(found.contains { $0.type == "SERVICE_LAUNCH" && $0.flags.contains(.tenseConflict) })
  }

  @Test("All five policy documents and both notices of the seed are read")
  func documentsAndNotices() throws {
    let facts = try Self.facts.get()
    let documents = try gold("policy_document").filter { gold in
      let title = words(gold.quote ?? "")
      return !facts.documents.contains { (document: PolicyDocument) -> Bool in
        let shared = words(document.title.text).intersection(title).count
        return gold.meets(document.title) && Double(shared) >= 0.6 * Double(title.count)
      }
    }
    #expect(documents.map(\.id) == [])
    #expect(facts.documents.count <= 12)
    let notices = try gold("integrity_notice").filter { gold in
      let quote = words(gold.quote ?? "")
      return !facts.notices.contains { (notice: Notice) -> Bool in
        let shared = words(notice.quote.text).intersection(quote).count
        return gold.meets(notice.quote) && Double(shared) >= 0.7 * Double(quote.count)
      }
    }
    #expect(notices.map(\.id) == [])
    #expect(facts.notices.map(\.rule) == ["unauthorised_representation", "advance_fee"])
  }

  @Test("The seed's talk of risk and opportunity becomes themes, at most 150, each of at most 40 words")
  func themes() throws {
    let themes = try Self.facts.get().themes
    for (kind, ledger, floor) in [("risk_mention", Ledger.risk, 15), ("opportunity_mention", .opportunity, 20)] {
      let found = try gold(kind).filter { gold in themes.contains { $0.ledger == ledger && gold.meets($0.span) } }
      #expect(found.count >= floor)
    }
    #expect(themes.count <= 150)
    #expect(themes.allSatisfy { $0.span.text.split(whereSeparator: \.isWhitespace).count <= 40 })
  }

  @Test("78.46 billion at 44.2 percent implies 177.5 billion")
  func checks() throws {
    #expect(try Self.facts.get().checks.contains { abs($0.value / 177.51e9 - 1) < 0.001 && $0.unit == "USD" })
  }

  @Test("The seed names nine countries and reports no actual risk")
  func traps() throws {
    let facts = try Self.facts.get()
    #expect(Set(facts.countries.map(\.code)) == ["CN", "PE", "ID", "KG", "UZ", "LA", "TH", "MY", "SG"])
    let actual = facts.events.filter { (event: Event) -> Bool in
      event.ledger == .risk && (event.realis == .actual || event.realis == .imminent) && !event.negated
    }
    #expect(actual.isEmpty)
    let spans: [TextSpan] = facts.organisations.map(\.span) + facts.places.map(\.span)
    let names = spans.map { $0.text.lowercased() }
    for name in ["the times", "times", "aa", "news", "west", "the west"] { #expect(!names.contains(name)) }
  }
}
