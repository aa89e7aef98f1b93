import Models
import ReferenceData
import TextAnalysis

/// The question of which class of event a sentence reports: it supports the events of its class that patterns found,
/// and proposes plain acts for the lead where they found none.
struct EventClassStep: Sendable {
  private let question: ClassifierQuestion
  private let settings: EventQuestion
  private let (reach, confidence): (Double, Double)
  /// The position of each event kind's class among the classes; nil for kinds without a class.
  private let classOfKind: [Int?]
  /// The kind that each class proposes; nil for a class that proposes none.
  private let proposals: [Int?]
  /// The position of the class that reports no event.
  private let none: Int?

  init(
    _ settings: EventQuestion, _ question: ClassifierQuestion, _ lexicon: ClassifierLexicon, _ taxonomy: EventTaxonomy
  ) {
    self.settings = settings
    self.question = question
    (reach, confidence) = (lexicon.reach, lexicon.confidence)
    var classOfType: [String: Int] = [:]
    for entry in settings.classes {
      for type in entry.types { classOfType[type] = question.classes.firstIndex(of: entry.name) }
    }
    classOfKind = taxonomy.types.map { type in
      classOfType[type.type] ?? type.plover.flatMap(question.classes.firstIndex)
    }
    proposals = question.classes.map { name in
      settings.classes.first { $0.name == name }?.proposes.flatMap { taxonomy.index[$0] }
    }
    none = question.classes.firstIndex(of: "NONE")
  }

  /// Gives each draft the support of its sentence, and proposes events for the article's lead. It reads each sentence
  /// with a draft and those of the lead once. `isFunction` returns whether a token only joins others: `would`, `with`.
  func apply(to input: inout ClassifierInput, isFunction: (Int) -> Bool) {
    let article = input.article
    let leads = article.leadSentences
    let places: [(sentence: Int, draft: Int)] = article.drafts.indices.map { (article.drafts[$0].sentence, $0) }
      .sorted { ($0.sentence, $0.draft) < ($1.sentence, $1.draft) }
    let weight = input.isShort ? settings.vote : settings.longVote
    var next = 0
    var last = -1
    for sentence in (places.map(\.sentence) + leads).sorted() where sentence > last {
      last = sentence
      let first = next
      while next < places.count, places[next].sentence == sentence { next += 1 }
      let drafts = places[first..<next].map(\.draft)
      // Outside the lead, only events with a class gain by their share, and none where the share counts nothing.
      let isAsked =
        leads.contains(sentence)
        || (weight != 0 || article.metadata.explains)
          && drafts.contains { classOfKind[article.drafts[$0].kind] != nil }
      if !isAsked { continue }
      input.read(article.text.sentences[sentence].tokens, reach: reach)
      guard input.ask(question) else { continue }
      // A class's share among those that report an event: that there is one is for the patterns to say.
      let reported = none.map { 1 - Double(input.shares[$0]) } ?? 1
      let factor = weight * article.positionWeight(ofSentence: sentence) / max(reported, 0.01)
      support(drafts, factor, input)
      if leads.contains(sentence) { propose(sentence, drafts, factor, input, isFunction) }
    }
  }

  private func support(_ drafts: [Int], _ factor: Double, _ input: ClassifierInput) {
    let article = input.article
    for index in drafts {
      guard let place = classOfKind[article.drafts[index].kind] else { continue }
      article.support(index, factor * Double(input.shares[place]), why: input.grounds(question, place))
    }
    // What the main clause says of an incident speaks for the incident.
    guard let most = drafts.map({ article.drafts[$0].support }).max() else { return }
    for index in drafts where article.drafts[index].isIncident { article.support(index, most, why: []) }
  }

  /// Adds an event of the class with the greatest share to a sentence of the lead that has none of that class. Its
  /// trigger is the word that speaks most for the class; words that only join others propose nothing.
  private func propose(
    _ sentence: Int, _ drafts: [Int], _ factor: Double, _ input: ClassifierInput, _ isFunction: (Int) -> Bool
  ) {
    let article = input.article
    let shares = input.shares
    guard let top = shares.indices.max(by: { shares[$0] < shares[$1] }),
      Double(shares[top]) >= settings.proposal, let kind = proposals[top],
      !drafts.contains(where: { classOfKind[article.drafts[$0].kind] == top }),
      !drafts.contains(where: { article.drafts[$0].isIncident }) || !article.taxonomy.kinds[kind].isFraming,
      let trigger = input.trigger(question, top, isFunction)
    else { return }
    let token = article.text.tokens[trigger]
    var draft = EventDraft(
      kind: kind, reading: .actual, confidence: confidence,
      sentence: sentence, start: token.start, end: token.end, weight: 0)
    draft.support = factor * Double(shares[top])
    draft.why = input.grounds(question, top)
    article.add(draft)
  }
}
