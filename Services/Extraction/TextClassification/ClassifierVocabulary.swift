import TextMatching

/// The number of a lemma, from 1. Two bytes, so that the tables by form and by pair stay in a processor's cache.
package typealias LemmaID = WordID

/// The words of a classifier's tables: which forms count as which lemma.
package struct ClassifierVocabulary: Sendable {
  /// The id of a word without a lemma, between whose neighbours no pair is formed.
  static let unknown: LemmaID = 0
  /// The id of a word that is passed over, such as `the`: its neighbours form a pair.
  static let skipped = LemmaID.max

  /// All forms, each with its lemma's number as its id; a text's words are looked up here.
  package let words: WordIndex
  private let numbers: [String: LemmaID]
  package let lemmas: [String]

  /// - Parameters:
  ///   - lemmas: each lemma with its forms, single words in lower case.
  ///   - skipped: words that are passed over, in lower case.
  package init(lemmas: [(lemma: String, forms: [String])], skipped: [String]) {
    precondition(lemmas.count < Int(Self.skipped), "classifier-forms.tsv has more than 65,534 lemmas")
    self.lemmas = lemmas.map(\.lemma)
    var forms = skipped.map { (word: $0, id: Self.skipped) }
    var numbers: [String: LemmaID] = [:]
    for (index, entry) in lemmas.enumerated() {
      let number = LemmaID(index + 1)
      numbers[entry.lemma] = number
      forms += entry.forms.map { ($0, number) }
    }
    words = WordIndex(sharing: forms)
    self.numbers = numbers
  }

  func number(of lemma: some StringProtocol) -> LemmaID? { numbers[String(lemma)] }
}
