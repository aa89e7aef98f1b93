import Models
import ReferenceData
import TextAnalysis
import TextClassification

/// What the classifier's tables say about an article: how far a sentence supports an event's class, which class of
/// event a sentence reports where no pattern matches, and whether the article is on a topic that reports no risks.
final class EventBallot: Sendable {
  private static let event = 0
  private static let topic = 1
  private static let conduct = 2
  private static let risk = 3
  /// The most sentences of a short text, in which the classifier's vote has a separate weight.
  private static let shortText = 3
  /// How many terms an explanation lists.
  private static let longestExplanation = 5

  let classifier: TextClassifier
  private let settings: ClassifierLexicon.Settings
  /// The position of each event kind's class among the classes; nil for kinds without a class.
  private let classOfKind: [Int?]
  /// The kind that each class proposes; nil for a class that proposes none.
  private let proposals: [Int?]
  /// The kind of the risk that each class of the risk question reports; nil for the class that reports none.
  private let risks: [Int?]
  /// The positions of the classes that report no event and no risk, each in its question.
  private let (none, noRisk): (Int?, Int?)
  /// The positions of two classes: articles that report a case of wrongdoing, and articles that only talk of
  /// wrongdoing.
  private let conductClasses: (wrong: Int, talk: Int)?
  private let quiet: [QuietTopic]

  /// A topic whose articles report no risks of some categories; nil for all. `position` is its place among the classes.
  private typealias QuietTopic = (position: Int, share: Float, categories: Set<String>?, name: String)

  init(_ lexicon: ClassifierLexicon, _ taxonomy: EventTaxonomy) {
    classifier = TextClassifier(
      vocabulary: ClassifierVocabulary(lemmas: lexicon.lemmas, skipped: lexicon.skipped),
      questions: [lexicon.event, lexicon.topic, lexicon.conduct, lexicon.risk])
    settings = lexicon.settings
    let names = classifier.classes(Self.event)
    var classOfType: [String: Int] = [:]
    for entry in lexicon.classes {
      for type in entry.types { classOfType[type] = names.firstIndex(of: entry.name) }
    }
    classOfKind = taxonomy.types.map { type in
      classOfType[type.type] ?? type.plover.flatMap(names.firstIndex)
    }
    proposals = names.map { name in
      lexicon.classes.first { $0.name == name }?.proposes.flatMap { taxonomy.index[$0] }
    }
    none = names.firstIndex(of: "NONE")
    let categories = classifier.classes(Self.risk)
    risks = categories.map { lexicon.riskTypes[$0].flatMap { taxonomy.index[$0] } }
    noRisk = categories.firstIndex(of: "NONE")
    let conduct = classifier.classes(Self.conduct)
    conductClasses = conduct.firstIndex(of: "case").flatMap { wrong in
      conduct.firstIndex(of: "talk").map { (wrong, $0) }
    }
    let topics = classifier.classes(Self.topic)
    quiet = lexicon.quietTopics.compactMap { row in
      topics.firstIndex(of: row.topic).map { ($0, Float(row.share), row.categories, row.topic) }
    }
  }

  /// Gives each draft the support of its sentence, proposes events for the article's lead, and drops risks that the
  /// article's topic does not report. It reads each sentence with a draft, the lead, and the article's first words
  /// once. `isAsset` returns whether a token names a work, an industry or its people.
  func vote(on article: EventCollector, _ taxonomy: EventTaxonomy, isAsset: (Int) -> Bool) {
    let leads = article.leadSentences
    if article.drafts.isEmpty, leads.isEmpty { return }
    let lemmas = article.text.ids(in: classifier.words)
    var buffer = TermBuffer()
    var shares: [Float] = []
    dropQuiet(article, taxonomy, lemmas, &buffer, &shares)
    let places: [(sentence: Int, draft: Int)] = article.drafts.indices.map { (article.drafts[$0].sentence, $0) }
      .sorted { ($0.sentence, $0.draft) < ($1.sentence, $1.draft) }
    let weight = article.text.sentences.count > Self.shortText ? settings.longVote : settings.vote
    var next = 0
    var last = -1
    for sentence in (places.map(\.sentence) + leads).sorted() where sentence > last {
      last = sentence
      let first = next
      while next < places.count, places[next].sentence == sentence { next += 1 }
      // Outside the lead, only events with a class gain by the vote, and none by one that counts nothing.
      let isAsked =
        leads.contains(sentence)
        || (weight != 0 || article.context.explains)
          && (first..<next).contains { classOfKind[article.drafts[places[$0].draft].kind] != nil }
      if !isAsked { continue }
      classifier.read(
        article.text.sentences[sentence].tokens, of: article.text.tokens, lemmas: lemmas, reach: Float(settings.reach),
        into: &buffer)
      guard classifier.shares(Self.event, buffer, into: &shares) else { continue }
      let drafts = places[first..<next].lazy.map(\.draft)
      // A class's share among those that report an event: that there is one is for the patterns to say.
      let reported = none.map { 1 - Double(shares[$0]) } ?? 1
      let vote = weight * article.positionWeight(ofSentence: sentence) / max(reported, 0.01)
      for index in drafts {
        guard let place = classOfKind[article.drafts[index].kind] else { continue }
        article.support(index, vote * Double(shares[place]), why: terms(Self.event, place, buffer, article))
      }
      let incidents = drafts.filter { article.drafts[$0].isIncident }
      if let most = drafts.map({ article.drafts[$0].support }).max() {
        // What the main clause says of an incident speaks for the incident.
        for index in incidents { article.support(index, most, why: []) }
      }
      guard leads.contains(sentence), let top = shares.indices.max(by: { shares[$0] < shares[$1] }),
        Double(shares[top]) >= settings.proposal, let kind = proposals[top],
        !drafts.contains(where: { classOfKind[article.drafts[$0].kind] == top }),
        incidents.isEmpty || !taxonomy.kinds[kind].isFraming,
        let reason = classifier.why(Self.event, top, buffer, limit: 1).first
      else { continue }
      let token = article.text.tokens[reason.token]
      var draft = EventDraft(
        kind: kind, reading: RealisReader.Reading(realis: .actual), confidence: settings.confidence,
        sentence: sentence, start: token.start, end: token.end, weight: 0)
      draft.support = vote * Double(shares[top])
      draft.why = terms(Self.event, top, buffer, article)
      article.add(draft, taxonomy)
    }
    judgeConduct(article, taxonomy, lemmas, &buffer, &shares)
    judgeLead(article, taxonomy, lemmas, &buffer, &shares, isAsset)
  }

