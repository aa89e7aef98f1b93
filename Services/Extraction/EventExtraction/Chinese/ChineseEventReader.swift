import Models
import ReferenceData
import TextAnalysis

/// Finds the events of a Chinese article.
///
/// Patterns of words with gaps propose events. Signals around them say whether they happened, and the parts that
/// countries play say where. Mentions are joined into events as in every other language. Time is linear in the text.
struct ChineseEventReader: Sendable {
  private let vocabulary: ChineseVocabulary
  private let taxonomy: EventTaxonomy
  /// The largest distance in bytes between a note of first publication and its date.
  private static let datelineReach = 24

  init(_ lexicon: ChineseLexicon, _ taxonomy: EventTaxonomy) {
    vocabulary = ChineseVocabulary(lexicon)
    self.taxonomy = taxonomy
  }

  /// Fills `findings.events` and adds to `findings.suppressed`. Where no pattern can match, only the sentences that
  /// say where the article is set are read, for the classifier.
  func read(
    _ text: ArticleText, _ metadata: ArticleMetadata, _ classifier: ArticleClassifier?, into findings: inout Findings
  ) {
    let entities = ChineseEntities(findings)
    var items = ChineseItemReader(text: text, vocabulary: vocabulary, entities: entities)
    let words = items.words
    let mayMatch = items.mayMatch
    guard mayMatch || classifier != nil else { return }
    let published = metadata.publishedAt?.day
    let genre = vocabulary.genre(text, words) { word in
      // `本文首发于2015年`: an old text only with an old date beside it.
      guard let published else { return false }
      let first = findings.dates.partitioningIndex { $0.span.start >= word - Self.datelineReach }
      return findings.dates[first...].prefix { $0.span.start <= word + Self.datelineReach }.contains {
        $0.date.map { $0.lastDay.dayNumber < published.dayNumber - taxonomy.newsDays } ?? false
      }
    }
    let toRead = text.sentences.indices.prefix(mayMatch ? text.sentences.count : taxonomy.weights.settingSentences)
    let locations = ChineseLocations(text: text, vocabulary: vocabulary, entities: entities.all)
    let sentences = toRead.map { index in
      var sentence = items.read(index)
      if index < taxonomy.weights.settingSentences { sentence.mentions = locations.mentions(in: sentence) }
      return sentence
    }
    let article = EventCollector(
      text: text, metadata: metadata, findings: findings, taxonomy: taxonomy,
      cues: ChineseCues(sentences: sentences, locations: locations, datelines: findings.datelines))
    let setting = locations.setting(of: sentences, taxonomy.weights)
    let search = ChinesePatternSearch(vocabulary: vocabulary)
    // The sites that events without a target are about, by the bytes at which their triggers start.
    var sites: [Int: EventActor] = [:]
    for sentence in sentences where sentence.sentence.kind != .credit {
      let matches = search.matches(in: sentence)
      if matches.events.isEmpty, matches.ends.isEmpty {
        if sentence.sentence.kind == .prose, !article.drafts.isEmpty, article.isSoonAfterLead(sentence.index) {
          let casualties = ChineseCasualtyReader(text: text, vocabulary: vocabulary, sentence: sentence)
          article.addToll(casualties.toll(isOneAct: true), ofSentence: sentence.index)
        }
        continue
      }
      let reader = ChineseSentenceReader(
        text: text, vocabulary: vocabulary, entities: entities.all, sentence: sentence,
        mentions: locations.mentions(in: sentence), setting: setting, article: article,
        realis: ChineseRealisReader(text: text, vocabulary: vocabulary, sentence: sentence, genre: genre))
      reader.read(matches, &sites)
    }
    for index in article.drafts.indices where article.drafts[index].targets.isEmpty {
      if let site = sites[article.drafts[index].start] { article.drafts[index].targets = [site] }
    }
    ChineseLeadActors(
      text: text, vocabulary: vocabulary, entities: entities.all, sentences: sentences, locations: locations
    ).complete(article)
    if genre.effect == nil {
      article.setting = .found(setting)
      classifier?.classify(article) { isSite($0, in: sentences) }
    }
    article.finish(into: &findings)
  }

  /// Whether the token belongs to a word for a site in one of the sentences, which are in order.
  private func isSite(_ token: Int, in sentences: [ChineseSentence]) -> Bool {
    let place = sentences.partitioningIndex { $0.sentence.tokens.upperBound > token }
    guard place < sentences.count else { return false }
    let items = sentences[place].items
    let item = items.partitioningIndex { $0.tokens.upperBound > token }
    return item < items.count && items[item].tokens.contains(token)
      && items[item].classes & vocabulary.named.site != 0
  }
}

/// Turns the pattern matches of one sentence into drafts of events.
struct ChineseSentenceReader {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let sentence: ChineseSentence
  let mentions: [ChineseLocations.Mention]
  /// The country that the article is set in.
  let setting: String?
  let article: EventCollector
  let realis: ChineseRealisReader

  private var taxonomy: EventTaxonomy { article.taxonomy }

