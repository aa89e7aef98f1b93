import Testing

@testable import TextAnalysis
import TestSupport

@Suite("Phrases by word ids")
struct PhraseTableTests {
  /// Phrases of one to four words out of five, so that many share their first two words or are the same.
  private static func phrases(_ random: inout SeededGenerator) -> [[WordID]] {
    (0..<Int.random(in: 1...40, using: &random)).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in WordID.random(in: 1...5, using: &random) }
    }
  }

  /// The longest phrase, and of equal ones the first, by comparison with all.
  private static func naive(_ phrases: [[WordID]], at start: (Int) -> Int, in ids: [WordID], _ range: Range<Int>)
    -> Int?
  {
    let fitting = phrases.indices.filter { number in
      let first = start(phrases[number].count)
      let end = first + phrases[number].count
      return first >= range.lowerBound && end <= range.upperBound && Array(ids[first..<end]) == phrases[number]
    }
    return fitting.max { (phrases[$0].count, -$0) < (phrases[$1].count, -$1) }
  }

  @Test(
    "a look-up finds the longest phrase that begins or ends at a token, as a comparison with all does",
    arguments: 1...20)
  func longest(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let phrases = Self.phrases(&random)
    let ids = (0..<60).map { _ in WordID.random(in: 0...5, using: &random) }
    let entries = phrases.enumerated().map { (words: $1, value: $0) }
    let forward = PhraseTable(entries, wordCount: 5)
    let backward = PhraseTable(entries, wordCount: 5, backward: true)
    for index in ids.indices {
      let limit = min(ids.count, index + Int.random(in: 0...5, using: &random))
      let expected = Self.naive(phrases, at: { _ in index }, in: ids, index..<limit)
      let found = forward.longest(from: index, in: ids, limit: limit)
      #expect(found?.value == expected && found?.tokens == expected.map { index..<index + phrases[$0].count })
      let first = max(0, index - Int.random(in: 0...5, using: &random))
      let before = Self.naive(phrases, at: { index - $0 }, in: ids, first..<index)
      let last = backward.longest(before: index, in: ids, limit: first)
      #expect(last?.value == before && last?.tokens == before.map { index - phrases[$0].count..<index })
    }
  }
}
