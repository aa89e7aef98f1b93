import TextAnalysis
import TextMatching

extension ArticleText {
  /// The tokens of the brackets that name an outlet or its reporter, at the beginning of the sentence (`（德国之声中文网）`,
  /// `【环球时报记者张平】`) and right after a dateline (`利马3月2日电（记者李平 王华）`).
  func credits(of sentence: Sentence, _ vocabulary: ChineseVocabulary) -> [Range<Int>] {
    let first = sentence.tokens.lowerBound
    var credits: [Range<Int>] = []
    var index = first
    while index < sentence.tokens.upperBound, index - first <= Self.creditReach {
      if isBracket(index, .open), index == first || endsDateline(index - 1, from: first, vocabulary),
        let credit = credit(from: index, in: sentence, vocabulary)
      {
        credits.append(credit)
        index = credit.upperBound
      } else {
        index += 1
      }
    }
    return credits
  }

  /// The tokens of the bracket that opens at `first`, if it names an outlet or its reporter; else nil. A word of one
  /// character counts only at the end of a bracket with which the sentence begins: `停电（国家电网）` names no outlet.
  private func credit(from first: Int, in sentence: Sentence, _ vocabulary: ChineseVocabulary) -> Range<Int>? {
    let isFirst = first == sentence.tokens.lowerBound
    var isOutlets = false
    var end = first + 1
    while end < sentence.tokens.upperBound, end - first <= Self.longestCredit {
      if isBracket(end, .close) {
        let isCredit = isOutlets || isFirst && namesOutlet(first + 1..<end, vocabulary, isLast: true)
        return isCredit ? first..<end + 1 : nil
      }
      isOutlets = isOutlets || namesOutlet(first + 1..<end + 1, vocabulary, isLast: false)
      end += 1
    }
    return nil
  }

  /// Whether the token, in a sentence that begins at `first`, may be the last one of a dateline: `电` of `3月2日电`, `讯` of
  /// `本报讯`, `消息` of `利马消息`.
  private func endsDateline(_ token: Int, from first: Int, _ vocabulary: ChineseVocabulary) -> Bool {
    contains(vocabulary.dispatch, token)
      || vocabulary.dispatchNotes.contains { note in
        let start = token + 1 - note.count / 3
        return start >= first && spells(note, start..<token + 1)
      }
  }

  /// Within how many tokens of a sentence's beginning the bracket after a dateline opens.
  private static var creditReach: Int { 48 }

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
