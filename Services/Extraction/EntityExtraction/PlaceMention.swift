import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// A name of the gazetteer in the text, before and after its place is decided.
struct PlaceMention {
  /// The tokens of the gazetteer's name.
  let tokens: Range<Int>
  /// Indexes of the gazetteer's entries of that name which the language and the letters allow.
  var candidates: [Int]
  let sentence: Int
  /// It is inside the name of an organisation.
  let isInOrganisation: Bool
  /// Preposition, dateline or direction before it say that it is a place.
  let hasPlaceContext: Bool
  /// A capitalised word that is not a place is directly before or after it.
  let isPartOfName: Bool
  /// The index of the mention that contains it ("Texas" in "Paris, Texas"), where one follows.
  var container: Int?
  /// It is the container of the mention before it.
  var isContainer = false
  /// The entry that it means; nil while that is undecided, or where it means none.
  var entry: Int?
}

extension EntityScan {
  /// The mentions of gazetteer names, in order.
  func placeMentions() -> [PlaceMention] {
    var mentions: [PlaceMention] = []
    var index = 0
    var sentence = 0
    while index < placeMatches.count {
      let tokens = placeMatches[index].tokens
      let first = index
      while index < placeMatches.count, placeMatches[index].tokens == tokens { index += 1 }
      while sentence + 1 < text.sentences.count, text.sentences[sentence].tokens.upperBound <= tokens.lowerBound {
        sentence += 1
      }
      guard canBeName(tokens), !isCurrency(tokens, text.sentences[sentence]), !isStreet(tokens),
        !isQuoted(tokens), !tokens.contains(where: { claims[$0] == .person })
      else { continue }
      var candidates: [Int] = []
      candidates.reserveCapacity(index - first)
      for match in placeMatches[first..<index] where allows(match.value, tokens) { candidates.append(match.value) }
      guard !candidates.isEmpty else { continue }
      if owners[tokens.lowerBound] >= 0, organisations[Int(owners[tokens.lowerBound])].tokens == tokens { continue }
      mentions.append(mention(tokens, candidates, sentence))
    }
    link(&mentions)
    keepOwned(&mentions)
    return mentions
  }

  private func mention(_ tokens: Range<Int>, _ candidates: [Int], _ index: Int) -> PlaceMention {
    let sentence = text.sentences[index]
    let before = tokens.lowerBound - 1
    let after = tokens.upperBound
    let isPreceded = before >= sentence.tokens.lowerBound
    let isFollowed = after < sentence.tokens.upperBound
    let isInOrganisation = tokens.contains { claims[$0] == .organisation }
    let hasContext =
      isPreceded && !roles[before].isDisjoint(with: [.placePreposition, .direction]) || sentence.kind == .credit
      || isFollowed && roles[after].contains(.placeLast) && text.tokens[after].isSpaced
    let title = isTitleCase[index]
    let afterName = isPreceded && isNeighbour(before) && text.tokens[tokens.lowerBound].isSpaced
    let beforeName = isFollowed && text.tokens[after].isSpaced && isNeighbour(after)
    return PlaceMention(
      tokens: tokens, candidates: candidates, sentence: index, isInOrganisation: isInOrganisation,
      hasPlaceContext: hasContext, isPartOfName: !isInOrganisation && !title && (afterName || beforeName))
  }

  /// A capitalised word that makes the name next to it part of a longer one.
  private func isNeighbour(_ index: Int) -> Bool {
    isCapital(index) && placeStarts[index] < 0 && !titled[index]
      && roles[index].isDisjoint(with: [.notName, .direction, .placeLast, .organisationLast])
      && claims[index] != .person
  }

  /// Whether the letters' case fits a name.
  private func canBeName(_ tokens: Range<Int>) -> Bool {
    let first = text.tokens[tokens.lowerBound]
    if first.kind != .word || first.shape == .none { return true }
    if isCapital(tokens.lowerBound) { return true }
    // `the Netherlands`, written with a small article.
    if tokens.count > 1, roles[tokens.lowerBound].contains(.notName), tokens.dropFirst().allSatisfy({ isCapital($0) }) {
      return true
    }
    return roles[tokens.lowerBound].contains(.nameParticle) && tokens.contains { isCapital($0) }
  }

