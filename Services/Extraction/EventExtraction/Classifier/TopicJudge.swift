import ReferenceData

/// The question of what an article is about: articles on some topics report no risks.
struct TopicJudge: Sendable {
  private let question: BallotQuestion
  private let settings: TopicQuestion
  private let quiet: [QuietTopic]

  /// A topic whose articles report no risks of some categories; nil for all. `position` is its place among the classes.
  private struct QuietTopic {
    let position: Int
    let share: Float
    let categories: Set<String>?
    let name: String
  }

  init(_ settings: TopicQuestion, _ question: BallotQuestion) {
    self.settings = settings
    self.question = question
    quiet = settings.quiet.compactMap { row in
      question.classes.firstIndex(of: row.topic).map {
        QuietTopic(position: $0, share: Float(row.share), categories: row.categories, name: row.topic)
      }
    }
  }

  /// Drops the risks that the article's topic does not report, except those of registered projects.
  func dropQuiet(_ reading: inout BallotReading) {
    let article = reading.article
    let taxonomy = article.taxonomy
    guard article.drafts.contains(where: { taxonomy.kinds[$0.kind].ledger == .risk }) else { return }
    for topic in quietTopics(&reading) {
      article.drop(named: topic.name, why: reading.grounds(question, topic.position)) { draft in
        let type = taxonomy.types[draft.kind]
        guard type.ledger == .risk, draft.project == nil, let category = type.category else { return false }
        return topic.categories?.contains(category) ?? true
      }
    }
  }

  /// Whether the article is on a topic that reports no risks of the kind's category. Reads the article anew.
  func isOffTopic(_ kind: Int, _ reading: inout BallotReading) -> Bool {
    let category = reading.article.taxonomy.types[kind].category ?? ""
    return quietTopics(&reading).contains { $0.categories?.contains(category) ?? true }
  }

  /// The article's topics that report no risks of some categories; the terms of the question stay read.
  private func quietTopics(_ reading: inout BallotReading) -> [QuietTopic] {
    reading.read(first: settings.words)
    guard reading.ask(question) else { return [] }
    return quiet.filter { topic in
      guard reading.shares[topic.position] >= topic.share else { return false }
      // A topic does not win by what speaks against the others.
      let evidence = reading.evidence(question, topic.position)
      return Double(evidence.reduce(0) { $0 + $1.weight }) >= settings.evidence
    }
  }
}
