import TestSupport
import Testing

@testable import TextMatching

@Suite struct VocabularyTests {
  private static let wordLists = [
    ["port", "strike", "railway", "中", "–", "-", "reconstruction"], ["railway", "été", "2024", "reconstructions"],
    ["strike", "two words", "strike"],
  ]

  private static func text(seed: UInt64) -> TokenisedText {
    var generator = SeededGenerator(seed: seed)
    let words = wordLists.flatMap(\.self) + ["Port", "ÉTÉ", "airport", "reconstructed", "“", ".", "\n\n", "—"]
    let chosen = (0..<60).map { _ in words[Int.random(in: 0..<words.count, using: &generator)] }
    return TokenisedText(Array(chosen.joined(separator: " ").utf8))
  }

  @Test("one look-up gives the ids that each word index finds by itself", arguments: 0..<20 as Range<UInt64>)
  func ids(seed: UInt64) {
    let wordIndices = Self.wordLists.map { WordIndex($0) }
    let vocabulary = Vocabulary(wordIndices)
    let text = Self.text(seed: seed)
    let numbers = vocabulary.numbers(of: text.tokens, folded: text.folded)
    let found = vocabulary.ids(of: numbers)
    #expect(found == wordIndices.map { $0.ids(of: text.tokens, folded: text.folded) })
    #expect(wordIndices.map { vocabulary.position(of: $0) } == Array(wordIndices.indices))
  }

  @Test("a word index's ids are the places of its words, whatever their letter case in the text")
  func places() {
    let text = TokenisedText(Array("PORT strike airport reconstructions Reconstruction —".utf8))
    #expect(WordIndex(Self.wordLists[0]).ids(of: text.tokens, folded: text.folded) == [1, 2, 0, 0, 7, 0])
    #expect(WordIndex(Self.wordLists[1]).ids(of: text.tokens, folded: text.folded) == [0, 0, 0, 4, 0, 0])
  }

  @Test("of equal words the first is found, and one that is not a single token never")
  func repeated() {
    let text = TokenisedText(Array("two words strike".utf8))
    #expect(WordIndex(Self.wordLists[2]).ids(of: text.tokens, folded: text.folded) == [0, 0, 1])
  }

  @Test("a vocabulary has no place for a word index that it was not created with, even one with the same words")
  func foreign() {
    let vocabulary = Vocabulary([WordIndex(["port"])])
    #expect(vocabulary.position(of: WordIndex(["port"])) == nil)
  }

  @Test("words may share an id, and a vocabulary gives the same ids as their word index")
  func shared() {
    let wordIndex = WordIndex(sharing: [(word: "sign", id: 7), (word: "signed", id: 7), (word: "the", id: 65_535)])
    let text = TokenisedText(Array("They SIGNED the sign".utf8))
    let vocabulary = Vocabulary([WordIndex(["they"]), wordIndex])
    #expect(wordIndex.ids(of: text.tokens, folded: text.folded) == [0, 7, 65_535, 7])
    #expect(vocabulary.ids(of: vocabulary.numbers(of: text.tokens, folded: text.folded))[1] == [0, 7, 65_535, 7])
    #expect(wordIndex.id(of: "signed") == 7)
  }

  @Test("thousands of words are distinguished, whatever their hashes", arguments: [5000])
  func many(count: Int) {
    let letters = Array("bcdfghjklm")
    let words = (0..<count).map { number in "w" + String(String(number).map { letters[$0.wholeNumberValue ?? 0] }) + "x"
    }
    let index = WordIndex(words)
    #expect(words.indices.allSatisfy { index.id(of: words[$0]) == WordID($0 + 1) })
    #expect(index.id(of: "wx") == 0)
  }
}
