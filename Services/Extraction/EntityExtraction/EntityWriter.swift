import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Turns what a scan found into facts, in order of the text.
struct EntityWriter {
  let scan: EntityScan
  let mentions: [PlaceMention]
  private var text: ArticleText { scan.text }
  private var gazetteer: Gazetteer { scan.data.gazetteer }
  private var weights: PlaceWeights { scan.data.weights }

  init(scan: EntityScan, mentions: [PlaceMention]) {
    self.scan = scan
    self.mentions = mentions
  }

  // MARK: Countries

  /// The countries that the text is about, the most salient first. A project adds those of its countries that the text
  /// does not name, if it is registered with a single country or its name has a defect of translation.
  func countries(projects: [ProjectMention]) -> [CountryMention] {
    var shares: [Share] = []
    for (order, mention) in mentions.enumerated() {
      guard let entry = mention.entry.map({ gazetteer.entries[$0] }), entry.country != .none, !isInBrand(mention)
      else { continue }
      let country = Int(entry.country.rawValue)
      let place = Self.place(of: country, in: &shares, first: order)
      shares[place].weight += weight(of: mention, entry)
      shares[place].count += 1
    }
    for project in projects
    where project.flags.contains(.translationDefect) || project.id != nil && project.countries.count == 1 {
      for country in project.countries.compactMap({ gazetteer.index(of: $0) }) {
        let place = Self.place(of: Int(country.rawValue), in: &shares, first: Int.max)
        guard shares[place].count == 0 else { continue }
        shares[place].weight += weights.projectSalience
        shares[place].count += 1
      }
    }
    shares.sort { $0.country < $1.country }
    let total = shares.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    return shares.map { (first: $0.first, mention: mention($0, of: total)) }
      .sorted { ($1.mention.salience, $0.first, $0.mention.code) < ($0.mention.salience, $1.first, $1.mention.code) }
      .map(\.mention)
  }

  /// The total weight and number of one country's mentions.
  private struct Share {
    let country: Int
    /// The index of the country's first mention; `Int.max` where only a project adds it.
    let first: Int
    var weight = 0.0
    var count = 0
  }

  /// The index of a country's share, which is appended if missing.
  private static func place(of country: Int, in shares: inout [Share], first: Int) -> Int {
    if let place = shares.firstIndex(where: { $0.country == country }) { return place }
    shares.append(Share(country: country, first: first))
    return shares.count - 1
  }

  /// Whether the mention is part of the name of a company or a news outlet, which locates nothing: "Bank of America".
  private func isInBrand(_ mention: PlaceMention) -> Bool {
    guard mention.isInOrganisation else { return false }
    let owner = scan.owners[mention.tokens.lowerBound]
    guard owner >= 0 else { return false }
    let kind = scan.organisations[Int(owner)].kind
    return kind == .company || kind == .media
  }

  private func mention(_ share: Share, of total: Double) -> CountryMention {
    CountryMention(
      code: gazetteer.countries[share.country].code, salience: rounded(share.weight / total), mentions: share.count)
  }

  private func weight(of mention: PlaceMention, _ entry: Gazetteer.Entry) -> Double {
    let sentence = text.sentences[mention.sentence]
    let place =
      sentence.kind == .title
      ? weights.titleSalience : mention.sentence < weights.leadSentences ? weights.leadSalience : 1
    let kind =
      entry.kind == .country ? 1 : mention.isInOrganisation ? weights.nameSalience : weights.placeSalience
    return place * kind
  }

  private func hundredths(_ degrees: Float) -> Double { (Double(degrees) * 100).rounded() / 100 }