  /// Asks the risk question of title and first sentence together. If the article has no live risk, adds the one that
  /// they report; if it has, drops its risks where they report nothing, except those of registered projects and, in a
  /// long text, those of integrity.
  private func judgeLead(
    _ article: EventCollector, _ taxonomy: EventTaxonomy, _ lemmas: [WordID], _ buffer: inout TermBuffer,
    _ shares: inout [Float], _ isAsset: (Int) -> Bool
  ) {
    let sentences = article.text.sentences
    let leads = article.leadSentences.filter { sentences[$0].kind == .title || $0 == article.firstProse }
    guard let noRisk, let first = leads.first, let last = leads.last else { return }
    let hasRisk = article.hasLiveRisk(taxonomy)
    guard hasRisk || article.mayHideRisk(inLead: leads, taxonomy) else { return }
    let range = sentences[first].tokens.lowerBound..<sentences[last].tokens.upperBound
    classifier.read(range, of: article.text.tokens, lemmas: lemmas, reach: Float(settings.reach), into: &buffer)
    guard classifier.shares(Self.risk, buffer, into: &shares) else { return }
    if !hasRisk {
      let least = range.contains(where: isAsset) ? settings.incident : settings.incidentElsewhere
      if Double(1 - shares[noRisk]) >= least { report(article, leads, taxonomy, lemmas, &buffer, &shares) }
      return
    }
    let isShort = sentences.count <= Self.shortText
    guard Double(shares[noRisk]) >= (isShort ? settings.nothing : settings.nothingLong) else { return }
    // In a long text, the conduct question judges the risks of integrity.
    let exempt = isShort ? nil : taxonomy.prosecution.flatMap { taxonomy.kinds[$0].category }
    article.drop("nothing", why: terms(Self.risk, noRisk, buffer, article)) { draft in
      let kind = taxonomy.kinds[draft.kind]
      return kind.ledger == .risk && draft.project == nil && kind.category != exempt
    }
  }

  /// Adds the risk of the category that the shares of title and first sentence, `leads`, speak for most.
  private func report(
    _ article: EventCollector, _ leads: [Int], _ taxonomy: EventTaxonomy, _ lemmas: [WordID],
    _ buffer: inout TermBuffer, _ shares: inout [Float]
  ) {
    let reporting = shares.indices.filter { risks[$0] != nil }
    guard let top = reporting.max(by: { shares[$0] < shares[$1] }), let kind = risks[top],
      let reason = classifier.why(Self.risk, top, buffer, limit: 1).first
    else { return }
    let why = terms(Self.risk, top, buffer, article)
    if isOffTopic(kind, article, taxonomy, lemmas, &buffer, &shares) { return }
    article.report(kind, at: reason.token, ofLead: leads, confidence: settings.confidence, taxonomy, why: why)
  }

