import TextMatching

/// The number of a lemma, from 1. Two bytes, so that the tables by form and by pair stay in a processor's cache.
package typealias LemmaID = Int16

/// The words of a classifier's tables: which forms count as which lemma.
package struct ClassifierVocabulary: Sendable {
  /// A word without a lemma: it separates a pair.
  static let unknown: LemmaID = 0
  /// A word that is skipped, such as `the`: it does not separate a pair.
  static let skipped: LemmaID = -1

  /// All forms; a text's are looked up in it.
  package let words: WordIndex
  /// By the form's id.
  let lemmaOfForm: [LemmaID]
  private let numbers: [String: LemmaID]
  package let lemmas: [String]

  /// - Parameters:
  ///   - lemmas: each lemma with its forms, single words in lower case.
  ///   - skipped: words that are passed over, in lower case.
  package init(lemmas: [(lemma: String, forms: [String])], skipped: [String]) {
    precondition(lemmas.count <= LemmaID.max, "a vocabulary has at most 32,767 lemmas")
    self.lemmas = lemmas.map(\.lemma)
    var forms = skipped
    var lemmaOfForm = [Self.unknown] + skipped.map { _ in Self.skipped }
    var numbers: [String: LemmaID] = [:]
    for (index, entry) in lemmas.enumerated() {
      let number = LemmaID(index + 1)
      numbers[entry.lemma] = number
      forms += entry.forms
      lemmaOfForm += entry.forms.map { _ in number }
    }
    words = WordIndex(forms)
    self.lemmaOfForm = lemmaOfForm
    self.numbers = numbers
  }

  func number(of lemma: some StringProtocol) -> LemmaID? { numbers[String(lemma)] }
}
