import TextAnalysis
import TextMatching

extension ArticleText {
  /// The tokens of a bracket at the beginning of the sentence that names an outlet or its reporter: `（德国之声中文网）`,
  /// `【环球时报记者张平】`; none if there is no such bracket. A word of one character counts at the bracket's end only.
  func credit(of sentence: Sentence, _ vocabulary: ChineseVocabulary) -> Range<Int> {
    let first = sentence.tokens.lowerBound
    guard first < sentence.tokens.upperBound, isBracket(first, .open) else { return 0..<0 }
    var isOutlets = false
    var end = first + 1
    while end < sentence.tokens.upperBound, end - first <= Self.longestCredit {
      if isBracket(end, .close) {
        return isOutlets || namesOutlet(first + 1..<end, vocabulary, isLast: true) ? first..<end + 1 : 0..<0
      }
      isOutlets = isOutlets || namesOutlet(first + 1..<end + 1, vocabulary, isLast: false)
      end += 1
    }
    return 0..<0
  }

  /// The most tokens in such a bracket.
  private static var longestCredit: Int { 24 }

  /// Whether the last tokens of the range spell a word of outlets; one of a single character does so at the end only.
  private func namesOutlet(_ range: Range<Int>, _ vocabulary: ChineseVocabulary, isLast: Bool) -> Bool {
    vocabulary.outlets.contains { word in
      let start = range.upperBound - word.count / 3
      return start >= range.lowerBound && start < range.upperBound && (isLast || word.count > 3)
        && spells(word, start..<range.upperBound)
    }
  }

  private enum BracketSide { case open, close }

  private func isBracket(_ token: Int, _ side: BracketSide) -> Bool {
    let start = tokens[token].start
    switch tokens[token].end - start {
    case 1:
      switch folded[start] {
      case UInt8(ascii: "("), UInt8(ascii: "["): return side == .open
      case UInt8(ascii: ")"), UInt8(ascii: "]"): return side == .close
      default: return false
      }
    case 3:
      switch (folded[start], folded[start + 1], folded[start + 2]) {
      // （【［
      case (0xEF, 0xBC, 0x88), (0xE3, 0x80, 0x90), (0xEF, 0xBC, 0xBB): return side == .open
      // ）】］
      case (0xEF, 0xBC, 0x89), (0xE3, 0x80, 0x91), (0xEF, 0xBC, 0xBD): return side == .close
      default: return false
      }
    default: return false
    }
  }
}
