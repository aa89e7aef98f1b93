/// The words of several lexicons under one numbering: one look-up a token gives its id in each of them.
package final class Vocabulary: Sendable {
  private let words: WordSet
  private let lexicons: [WordIndex]
  /// By number: the word's id in each of the lexicons, 0 where one lacks it. A word's ids are together, since a text
  /// asks for all of them.
  private let ids: [WordID]

  package init(_ lexicons: [WordIndex]) {
    var words = WordSet()
    var found: [[(number: Int, id: WordID)]] = []
    for lexicon in lexicons {
      let letters = lexicon.words.letters
      let entries = lexicon.words.tokens.map { id, token in
        let known = words.number(of: token, in: letters)
        if known == 0 { words.add(token, of: letters) }
        return (number: known == 0 ? words.nextNumber - 1 : known, id: WordID(id))
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

  /// By number: the id of a word in one of the vocabulary's lexicons.
  package func ids(in lexicon: WordIndex) -> [WordID] {
    guard let position = lexicons.firstIndex(where: { $0 === lexicon }) else {
      preconditionFailure("the vocabulary was built without the lexicon")
    }
    return stride(from: position, to: ids.count, by: lexicons.count).map { ids[$0] }
  }

  /// The ids in a lexicon of words that are given by their numbers; nil if the lexicon is not part of the vocabulary.
  package func ids(of numbers: [UInt32], in lexicon: WordIndex) -> [WordID]? {
    guard let position = lexicons.firstIndex(where: { $0 === lexicon }) else { return nil }
    let stride = lexicons.count
    return ids.withUnsafeBufferPointer { ids in
      [WordID](unsafeUninitializedCapacity: numbers.count) { buffer, count in
        for index in 0..<numbers.count {
          buffer.initializeElement(at: index, to: ids[Int(numbers[index]) * stride + position])
        }
        count = numbers.count
      }
    }
  }
}
