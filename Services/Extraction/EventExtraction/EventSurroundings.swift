import Models
import ReferenceData
import TextAnalysis

/// What the article says around a sentence.
extension EventCollector {
  /// The country that the article is mostly about.
  var mainCountry: String? {
    guard let first = findings.countries.first, first.salience >= weights.mainCountry else { return nil }
    return first.code
  }

  /// The country that the text around a sentence is set in: of the places where something happens in the sentences
  /// before it, else in the first sentence, else in those after it; the dateline counts only after the first sentence.
  /// Where there are none, the country that these sentences only name, unless the article is mostly about another. In
  /// an article that is mostly about one country, where people abroad speak or trade is no scene.
  func scene(around index: Int) -> (country: String, location: Event.Location)? {
    scene(around: index) { located(in: $0) } ?? scene(around: index) { named(in: $0) }
  }

  private func scene(
    around index: Int, of country: (Int) -> String?
  ) -> (country: String, location: Event.Location)? {
    var dateline: String?
    for sentence in stride(from: index - 1, through: max(0, index - weights.sceneReach), by: -1) {
      guard let country = country(sentence) else { continue }
      if location(ofScene: sentence) != .dateline { return (country, .article) }
      if dateline == nil { dateline = country }
    }
    if index > 0, let country = country(0), dateline == nil || location(ofScene: 0) != .dateline {
      return (country, location(ofScene: 0))
    }
    if let dateline { return (dateline, .dateline) }
    for sentence in index + 1..<max(index + 1, min(text.sentences.count, index + weights.sceneReach)) {
      if let country = country(sentence) { return (country, location(ofScene: sentence)) }
    }
    return nil
  }

  /// The country that a title and lead are set in: of the places where something happens in them, the lead before the
  /// title, else of the text around them, else the one that they only name, as a place or as the country of a people or
  /// an authority.
  func setting(ofLead sentences: [Int]) -> (country: String, location: Event.Location)? {
    if case .found(let country) = setting { return country.map { ($0, .article) } }
    let nearest = sentences.reversed()
    if let country = nearest.lazy.compactMap({ self.located(in: $0) }).first { return (country, .article) }
    if let lead = sentences.last, let scene = scene(around: lead) { return scene }
    if let country = nearest.lazy.compactMap({ self.named(in: $0) }).first { return (country, .article) }
    return represented(in: sentences).map { ($0, .actor) }
  }

  /// The one country whose people or authorities sentences name: that of `the Kenyan senate`; nil if there are several.
  private func represented(in sentences: [Int]) -> String? {
    var countries: Set<String> = []
    for sentence in sentences.map({ text.sentences[$0] }) {
      let demonyms = slice(findings.demonyms, from: sentence.start, to: sentence.end) { $0.span.start }
      countries.formUnion(demonyms.map(\.country))
      for organisation in slice(findings.organisations, from: sentence.start, to: sentence.end, { $0.span.start })
      where [.government, .military, .party].contains(organisation.kind) {
        if let country = organisation.country { countries.insert(country) }
      }
    }
    return countries.count == 1 ? countries.first : nil
  }

  private func location(ofScene sentence: Int) -> Event.Location {
    text.sentences[sentence].kind == .credit ? .dateline : .article
  }

  /// The one country of the places where, according to a sentence, something happens; nil if it has none or several.
  private func located(in index: Int) -> String? {
    if case .found(let country) = scenes[index] { return country }
    let sentence = text.sentences[index]
    let country = country(of: places(in: sentence)) {
      let place = findings.places[$0]
      return sentence.kind == .credit
        || (place.kind != .country || isLocated(place, in: sentence)) && !isIncidentalAbroad(place)
    }
    scenes[index] = .found(country)
    return country
  }

  /// Whether the place is not in the country that the article is mostly about, and is only where somebody spoke or
  /// where shares are traded.
  private func isIncidentalAbroad(_ place: Place) -> Bool {
    guard let mainCountry, let country = place.country, country != mainCountry else { return false }
    return cues.isIncidental(place)
  }

