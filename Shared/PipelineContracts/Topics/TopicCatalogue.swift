import JSONCoding
import Models

/// Every topic that a built stage reads or writes.
package enum TopicCatalogue {
  /// Articles as users publish them. The key may be anything; `publish` takes what a retraction takes back, else the
  /// article's own id, else its URL, else a hash of its bytes. So an article, its editions and its retraction share a
  /// partition, and the pipeline reads them in the order in which they were published.
  package static let articles = Topic<Article>(
    .init(
      "beacon.articles.v1", .keyed, .delete(days: 7), timestampType: .logAppendTime, eventType: "beacon.article.v1"),
    readLimit: maxArticleBytes, tooLarge: .articleTooLarge
  ) { article in
    let names = [article.retracts, article.id, article.url]
    return names.lazy.compactMap(\.self).first { !$0.isEmpty }.map { .key($0) } ?? .anywhere
  }

  package static let identified = Topic<IdentifiedArticle>(
    .init(
      "beacon.articles.identified.v1", .keyed, .delete(days: 36), maxMessageBytes: largeMessageBytes,
      eventType: "beacon.article.identified.v1")
  ) { .key($0.articleId) }

  package static let accepted = Topic<AcceptedArticle>(
    .init(
      "beacon.articles.accepted.v1", .keyed, .delete(days: 35), maxMessageBytes: largeMessageBytes,
      eventType: "beacon.article.accepted.v1")
  ) { .key($0.articleId) }

  package static let facts = Topic<FactsDocument>(
    .init(
      "beacon.facts.v1", .keyed, .delete(days: 35), maxMessageBytes: largeMessageBytes, eventType: "beacon.facts.v1")
  ) { .key($0.articleId) }

  /// `withdrawn` and `tick` go to every partition, all else by subject.
  package static let signals = Topic<Signal>(
    .init("beacon.signals.v1", .keyed, .delete(days: 400), eventType: "beacon.signal.v1")
  ) { signal in
    switch signal {
    case .event(let event): .key(event.subject.description)
    case .registration(let registration): .key(SubjectKey(.project, registration.project.id).description)
    case .notice(let notice): .key(notice.subject.description)
    case .withdrawn, .tick: .everyPartition
    }
  }

  package static let assessments = Topic<Assessment>(
    .init("beacon.assessments.v1", .keyed, .compact, eventType: "beacon.assessment.v1")
  ) { .key($0.subject.description) }

  package static let warnings = Topic<Warning>(
    .init("beacon.warnings.v1", .single, .delete(days: 35), eventType: "beacon.warning.v1")
  ) { .key($0.subject.description) }

  package static let alerts = Topic<Alert>(
    .init("beacon.alerts.v1", .keyed, .delete(days: 365), eventType: "beacon.alert.v1")
  ) { .key($0.subject.description) }

  package static let suppressions = Topic<Suppression>(
    .init("beacon.suppressions.v1", .keyed, .delete(days: 35), eventType: "beacon.suppression.v1")
  ) { .key($0.subject.description) }

  package static let projects = Topic<Project>(
    .init("beacon.projects.v1", .single, .compact, eventType: "beacon.project.v1")
  ) { .key($0.id) }

  package static let sources = Topic<Source>(
    .init("beacon.sources.v1", .single, .compact, eventType: "beacon.source.v1")
  ) { .key($0.id) }

  package static let silences = Topic<Silence>(
    .init("beacon.silences.v1", .single, .compact, eventType: "beacon.silence.v1")
  ) { .key($0.id) }

  /// Original bytes under the original key; see `DeadLetterRecord`.
  package static let deadLetters = TopicSpecification(
    "beacon.dead-letters.v1", .keyed, .delete(days: 30), maxMessageBytes: largeMessageBytes, eventType: nil)

  package static let all: [TopicSpecification] = [
    articles.specification, identified.specification, accepted.specification, facts.specification,
    signals.specification, assessments.specification, warnings.specification, alerts.specification,
    suppressions.specification, projects.specification, sources.specification, silences.specification, deadLetters,
  ]

  /// `ce_type` of the records of a topic; nil for dead letters, and for a topic that is not in the catalogue.
  package static func eventType(ofTopic name: String) -> String? { eventTypes[name] }

  private static let eventTypes = Dictionary(
    uniqueKeysWithValues: all.compactMap { topic in topic.eventType.map { (topic.name, $0) } })

  /// The largest article that the pipeline takes, in bytes of its JSON.
  package static let maxArticleBytes = 1_000_000
  private static let largeMessageBytes = 8 * 1_048_576
}
