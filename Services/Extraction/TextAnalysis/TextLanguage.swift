import ReferenceData
import TextMatching

/// What the reading of a text needs to know of its language: where sentences end, and the function words.
package final class TextLanguage: Sendable {
  /// A language of which nothing is known.
  package static let unknown = TextLanguage(functionWords: [:], orthography: [:], lexicons: [])

  let sentences: SentenceWords
  /// The words of the lexicons that the language's texts are read with.
  let vocabulary: Vocabulary
  /// Values are positions in `parts`.
  private let words: WordTable
  private let parts: [Set<FunctionWord>]

  /// - Parameter lexicons: those of all recognisers that will read the language's texts, so that each token is looked
  ///   up once for all of them.
  package convenience init(_ lexicon: TextLexicon, lexicons: [WordIndex] = []) {
    self.init(functionWords: lexicon.functionWords, orthography: lexicon.orthography, lexicons: lexicons)
  }

  private init(
    functionWords: [FunctionWord: [String]], orthography: [TextLexicon.Orthography: [String]], lexicons: [WordIndex]
  ) {
    sentences = SentenceWords(orthography)
    vocabulary = Vocabulary(lexicons)
    var parts: [String: Set<FunctionWord>] = [:]
    for (part, words) in functionWords {
      for word in words { parts[word, default: []].insert(part) }
    }
    let ordered = parts.keys.sorted()
    words = WordTable(ordered.enumerated().map { ($1, $0) })
    self.parts = ordered.map { parts[$0] ?? [] }
  }

  /// Whether the token is that function word. `folded` is the text in lower case.
  func has(_ part: FunctionWord, _ token: Token, in folded: [UInt8]) -> Bool {
    words.value(of: token, in: folded).map { parts[$0].contains(part) } ?? false
  }
}
