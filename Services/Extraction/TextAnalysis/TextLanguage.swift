import ReferenceData
import TextMatching

/// What the reading of a text needs to know of its language: where sentences end, and the function words.
package final class TextLanguage: Sendable {
  /// A language of which nothing is known.
  package static let unknown = TextLanguage(functionWords: [:], orthography: [:], lexicons: [])

  let sentences: SentenceWords
  /// The words of the lexicons that the language's texts are read with.
  let vocabulary: Vocabulary
  /// By the word's number in `vocabulary`: a position in `parts`, of which the first is that of other words.
  private let partOfWord: [WordID]
  private let parts: [[FunctionWord]]

  /// - Parameter lexicons: those of all recognisers that will read the language's texts, so that each token is looked
  ///   up once for all of them.
  package convenience init(_ lexicon: TextLexicon, lexicons: [WordIndex] = []) {
    self.init(functionWords: lexicon.functionWords, orthography: lexicon.orthography, lexicons: lexicons)
  }

  private init(
    functionWords: [FunctionWord: [String]], orthography: [TextLexicon.Orthography: [String]], lexicons: [WordIndex]
  ) {
    sentences = SentenceWords(orthography)
    var parts: [String: [FunctionWord]] = [:]
    for (part, words) in functionWords {
      for word in Set(words) { parts[word, default: []].append(part) }
    }
    let ordered = parts.keys.sorted()
    let index = WordIndex(ordered)
    vocabulary = Vocabulary([index] + lexicons)
    partOfWord = vocabulary.ids(in: index)
    self.parts = [[]] + ordered.map { parts[$0] ?? [] }
  }

  /// Whether the word with a number of `vocabulary` is that function word.
  func has(_ part: FunctionWord, _ number: UInt32) -> Bool { parts[Int(partOfWord[Int(number)])].contains(part) }
}
