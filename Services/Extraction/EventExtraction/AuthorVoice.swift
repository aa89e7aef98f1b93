import TextAnalysis

/// Whether an article is written in its author's own voice: a comment says `we` and `our`, a report quotes others who
/// do.
struct AuthorVoice {
  let text: ArticleText
  /// The tokens' numbers in the vocabulary, and the classes of each number.
  let words: [WordID]
  let classes: [ClassSet]
  let grammar: GrammarClasses

  /// In how many sentences without quotation an author of a comment says `we`.
  private static let least = 2

  var isFirstPerson: Bool {
    var count = 0
    for sentence in text.sentences where sentence.kind == .prose {
      guard speaksForItself(sentence) else { continue }
      count += 1
      if count == Self.least { return true }
    }
    return false
  }

  /// It says `we`, and no mark or verb of speech shows that somebody else does.
  private func speaksForItself(_ sentence: Sentence) -> Bool {
    var hasPerson = false
    for index in sentence.tokens {
      let token = text.tokens[index]
      let known = classes[Int(words[index])]
      if known & grammar.speech != 0 || isQuotation(token.start) { return false }
      hasPerson = hasPerson || known & grammar.firstPerson != 0 && token.shape != .upper
    }
    return hasPerson
  }

  /// " “ ” « »
  private func isQuotation(_ start: Int) -> Bool {
    switch text.bytes[start] {
    case UInt8(ascii: "\""): true
    case 0xC2: text.bytes[start + 1] == 0xAB || text.bytes[start + 1] == 0xBB
    case 0xE2: text.bytes[start + 1] == 0x80 && (0x9C...0x9D).contains(text.bytes[start + 2])
    default: false
    }
  }
}
