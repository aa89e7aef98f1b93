import Models
import TextAnalysis

/// Finds where an event took place, by the words of its sentence.
extension ArgumentResolver {
  /// The place in the sentence that best fits the trigger: near it, after a preposition, and in its clause.
  func place() -> NearbyPlace? {
    let weights = collector.weights
    let clause = clauseOfPlace()
    var best: (rank: Int, place: NearbyPlace)?
    for index in items.indices where items[index].entity >= 0 {
      let number = items[index].entity
      let isCountry = items[index].classes & clauses.grammar.country != 0
      // `near a US marine base`: whose forces they are is no place.
      if isCountry, clauses.has(index + 1, clauses.grammar.army) { continue }
      if isOwners(index) || clauses.isSeatOfOthers(index) { continue }
      // `the operator Arven Lima` is a company, wherever it is.
      if phrases.contains(where: { $0.name.contains(index) }) || isAside(index) { continue }
      let isPartOfCountry = isPartOfCountry(index)
      guard spans.entities[number].isPlace || isCountry || isPartOfCountry || spans.entities[number].project != nil
      else { continue }
      let entity = spans.entities[number]
      let country = entity.project == nil ? entity.country : collector.country(from: entity.start, to: entity.end)
      guard entity.isPlace || isCountry || isPartOfCountry || country != nil else { continue }
      let isAntecedent = clause?.antecedent.contains(index) == true
      let isLocated =
        isAntecedent || hasPreposition(clauses.words.locative, before: index) || entity.project != nil
        || isCountry && isOfSite(index)
      if isCountry || isPartOfCountry, !isLocated { continue }
      let isApart = (min(index, anchor)..<max(index, anchor)).contains {
        clauses.has($0, clauses.grammar.subordinator | clauses.grammar.relative) || items[$0].kind == .stop
      }
      let isOutside = clause?.range.contains(index) == false
      let isInOtherClause = !isAntecedent && (isApart || isOutside)
      let isSpeakerLocation = isLocated && !isAntecedent && (isWhereSpeakerIs(index) || isWhereReported(index))
      let rank =
        abs(index - anchor) + (isLocated ? 0 : weights.unlocatedPlace) + (isCountry ? weights.countryPlace : 0)
        + (isInOtherClause ? weights.apartPlace : 0) + (isSpeakerLocation ? weights.speakerPlace : 0)
      if best.map({ rank < $0.rank }) ?? true {
        // What is in the north of a country may be in each of its provinces there.
        let isNamed = entity.isPlace && !isSpeakerLocation && !collector.findings.countryParts.contains(entity.start)
        let name = isNamed ? collector.text.string(entity.start, entity.end) : nil
        let place = NearbyPlace(
          name: name, country: country, isInOtherClause: isInOtherClause || isSpeakerLocation,
          isSpeakerLocation: isSpeakerLocation, isCrossing: !isLocated && isNameOfCrossing(index))
        best = (rank, place)
      }
    }
    return best?.place
  }

  /// The clause with `where` that the trigger is in, and the names before it that say where that is: `Kenya` in `avoid
  /// Kenya, where dockers walked out, and use ports in Tanzania`. Nil for another trigger, and where no place precedes.
  private func clauseOfPlace() -> (range: Range<Int>, antecedent: Range<Int>)? {
    let others = clauses.grammar.relative | clauses.grammar.subordinator | clauses.grammar.complementiser
    var opener = start - 1
    while opener > 0, !clauses.isBoundary(opener), !clauses.has(opener, others) { opener -= 1 }
    guard opener > 0, clauses.words.whereabouts.contains(items[opener].word), !isTopic else { return nil }
    var last = opener - 1
    if items[last].kind == .comma { last -= 1 }
    guard last >= 0, isNameOfPlace(last) else { return nil }
    var first = last
    // `Kumasi, Ghana, where`
    if first > 1, items[first - 1].kind == .comma, clauses.has(first, clauses.grammar.country), isNameOfPlace(first - 2)
    {
      first -= 2
    }
    let end = (end..<items.count).first(where: clauses.isBoundary) ?? items.count
    return (opener..<end, first..<last + 1)
  }

