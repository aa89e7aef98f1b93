import ReferenceData
import TextMatching

/// A linear classifier over the lemmas of a text and their pairs, with up to four questions that share one reading.
///
/// A class's sum is its bias plus, for each term of the text, the term's weight for the class times its weight in the
/// text. Where the question says so, the weights in the text are scaled to the Euclidean length 1. The shares are the
/// softmax of the sums (multinomial logistic regression), so that named weights explain each share: `why` gives them
/// as they are before that scaling.
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

  /// The words that the classifier knows; `read` takes the ids that they give a text's tokens.
  package var words: WordIndex { vocabulary.words }

  /// Replaces the content of `buffer` by the terms of a part of a text.
  ///
  /// - Parameters:
  ///   - range: the positions in `tokens` to read.
  ///   - lemmas: the id in `words` of each token.
  ///   - reach: the position, from 1, of the word that has the weight 1/2; nil gives all words the weight 1.
  package func read(
    _ range: Range<Int>, of tokens: [Token], lemmas: [LemmaID], reach: Float? = nil, into buffer: inout TermBuffer
  ) {
    buffer.read(range, of: tokens, lemmas: lemmas, index, reach: reach)
  }

  /// Fills `shares` with the share of each of the question's classes, in their order; each is 0 to 1, and they add up
  /// to 1. Returns false, with `shares` undefined, if no term of the text has a weight.
  package func shares(_ question: Question, _ buffer: TermBuffer, into shares: inout [Float]) -> Bool {
    questions[question].shares(buffer.hits, table, into: &shares)
  }

  /// A term of a text and what it adds to a class before any scaling; `token` is the position of the term's last token.
  package struct TermContribution: Hashable, Sendable {
    package let term: String
    package let weight: Float
    package let token: Int
  }

  /// The terms that speak most for a class, the strongest first, at most `limit`. A text scales the weights of all its
  /// terms alike, so their order does not depend on it.
  package func why(_ question: Question, _ position: Int, _ buffer: TermBuffer, limit: Int) -> [TermContribution] {
    var contributions: [TermContribution] = []
    for hit in buffer.hits {
      let weight = questions[question].weight(hit.term, position, table) * hit.weight
      if weight <= 0 { continue }
      contributions.append(
        TermContribution(term: table.names[table.number(of: hit.term)], weight: weight, token: Int(hit.token)))
    }
    return Array(contributions.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(limit))
  }
}
