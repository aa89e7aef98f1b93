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
    let locations = ChineseLocations(
      text: text, vocabulary: vocabulary, entities: entities.all, weights: taxonomy.weights)
    let sentences = toRead.map { index in
      var sentence = items.read(index)
      if index < taxonomy.weights.settingSentences { sentence.mentions = locations.mentions(in: sentence) }
      return sentence
    }
    let article = EventCollector(
      text: text, metadata: metadata, findings: findings, taxonomy: taxonomy,
      cues: ChineseCues(sentences: sentences, locations: locations, datelines: findings.datelines))
    let setting = locations.setting(of: sentences)
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
        realis: ChineseRealisReader(
          text: text, vocabulary: vocabulary, sentence: sentence, genre: genre, weights: taxonomy.weights))
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
    let ends = matches.ends.filter(hasCome)
    let over = over(ends)
    let renewed = renewed(matches.events, after: over)
    noteEnds(ends, except: renewed)
    let reportsEnd = !over.isEmpty || matches.events.contains { taxonomy.kinds[source(of: $0).type].isEnding }
    for match in matches.events {
      let source = source(of: match)
      let kind = taxonomy.kinds[source.type]
      if kind.isAccident, article.explainsAccidents { continue }
      let reading = reading(of: match, kind, over: over, renewed: renewed)
      if reading.reason == .ended, renewed[source.type] == nil, article.leadSentences.contains(sentence.index) {
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
      if draft.reading.isActual, isPastBeginning(draft, match, kind, reportsEnd: reportsEnd) {
        draft.reading = .historical
        draft.why = grounds(match, draft.reading)
      }
      if realis.genre.effect == .generic, kind.ledger == .risk, draft.timeBasis != .stated, !saysRecently {
        draft.reading = .generic()
        draft.why += genreGrounds()
      }
      draft.goesOn = draft.isLive && realis.deniesEnd(of: match)
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

  /// Whether the event is only where a time begins: one without a day, or one that does not last and that happened
  /// before the days of the news (`自6月管线爆裂以来关闭的终端`). What does not happen at once may last, unless the sentence
  /// reports the end of something. A date between the two begins the time instead (`罢工周一以来持续`), but the
  /// event is before it where `后` is between them (`爆炸后自6月以来关闭`).
  private func isPastBeginning(
    _ draft: EventDraft, _ match: ChinesePatternSearch.Match, _ kind: EventKind, reportsEnd: Bool
  ) -> Bool {
    guard realis.isOnlyBeginning(match, kind) else { return false }
    let end = tokens(of: match).upperBound
    if let since = sinceDate(after: end) {
      return kind.isSudden && text.contains(vocabulary.afterMarks, end) && isBeforeNews(since.date)
    }
    guard draft.timeBasis == .stated else { return true }
    return kind.end == nil && (kind.plover != nil || kind.isSudden || reportsEnd) && isBeforeNews(draft.when)
  }

  /// The date right before the first word after the token that says since when something has continued.
  private func sinceDate(after token: Int) -> DateMention? {
    let since = sentence.items.first {
      $0.tokens.lowerBound >= token && $0.classes & vocabulary.named.sinceThen != 0
    }
    guard let since else { return nil }
    let start = text.tokens[since.tokens.lowerBound].start
    return article.dates(from: text.tokens[token - 1].end, to: start).first { $0.span.end == start }
  }

  /// Whether the date is known and before the days of the news.
  private func isBeforeNews(_ date: PartialDate?) -> Bool {
    guard let date, let published = article.metadata.publishedAt?.day else { return false }
    return date.lastDay.dayNumber < published.dayNumber - article.weights.leadDays
  }

  /// Whether the sentence reports something recent, as an advisory does of its occasion: `近日，三名员工被绑架`.
  private var saysRecently: Bool { sentence.items.contains { $0.classes & vocabulary.named.recency != 0 } }

  /// How real the event of a match is: over where the sentence reports the end of its type, unless it has begun again,
  /// after which the end is past.
  private func reading(
    of match: ChinesePatternSearch.Match, _ kind: EventKind, over: [Int: Int], renewed: [Int: Int]
  ) -> RealisReader.Reading {
    let type = source(of: match).type
    if let end = over[type], !realis.startsAgain(match, after: end) { return .generic(.ended) }
    let reading = realis.reading(of: match, kind: kind)
    guard kind.isEnding, reading.isActual else { return reading }
    let end = tokens(of: match).upperBound
    return renewed.contains { taxonomy.kinds[$0].end == type && $1 >= end } ? .historical : reading
  }

  /// The types whose events are over, as the ends report, each with the token up to which they do.
  private func over(_ ends: [ChinesePatternSearch.Match]) -> [Int: Int] {
    var over: [Int: Int] = [:]
    for match in ends {
      let end = tokens(of: match).upperBound
      for type in source(of: match).types { over[type] = max(over[type] ?? end, end) }
    }
    return over
  }

  /// The types of events that happen again or are about to, as the sentence says after their ends, each with the token
  /// at which the last such event begins.
  private func renewed(_ matches: [ChinesePatternSearch.Match], after over: [Int: Int]) -> [Int: Int] {
    var renewed: [Int: Int] = [:]
    for match in matches {
      let type = source(of: match).type
      // Signals may say that it is over too; they know what begins after them.
      guard realis.startsAgain(match, after: over[type] ?? sentence.sentence.tokens.lowerBound),
        realis.reading(of: match, kind: taxonomy.kinds[type]).isLive
      else { continue }
      renewed[type] = tokens(of: match).lowerBound
    }
    return renewed
  }

  /// Notes the ends near the beginning of an article, which are its story, unless their events have begun again.
  private func noteEnds(_ ends: [ChinesePatternSearch.Match], except renewed: [Int: Int]) {
    guard article.isNearStart(sentence.index) else { return }
    for match in ends {
      article.noteEndOfStory(
        of: source(of: match).types.filter { renewed[$0] == nil }, inSentence: sentence.index,
        why: grounds(match, .actual))
    }
  }

  /// Whether the sentence reports an end as having come.
  private func hasCome(_ match: ChinesePatternSearch.Match) -> Bool {
    let source = source(of: match)
    let kind = taxonomy.kinds[source.type]
    let tokens = tokens(of: match)
    var draft = EventDraft(
      kind: source.type, reading: realis.reading(of: match, kind: kind), confidence: source.confidence,
      sentence: sentence.index, start: text.tokens[tokens.lowerBound].start,
      end: text.tokens[tokens.upperBound - 1].end, weight: 0)
    if draft.reading.reason == .ended { draft.reading = .actual }
    date(&draft, match, kind)
    return draft.reading.isActual
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