  /// Whether the trigger is a noun of which somebody only speaks: `a court heard of an attack`.
  private var isTopic: Bool {
    var index = start - 1
    let skipped = clauses.grammar.determiner | clauses.grammar.adjective | clauses.grammar.number
    while index > 0, clauses.has(index, skipped) { index -= 1 }
    return clauses.isWord(index, clauses.words.of) || clauses.words.topical.contains(items[max(0, index)].word)
  }

  /// Whether the item is the name of a place or a country.
  private func isNameOfPlace(_ index: Int) -> Bool {
    items[index].entity >= 0
      && (spans.entities[items[index].entity].isPlace || clauses.has(index, clauses.grammar.country))
  }

  /// Whether the name is in a relative clause between commas about a body, and does not say where that is: `Tanzania`
  /// in `Kenya Airways, which flies to Tanzania, defaulted`; not `the mine, which lies in Zambia, shut` or `the convoy,
  /// which left Bamako, was attacked`. What is said of a state (`Niger, which has troops in Benin, halted exports`) is
  /// never where it acts, nor is the place of anything that a body has, other than a site (`the port, whose customers
  /// are in Austria`).
  func isAside(_ index: Int) -> Bool {
    guard let clause = clauses.insertion(around: index, before: anchor) else { return false }
    let subject = clause.lowerBound - 1
    let owner = clause.first { clauses.words.owner.contains(items[$0].word) }
    // `whose store in Riga, Latvia, burned`: the comma does not end the clause.
    if let owner, !clauses.hasFinite(in: owner + 1..<clause.upperBound) { return false }
    if clauses.has(subject, clauses.grammar.country) { return true }
    if let owner { return !isSite(after: owner, before: index) }
    // `Gunmen, who had crossed from Chad, attacked`
    if clauses.has(subject, clauses.grammar.actor), clauses.isWord(index - 1, clauses.words.from) { return true }
    return clauses.has(subject, clauses.grammar.organisation | clauses.grammar.company)
      && !hasPreposition(clauses.words.narrowlyLocative, before: index)
  }

  /// Whether the noun after `whose` at `opener` is a site or seat: `the miner, whose plant in Chile employs 300, halted
  /// work`, `the rebels, whose stronghold is in Mali, attacked`.
  private func isSite(after opener: Int, before index: Int) -> Bool {
    guard opener < index else { return false }
    let grammar = clauses.grammar
    let breaking = grammar.preposition | grammar.be | grammar.have | grammar.modal
    return (opener + 1..<index).prefix { !clauses.has($0, breaking) }.contains {
      clauses.has($0, grammar.site) || clauses.words.seat.contains(items[$0].word)
    }
  }

  /// Whether a hyphen joins the place to a word for what somebody has or does there: `a Dubai-owned company`, not
  /// `the Lagos-Ibadan Road`.
  private func isOwners(_ index: Int) -> Bool {
    guard clauses.isAttribute(index) else { return false }
    return !items[index + 1].isCapitalised || items[index + 1].ending == .past
      || clauses.forms(index + 1).contains(.participle)
  }

  /// Whether the place is named before a noun for no site, such as a port, so that it is one end of what is closed:
  /// `the Kasumbalesa border post`.
  private func isNameOfCrossing(_ index: Int) -> Bool {
    let grammar = clauses.grammar
    let others = grammar.functionWord | grammar.adverb | grammar.dateWord | grammar.anyEntity
    let nouns = items[(index + 1)...].prefix {
      $0.kind == .word && $0.classes & others == 0 && $0.ending != .adverb
    }
    return !nouns.isEmpty && nouns.allSatisfy { $0.classes & grammar.site == 0 }
  }

  /// Whether a country's name precedes a site: `Mali mine`, `Kenya port`; an embassy is in another country.
  private func isOfSite(_ index: Int) -> Bool {
    !items[index].isPossessive && !items[index].isHyphenated && clauses.has(index + 1, clauses.grammar.site)
      && !clauses.has(index + 1, clauses.grammar.mission)
  }

  /// Whether a people's name precedes a noun for part of its country: `in the Sudanese capital`, `off the Chilean
  /// coast`.
  private func isPartOfCountry(_ index: Int) -> Bool {
    clauses.has(index, clauses.grammar.demonym) && !items[index].isHyphenated
      && clauses.has(index + 1, clauses.grammar.countryPart)
  }

