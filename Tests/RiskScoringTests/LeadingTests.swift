import Models
import TestSupport
import Testing

@testable import RiskScoring

@Suite("The leading of many")
struct LeadingTests {
  @Test(
    "the leading elements are the first of the sorted ones, in whatever order they come", arguments: [1, 2, 3, 4, 5])
  func leading(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for count in [0, 1, 3, 10, 60] {
      let values = (0..<50).map { _ in random.int(0...1000) }
      #expect(values.leading(count, by: >) == Array(values.sorted(by: >).prefix(count)))
    }
  }

  @Test("of many contributions the greatest are kept, in order, in whatever order they come", arguments: [1, 2, 3])
  func kept(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bench = Bench()
    var deaths = Array(1...50)
    for index in deaths.indices { deaths.swapAt(index, random.int(index...49)) }
    for (index, dead) in deaths.enumerated() {
      try bench.fold(
        signal(article: "a\(index)", subject: pakistan, project: nil, place: "P\(index)", deaths: dead), at: noon)
    }
    let account = try bench.scorer.store.account(pakistan, Account(ledger: .risk, category: "SEC"))
    let kept = Array((1...50).reversed().prefix(GreatestContributions.kept))
    #expect(account.greatest.all.map(\.deaths) == kept)
    #expect(account.greatest.greatest(10, at: noon).map(\.contribution.deaths) == Array(kept.prefix(10)))
  }
}
