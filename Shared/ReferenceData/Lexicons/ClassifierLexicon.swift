/// The tables of a language's classifier, trained by deploy/reference/classifier/train.py: which words count as which
/// lemma, and what each lemma or pair of lemmas weighs for the classes of up to four questions.
///
/// Read from `classifier-forms.tsv`, `classifier-settings.tsv` and the tables of each question; each file states its
/// schema. A language may lack all of them, or some of the questions.
package struct ClassifierLexicon: Sendable {
  /// The largest number of lemmas: a lemma's number has 16 bits, and two numbers stand for words without a lemma.
  package static let mostLemmas = 65_534

  package var lemmas: [(lemma: String, forms: [String])]
  /// Words that the classifier ignores.
  package var skipped: [String]
  /// The confidence of an event that no pattern found, 0 to 1.
  package var confidence: Double
  /// The number of words into a sentence at which a word counts half as much as the first; for the questions of events
  /// and of risk.
  package var reach: Double
  package var event: EventQuestion?
  package var topic: TopicQuestion?
  package var conduct: ConductQuestion?
  package var risk: RiskQuestion?

  /// Reads the tables; nil where the folders have none of them.
  package init?(_ folders: LanguageFolders, types: EventTypes) throws(TableError) {
    var lemmas: [(lemma: String, forms: [String])] = []
    var skipped: [String] = []
    for row in try folders.rows("classifier-forms.tsv", ["lemma", "forms"]) {
      guard let lemma = row.optional("lemma") else {
        skipped += row.list("forms")
        continue
      }
      guard lemmas.count < Self.mostLemmas else {
        throw row.error("lemma", expected: "at most \(Self.mostLemmas) lemmas")
      }
      lemmas.append((lemma, row.list("forms")))
    }
    if lemmas.isEmpty { return nil }
    self.lemmas = lemmas
    self.skipped = skipped
    let settings = try ClassifierSettings(folders)
    confidence = try settings.value("confidence")
    reach = try settings.value("reach")
    let known = Set(lemmas.map(\.lemma))
    event = try EventQuestion(folders, settings, lemmas: known, types: types)
    topic = try TopicQuestion(folders, settings, lemmas: known)
    conduct = try ConductQuestion(folders, settings, lemmas: known)
    risk = try RiskQuestion(folders, settings, lemmas: known, types: types)
  }
}

/// The rows of `classifier-settings.tsv`.
struct ClassifierSettings {
  private static let file = "classifier-settings.tsv"
  private var values: [String: Double] = [:]

  init(_ folders: LanguageFolders) throws(TableError) {
    for row in try folders.rows(Self.file, ["setting", "value"]) {
      let name = try row.text("setting")
      guard values.updateValue(try row.number("value", in: 0...1000), forKey: name) == nil else {
        throw row.error("setting", expected: "a setting that no earlier row has")
      }
    }
  }

  func value(_ name: String) throws(TableError) -> Double {
    guard let value = values[name] else {
      throw TableError(file: Self.file, line: 0, problem: "lacks the setting \(name); expected a number")
    }
    return value
  }
}