  /// The one country that a sentence names; nil if the article is mostly about another.
  private func named(in index: Int) -> String? {
    let places = places(in: text.sentences[index])
    guard let country = country(of: places, where: { !isOwner(findings.places[$0]) }) else { return nil }
    return mainCountry == nil || mainCountry == country ? country : nil
  }

  /// The indices of the places that a sentence names.
  func places(in sentence: Sentence) -> Range<Int> {
    slice(findings.places, from: sentence.start, to: sentence.end) { $0.span.start }.indices
  }

  /// The one country of the places whose indices fulfil a condition; if there are several, the article's main country,
  /// provided it is one of them.
  private func country(of places: Range<Int>, where condition: (Int) -> Bool) -> String? {
    var first: String?
    var differ = false
    for place in places where condition(place) {
      guard let country = findings.places[place].country else { continue }
      if first == nil { first = country } else if first != country { differ = true }
    }
    guard differ, let main = mainCountry else { return differ ? nil : first }
    return places.contains { findings.places[$0].country == main && condition($0) } ? main : nil
  }

  /// Whether the place is only named as the owner of a name after it: `Italy's Saipem`.
  private func isOwner(_ place: Place) -> Bool {
    let mark = text.tokenIndex(from: place.span.end)
    let owned = mark + 2
    guard owned < text.tokens.count, !text.tokens[mark].isSpaced, !text.tokens[mark + 1].isSpaced else { return false }
    let letter = text.tokens[mark + 1]
    return letter.length == 1 && letter.shape == .lower && text.endings(mark + 1).contains(.possessive)
      && text.tokens[owned].shape == .capitalised
  }