  /// "US dollars", "US$"; not the currency that a sentence begins with, which is the country's own affair: "Egypt's
  /// pound", "The Turkish lira fell".
  private func isCurrency(_ tokens: Range<Int>, _ sentence: Sentence) -> Bool {
    let next = tokens.upperBound
    guard next < text.tokens.count else { return false }
    if roles[next].contains(.currency) {
      let opens = sentence.tokens.lowerBound..<tokens.lowerBound
      return !opens.allSatisfy { roles[$0].contains(.notName) && text.tokens[$0].kind == .word }
    }
    return text.tokens[next].kind == .symbol && !text.tokens[next].isSpaced
  }

  /// "Hotel Colombia", "Restaurant Tibet": a house named after a country.
  private func isHouse(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    return before >= 0 && roles[before].contains(.house) && isCapital(before)
      && text.tokens[tokens.lowerBound].gap == .space
  }

  /// "Cleveland Road", "Paris Hotel".
  private func isStreet(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    return next < text.tokens.count && roles[next].contains(.street) && isCapital(next)
      && text.tokens[next].gap == .space
  }

  /// `台风“约旦”`, `“利比亚”号`: a Chinese name in quotation marks is that of something else.
  private func isQuoted(_ tokens: Range<Int>) -> Bool {
    guard tokens.lowerBound > 0, tokens.upperBound < text.tokens.count,
      text.tokens[tokens.lowerBound].kind == .ideograph
    else { return false }
    return isMark(tokens.lowerBound - 1, .quote) && isMark(tokens.upperBound, .quote)
  }

  private func allows(_ value: Int, _ tokens: Range<Int>) -> Bool {
    let entry = data.entries[value]
    guard entry.isEnglish || context.language != "en" && context.language != "und" else { return false }
    let first = text.tokens[tokens.lowerBound]
    let isShort = tokens.count == 1 && first.kind == .word && first.length <= 3
    switch entry.kind {
    case .abbreviation:
      return tokens.lowerBound >= 2 && isMark(tokens.lowerBound - 1, .comma) && isCapitalBefore(tokens.lowerBound - 1)
    case .country:
      if tokens.upperBound < roles.count, roles[tokens.upperBound].contains(.culture) { return false }
      if isHouse(tokens) { return false }
      return !isShort || first.shape == .upper || first.shape == .none
    case .city, .region, .county:
      // `20 Nov`: a month, not a town.
      let before = tokens.lowerBound - 1
      if tokens.count == 1, first.length <= 4, before >= 0, text.tokens[before].kind == .number { return false }
      return !(tokens.count == 1 && first.shape == .upper && first.length <= 4) || isDateline(tokens)
    case .demonym where first.kind == .ideograph: return countryLetters.contains(tokens.lowerBound)
    case .demonym:
      let before = tokens.lowerBound - 1
      let next = tokens.upperBound
      if next < roles.count, roles[next].contains(.culture) || isLanguage(tokens) { return false }
      return before < 0 || !(roles[before].contains(.peoplePrefix) && isCapital(before))
    default: return true
    }
  }

  private func isCapitalBefore(_ index: Int) -> Bool {
    index >= 1 && text.tokens[index - 1].kind == .word && isCapital(index - 1)
  }

  /// The country whose government a capital means: "Washington said". Nil for the capitals of small countries, whose
  /// names many other cities bear.
  func governmentSeat(_ mention: PlaceMention) -> CountryIndex? {
    let next = mention.tokens.upperBound
    guard next < text.tokens.count, roles[next].contains(.governmentVerb), mention.container == nil,
      !mention.hasPlaceContext, !mention.isPartOfName
    else { return nil }
    let start = text.tokens[mention.tokens.lowerBound].start
    let name = String(decoding: text.folded[start..<text.tokens[next - 1].end], as: UTF8.self)
    guard let country = data.gazetteer.governmentSeats[name] else { return nil }
    return data.gazetteer.countries[Int(country.rawValue)].population >= 3_000_000 ? country : nil
  }

