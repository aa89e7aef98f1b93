import TextMatching

public typealias WordID = TextMatching.WordID
package typealias WordIndex = TextMatching.WordIndex

/// Collects the words of a lexicon and assigns their ids while the lexicon is compiled.
package struct WordCollector {
  private var words: [String] = []
  private var ids: [String: WordID] = [:]

  package init() {}

  package var count: Int { words.count }
  package var index: WordIndex { WordIndex(words) }

  /// The id of a word, one token in lower case; a new word gets the next id.
  package mutating func id(_ word: String) -> WordID {
    if let id = ids[word] { return id }
    precondition(count < Int(WordID.max), "a lexicon has at most 65,535 words")
    words.append(word)
    let id = WordID(count)
    ids[word] = id
    return id
  }

  /// The ids of a phrase, cut into tokens as an article's text is.
  package mutating func ids(_ phrase: String) -> [WordID] {
    let text = TokenisedText(Array(phrase.utf8))
    return text.tokens.map { id(String(decoding: text.folded[$0.start..<$0.end], as: UTF8.self)) }
  }
}