  /// Whether a place is only where the source of a statement is: `shipping agents in Muscat and Karachi said`, `the
  /// company said in Paris`.
  private func isWhereSpeakerIs(_ place: Int) -> Bool {
    func isNamed(_ index: Int) -> Bool {
      items[index].entity >= 0 || clauses.has(index, clauses.grammar.conjunction)
    }
    var preposition = place - 1
    while preposition >= 0, isNamed(preposition) { preposition -= 1 }
    guard preposition > 0, items[preposition].word != 0,
      clauses.words.locative.contains(items[preposition].word), !clauses.isBoundary(preposition - 1)
    else { return false }
    // `the men held hostage in Iraq said`: the event is there.
    let isHappening = anchors.contains {
      (preposition - 2..<preposition).contains($0) && !clauses.has($0, clauses.grammar.speech)
    }
    if isHappening, !clauses.has(preposition - 1, clauses.grammar.speech) { return false }
    if isAfterSpeech(preposition) { return true }
    var verb = place + 1
    while verb < items.count, isNamed(verb) { verb += 1 }
    while verb < items.count, verb - place <= Self.mostAdverbs, clauses.has(verb, clauses.grammar.adverb) { verb += 1 }
    return clauses.has(verb, clauses.grammar.speech | clauses.grammar.reaction)
  }

  /// Whether the place opens the sentence and is only where something was said that a clause with `that` reports of
  /// another place: `In Geneva, a spokeswoman told reporters that shelling had driven people out of Kassala`.
  private func isWhereReported(_ place: Int) -> Bool {
    let grammar = clauses.grammar
    let first = place + 2
    guard place < Self.openingReach, first < anchor, items[place + 1].kind == .comma,
      !items[first..<anchor].contains(where: { $0.kind == .stop }),
      let complementiser = (first..<anchor).last(where: { clauses.has($0, grammar.complementiser) }),
      (first..<complementiser).contains(where: { clauses.has($0, grammar.speech) })
    else { return false }
    return (complementiser..<items.count).contains {
      items[$0].entity >= 0 && (spans.entities[items[$0].entity].isPlace || clauses.has($0, grammar.country))
        && hasPreposition(clauses.words.narrowlyLocative, before: $0)
    }
  }

  /// Within how many items of a sentence's beginning a place opens it.
  private static let openingReach = 4
  /// The most adverbs between a speaker's place and the verb of speech.
  private static let mostAdverbs = 2
  /// The most words between a verb of speech and the preposition of the place where it was spoken.
  private static let speechReach = 6

  /// Whether a preposition follows a verb of speech: `said in Paris`, `said at a news conference in Quetta`, `told
  /// reporters in Nairobi`.
  private func isAfterSpeech(_ preposition: Int) -> Bool {
    var verb = preposition - 1
    while verb > 0, preposition - verb <= Self.speechReach, !clauses.has(verb, clauses.grammar.speech) {
      if clauses.isBoundary(verb) || anchors.contains(verb) { return false }
      verb -= 1
    }
    guard clauses.has(verb, clauses.grammar.speech) else { return false }
    let next = verb + 1
    return next == preposition || items[next].word == clauses.words.at || clauses.has(next, clauses.grammar.mediaWord)
  }

  private func hasPreposition(_ prepositions: [Int], before index: Int) -> Bool {
    var position = index - 1
    // `in the town of Dabanga, Cameroon`: a country after the name of an unknown place in it.
    if position > 0, items[position].kind == .comma, items[position - 1].isCapitalised,
      items[position - 1].entity < 0, !clauses.has(position - 1, clauses.grammar.dateWord),
      clauses.has(index, clauses.grammar.country)
    {
      position -= 1
    }
    let skipped = clauses.grammar.determiner | clauses.grammar.adjective | clauses.grammar.anyEntity
    while position >= 0, index - position <= 5 {
      if prepositions.contains(items[position].word), items[position].word != 0 { return true }
      if clauses.isBoundary(position) { return false }
      // `in the east of Chad`: what is in a part of a place is in the place.
      if items[position].word != 0, items[position].word != clauses.words.of, items[position].classes & skipped == 0,
        items[position].classes & (clauses.grammar.preposition | clauses.grammar.be) != 0
      {
        return false
      }
      position -= 1
    }
    return false
  }
}
