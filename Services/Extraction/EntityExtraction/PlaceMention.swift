import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// An occurrence of a gazetteer name in the text, with the place that it means once that is decided.
struct PlaceMention {
  /// The tokens of the gazetteer's name.
  let tokens: Range<Int>
  /// Indices of the gazetteer entries with this name that are possible by language, letter case and context.
  var candidates: [Int]
  let sentence: Int
  /// Whether it is inside the name of an organisation.
  let isInOrganisation: Bool
  /// Whether a preposition or direction before it, a word such as "province" after it, or a credit line marks it as a
  /// place.
  let hasPlaceContext: Bool
  /// Whether a capitalised word that is not a place is directly before or after it.
  let isPartOfName: Bool
  /// The index of the next mention if that place contains this one ("Texas" in "Paris, Texas"); else nil.
  var container: Int?
  /// Whether it is the container of the mention before it.
  var isContainer = false
  /// The index of the gazetteer entry that it means; nil while that is undecided, or where it means none.
  var entry: Int?
}

extension EntityScan {
  /// The mentions of gazetteer names, in order of the text.
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
        !isQuoted(tokens), !tokens.contains(where: { claims[$0] == .person }), !isInPersonsName(tokens),
        !wordEnds.contains(tokens.lowerBound), overlaps[tokens.lowerBound].map({ $0 < tokens.upperBound }) ?? true
      else { continue }
      let isCountry = placeMatches[first..<index].contains { data.entries[$0.value].kind == .country }
      if !isCountry, isInForeignName(tokens) { continue }
      var candidates: [Int] = []
      candidates.reserveCapacity(index - first)
      for match in placeMatches[first..<index] where allows(match.value, tokens) { candidates.append(match.value) }
      guard !candidates.isEmpty else { continue }
      if owners[tokens.lowerBound] >= 0, organisations[Int(owners[tokens.lowerBound])].tokens == tokens { continue }
      mentions.append(mention(tokens, candidates, sentence))
    }
    link(&mentions)
    keepOwned(&mentions)
    keepWithin(&mentions)
    keepAfterCountry(&mentions)
    keepAfterState(&mentions)
    keepWaters(&mentions)
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

  /// Whether the token is a capitalised word that makes the name next to it part of a longer name.
  private func isNeighbour(_ index: Int) -> Bool {
    isCapital(index) && placeStarts[index] < 0 && !titled[index]
      && roles[index].isDisjoint(with: [.notName, .direction, .placeLast, .organisationLast])
      && claims[index] != .person
  }

  /// Whether the case of the letters fits a name.
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

  /// Whether the name only qualifies a currency: "US dollars", "US$". Not at the start of a sentence, where the
  /// currency's country is the subject: "Egypt's pound", "The Turkish lira fell".
  private func isCurrency(_ tokens: Range<Int>, _ sentence: Sentence) -> Bool {
    let next = tokens.upperBound
    guard next < text.tokens.count else { return false }
    if roles[next].contains(.currency) {
      let opens = sentence.tokens.lowerBound..<tokens.lowerBound
      return !opens.allSatisfy { roles[$0].contains(.notName) && text.tokens[$0].kind == .word }
    }
    return text.tokens[next].kind == .symbol && !text.tokens[next].isSpaced
  }

  /// Whether a hotel, restaurant or the like bears the name: "Hotel Colombia", "Restaurant Tibet".
  private func isHouse(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    return before >= 0 && roles[before].contains(.house) && isCapital(before)
      && text.tokens[tokens.lowerBound].gap == .space
  }

  /// Whether a street or building bears the name: "Cleveland Road", "Paris Hotel".
  private func isStreet(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    return next < text.tokens.count && roles[next].contains(.street) && isCapital(next)
      && text.tokens[next].gap == .space
  }

  /// Whether a Chinese name is in quotation marks, and so names something else: `台风“约旦”`, `“利比亚”号`; or within the
  /// quoted name of a storm: `加沙` in `台风“桦加沙”`.
  private func isQuoted(_ tokens: Range<Int>) -> Bool {
    guard tokens.lowerBound > 0, tokens.upperBound < text.tokens.count,
      text.tokens[tokens.lowerBound].kind == .ideograph
    else { return false }
    if isMark(tokens.lowerBound - 1, .quote), isMark(tokens.upperBound, .quote) { return true }
    guard let chinese = data.chinese else { return false }
    var open = tokens.lowerBound - 1
    while open > 0, tokens.lowerBound - open <= Self.longestRest, text.tokens[open].kind == .ideograph { open -= 1 }
    var close = tokens.upperBound
    while close + 1 < text.tokens.count, close - tokens.upperBound < Self.longestRest,
      text.tokens[close].kind == .ideograph
    {
      close += 1
    }
    return isMark(open, .quote) && isMark(close, .quote) && chinese.isNamed(text, by: open)
  }

  /// The most characters of a storm's name before a place in it, and after it.
  private static let longestRest = 3

  /// Whether a Chinese name is within a person's foreign name, whose parts a dot joins: `哈马` in `马哈马特·杜戈`.
  private func isInPersonsName(_ tokens: Range<Int>) -> Bool {
    guard let chinese = data.chinese, text.tokens[tokens.lowerBound].kind == .ideograph else { return false }
    let end = tokens.upperBound
    return chinese.isNameDot(text, end) || chinese.isNameDot(text, tokens.lowerBound - 1)
      || chinese.isNameDot(text, end + 1) && text.tokens[end].kind == .ideograph && placeStarts[end] < 0
  }

  /// Whether a Chinese name of two or three characters is within a longer one that the gazetteer lacks: `达卡` in
  /// `达卡富埃河`, `拉韦纳` in `萨拉韦纳`, `拉法` in `特拉法加`. What follows one of three characters says nothing:
  /// `拉各斯伊凯贾区`.
  private func isInForeignName(_ tokens: Range<Int>) -> Bool {
    guard let chinese = data.chinese, (2...3).contains(tokens.count),
      text.tokens[tokens.lowerBound].kind == .ideograph
    else { return false }
    let end = tokens.upperBound
    let isShort = tokens.count == 2 && end < placeStarts.count && placeStarts[end] < 0
    if isShort, chinese.continuesName(text, end) { return true }
    if isInNameAfterCountry(tokens, chinese) { return true }
    let isPreceded =
      chinese.precedesName(text, tokens.lowerBound)
      || tokens.count == 2 && !isLongPlace(at: end) && chinese.isBetweenFillers(text, tokens)
    return isPreceded && !wordEnds.contains(tokens.lowerBound - 1) && !placeEnds(at: tokens.lowerBound)
      && !followsOwnLetter(tokens)
  }

  /// Whether a name that the gazetteer lacks begins right after another country's and contains the tokens: `松巴` in
  /// `津巴布韦马松巴`.
  private func isInNameAfterCountry(_ tokens: Range<Int>, _ chinese: ChineseNameData) -> Bool {
    var first = tokens.lowerBound
    for _ in 0..<Self.longestStart {
      first -= 1
      guard first > 0, chinese.spellsNames(text, first), !wordEnds.contains(first) else { return false }
      let country = (max(0, first - Self.longestPlace)..<first).first {
        placeStarts[$0] >= 0 && placeMatches[Int(placeStarts[$0])].tokens.upperBound == first
          && data.entries[placeMatches[Int(placeStarts[$0])].value].kind == .country
      }
      guard let country else { continue }
      let owner = data.entries[placeMatches[Int(placeStarts[country])].value].country
      return !placeMatches[Int(placeStarts[tokens.lowerBound])...].prefix { $0.tokens == tokens }
        .contains { data.entries[$0.value].country == owner }
    }
    return false
  }

  /// The most characters between a country's name and a place in the name after it.
  private static let longestStart = 2

  /// Whether a gazetteer name of more than one character, which no country's letter is, begins at the token.
  private func isLongPlace(at token: Int) -> Bool {
    token < placeStarts.count && placeStarts[token] >= 0 && placeMatches[Int(placeStarts[token])].tokens.count > 1
  }

  /// Whether the character before the name represents the name's country: `伊` in `伊德黑兰`.
  private func followsOwnLetter(_ tokens: Range<Int>) -> Bool {
    let letter = placeStarts[tokens.lowerBound - 1]
    guard letter >= 0, placeMatches[Int(letter)].tokens.count == 1 else { return false }
    let name = placeMatches[Int(placeStarts[tokens.lowerBound])]
    return data.entries[placeMatches[Int(letter)].value].country == data.entries[name.value].country
  }

  /// Whether a gazetteer name, of at most `longestPlace` characters, ends right before the token.
  private func placeEnds(at token: Int) -> Bool {
    (max(0, token - Self.longestPlace)..<token).contains {
      placeStarts[$0] >= 0 && placeMatches[Int(placeStarts[$0])].tokens.upperBound == token
    }
  }

  private static let longestPlace = 16

  private func allows(_ value: Int, _ tokens: Range<Int>) -> Bool {
    let entry = data.entries[value]
    guard entry.isEnglish || data.readsForeignNames else { return false }
    let first = text.tokens[tokens.lowerBound]
    let isShort = tokens.count == 1 && first.kind == .word && first.length <= 3
    if tokens.upperBound < roles.count, roles[tokens.upperBound].contains(.namesake) { return false }
    switch entry.kind {
    case .abbreviation:
      return tokens.lowerBound >= 2 && isMark(tokens.lowerBound - 1, .comma) && isCapitalBefore(tokens.lowerBound - 1)
    case .country:
      if tokens.upperBound < roles.count, roles[tokens.upperBound].contains(.culture) { return false }
      if isHouse(tokens) { return false }
      return !isShort || first.shape == .upper || first.shape == .none
    case .city, .region, .county:
      if tokens.count == 1, isDateWord(tokens.lowerBound) { return false }
      return !(tokens.count == 1 && first.shape == .upper && first.length <= 4) || isDateline(tokens)
    case .demonym where first.kind == .ideograph: return countryLetters.contains(tokens.lowerBound)
    case .demonym:
      var before = tokens.lowerBound - 1
      let next = tokens.upperBound
      if next < roles.count, roles[next].contains(.culture) || isLanguage(tokens) { return false }
      // `Pan-American`
      if before > 0, isHyphen(before) { before -= 1 }
      return before < 0 || !(roles[before].contains(.peoplePrefix) && isCapital(before))
    default: return true
    }
  }

  /// Whether the token is a dash right after a word: `-` in `oil-rich`.
  private func isHyphen(_ token: Int) -> Bool { isMark(token, .dash) && !text.tokens[token].isSpaced }

  /// Whether the token, beside a number, names a month or a weekday and no town: `Nov 27`, `20 Nov`.
  private func isDateWord(_ token: Int) -> Bool {
    func isNumber(_ index: Int) -> Bool { text.tokens.indices.contains(index) && text.tokens[index].kind == .number }
    return roles[token].contains(.dateWord) && (isNumber(token - 1) || isNumber(token + 1))
  }

  private func isCapitalBefore(_ index: Int) -> Bool {
    index >= 1 && text.tokens[index - 1].kind == .word && isCapital(index - 1)
  }

  /// The country whose government a capital means: "Washington said". Nil for small countries, as many other cities
  /// share their capitals' names.
  func governmentSeat(_ mention: PlaceMention) -> CountryIndex? {
    let next = mention.tokens.upperBound
    guard next < text.tokens.count, roles[next].contains(.governmentVerb), mention.container == nil,
      !mention.hasPlaceContext, !mention.isPartOfName
    else { return nil }
    let start = text.tokens[mention.tokens.lowerBound].start
    let name = String(decoding: text.folded[start..<text.tokens[next - 1].end], as: UTF8.self)
    guard let country = data.gazetteer.governmentSeats[name] else { return nil }
    let population = data.gazetteer.countries[Int(country.rawValue)].population
    return Double(population) >= data.weights.seatPopulation ? country : nil
  }

  /// Links pairs such as "Paris, Texas" and "Athens, Ga.". A name before a comma and a country loses its candidates if
  /// none is in that country. Neither applies in a list of countries.
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

  /// Keeps only candidates within the country that owns the place ("Chile's San Antonio port"), if there are any.
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

  /// Keeps only candidates within the country whose name is right before a Chinese name of two or three characters,
  /// which many places share or which spans two words: `德州` in `美国德州`, `湖北` in `乍得湖北岸`. If none is within it, only a
  /// place in China with two characters is dropped, as its name consists of common words: not `杰宁` in `以色列杰宁行动`. Not
  /// where another country's name may stand before the place: `以色列加沙行动`.
  private func keepAfterCountry(_ mentions: inout [PlaceMention]) {
    guard let chinese = data.chinese else { return }
    let china = data.names.gazetteer.index(of: "CN")
    for index in mentions.indices.dropLast() where isCountry(mentions[index].candidates) {
      let (outer, inner) = (mentions[index].candidates, mentions[index + 1])
      let first = inner.tokens.lowerBound
      guard (2...3).contains(inner.tokens.count), first == mentions[index].tokens.upperBound,
        !text.tokens[first].isSpaced, text.tokens[first].kind == .ideograph, !isCountry(inner.candidates),
        !chinese.isDisputed(text, inner.tokens)
      else { continue }
      let within = inner.candidates.filter { place in
        data.entries[place].country == .none || outer.contains { isInside(place, $0) }
      }
      let isChinas = inner.candidates.contains { data.entries[$0].country == china }
      if !within.isEmpty || isChinas && inner.tokens.count == 2 { mentions[index + 1].candidates = within }
    }
  }

  /// Keeps only candidates within the state or province whose Chinese name is right before the name, perhaps with the
  /// word for what it is: `伦敦` in `安大略省伦敦`. If none is even within its country, a name of two or three characters
  /// means no place: `克莱尔` in `宾夕法尼亚州克莱尔顿`.
  private func keepAfterState(_ mentions: inout [PlaceMention]) {
    guard let chinese = data.chinese else { return }
    for index in mentions.indices.dropLast() {
      let (outer, inner) = (mentions[index], mentions[index + 1])
      let first = inner.tokens.lowerBound
      let states = outer.candidates.filter { data.entries[$0].kind == .region }
      guard text.tokens[first].kind == .ideograph, inner.tokens.count >= 2, !states.isEmpty,
        !inner.candidates.isEmpty, !isCountry(inner.candidates), !chinese.isDisputed(text, inner.tokens)
      else { continue }
      var end = outer.tokens.upperBound
      // A town may have the name of a state: `安大略`.
      if end < first, chinese.isUnit(text, end) { end += 1 } else if states.count < outer.candidates.count { continue }
      guard end == first, end - outer.tokens.lowerBound > 2,
        (outer.tokens.upperBound...first).allSatisfy({ !text.tokens[$0].isSpaced })
      else { continue }
      let within = inner.candidates.filter { place in states.contains { isInside(place, $0) } }
      let countries = states.map { data.entries[$0].country }
      let isNear = inner.candidates.contains { countries.contains(data.entries[$0].country) }
      if !within.isEmpty || !isNear && inner.tokens.count <= 3 { mentions[index + 1].candidates = within }
    }
  }

  /// Keeps only candidates in the countries that the text names, if it names any, of a Chinese name that places in
  /// several countries have, where a lake, a river or a waterfall has the name: `维多利亚湖` is not in the state of that
  /// name. Not of a name that a place in China has, as those have the names of their waters.
  private func keepWaters(_ mentions: inout [PlaceMention]) {
    guard let chinese = data.chinese else { return }
    let china = data.names.gazetteer.index(of: "CN")
    var named: Set<CountryIndex> = []
    for mention in mentions {
      for place in mention.candidates where data.entries[place].kind == .country {
        named.insert(data.entries[place].country)
      }
    }
    guard !named.isEmpty else { return }
    for index in mentions.indices {
      let candidates = mentions[index].candidates
      let end = mentions[index].tokens.upperBound
      guard end < text.tokens.count, placeStarts[end] < 0 || overlaps[end] != nil, chinese.isWater(text, end),
        !isCountry(candidates)
      else { continue }
      let countries = Set(candidates.map { data.entries[$0].country })
      let isChinas = china.map { countries.contains($0) } ?? false
      if countries.count > 1, !isChinas {
        mentions[index].candidates.removeAll { !named.contains(data.entries[$0].country) }
      }
    }
  }

  /// Keeps only candidates within the country that a place is said to be in, if there are any. If there are none, and
  /// works have the name, it means no settlement or region: `Victoria` in `the Victoria mine in northern Zambia`.
  private func keepWithin(_ mentions: inout [PlaceMention]) {
    for index in mentions.indices.dropLast() where isCountry(mentions[index + 1].candidates) {
      let (inner, outer) = (mentions[index], mentions[index + 1])
      guard inner.sentence == outer.sentence, !inner.candidates.contains(where: namesPeople),
        let preposition = withinPreposition(after: inner.tokens, before: outer.tokens)
      else { continue }
      let namesWorks = isNameOfWorks(inner, before: preposition)
      guard namesWorks || preposition == inner.tokens.upperBound else { continue }
      let within = inner.candidates.filter { place in outer.candidates.contains { isInside(place, $0) } }
      if !within.isEmpty {
        mentions[index].candidates = within
      } else if namesWorks {
        mentions[index].candidates.removeAll(where: isSettlementOrRegion)
      }
    }
  }

  /// The token of `in` in `in northern Zambia`, `in the far north of Zambia` and `in oil-rich Chad`, by which a place
  /// before it is in that country; nil if other words are before the country.
  private func withinPreposition(after place: Range<Int>, before country: Range<Int>) -> Int? {
    var index = country.lowerBound - 1
    while index > place.upperBound, !roles[index].isDisjoint(with: [.direction, .beforeCountry]) || isHyphen(index) {
      index -= 1
    }
    return index >= place.upperBound && roles[index].contains(.withinPreposition) ? index : nil
  }

  /// Whether works have the name: the words between it and the preposition are a noun for works (`copper mine`), or
  /// such a noun is right before the name (`mina Santiago`).
  private func isNameOfWorks(_ mention: PlaceMention, before preposition: Int) -> Bool {
    let words = mention.tokens.upperBound..<preposition
    guard let last = words.last else {
      return has(.worksNoun, at: mention.tokens.lowerBound - 1, in: text.sentences[mention.sentence].tokens)
    }
    return roles[last].contains(.worksNoun)
      && words.dropLast().allSatisfy {
        !roles[$0].isDisjoint(with: [.worksNoun, .worksPart]) && !roles[$0].contains(.notName)
      }
  }

  private func namesPeople(_ candidate: Int) -> Bool {
    data.entries[candidate].kind == .country || data.entries[candidate].kind == .demonym
  }

  private func isSettlementOrRegion(_ candidate: Int) -> Bool {
    switch data.entries[candidate].kind {
    case .city, .county, .region, .abbreviation: true
    case .country, .demonym, .area, .physical, .facility: false
    }
  }

  private func isCountry(_ candidates: [Int]) -> Bool { candidates.contains { data.entries[$0].kind == .country } }

  /// Whether the mention and the next are among three or more countries in a row: "Kenya, China, Mexico and Peru".
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

  /// Whether a city in capitals follows a preposition, or opens a line like a dateline: before a comma, a dash or a
  /// bracket.
  private func isDateline(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    if before >= 0, roles[before].contains(.placePreposition) { return true }
    let next = tokens.upperBound
    guard text.tokens[tokens.lowerBound].gap.rawValue > Token.Gap.space.rawValue || before < 0 else { return false }
    return next < text.tokens.count && (isMark(next, .comma) || isMark(next, .dash) || isMark(next, .open))
  }

  /// Whether the word is the name of a language: "sang in Swedish and Italian".
  private func isLanguage(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    let next = tokens.upperBound
    guard before >= 0, roles[before].contains(.languageCue) else { return false }
    return next >= text.tokens.count || text.tokens[next].kind == .punctuation || roles[next].contains(.connector)
  }

  /// Whether entry `inner` may lie inside entry `outer`, such as a city in its state or country.
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
