import ReferenceData
import TextMatching

/// The tables of one language that text analysis uses: sentence ends, function words, word endings.
package final class TextLanguage: Sendable {
  /// A language of which nothing is known.
  package static let unknown = TextLanguage(functionWords: [:], orthography: [:], endings: [:], wordIndices: [])

  let sentences: SentenceWords
  /// The words of all word indices that the language's texts are read with.
  let vocabulary: Vocabulary
  let endings: WordEndings
  /// By a word's number in `vocabulary`: its position in `parts`, 0 for a word that is no function word. Function words
  /// have the lowest numbers.
  private let partOfWord: [WordID]
  /// The range in `roles` of each function word's roles, after an empty one for all other words.
  private let parts: [Range<Int>]
  private let roles: [FunctionWord]

  /// - Parameter wordIndices: those of all recognisers that will read the language's texts, so that each token is
  ///   looked up once for all of them.
  package convenience init(_ lexicon: TextLexicon, wordIndices: [WordIndex] = []) {
    self.init(
      functionWords: lexicon.functionWords, orthography: lexicon.orthography, endings: lexicon.endings,
      wordIndices: wordIndices)
  }

  private init(
    functionWords: [FunctionWord: [String]], orthography: [TextLexicon.Orthography: [String]],
    endings: [WordEnding: [String]], wordIndices: [WordIndex]
  ) {
    sentences = SentenceWords(orthography)
    self.endings = WordEndings(endings)
    var parts: [String: [FunctionWord]] = [:]
    for (part, words) in functionWords {
      for word in Set(words) { parts[word, default: []].append(part) }
    }
    let ordered = parts.keys.sorted()
    let index = WordIndex(ordered)
    vocabulary = Vocabulary([index] + wordIndices)
    let ids = vocabulary.ids(inIndexAt: 0)
    partOfWord = Array(ids[...(ids.lastIndex { $0 != 0 } ?? 0)])
    var roles: [FunctionWord] = []
    var ranges = [0..<0]
    for word in ordered {
      let first = roles.count
      roles += parts[word] ?? []
      ranges.append(first..<roles.count)
    }
    self.parts = ranges
    self.roles = roles
  }

  /// Whether the word with that number in `vocabulary` has the role `part`.
  func has(_ part: FunctionWord, _ number: UInt32) -> Bool {
    guard number < partOfWord.count else { return false }
    for place in parts[Int(partOfWord[Int(number)])] where roles[place] == part { return true }
    return false
  }
}
