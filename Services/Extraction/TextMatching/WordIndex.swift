/// The id of a word of a lexicon, from 1; 0 is every other word.
public typealias WordID = UInt16

/// The words of a lexicon with their ids.
package final class WordIndex: Sendable {
  let words: WordSet
  /// The id of each word, by its number in `words`; nil where the number is the id.
  private let idOfNumber: [WordID]?

  /// Gives the words the ids 1, 2 and so on. They are single tokens in lower case, each once.
  package convenience init(_ words: [String]) {
    precondition(words.count <= Int(WordID.max), "a lexicon has at most 65,535 words")
    self.init(words, idOfNumber: nil)
  }

  /// Words with ids of the caller's choice, which several may share. They are single tokens in lower case, each once.
  package convenience init(sharing words: [(word: String, id: WordID)]) {
    self.init(words.map(\.word), idOfNumber: [0] + words.map(\.id))
  }

  private init(_ words: [String], idOfNumber: [WordID]?) {
    var set = WordSet()
    set.add(words)
    self.words = set
    self.idOfNumber = idOfNumber
  }

  /// The id of the word with that number in `words`.
  func id(at number: Int) -> WordID { idOfNumber?[number] ?? WordID(truncatingIfNeeded: number) }

  /// The id of each token; 0 for a word that the lexicon lacks. `folded` is the text in lower case.
  package func ids(of tokens: [Token], folded: [UInt8]) -> [WordID] {
    words.numbers(of: tokens, folded: folded) { id(at: Int($0)) }
  }

  /// The id of one word in lower case; 0 if the lexicon lacks it.
  package func id(of word: String) -> WordID {
    let text = TokenisedText(Array(word.utf8))
    guard text.tokens.count == 1 else { return 0 }
    return id(at: words.number(of: text.tokens[0], in: text.folded))
  }
}

extension WordSet {
  /// The results of `value` for the number of each token, which is 0 for a word that is not in the set.
  @inline(__always)
  func numbers<Value>(of tokens: [Token], folded: [UInt8], _ value: (UInt32) -> Value) -> [Value] {
    folded.withUnsafeBufferPointer { folded in
      tokens.withUnsafeBufferPointer { tokens in
        withView { view in
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: tokens.count) { slots in
            // First the slots of all tokens: where no decision waits for one, the processor fetches many at once.
            for index in 0..<tokens.count { slots.initializeElement(at: index, to: view.slot(of: tokens[index])) }
            return [Value](unsafeUninitializedCapacity: tokens.count) { buffer, count in
              for index in 0..<tokens.count {
                let number = view.number(of: tokens[index], in: folded, slot: slots[index])
                buffer.initializeElement(at: index, to: value(number))
              }
              count = tokens.count
            }
          }
        }
      }
    }
  }
}
