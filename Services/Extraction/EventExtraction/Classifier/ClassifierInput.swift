import Models
import TextAnalysis
import TextClassification
import TextMatching

/// One of the classifier's questions: its position, the table that its weights are from, and its classes.
struct ClassifierQuestion: Sendable {
  let number: TextClassifier.Question
  let table: String
  let classes: [String]
}

/// What the classifier reads of an article: the part that was read last, and the shares of the last answer.
struct ClassifierInput {
  /// How many terms an explanation lists.
  private static let longestExplanation = 5

  let article: EventCollector
  private let classifier: TextClassifier
  /// The lemma of each token of the article.
  private let lemmas: [LemmaID]
  private var buffer = TermBuffer()
  /// The share of each class, in the order of the classes, in the last answer.
  private(set) var shares: [Float] = []

  init(_ article: EventCollector, _ classifier: TextClassifier) {
    self.article = article
    self.classifier = classifier
    lemmas = article.text.ids(in: classifier.words)
  }

  /// Whether the text is a short one, for which some questions have settings of their own.
  var isShort: Bool { article.text.sentences.count <= article.weights.shortText }

  /// Reads the terms of a range of tokens. The word at position `reach`, from 1, weighs 1/2; nil weighs all words 1.
  mutating func read(_ range: Range<Int>, reach: Double? = nil) {
    classifier.read(range, of: article.text.tokens, lemmas: lemmas, reach: reach.map { Float($0) }, into: &buffer)
  }

  /// Reads the article's first `count` tokens.
  mutating func read(first count: Int, reach: Double? = nil) {
    read(0..<min(count, article.text.tokens.count), reach: reach)
  }

  /// Fills `shares` with the answer to a question about the part read last; false if none of its terms has a weight.
  mutating func ask(_ question: ClassifierQuestion) -> Bool {
    classifier.shares(question.number, buffer, into: &shares)
  }

  /// The terms that speak most for the class at a position, the strongest first.
  func evidence(_ question: ClassifierQuestion, _ position: Int) -> [TextClassifier.TermContribution] {
    classifier.why(question.number, position, buffer, limit: Self.longestExplanation)
  }

  /// The token of the word that speaks most for the class at a position, in a term or as the first of a pair whose
  /// second word only joins others; nil if all of its words do.
  func trigger(_ question: ClassifierQuestion, _ position: Int, _ isFunction: (Int) -> Bool) -> Int? {
    for contribution in classifier.why(question.number, position, buffer, limit: .max) {
      if !isFunction(contribution.token) { return contribution.token }
      let first = contribution.token - 1
      let isPair = contribution.term.utf8.contains(UInt8(ascii: " "))
      if isPair, first >= 0, article.text.tokens[first].kind == .word, !isFunction(first) { return first }
    }
    return nil
  }

  /// The terms that speak most for a class, as grounds of an event; empty unless `explains` is set.
  func grounds(_ question: ClassifierQuestion, _ position: Int) -> [Reason] {
    guard article.metadata.explains else { return [] }
    return evidence(question, position).map {
      Reason(
        .term, by: "\(question.table) \(question.classes[position])", text: $0.term,
        weight: (Double($0.weight) * 100).rounded() / 100)
    }
  }
}