  /// Whether `in` or another preposition of place precedes the name, perhaps with an article between them.
  private func isLocated(_ place: Place, in sentence: Sentence) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    for index in stride(from: first - 1, through: max(sentence.tokens.lowerBound, first - 2), by: -1)
    where cues.isLocative(index) {
      return true
    }
    return false
  }

  /// The country of the place named between two bytes of the text: that of `Yemen` in `Yemen port`. A line that joins
  /// several countries, as the `China-Laos railway`, is in the one that the article is mostly about; otherwise in the
  /// last, as the first is more often the builder's.
  func country(from start: Int, to end: Int) -> String? {
    let named = slice(findings.places, from: start, to: end) { $0.span.start }.compactMap(\.country)
    return named.dropFirst().contains { $0 == mainCountry } ? mainCountry : named.last
  }

  /// The article's first name of a country, else of a place in it.
  func name(ofCountry code: String) -> String? {
    countryPlaces[code].map { text.string(findings.places[$0].span.start, findings.places[$0].span.end) }
  }

  func countries(ofProject id: String) -> [String]? { registered.first { $0.id == id }?.countries }

  func dates(from start: Int, to end: Int) -> ArraySlice<DateMention> {
    slice(findings.dates, from: start, to: end) { $0.span.start }
  }

  /// For a month named without a year in a sentence about the future: the next such month, if it is nearer to
  /// publication than the last one; nil for other dates.
  func comingMonth(_ mention: DateMention) -> PartialDate? {
    guard findings.yearlessMonths.contains(mention.span.start), let last = mention.date,
      let published = metadata.publishedAt?.day, last.lastDay < published,
      let coming = PartialDate(year: last.firstDay.year + 1, month: last.firstDay.month)
    else { return nil }
    let ahead = coming.firstDay.dayNumber - published.dayNumber
    return ahead < published.dayNumber - last.lastDay.dayNumber ? coming : nil
  }

  /// For a day named without a year on which something begins: the next such day, if it is nearer to publication than
  /// the last one; nil for other dates.
  func comingDay(_ mention: DateMention) -> PartialDate? {
    guard findings.yearlessDays.contains(mention.span.start), let last = mention.date?.firstDay,
      let published = metadata.publishedAt?.day, last < published,
      let coming = CivilDate(year: last.year + 1, month: last.month, day: last.day)
    else { return nil }
    let ahead = coming.dayNumber - published.dayNumber
    return ahead < published.dayNumber - last.dayNumber ? PartialDate(day: coming) : nil
  }

  /// Whether the date is too far before publication for news; false for an article without a date of publication.
  func isTooOld(_ date: PartialDate) -> Bool {
    guard let published = metadata.publishedAt?.day else { return false }
    return date.lastDay.dayNumber < published.dayNumber - taxonomy.newsDays
  }

  /// The ground for reading an event as historical whose date is too old.
  func rule(ofAge date: PartialDate) -> ReadingRule { .old(date, newsDays: taxonomy.newsDays) }

  func sums(from start: Int, to end: Int) -> ArraySlice<Quantity> {
    slice(sums, from: start, to: end) { $0.span.start }
  }

  @inline(__always)
  private func slice<Element>(
    _ list: [Element], from start: Int, to end: Int, _ offset: (Element) -> Int
  ) -> ArraySlice<Element> {
    let first = list.partitioningIndex { offset($0) >= start }
    return list[first..<max(first, list.partitioningIndex { offset($0) >= end })]
  }

  /// The project in view, if the sentence means it by `the mine` or `the site`.
  func projectMeant(in sentence: EventSentence, _ clauses: ClauseReader) -> String? {
    guard let id = projectInView(ofSentence: sentence.index) else { return nil }
    let site = clauses.grammar.site
    let definite = clauses.grammar.definite
    let isMeant = sentence.items.indices.dropFirst().contains { index in
      sentence.items[index].classes & site != 0
        && (max(0, index - 2)..<index).contains { sentence.items[$0].classes & definite != 0 }
    }
    return isMeant ? id : nil
  }

  /// Whether the sentence is the title or one of the first two of prose, where a plain statement can be the main event.
  func isLead(_ sentence: EventSentence) -> Bool {
    sentence.kind == .title || sentence.kind == .prose && sentence.index <= firstProse + 1
  }

  /// The registered project that `the project` in a sentence must mean; nil unless the article names just one project,
  /// and named it in the sentence or at most `project_reach` sentences before.
  func projectInView(ofSentence index: Int) -> String? {
    guard let id = registered.first?.id, registered.allSatisfy({ $0.id == id }) else { return nil }
    let mentions = slice(registered, from: 0, to: text.sentences[index].end) { $0.span.start }
    guard let last = mentions.last else { return nil }
    return index - text.sentenceIndex(at: last.span.start) <= weights.projectReach ? id : nil
  }

  /// The indices of the title and of the first two sentences of prose, in order.
  var leadSentences: [Int] {
    var leads: [Int] = []
    if text.sentences.first?.kind == .title { leads.append(0) }
    for index in text.sentences[firstProse...].indices.prefix(2) where text.sentences[index].kind == .prose {
      leads.append(index)
    }
    return leads
  }

  func positionWeight(of sentence: EventSentence) -> Double { positionWeight(ofSentence: sentence.index) }

  /// The weight of a sentence by its position: 1 for the first sentence of prose and less for later ones; the title has
  /// a separate weight.
  func positionWeight(ofSentence index: Int) -> Double {
    if text.sentences[index].kind == .title { return weights.titlePosition }
    let distance = max(0, index - firstProse)
    let near = Double(min(distance, weights.nearSentences))
    let far = Double(max(0, distance - weights.nearSentences))
    return max(weights.leastPosition, 1 - weights.nearDecline * near - weights.farDecline * far)
  }

  /// Whether the article has reported an attack or a collapse, of which a later blast or burial is then a part.
  var explainsAccidents: Bool {
    drafts.suffix(Self.comparedDrafts).contains {
      taxonomy.kinds[$0.kind].explainsAccidents && $0.reading.isActual
    }
  }
}

extension EventWeights {
  /// The factor for an event whose trigger begins at the given word of its sentence: the later, the smaller.
  func wordPosition(_ word: Int) -> Double { 1 - wordDecline * Double(min(word, wordsCounted)) }
}