  private func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }

  /// Words for the people of a country, and names of its leaders that follow a title, in order of the text.
  func demonyms() -> [Demonym] {
    let people = mentions.compactMap { mention -> Demonym? in
      guard let entry = mention.entry.map({ gazetteer.entries[$0] }), entry.kind == .demonym,
        let code = gazetteer.code(entry.country)
      else { return nil }
      return Demonym(span: text.span(tokens: mention.tokens), country: code)
    }
    return (people + leaders()).sorted { $0.span.start < $1.span.start }
  }

  private func leaders() -> [Demonym] {
    scan.phrases.compactMap { match in
      guard case .hint(let country, _) = scan.data.phrases[match.value], let code = gazetteer.code(country) else {
        return nil
      }
      let last = match.tokens.upperBound - 1
      let endsName = last + 1 == text.tokens.count || scan.claims[last + 1] != .person
      guard scan.claims[last] == .person, endsName else { return nil }
      // A name is inside a sentence, so that time stays linear where each line is only a name.
      let sentence = text.sentences[text.sentenceIndex(at: text.tokens[match.tokens.lowerBound].start)]
      var first = match.tokens.lowerBound
      while first > sentence.tokens.lowerBound, scan.claims[first - 1] == .person { first -= 1 }
      guard first > 0, scan.titled[first - 1] else { return nil }
      return Demonym(span: text.span(tokens: match.tokens), country: code)
    }
  }

  // MARK: Organisations and people

  func organisations() -> [Organisation] {
    scan.organisations.filter { !$0.isReplaced }
      .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
      .map { Organisation(span: text.span(tokens: $0.tokens), kind: $0.kind, country: gazetteer.code($0.country)) }
  }

  func persons() -> [TextSpan] { scan.persons.map { text.span(tokens: $0) } }

  // MARK: Places

  /// The places in order of the text, and the start offsets of those that are part of a country ("northern Mali").
  func places() -> (places: [Place], countryParts: Set<Int>) {
    var places: [Place] = []
    var parts: Set<Int> = []
    for (index, mention) in mentions.enumerated() {
      guard let value = mention.entry, !mention.isContainer || mentions[index - 1].entry == nil else { continue }
      let entry = gazetteer.entries[value]
      guard entry.kind != .demonym, !mention.tokens.contains(where: { scan.claims[$0] == .organisation }) else {
        continue
      }
      let end = mention.container.map { mentions[$0].tokens.upperBound } ?? mention.tokens.upperBound
      let place = place(mention.tokens.lowerBound..<end, entry, hasContainer: mention.container != nil)
      if entry.kind == .country, place.kind != .country { parts.insert(place.span.start) }
      places.append(place)
    }
    return (places, parts)
  }

  private func place(_ tokens: Range<Int>, _ entry: Gazetteer.Entry, hasContainer: Bool) -> Place {
    var kind = Self.kind(entry.kind)
    var start = tokens.lowerBound
    var end = tokens.upperBound
    let sentence = text.sentences[text.sentenceIndex(at: text.tokens[start].start)].tokens
    if !hasContainer {
      let isChained = start > sentence.lowerBound && scan.isMark(start - 1, .dash) && !text.tokens[start].isSpaced
      if entry.kind != .country, !isChained, let last = headAfter(end, in: sentence) {
        kind = last.kind
        end = last.end
      }
      if scan.has(.direction, at: start - 1, in: sentence), text.tokens[start].isSpaced {
        start -= 1
        kind = kind == .country ? .region : kind
      }
    }
    return Place(
      span: text.span(tokens: start..<end), country: gazetteer.code(entry.country), kind: kind,
      latitude: entry.hasPosition ? hundredths(entry.latitude) : nil,
      longitude: entry.hasPosition ? hundredths(entry.longitude) : nil)
  }

  /// The kind and end of the head word after a place's name: "province" after "Anbar", "Air Base" after "Incirlik";
  /// nil if no head word follows.
  private func headAfter(_ index: Int, in sentence: Range<Int>) -> (kind: Place.Kind, end: Int)? {
    for last in index...(index + 1) {
      guard sentence.contains(last), text.tokens[last].isSpaced, text.tokens[last].kind == .word,
        scan.claims[last] == .none
      else { return nil }
      if let head = text.value(last, in: scan.data.placeHeads) { return (Place.Kind.allCases[head], last + 1) }
      guard scan.isCapital(last) else { return nil }
    }
    return nil
  }

  private static func kind(_ kind: Gazetteer.Kind) -> Place.Kind {
    switch kind {
    case .country, .demonym: .country
    case .region, .county, .area, .abbreviation: .region
    case .city: .city
    case .physical: .physical
    case .facility: .facility
    }
  }
}
