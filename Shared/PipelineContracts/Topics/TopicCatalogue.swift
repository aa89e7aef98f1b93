import JSONCoding
import Models

/// Every topic that a stage or a command reads or writes. A topic is declared here and listed in `topics`; everything
/// else follows: `topics create`, the embedded log, the schemas, the AsyncAPI document and the tests of all of them.
package enum TopicCatalogue {
  /// Articles as users publish them. The key may be anything; `publish` uses the id or URL that a retraction names,
  /// else the article's own id, else its URL, else a hash of its bytes. So an article, its editions and its retraction
  /// share a partition, and the pipeline reads them in the order in which they were published.
  package static let articles = Topic<Article>(
    .init(
      "beacon.articles.v1", .keyed, .delete(days: 7), timestampType: .logAppendTime, eventType: "beacon.article.v1",
      .init(
        "articles", "Article",
        "Articles as users publish them; the way in. The broker's time of append is the time that the article is known from. An article that cannot be read, or has more than 1,000,000 bytes, goes to beacon.dead-letters.v1.",
        key: .init(
          "Anything, or none; beacon publish uses the id or URL that a retraction names, else the article's own id, else its URL, else a hash of its bytes, so that a retraction follows its article.",
          isOptional: true),
        .written,
        .init(
          "publishArticles", "You publish articles; Beacon receives them.",
          "One JSON object a record; no header is needed. beacon publish and kcat -P do it."))),
    readLimit: Article.maximumBytes, tooLarge: .articleTooLarge
  ) { article in
    let names = [article.retracts, article.id, article.url]
    return names.lazy.compactMap(\.self).first { !$0.isEmpty }.map { .key($0) } ?? .anyPartition
  }

  package static let identified = Topic<IdentifiedArticle>(
    .init(
      "beacon.articles.identified.v1", .keyed, .delete(days: 36), maxMessageBytes: largeMessageBytes,
      eventType: "beacon.article.identified.v1",
      .init(
        "identifiedArticles", "Identified article",
        "Articles in their normal form, and retractions, keyed by the article that they concern; between the two steps of ingestion.",
        key: .init("articleId; of a retraction, the id of the withdrawn article."), .read, .own("identifyArticles")))
  ) { .key($0.articleId) }

  package static let accepted = Topic<AcceptedArticle>(
    .init(
      "beacon.articles.accepted.v1", .keyed, .delete(days: 35), maxMessageBytes: largeMessageBytes,
      eventType: "beacon.article.accepted.v1",
      .init(
        "acceptedArticles", "Accepted article",
        "Each article, revision and retraction once. The texts that offsets in facts and alerts point into.",
        key: .init("articleId."), .read,
        .init(
          "consumeAcceptedArticles",
          "Beacon sends the texts that facts and alerts point into; you may consume them.")))
  ) { .key($0.articleId) }

  package static let facts = Topic<FactsDocument>(
    .init(
      "beacon.facts.v1", .keyed, .delete(days: 35), maxMessageBytes: largeMessageBytes, eventType: "beacon.facts.v1",
      .init(
        "facts", "Facts", "What each accepted revision says: events, entities, measures, statements.",
        key: .init("articleId."), .read,
        .init("consumeFacts", "Beacon sends the facts of every accepted revision; you may consume them.")))
  ) { .key($0.articleId) }

  /// `withdrawn` and `tick` go to every partition; all other signals are keyed by their subject.
  package static let signals = Topic<Signal>(
    .init(
      "beacon.signals.v1", .keyed, .delete(days: 400), eventType: "beacon.signal.v1",
      .init(
        "signals", "Signal",
        "What scoring adds up, in order. The state of scoring follows from this topic alone.",
        key: .init(
          "The subject, as type/id; none for withdrawn and tick, of which every partition gets one record.",
          isOptional: true), .read, .own("signalEvents", " Beacon's replay starts here.")))
  ) { signal in
    switch signal {
    case .event(let event): .key(event.subject.description)
    case .registration(let registration): .key(SubjectKey(.project, registration.project.id).description)
    case .notice(let notice): .key(notice.subject.description)
    case .coverage(let coverage): .key(coverage.subject.description)
    case .schedule(let schedule): .key(schedule.subject.description)
    case .withdrawn, .tick: .everyPartition
    }
  }

  package static let assessments = Topic<Assessment>(
    .init(
      "beacon.assessments.v1", .keyed, .compact(afterDays: assessmentDays), eventType: "beacon.assessment.v1",
      .init(
        "assessments", "Assessment", "The current score of every subject, with its explanation.", key: .subject, .read,
        .init(
          "consumeAssessments", "Beacon sends the current score of every subject; you may consume it.")))
  ) { .key($0.subject.description) }

  package static let reports = Topic<AssessmentReport>(
    .init(
      "beacon.reports.v1", .keyed, .delete(days: 365), maxMessageBytes: largeMessageBytes,
      eventType: "beacon.report.v1",
      .init(
        "reports", "Report", "Regular assessments: a daily flash, weekly and monthly reports of each subject.",
        key: .subject, .read,
        .init(
          "consumeReports", "Beacon sends regular assessments of every subject; you may consume them.",
          "beacon report prints them as JSON, Markdown or HTML.")))
  ) { .key($0.subject.description) }

  package static let warnings = Topic<WarningRecord>(
    .init(
      "beacon.warnings.v1", .single, .delete(days: 35), eventType: "beacon.warning.v1",
      .init(
        "warnings", "Warning",
        "What scoring reports to notification, in one order: warnings, and ticks that only advance the time.",
        key: .init("The subject, as type/id; a tick has none.", isOptional: true), .read, .own("warn")))
  ) { record in
    switch record {
    case .warning(let warning): .key(warning.subject.description)
    case .tick: .anyPartition
    }
  }

  package static let alerts = Topic<Alert>(
    .init(
      "beacon.alerts.v1", .keyed, .delete(days: 365), eventType: "beacon.alert.v1",
      .init(
        "alerts", "Alert",
        "Alert records; the way out. One alert is several records over its life; act on each record once, by its field record, which is also ce_id.",
        key: .subject, .read,
        .init(
          "consumeAlerts", "Beacon sends alert records; you consume them.",
          "Read committed records only (isolation.level=read_committed) and drop a record whose field record you have seen. beacon alerts --follow and kcat -C do it."
        )))
  ) { .key($0.subject.description) }

  package static let suppressions = Topic<Suppression>(
    .init(
      "beacon.suppressions.v1", .keyed, .delete(days: 35), eventType: "beacon.suppression.v1",
      .init(
        "suppressions", "Suppression", "Alert records that were not sent, and why.", key: .subject, .read,
        .init(
          "consumeSuppressions", "Beacon sends the alerts that it suppressed, and why; you may consume them.")))
  ) { .key($0.subject.description) }

  package static let projects = Topic<Project>(
    .init(
      "beacon.projects.v1", .single, .compact(afterDays: 1), eventType: "beacon.project.v1",
      .init(
        "projects", "Project",
        "The register of projects: the latest record of a key is valid; a record without a value removes the project.",
        key: .init("The project's id."), .written,
        .init(
          "registerProjects", "You register the projects to watch; Beacon receives them.", "beacon projects does it.")))
  ) { .key($0.id) }

  package static let sources = Topic<Source>(
    .init(
      "beacon.sources.v1", .single, .compact(afterDays: 1), eventType: "beacon.source.v1",
      .init(
        "sources", "Source",
        "The register of sources: the latest record of a key is valid; a record without a value removes the source.",
        key: .init("The source's id."), .written,
        .init(
          "registerSources", "You register sources and their grades; Beacon receives them.", "beacon sources does it."))
    )
  ) { .key($0.id) }

  package static let silences = Topic<Silence>(
    .init(
      "beacon.silences.v1", .single, .compact(afterDays: 1), eventType: "beacon.silence.v1",
      .init(
        "silences", "Silence",
        "The register of silences: the latest record of a key is valid; a record without a value ends the silence.",
        key: .init("The silence's id."), .written,
        .init(
          "silenceSubjects", "You silence subjects for a while; Beacon receives it.", "beacon silence does it.")))
  ) { .key($0.id) }

  package static let parties = Topic<ListedParty>(
    .init(
      "beacon.parties.v1", .single, .compact(afterDays: 1), eventType: "beacon.party.v1",
      .init(
        "parties", "Listed party",
        "The register of lists of sanctioned and debarred parties: the latest record of a key is valid; a record without a value removes the row.",
        key: .init("The row's id."), .written,
        .init("listParties", "You import lists of parties; Beacon receives them.", "beacon lists does it.")))
  ) { .key($0.id) }

  package static let actions = Topic<Action>(
    .init(
      "beacon.actions.v1", .single, .delete(days: 365), eventType: "beacon.action.v1",
      .init(
        "actions", "Action", "What people did about alerts: feedback, for the scorecard and for audit.",
        key: .init("The alert's id."), .written,
        .init("giveFeedback", "You judge an alert; Beacon receives it.", "beacon feedback does it.")))
  ) { .key($0.alert) }

  package static let deliveries = Topic<Delivery>(
    .init(
      "beacon.deliveries.v1", .keyed, .delete(days: 35), eventType: "beacon.delivery.v1",
      .init(
        "deliveries", "Delivery", "What became of each alert record at each receiver.",
        key: .init("The receiver's id."), .read,
        .init(
          "consumeDeliveries", "Beacon sends the end of each delivery to a receiver; you may consume them.")))
  ) { .key($0.receiver) }

  /// Original keys and values as bytes; see `DeadLetterRecord`.
  package static let deadLetters = TopicSpecification(
    "beacon.dead-letters.v1", .keyed, .delete(days: 30), maxMessageBytes: largeMessageBytes, eventType: nil,
    .init(
      "deadLetters", "Dead letter",
      "Records that could not be handled: the original key, value and headers, with the failure in additional headers.",
      key: .init("The original record's key, if it had one.", isOptional: true), .read,
      .init(
        "consumeDeadLetters", "Beacon sends the records that it could not handle; you examine them.",
        "beacon dead-letters lists, shows and replays them.")))

  /// The topics with typed values.
  package static let topics: [any CatalogueTopic] = [
    articles, identified, accepted, facts, signals, assessments, reports, warnings, alerts, suppressions, projects,
    sources, silences, parties, actions, deliveries,
  ]

  package static let all: [TopicSpecification] = topics.map(\.specification) + [deadLetters]

  /// `ce_type` of the records of a topic; nil for dead letters, and for a topic that is not in the catalogue.
  package static func eventType(ofTopic name: String) -> String? { eventTypes[name] }

  private static let eventTypes = Dictionary(
    uniqueKeysWithValues: all.compactMap { topic in topic.eventType.map { (topic.name, $0) } })

  /// How many days every assessment is kept: a restarted reporting stage reads from the topic the days of its curve and
  /// the month before them.
  package static let assessmentDays = 125

  /// The largest published value that ingestion reads, in bytes: a page of 8 MiB with its JSON escapes. The article in
  /// it has to fit `Article.maximumBytes`.
  package static let largestPublished = 16 << 20
  private static let largeMessageBytes = 8 * 1_048_576
}
