/// Maps single words, in lower case, to small numbers.
package struct WordTable: Sendable {
  private var words = WordSet()
  /// The value of each word, by its number in `words`.
  private var values = [0]

  /// A word that occurs twice has the value of its first occurrence.
  package init(_ entries: [(word: String, value: Int)]) {
    words.add(entries.map(\.word))
    values += entries.map(\.value)
  }

  package init(_ words: [String]) { self.init(words.map { ($0, 0) }) }

  /// The value of a token; nil if the table lacks it. `folded` is the text in lower case.
  @inline(__always)
  package func value(of token: Token, in folded: [UInt8]) -> Int? {
    let number = words.number(of: token, in: folded)
    return number == 0 ? nil : values[number]
  }

  @inline(__always)
  package func contains(_ token: Token, in folded: [UInt8]) -> Bool { words.number(of: token, in: folded) != 0 }
}
