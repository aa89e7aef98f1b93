import TextMatching

/// The id of a word of a lexicon, from 1; 0 is every other word.
typealias WordID = UInt16

/// Collects the words of a lexicon and hands out their ids while the lexicon is compiled.
struct WordCollector {
  private(set) var count = 0
  private var words: [(word: String, value: Int)] = []
  private var ids: [String: WordID] = [:]

  /// Looks up the id of a token.
  var table: WordTable { WordTable(words) }

  /// `word` is one token in lower case.
  mutating func id(_ word: String) -> WordID {
    if let id = ids[word] { return id }
    precondition(count < Int(WordID.max), "a lexicon holds at most 65,535 words")
    count += 1
    let id = WordID(count)
    words.append((word, count))
    ids[word] = id
    return id
  }

  /// The ids of a phrase, cut into tokens as an article's text is.
  mutating func ids(_ phrase: String) -> [WordID] {
    let text = TokenisedText(Array(phrase.utf8))
    return text.tokens.map { id(String(decoding: text.folded[$0.start..<$0.end], as: UTF8.self)) }
  }
}

extension WordTable {
  /// The id of one word in lower case; 0 where it is none of the table's.
  func id(of word: String) -> Int {
    let text = TokenisedText(Array(word.utf8))
    guard text.tokens.count == 1 else { return 0 }
    return value(of: text.tokens[0], in: text.folded) ?? 0
  }

  /// The ids of all tokens of `text`, in their order.
  func ids(of text: ArticleText) -> [WordID] {
    let tokens = text.tokens
    let folded = text.folded
    return [WordID](unsafeUninitializedCapacity: tokens.count) { buffer, count in
      for index in 0..<tokens.count {
        buffer.initializeElement(at: index, to: WordID(truncatingIfNeeded: value(of: tokens[index], in: folded) ?? 0))
      }
      count = tokens.count
    }
  }
}