  /// Judges a long article that reports an integrity risk or a step of the law, or no risk at all. Where it only talks
  /// of wrongdoing, drops its integrity risks, except plain ones in the lead and those of a project. Where the
  /// classifier finds a case, reads the article as one.
  private func judgeConduct(
    _ article: EventCollector, _ taxonomy: EventTaxonomy, _ lemmas: [WordID], _ buffer: inout TermBuffer,
    _ shares: inout [Float]
  ) {
    guard let prosecution = taxonomy.prosecution, let (wrong, talk) = conductClasses,
      article.text.sentences.count > Self.shortText
    else { return }
    let integrity = taxonomy.kinds[prosecution].category
    let hasMatter = article.drafts.contains { draft in
      let kind = taxonomy.kinds[draft.kind]
      return kind.isJustice || kind.category == integrity
    }
    guard hasMatter || !article.hasLiveRisk(taxonomy) else { return }
    let tokens = article.text.tokens
    classifier.read(
      0..<min(settings.conductWords, tokens.count), of: tokens, lemmas: lemmas, reach: Float(settings.conductReach),
      into: &buffer)
    guard classifier.shares(Self.conduct, buffer, into: &shares) else { return }
    let share = Double(shares[wrong])
    if share < settings.talk {
      guard hasMatter else { return }
      article.nature.frameFactor = settings.talkFrame
      let leads = article.leadSentences
      article.drop("talk", why: terms(Self.conduct, talk, buffer, article)) { draft in
        taxonomy.kinds[draft.kind].category == integrity && draft.project == nil
          && !(leads.contains(draft.sentence) && draft.confidence >= settings.plainWrong)
      }
      return
    }
    if hasMatter { article.nature.frameFactor = settings.caseFrame }
    // `A court threw out the case`: what follows is how it came to nothing. `The ministry denied that the contract was
    // cancelled`: what is called forged is the report.
    guard article.nature.ends[prosecution] == nil, !article.deniesRisk(outside: integrity, taxonomy) else { return }
    if hasMatter, share >= settings.conduct {
      article.reportCase(
        of: prosecution, isSure: share >= settings.sureCase, taxonomy, why: terms(Self.conduct, wrong, buffer, article))
    }
    guard share >= settings.caseProposal, !article.hasLiveRisk(taxonomy), let suspicion = taxonomy.suspicion,
      let strongest = classifier.why(Self.conduct, wrong, buffer, limit: 1).first
    else { return }
    let why = terms(Self.conduct, wrong, buffer, article)
    if isOffTopic(suspicion, article, taxonomy, lemmas, &buffer, &shares) { return }
    article.nature.frameFactor = settings.caseFrame
    article.suspect(suspicion, at: strongest.token, confidence: settings.confidence, taxonomy, why: why)
  }

  private func dropQuiet(
    _ article: EventCollector, _ taxonomy: EventTaxonomy, _ lemmas: [WordID], _ buffer: inout TermBuffer,
    _ shares: inout [Float]
  ) {
    guard article.drafts.contains(where: { taxonomy.kinds[$0.kind].ledger == .risk }) else { return }
    for topic in quietTopics(article, lemmas, &buffer, &shares) {
      article.drop(topic.name, why: terms(Self.topic, topic.position, buffer, article)) { draft in
        let type = taxonomy.types[draft.kind]
        guard type.ledger == .risk, draft.project == nil, let category = type.category else { return false }
        return topic.categories?.contains(category) ?? true
      }
    }
  }

  /// Whether the article is on a topic that reports no risks of the kind's category. Overwrites `buffer` and `shares`.
  private func isOffTopic(
    _ kind: Int, _ article: EventCollector, _ taxonomy: EventTaxonomy, _ lemmas: [WordID], _ buffer: inout TermBuffer,
    _ shares: inout [Float]
  ) -> Bool {
    let category = taxonomy.types[kind].category ?? ""
    return quietTopics(article, lemmas, &buffer, &shares).contains { $0.categories?.contains(category) ?? true }
  }

  /// The topics of an article that report no risks of some categories. Leaves the terms of the topic question in
  /// `buffer`.
  private func quietTopics(
    _ article: EventCollector, _ lemmas: [WordID], _ buffer: inout TermBuffer, _ shares: inout [Float]
  ) -> [QuietTopic] {
    let tokens = article.text.tokens
    classifier.read(0..<min(settings.topicWords, tokens.count), of: tokens, lemmas: lemmas, into: &buffer)
    guard classifier.shares(Self.topic, buffer, into: &shares) else { return [] }
    return quiet.filter { topic in
      guard shares[topic.position] >= topic.share else { return false }
      // A topic does not win by what speaks against the others.
      let evidence = classifier.why(Self.topic, topic.position, buffer, limit: Self.longestExplanation)
      return Double(evidence.reduce(0) { $0 + $1.weight }) >= settings.topicEvidence
    }
  }

  /// The strongest terms that speak for a class; empty where the context asks for no grounds.
  private func terms(
    _ question: TextClassifier.Question, _ position: Int, _ buffer: TermBuffer, _ article: EventCollector
  ) -> [Reason] {
    guard article.context.explains else { return [] }
    let table = "classifier-\(["event", "topic", "conduct", "risk"][question]).tsv"
    let name = classifier.classes(question)[position]
    return classifier.why(question, position, buffer, limit: Self.longestExplanation).map {
      Reason(.term, by: "\(table) \(name)", text: $0.term, weight: (Double($0.weight) * 100).rounded() / 100)
    }
  }
}
