import ReferenceData
import TextMatching

/// A linear classifier over the lemmas of a text and their pairs, with any number of questions that share one reading.
///
/// A text's sum for a class is the class's bias and, over the text's terms, weight of the term for the class times
/// weight of the term in the text, scaled to the Euclidean length 1 where the question says so; the shares are the
/// sums' softmax (multinomial logistic regression). Each share is thus a sum of named weights: `why` gives them.
package final class TextClassifier: Sendable {
  /// The position of a question among those that the classifier was created with.
  package typealias Question = Int

  private let vocabulary: ClassifierVocabulary
  private let index: TermIndex
  private let table: WeightTable
  private let questions: [LinearQuestion]

  package init(vocabulary: ClassifierVocabulary, questions: [ClassifierWeights]) {
    self.vocabulary = vocabulary
    table = WeightTable(questions)
    index = TermIndex(zip(table.names, table.starts).map { ($0, $1) }, vocabulary)
    self.questions = questions.enumerated().map { LinearQuestion($1, position: $0) }
  }

  /// The classes of a question, in the order of their shares.
  package func classes(_ question: Question) -> [String] { questions[question].classes }

  /// The words that it knows: `read` takes a text's tokens with their ids in it.
  package var words: WordIndex { vocabulary.words }

  /// Replaces the content of `buffer` by the terms of a part of a text.
  ///
  /// - Parameters:
  ///   - range: the positions in `tokens` to read.
  ///   - lemmas: the id in `words` of each token.
  ///   - reach: after how many words a word weighs half as much as the first one; nil for equal weights.
  package func read(
    _ range: Range<Int>, of tokens: [Token], lemmas: [LemmaID], reach: Float? = nil, into buffer: inout TermBuffer
  ) {
    buffer.read(range, of: tokens, lemmas: lemmas, index, termBound: table.termBound, reach: reach)
  }

  /// Fills `shares` with the share of each class, in the order of `classes`; each is 0 to 1, and they add up to 1.
  /// Returns false, with `shares` undefined, if no term of the text has a weight.
  package func shares(_ question: Question, _ buffer: TermBuffer, into shares: inout [Float]) -> Bool {
    questions[question].shares(buffer.hits, table, into: &shares)
  }

  /// A term of a text and what it adds to a class; `token` is the position of the term's last token.
  package struct Reason: Hashable, Sendable {
    package let term: String
    package let weight: Float
    package let token: Int
  }

  /// The terms that speak most for a class, the strongest first, at most `limit`.
  package func why(_ question: Question, _ position: Int, _ buffer: TermBuffer, limit: Int) -> [Reason] {
    var reasons: [Reason] = []
    for hit in buffer.hits {
      let weight = questions[question].weight(hit.term, position, table) * hit.weight
      if weight <= 0 { continue }
      reasons.append(Reason(term: table.names[table.number(of: hit.term)], weight: weight, token: Int(hit.token)))
    }
    return Array(reasons.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(limit))
  }
}
