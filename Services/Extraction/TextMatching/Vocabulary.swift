/// The words of several lexicons under one numbering: one look-up per token gives its id in each of them.
package final class Vocabulary: Sendable {
  private let words: WordSet
  private let lexicons: [WordIndex]
  /// The id of each word in each lexicon, 0 where the lexicon lacks it: the ids of a word are together, from its number
  /// times the number of lexicons on.
  private let ids: [WordID]

  package init(_ lexicons: [WordIndex]) {
    var words = WordSet()
    var found: [[(number: Int, id: WordID)]] = []
    for lexicon in lexicons {
      let letters = lexicon.words.letters
      let entries = lexicon.words.tokens.map { number, token in
        let known = words.number(of: token, in: letters)
        if known == 0 { words.add(token, of: letters) }
        return (number: known == 0 ? words.nextNumber - 1 : known, id: lexicon.id(at: number))
      }
      found.append(entries)
    }
    var ids = [WordID](repeating: 0, count: words.nextNumber * lexicons.count)
    for (position, entries) in found.enumerated() {
      for entry in entries { ids[entry.number * lexicons.count + position] = entry.id }
    }
    self.ids = ids
    self.words = words
    self.lexicons = lexicons
  }

  /// The number of each token; 0 for a word that no lexicon has. `folded` is the text in lower case.
  package func numbers(of tokens: [Token], folded: [UInt8]) -> [UInt32] {
    words.numbers(of: tokens, folded: folded) { $0 }
  }

  /// The position of a lexicon among the vocabulary's; nil for one that it was built without.
  package func position(of lexicon: WordIndex) -> Int? { lexicons.firstIndex { $0 === lexicon } }

  /// The id of each word, by its number, in the lexicon at `position`.
  package func ids(inLexiconAt position: Int) -> [WordID] {
    stride(from: position, to: ids.count, by: lexicons.count).map { ids[$0] }
  }

  /// For each lexicon, by its position: the ids of the words with these numbers. The ids of one word are read together,
  /// since they are far from those of the next.
  package func ids(of numbers: [UInt32]) -> [[WordID]] {
    let lexiconCount = lexicons.count
    let length = numbers.count
    return ids.withUnsafeBufferPointer { ids in
      numbers.withUnsafeBufferPointer { numbers in
        withUnsafeTemporaryAllocation(of: WordID.self, capacity: lexiconCount * length) { found in
          // The word with the number 0 is in no lexicon.
          for index in 0..<length {
            let first = Int(numbers[index]) &* lexiconCount
            var place = index
            for lexicon in 0..<lexiconCount {
              found.initializeElement(at: place, to: ids[first &+ lexicon])
              place &+= length
            }
          }
          return (0..<lexiconCount).map { Array(found[$0 * length..<($0 + 1) * length]) }
        }
      }
    }
  }
}
