/// The words of several word indices under one numbering: one look-up per token gives its id in each of them.
package final class Vocabulary: Sendable {
  private let words: WordSet
  private let wordIndices: [WordIndex]
  /// The id of each word in each word index, 0 where the index lacks it: the ids of a word are together, from its
  /// number times the number of indices on.
  private let ids: [WordID]

  package init(_ wordIndices: [WordIndex]) {
    var words = WordSet()
    var found: [[(number: Int, id: WordID)]] = []
    for wordIndex in wordIndices {
      let letters = wordIndex.words.letters
      let entries = wordIndex.words.tokens.map { number, token in
        let known = words.number(of: token, in: letters)
        if known == 0 { words.add(token, of: letters) }
        return (number: known == 0 ? words.nextNumber - 1 : known, id: wordIndex.id(at: number))
      }
      found.append(entries)
    }
    var ids = [WordID](repeating: 0, count: words.nextNumber * wordIndices.count)
    for (position, entries) in found.enumerated() {
      for entry in entries { ids[entry.number * wordIndices.count + position] = entry.id }
    }
    self.ids = ids
    self.words = words
    self.wordIndices = wordIndices
  }

  /// The number of each token; 0 for a word that no index has. `folded` is the text in lower case.
  package func numbers(of tokens: [Token], folded: [UInt8]) -> [UInt32] {
    words.numbers(of: tokens, folded: folded) { $0 }
  }

  /// The position of a word index among the vocabulary's; nil for one that it was built without.
  package func position(of wordIndex: WordIndex) -> Int? { wordIndices.firstIndex { $0 === wordIndex } }

  /// The id of each word, by its number, in the word index at `position`.
  package func ids(inIndexAt position: Int) -> [WordID] {
    stride(from: position, to: ids.count, by: wordIndices.count).map { ids[$0] }
  }

  /// For each word index, by its position: the ids of the words with these numbers. The ids of one word are read
  /// together, since they are far from those of the next.
  package func ids(of numbers: [UInt32]) -> [[WordID]] {
    let indexCount = wordIndices.count
    let length = numbers.count
    return ids.withUnsafeBufferPointer { ids in
      numbers.withUnsafeBufferPointer { numbers in
        withUnsafeTemporaryAllocation(of: WordID.self, capacity: indexCount * length) { found in
          // The word with the number 0 is in no index.
          for index in 0..<length {
            let first = Int(numbers[index]) &* indexCount
            var place = index
            for position in 0..<indexCount {
              found.initializeElement(at: place, to: ids[first &+ position])
              place &+= length
            }
          }
          return (0..<indexCount).map { Array(found[$0 * length..<($0 + 1) * length]) }
        }
      }
    }
  }
}