  /// Finds the pairs "Paris, Texas" and "Athens, Ga."; a name that the country after its comma does not have names no
  /// other place ("Santiago, Cuba"). Neither applies in a list of countries.
  private func link(_ mentions: inout [PlaceMention]) {
    for index in mentions.indices.dropLast() where !isListed(index, mentions) {
      let comma = mentions[index].tokens.upperBound
      let sentence = mentions[index].sentence
      guard mentions[index + 1].tokens.lowerBound == comma + 1, isMark(comma, .comma),
        mentions[index + 1].sentence == sentence
      else { continue }
      let outers = mentions[index + 1].candidates
      let fits = mentions[index].candidates.contains { inner in outers.contains { isInside(inner, $0) } }
      guard fits else {
        let isOpening = mentions[index].tokens.lowerBound <= text.sentences[sentence].tokens.lowerBound + 1
        if isCountry(outers), !isCountry(mentions[index].candidates), !isOpening { mentions[index].candidates = [] }
        continue
      }
      mentions[index].container = index + 1
      mentions[index + 1].isContainer = true
    }
  }

  /// "Chile's San Antonio port": what a country owns is in that country, where a place of the name is there.
  private func keepOwned(_ mentions: inout [PlaceMention]) {
    for index in mentions.indices.dropLast() where isCountry(mentions[index].candidates) {
      let next = mentions[index].tokens.upperBound
      guard mentions[index + 1].tokens.lowerBound == next + 2, isMark(next, .apostrophe), !text.tokens[next].isSpaced,
        !text.tokens[next + 1].isSpaced
      else { continue }
      let owned = mentions[index + 1].candidates.filter { inner in
        mentions[index].candidates.contains { isInside(inner, $0) }
      }
      if !owned.isEmpty { mentions[index + 1].candidates = owned }
    }
  }

  private func isCountry(_ candidates: [Int]) -> Bool { candidates.contains { data.entries[$0].kind == .country } }

  /// The mention and the one after it are two of three or more countries in a row: "Kenya, China, Mexico and Peru".
  private func isListed(_ index: Int, _ mentions: [PlaceMention]) -> Bool {
    guard isCountry(mentions[index].candidates), isCountry(mentions[index + 1].candidates) else { return false }
    func isJoined(_ one: Int, _ other: Int) -> Bool {
      guard mentions.indices.contains(one), mentions.indices.contains(other), isCountry(mentions[one].candidates),
        isCountry(mentions[other].candidates), mentions[one].tokens.upperBound < mentions[other].tokens.lowerBound
      else { return false }
      let between = mentions[one].tokens.upperBound..<mentions[other].tokens.lowerBound
      return between.count <= 2
        && between.allSatisfy {
          isMark($0, .comma) || text.tokens[$0].shape == .lower && roles[$0].contains(.connector)
        }
    }
    return isJoined(index + 1, index + 2) || isJoined(index - 1, index)
  }

  /// A city in capitals as datelines have it: at the start before a comma, or behind a preposition.
  private func isDateline(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    if before >= 0, roles[before].contains(.placePreposition) { return true }
    let next = tokens.upperBound
    guard text.tokens[tokens.lowerBound].gap.rawValue > Token.Gap.space.rawValue || before < 0 else { return false }
    return next < text.tokens.count && (isMark(next, .comma) || isMark(next, .dash) || isMark(next, .open))
  }

  /// The name of a language: "sang in Swedish and Italian".
  private func isLanguage(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    let next = tokens.upperBound
    guard before >= 0, roles[before].contains(.languageCue) else { return false }
    return next >= text.tokens.count || text.tokens[next].kind == .punctuation || roles[next].contains(.connector)
  }

  /// Whether the one entry is inside the other: a city in its state or country.
  func isInside(_ inner: Int, _ outer: Int) -> Bool {
    let inner = data.entries[inner]
    let outer = data.entries[outer]
    guard inner.country == outer.country, inner.kind != .country, inner.kind != .demonym else { return false }
    switch outer.kind {
    case .country: return true
    case .region, .abbreviation:
      return inner.kind != .region && (inner.region < 0 || outer.region < 0 || inner.region == outer.region)
    default: return false
    }
  }
}
