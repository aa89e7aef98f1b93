import ReferenceData
import TextClassification

/// What the classifier's tables say about an article: how far a sentence supports an event's class, which class of
/// event or category of risk it reports where no pattern matches, and whether the article reports risks at all. A
/// language may lack some of the questions.
final class ArticleClassifier: Sendable {
  let textClassifier: TextClassifier
  private let events: EventClassStep?
  private let topics: TopicStep?
  private let conduct: WrongdoingStep?
  private let lead: LeadRiskStep?

  init(_ lexicon: ClassifierLexicon, _ taxonomy: EventTaxonomy) {
    var tables: [ClassifierWeights] = []
    func ask(_ weights: ClassifierWeights, _ table: String) -> ClassifierQuestion {
      tables.append(weights)
      return ClassifierQuestion(number: tables.count - 1, table: table, classes: weights.classes)
    }
    events = lexicon.event.map {
      EventClassStep($0, ask($0.weights, "classifier-event.tsv"), lexicon, taxonomy)
    }
    let topics = lexicon.topic.map { TopicStep($0, ask($0.weights, "classifier-topic.tsv")) }
    self.topics = topics
    conduct = lexicon.conduct.flatMap {
      WrongdoingStep($0, ask($0.weights, "classifier-conduct.tsv"), lexicon, topics, taxonomy)
    }
    lead = lexicon.risk.flatMap {
      LeadRiskStep($0, ask($0.weights, "classifier-risk.tsv"), lexicon, topics, taxonomy)
    }
    textClassifier = TextClassifier(
      vocabulary: ClassifierVocabulary(lemmas: lexicon.lemmas, skipped: lexicon.skipped), questions: tables)
  }

  /// Applies the answer of each question that the language has to the article's drafts. `isAsset` returns whether a
  /// token names a work, an industry or its people, `isFunction` whether it only joins others.
  func classify(_ article: EventCollector, isAsset: (Int) -> Bool, isFunction: (Int) -> Bool = { _ in false }) {
    if article.drafts.isEmpty, article.leadSentences.isEmpty { return }
    var input = ClassifierInput(article, textClassifier)
    topics?.dropOffTopic(&input)
    events?.apply(to: &input, isFunction: isFunction)
    conduct?.apply(to: &input)
    lead?.apply(to: &input, isAsset: isAsset)
  }
}
