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
    let slow = testModel.constants.slowHalfLife
    let account = try bench.scorer.store.account(pakistan, Account(ledger: .risk, category: "SEC"))
    let kept = Array((1...50).reversed().prefix(GreatestContributions.kept))
    let greatest = account.greatest
    #expect(try greatest.all.map { try $0.contribution().deaths } == kept)
    for (rank, listed) in greatest.all.enumerated() {
      var others = greatest
      others.unlist(listed.incident)
      #expect(others.wouldList(listed.incident, listed.decay, slowHalfLife: slow))
      let isAhead = rank + 1 < GreatestContributions.kept
      #expect(greatest.wouldList(listed.incident, listed.decay, slowHalfLife: slow) == isAhead)
    }
    #expect(try greatest.greatest(10, at: noon).map(\.contribution.deaths) == Array(kept.prefix(10)))
  }

  @Test("a listed contribution gives back the contribution, before and after it was a row", arguments: [1, 2, 3])
  func listed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bench = Bench()
    for index in 0..<20 {
      try bench.fold(
        signal(
          article: "a\(index)", subject: pakistan, project: nil, place: "P\(random.int(0...8))",
          deaths: random.int(0...40)), at: noon)
    }
    let account = Account(ledger: .risk, category: "SEC")
    var found: [RankedContribution] = []
    try bench.scorer.store.incidents.visitAll(of: pakistan, account) { found.append(RankedContribution($0, testModel)) }
    #expect(found.count > 3)
    let before = try bench.scorer.store.account(pakistan, account).greatest.all
    try bench.restart()
    let after = try bench.scorer.store.account(pakistan, account).greatest.all
    #expect(try Set(before.map { try $0.contribution() }) == Set(found) && before.count == after.count)
    for (mine, read) in zip(before, after) {
      let quotes = try bench.scorer.store.quotes(mine.contribution().evidence)
      #expect(quotes.map(\.articleId) == (try mine.contribution().evidence.map(\.articleId)))
      // However often it is asked.
      for _ in 0..<10 {
        #expect(try read.shown().contribution == mine.shown().contribution)
        #expect(try read.shown().evidence == mine.shown().evidence)
        var whole = try read.shown().contribution
        whole.owners = try mine.contribution().owners
        whole.evidence = try mine.contribution().evidence
        #expect(try whole == mine.contribution() && read.type() == mine.contribution().type)
        #expect(try read.shown().evidence.map(\.quote) == quotes.map(\.event.quote))
      }
    }
  }

  @Test("the bits of a hash are in the order of its text, and give the text back", arguments: [1, 2])
  func hashes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let hashes = (0..<50).map { _ in contentHash("test", String(random.next())) }
    #expect(hashes.map { HashBits($0).text } == hashes)
    #expect(hashes.sorted() == hashes.map { HashBits($0) }.sorted().map(\.text))
  }
}
