import TextMatching

/// The number of a lemma, from 1.
package typealias LemmaID = Int32

/// The words of a classifier's tables: which forms count as which lemma.
package struct ClassifierVocabulary: Sendable {
  /// A word of no lemma: it parts a pair.
  static let unknown: LemmaID = 0
  /// A word that is passed over, as `the`: it parts no pair.
  static let skipped: LemmaID = -1

  private let forms: WordTable
  private let numbers: [String: LemmaID]
  package let lemmas: [String]

  /// `forms` are single words in lower case.
  package init(lemmas: [(lemma: String, forms: [String])], skipped: [String]) {
    self.lemmas = lemmas.map(\.lemma)
    var entries = skipped.map { (word: $0, value: Int(Self.skipped)) }
    var numbers: [String: LemmaID] = [:]
    for (index, entry) in lemmas.enumerated() {
      let number = LemmaID(index + 1)
      numbers[entry.lemma] = number
      entries += entry.forms.map { (word: $0, value: Int(number)) }
    }
    forms = WordTable(entries)
    self.numbers = numbers
  }

  /// The lemma of a token of a text whose lower case is `folded`.
  @inline(__always)
  func lemma(of token: Token, in folded: [UInt8]) -> LemmaID {
    LemmaID(truncatingIfNeeded: forms.value(of: token, in: folded) ?? Int(Self.unknown))
  }

  func number(of lemma: some StringProtocol) -> LemmaID? { numbers[String(lemma)] }
}
