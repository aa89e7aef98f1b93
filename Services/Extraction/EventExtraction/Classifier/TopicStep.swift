import ReferenceData

/// The question of what an article is about: articles on some topics report no risks.
struct TopicStep: Sendable {
  private let question: ClassifierQuestion
  private let settings: TopicQuestion
  private let excluded: [ExcludedTopic]

  /// A topic whose articles report no risks of some categories; nil for all. `position` is its place among the classes.
  private struct ExcludedTopic {
    let position: Int
    let share: Float
    let strongShare: Float
    let categories: Set<String>?
    let name: String
  }

  init(_ settings: TopicQuestion, _ question: ClassifierQuestion) {
    self.settings = settings
    self.question = question
    excluded = settings.quiet.compactMap { row in
      question.classes.firstIndex(of: row.topic).map {
        ExcludedTopic(
          position: $0, share: Float(row.share), strongShare: Float(row.strongShare), categories: row.categories,
          name: row.topic)
      }
    }
  }

  /// Drops the risks that the article's topic does not report, except those of registered projects.
  func dropOffTopic(_ input: inout ClassifierInput) {
    let article = input.article
    let taxonomy = article.taxonomy
    guard article.drafts.contains(where: { taxonomy.kinds[$0.kind].ledger == .risk }) else { return }
    for topic in excludedTopics(&input) {
      article.drop(named: topic.name, why: input.grounds(question, topic.position)) { draft in
        let type = taxonomy.types[draft.kind]
        guard type.ledger == .risk, draft.project == nil, let category = type.category else { return false }
        return topic.categories?.contains(category) ?? true
      }
    }
  }

  /// Whether the article is on a topic that reports no risks of the kind's category. Reads the article anew.
  func isOffTopic(_ kind: Int, _ input: inout ClassifierInput) -> Bool {
    let category = input.article.taxonomy.types[kind].category ?? ""
    return excludedTopics(&input).contains { $0.categories?.contains(category) ?? true }
  }

  /// The article's topics that report no risks of some categories; the terms of the question stay read.
  private func excludedTopics(_ input: inout ClassifierInput) -> [ExcludedTopic] {
    input.read(first: settings.words)
    guard input.ask(question) else { return [] }
    return excluded.filter { topic in
      let share = input.shares[topic.position]
      guard share >= topic.strongShare else { return false }
      // A topic needs evidence for it, not only against the others. A small share is enough if the topic's own
      // terms are strong: words of war in a match report count for news.
      let evidence = Double(input.evidence(question, topic.position).reduce(0) { $0 + $1.weight })
      return evidence >= (share >= topic.share ? settings.evidence : settings.strongEvidence)
    }
  }
}
