/// Maps single words, in lower case, to small numbers.
package struct WordTable: Sendable {
  private var words = WordSet()
  /// The value of each word, by its number in `words`.
  private var values = [0]
  /// A bit for each value of the upper six bits of a hash, set where a word has it: as most tables have few words, it
  /// rules most tokens out.
  private var filter: UInt64 = 0

  /// A word that occurs twice has the value of its first occurrence.
  package init(_ entries: [(word: String, value: Int)]) {
    words.add(entries.map(\.word))
    values += entries.map(\.value)
    for (_, token) in words.tokens { filter |= Self.bit(token) }
  }

  package init(_ words: [String]) { self.init(words.map { ($0, 0) }) }

  /// The value of a token. `folded` is the text in lower case.
  @inline(__always)
  package func value(of token: Token, in folded: [UInt8]) -> Int? {
    guard filter & Self.bit(token) != 0 else { return nil }
    let number = words.number(of: token, in: folded)
    return number == 0 ? nil : values[number]
  }

  @inline(__always)
  package func contains(_ token: Token, in folded: [UInt8]) -> Bool { value(of: token, in: folded) != nil }

  @inline(__always)
  private static func bit(_ token: Token) -> UInt64 { 1 << UInt64(token.hash >> 26) }
}
