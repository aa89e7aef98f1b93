import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import Testing

@testable import FactExtraction

/// Short reports of kinds that are easily misread, through the whole extraction: `Tests/Fixtures/reading/*.tsv`, whose
/// heads state their schema.
@Suite("Readings of short reports")
struct ReadingTests {
  struct Report: Sendable, CustomTestStringConvertible {
    let kind: String
    let title: String
    let body: String
    let expected: [String]
    var testDescription: String { "\(kind): \(title) \(body)" }
  }

  private static let extractor: FactExtractor = {
    do {
      return try FactExtractor(reference: EntityFixture.reference, register: ProjectRegister([]))
    } catch {
      fatalError("\(error)")
    }
  }()

  fileprivate static func reports(_ file: String) throws -> [Report] {
    let url = EntityFixture.root.appending(path: "Tests/Fixtures/reading/\(file)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { $0.first != "#" }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 4, "\(line)")
      return Report(
        kind: fields[0], title: fields[1], body: fields[2], expected: fields[3].split(separator: " ").map(String.init))
    }
  }

  private func facts(_ report: Report, language: String) -> FactsDocument {
    let start = report.title.utf8.count + 2
    return Self.extractor.facts(
      of: NormalisedArticle(
        articleId: "report", title: report.title,
        text: report.body.isEmpty ? report.title : "\(report.title)\n\n\(report.body)",
        bodyStart: report.body.isEmpty ? report.title.utf8.count : start,
        publishedAt: Timestamp(rfc3339: "2026-11-26T08:00:00Z"), language: language, contentHash: "report"),
      revision: 1)
  }

  @Test("each report gives what its row expects", arguments: try reports("english.tsv"))
  func english(report: Report) { check(report, language: "en") }

  fileprivate func check(_ report: Report, language: String) {
    let facts = facts(report, language: language)
    for expected in report.expected {
      #expect(Expectation(expected)?.isMet(by: facts) == true, "\(expected): \(facts.events.map(\.summary))")
    }
    let text = "\(report.title)\n\n\(report.body)"
    for actor in facts.events.flatMap(\.actors) {
      #expect(text.contains(actor.text), "an actor is named as in the text")
    }
  }
}

extension ReadingTests {
  @Test("each Chinese report gives what its row expects", arguments: try reports("chinese.tsv"))
  func chinese(report: Report) { check(report, language: "zh") }
}

/// One word of the last column.
private struct Expectation {
  private enum Sort: Character {
    case event = "+"
    case noEvent = "!"
    case quantity = "#"
    case past = "~"
  }

  private let sort: Sort?
  private let names: Set<String>
  private let detail: String

  /// Nil where the word is malformed.
  init?(_ word: String) {
    if word == "quiet" {
      (sort, names, detail) = (nil, [], "")
      return
    }
    guard let sort = word.first.flatMap(Sort.init), let separator = word.firstIndex(where: { "@=".contains($0) })
    else {
      guard let sort = word.first.flatMap(Sort.init), sort == .event || sort == .noEvent else { return nil }
      (self.sort, names, detail) = (sort, Self.names(word.dropFirst()), "")
      return
    }
    self.sort = sort
    names = Self.names(word[word.index(after: word.startIndex)..<separator])
    detail = String(word[word.index(after: separator)...])
  }

  private static func names(_ text: Substring) -> Set<String> { Set(text.split(separator: "|").map(String.init)) }

  func isMet(by facts: FactsDocument) -> Bool {
    switch sort {
    case nil: !facts.events.contains { $0.isLive && $0.ledger == .risk }
    case .event: facts.events.contains { $0.isLive && isNamed($0) && isPlaced($0) }
    case .noEvent: !facts.events.contains { $0.isLive && isNamed($0) && isPlaced($0) }
    case .past: facts.events.contains { isNamed($0) && $0.realis == .historical && $0.when?.value == detail }
    case .quantity:
      facts.quantities.contains { quantity in
        names.contains(String(Int(quantity.value))) && [quantity.unit, quantity.currency ?? ""].contains(detail)
      }
    }
  }

  private func isNamed(_ event: Event) -> Bool {
    names.contains("*") || names.contains(event.type) || names.contains(event.category ?? "-")
  }

  private func isPlaced(_ event: Event) -> Bool {
    detail.isEmpty || detail == "*" || event.countries.contains(detail)
  }
}

extension Event {
  fileprivate var isLive: Bool { !negated && [.actual, .imminent, .threatened].contains(realis) }
  fileprivate var summary: String { "\(type) \(realis) \(negated ? "negated " : "")\(countries) \(when?.value ?? "-")" }
}
