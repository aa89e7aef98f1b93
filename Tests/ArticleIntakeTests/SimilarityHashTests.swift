import Testing

@testable import ArticleIntake

@Suite("Similarity of texts")
struct SimilarityHashTests {
  @Test("layout, case and punctuation change nothing")
  func layout() {
    let words = story(1, words: 200)
    let plain = words.joined(separator: " ")
    let other = words.map { $0.uppercased() }.joined(separator: ",\n  ") + "."
    #expect(SimilarityHash.fingerprint(of: plain) == SimilarityHash.fingerprint(of: other))
    #expect(SimilarityHash.fingerprint(of: plain).utf8.count == 16)
  }

  @Test("a word changed in an article of 300 keeps nearly all of a hundred stories within 3 bits")
  func smallEdit() {
    let near = (1...100).count { seed in
      var words = story(seed, words: 300)
      let before = SimilarityHash.hash(of: words.joined(separator: " "))
      words[seed * 2] = "changed\(seed)"
      return (before ^ SimilarityHash.hash(of: words.joined(separator: " "))).nonzeroBitCount <= 3
    }
    #expect(near >= 90)
  }

  @Test("different stories are far apart")
  func differentStories() {
    let hashes = (1...60).map { SimilarityHash.hash(of: story($0, words: 300).joined(separator: " ")) }
    var nearest = 64
    for (index, hash) in hashes.enumerated() {
      for other in hashes[..<index] { nearest = min(nearest, (hash ^ other).nonzeroBitCount) }
    }
    #expect(nearest > 6)
  }

  @Test("Chinese text is told apart by its characters")
  func chinese() {
    let one = SimilarityHash.hash(of: "钱凯港一期工程正式开港,中国企业参与建设。")
    let same = SimilarityHash.hash(of: "钱凯港一期工程正式开港 中国企业参与建设")
    let other = SimilarityHash.hash(of: "雅万高铁发生袭击事件,三名工人受伤,警方正在调查。")
    #expect((one ^ other).nonzeroBitCount > 10)
    #expect((one ^ same).nonzeroBitCount <= 6)
  }

  @Test("a text without words has a fingerprint too", arguments: ["", "...", "\u{2014}", "钱"])
  func short(_ text: String) {
    #expect(SimilarityHash.fingerprint(of: text).utf8.count == 16)
  }
}