  /// Adds the events of the matches to the article, and the sites that they are about to `sites`.
  func read(_ matches: ChinesePatternSearch.Found, _ sites: inout [Int: EventActor]) {
    let over = readEnds(matches.ends)
    for match in matches.events {
      let source = source(of: match)
      let kind = taxonomy.kinds[source.type]
      if kind.isAccident, article.explainsAccidents { continue }
      let reading =
        over.contains(source.type) ? RealisReader.Reading.generic(.ended) : realis.reading(of: match, kind: kind)
      if reading.reason == .ended, article.leadSentences.contains(sentence.index) {
        article.noteEnd(of: [source.type], inSentence: sentence.index, why: grounds(match, reading))
      }
      let tokens = tokens(of: match)
      var draft = EventDraft(
        kind: source.type, reading: reading, confidence: source.confidence, sentence: sentence.index,
        start: text.tokens[tokens.lowerBound].start, end: text.tokens[tokens.upperBound - 1].end, weight: 0)
      draft.why = grounds(match, reading)
      let roles = ChineseRoleReader(
        text: text, vocabulary: vocabulary, entities: entities, sentence: sentence, mentions: mentions
      ).roles(of: match, frame: source.frame, kind: kind)
      draft.sources = roles.sources
      draft.targets = roles.targets
      draft.settings = Set(roles.settings.map(\.text))
      // The act of a state's own body concerns that state even if nobody else is named.
      let standIns = roles.settings.filter { country in !roles.sources.contains { $0.country == country.country } }
      draft.standIns = Set(standIns.map(\.text))
      if let site = roles.site { sites[draft.start] = site }
      locate(&draft, match, kind)
      date(&draft, match, kind)
      if realis.genre.effect == .generic, kind.ledger == .risk, draft.timeBasis != .stated, !saysRecently {
        draft.reading = .generic()
        draft.why += genreGrounds()
      }
      draft.amount = amount(match)
      if kind.hasToll {
        draft.toll = ChineseCasualtyReader(text: text, vocabulary: vocabulary, sentence: sentence)
          .toll(isOneAct: kind.isOneAct)
      }
      draft.attribution = attribution(draft)
      let position = tokens.lowerBound - sentence.sentence.tokens.lowerBound
      draft.weight = article.positionWeight(ofSentence: sentence.index) * article.weights.wordPosition(position)
      article.add(draft)
    }
  }

  /// Whether the sentence reports something recent, as an advisory does of its occasion: `近日，三名员工被绑架`.
  private var saysRecently: Bool { sentence.items.contains { $0.classes & vocabulary.named.recency != 0 } }

  /// Reads the ends that the sentence reports as having come, and returns their types. Near the beginning of an
  /// article they are its story.
  private func readEnds(_ matches: [ChinesePatternSearch.Match]) -> Set<Int> {
    var over: Set<Int> = []
    for match in matches {
      let source = source(of: match)
      let kind = taxonomy.kinds[source.type]
      let tokens = tokens(of: match)
      var draft = EventDraft(
        kind: source.type, reading: realis.reading(of: match, kind: kind), confidence: source.confidence,
        sentence: sentence.index, start: text.tokens[tokens.lowerBound].start,
        end: text.tokens[tokens.upperBound - 1].end, weight: 0)
      if draft.reading.reason == .ended { draft.reading = .actual }
      date(&draft, match, kind)
      guard draft.reading.isActual else { continue }
      over.formUnion(source.types)
      if article.isNearStart(sentence.index) {
        article.noteEndOfStory(
          of: source.types, inSentence: sentence.index, why: grounds(match, draft.reading))
      }
    }
    return over
  }

  /// The tokens from the first to the last step that names words.
  func tokens(of match: ChinesePatternSearch.Match) -> Range<Int> {
    let first = sentence.occurrences[match.core.lowerBound]
    return first.tokens.lowerBound..<sentence.occurrences[match.core.upperBound].tokens.upperBound
  }

  func source(of match: ChinesePatternSearch.Match) -> ChineseLexicon.Pattern {
    vocabulary.patterns[match.pattern].source
  }

  private func amount(_ match: ChinesePatternSearch.Match) -> Money? {
    let trigger = text.tokens[sentence.occurrences[match.anchor].tokens.lowerBound].start
    // A single unit is the base of a rate: `1美元兑183比尔`.
    let sums = article.sums(from: sentence.sentence.start, to: sentence.sentence.end).filter { $0.value > 1 }
    guard let nearest = sums.min(by: { abs($0.span.start - trigger) < abs($1.span.start - trigger) }),
      let currency = nearest.currency
    else { return nil }
    return Money(value: nearest.value, currency: currency)
  }

  // MARK: Who vouches

  private func attribution(_ draft: EventDraft) -> Attribution? {
    let items = sentence.items
    if items.contains(where: { $0.classes & vocabulary.named.anonymity != 0 }) {
      return Attribution(kind: .anonymous)
    }
    guard let verb = items.firstIndex(where: { $0.classes & vocabulary.named.speech != 0 }) else { return nil }
    let speakers = items[..<verb].indices.reversed().prefix(4)
    if speakers.contains(where: { items[$0].classes & vocabulary.named.witness != 0 }) {
      return Attribution(kind: .witness)
    }
    if speakers.contains(where: { items[$0].classes & vocabulary.named.media != 0 }) {
      return Attribution(kind: .media)
    }
    guard let index = speakers.first(where: { items[$0].classes & vocabulary.named.authority != 0 }) else {
      return nil
    }
    let country = mentions.last { $0.item <= index && $0.role != .nationality }?.country
    let first = mentions.last { $0.item <= index && items[$0.item].clause == items[index].clause }?.item ?? index
    let speaker = text.string(
      text.tokens[items[first].tokens.lowerBound].start, text.tokens[items[index].tokens.upperBound - 1].end)
    let isParty = country.map(draft.countries.contains) ?? true
    return Attribution(speaker: speaker, kind: isParty ? .officialParty : .officialOther)
  }
}
