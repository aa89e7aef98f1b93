import ReferenceData
import TextClassification

/// What the classifier's tables say about an article: how far a sentence supports an event's class, which class of
/// event or category of risk it reports where no pattern matches, and whether the article reports risks at all. A
/// language may lack some of the questions.
final class EventBallot: Sendable {
  let classifier: TextClassifier
  private let events: EventVote?
  private let topics: TopicJudge?
  private let conduct: ConductJudge?
  private let lead: LeadJudge?

  init(_ lexicon: ClassifierLexicon, _ taxonomy: EventTaxonomy) {
    var tables: [ClassifierWeights] = []
    func ask(_ weights: ClassifierWeights, _ table: String) -> BallotQuestion {
      tables.append(weights)
      return BallotQuestion(number: tables.count - 1, table: table, classes: weights.classes)
    }
    events = lexicon.event.map {
      EventVote($0, ask($0.weights, "classifier-event.tsv"), lexicon, taxonomy)
    }
    let topics = lexicon.topic.map { TopicJudge($0, ask($0.weights, "classifier-topic.tsv")) }
    self.topics = topics
    conduct = lexicon.conduct.flatMap {
      ConductJudge($0, ask($0.weights, "classifier-conduct.tsv"), lexicon, topics, taxonomy)
    }
    lead = lexicon.risk.flatMap {
      LeadJudge($0, ask($0.weights, "classifier-risk.tsv"), lexicon, topics, taxonomy)
    }
    classifier = TextClassifier(
      vocabulary: ClassifierVocabulary(lemmas: lexicon.lemmas, skipped: lexicon.skipped), questions: tables)
  }

  /// Lets each question that the language has judge the article's drafts. `isAsset` returns whether a token names a
  /// work, an industry or its people, `isFunction` whether it only joins others.
  func vote(on article: EventCollector, isAsset: (Int) -> Bool, isFunction: (Int) -> Bool = { _ in false }) {
    if article.drafts.isEmpty, article.leadSentences.isEmpty { return }
    var reading = BallotReading(article, classifier)
    topics?.dropQuiet(&reading)
    events?.vote(&reading, isFunction: isFunction)
    conduct?.judge(&reading)
    lead?.judge(&reading, isAsset)
  }
}
