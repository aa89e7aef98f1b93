import TextAnalysis
import TextMatching

extension ArticleText {
  /// The tokens of the brackets that name an outlet or its reporter: at the beginning of the sentence (`（德国之声中文网）`,
  /// `【环球时报记者张平】`), and right after a dateline there or after such a bracket (`利马3月2日电（记者李平 王华）`).
  func credits(of sentence: Sentence, _ vocabulary: ChineseVocabulary) -> [Range<Int>] {
    var credits: [Range<Int>] = []
    var first = sentence.tokens.lowerBound
    while first < sentence.tokens.upperBound {
      let bracket = isBracket(first, .open) ? first : bracketAfterDateline(from: first, in: sentence, vocabulary)
      guard let bracket, let credit = credit(from: bracket, in: sentence, vocabulary) else { break }
      credits.append(credit)
      first = credit.upperBound
    }
    return credits
  }

  /// The tokens of the bracket that opens at `first`, if it names an outlet or its reporter and is no report: it has no
  /// comma, colon or verb of speech. A word of one character counts only at the end of a bracket with which the
  /// sentence begins: `停电（国家电网）` names no outlet.
  private func credit(from first: Int, in sentence: Sentence, _ vocabulary: ChineseVocabulary) -> Range<Int>? {
    let isFirst = first == sentence.tokens.lowerBound
    var isOutlets = false
    var end = first + 1
    while end < sentence.tokens.upperBound, end - first <= Self.longestCredit {
      if isBracket(end, .close) {
        let isCredit = isOutlets || isFirst && namesOutlet(first + 1..<end, vocabulary, isLast: true)
        return isCredit ? first..<end + 1 : nil
      }
      if ChineseMark(folded, tokens[end]) != nil || isSpeech(first + 1..<end + 1, vocabulary) { return nil }
      isOutlets = isOutlets || namesOutlet(first + 1..<end + 1, vocabulary, isLast: false)
      end += 1
    }
    return nil
  }

  /// The bracket right after a dateline that begins at `first`: a name and a date with `电` or `讯` (`利马3月2日电`), or a
  /// name and a dispatch note (`本报讯`, `利马消息`), without punctuation or blanks; nil if the text begins otherwise.
  private func bracketAfterDateline(
    from first: Int, in sentence: Sentence, _ vocabulary: ChineseVocabulary
  ) -> Int? {
    let reach = min(sentence.tokens.upperBound, first + Self.longestDateline + 1)
    let mark = (first..<reach).first { tokens[$0].kind == .punctuation || $0 > first && tokens[$0].isSpaced }
    guard let mark, isBracket(mark, .open) else { return nil }
    let last = mark - 1
    if last > first, contains(vocabulary.dispatch, last),
      tokens[last - 1].kind == .number || contains(vocabulary.dateCharacters, last - 1)
    {
      return mark
    }
    let isNote = vocabulary.dispatchNotes.contains { note in
      let start = mark - note.count / 3
      return start >= first && start - first <= Self.longestOutlet && spells(note, start..<mark)
    }
    return isNote ? mark : nil
  }

  /// Whether the last tokens of the range spell a verb of speech.
  private func isSpeech(_ range: Range<Int>, _ vocabulary: ChineseVocabulary) -> Bool {
    vocabulary.speech.contains { verb in
      let start = range.upperBound - verb.count / 3
      return start >= range.lowerBound && spells(verb, start..<range.upperBound)
    }
  }

  /// The most tokens of a dateline before a bracket: an outlet, a town and a date.
  private static var longestDateline: Int { 24 }

  /// The most tokens before a dispatch note without a date: an outlet or a town.
  private static var longestOutlet: Int { 8 }

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
