import Models
import ReferenceData
import TextAnalysis

/// Drafts the event of a trigger that was chosen.
extension SentenceEventReader {
  /// Whether a candidate for harm to people only repeats an attack, accident or disaster of the same sentence.
  func isRepeated(_ candidate: Candidate, _ chosen: [Candidate]) -> Bool {
    let kinds = knowledge.taxonomy.kinds
    guard candidate.trigger.type == knowledge.taxonomy.harm else { return false }
    return chosen.contains { other in
      let kind = kinds[other.trigger.type]
      return kind.ledger == .risk && (kind.plover == nil || kind.plover == .assault)
    }
  }

  /// Whether a candidate for an accident only reports the toll of another one for an attack, a collapse or a disaster.
  func isToll(_ candidate: Candidate, of other: Candidate, _ clauses: ClauseReader) -> Bool {
    let kind = knowledge.taxonomy.kinds[other.trigger.type]
    return kind.causesAccidents && isCasualty(candidate, clauses)
      && isOccasion(other, of: candidate, clauses)
  }

  /// Whether the verb of a candidate for an accident only says what happened to people: `buried six workers`.
  func isCasualty(_ candidate: Candidate, _ clauses: ClauseReader) -> Bool {
    candidate.trigger.frame != .noun && hasCasualtyVerb(candidate, clauses)
  }

  /// Whether the verb of a candidate for an accident says what happened to people, perhaps beside what it was: `killed
  /// in a fire`.
  private func hasCasualtyVerb(_ candidate: Candidate, _ clauses: ClauseReader) -> Bool {
    guard knowledge.taxonomy.kinds[candidate.trigger.type].isAccident else { return false }
    let grammar = knowledge.grammar
    let verb = candidate.group?.verb ?? candidate.match.anchor
    return clauses.has(verb, grammar.kill | grammar.wound | grammar.dead | grammar.engulf)
  }

  /// Whether people come to harm in the other candidate's event: the sentence reports it before them (`a crane
  /// collapsed, killing two`), or a preposition or a subordinator joins it to them (`killed when a crane collapsed`),
  /// without a time between the two (`killed two days after floods`).
  private func isOccasion(_ other: Candidate, of casualty: Candidate, _ clauses: ClauseReader) -> Bool {
    let grammar = knowledge.grammar
    let opener = grammar.preposition | grammar.subordinator
    let start = other.match.start
    let before = max(0, start - knowledge.taxonomy.weights.openerReach)..<start
    if before.contains(where: clauses.opensOtherTime) { return false }
    if other.match.start <= casualty.match.anchor { return true }
    let between = casualty.match.anchor + 1..<max(casualty.match.anchor + 1, other.match.start)
    return between.contains { clauses.has($0, opener) } && !between.contains { sentence.items[$0].kind == .stop }
  }

  func draft(
    _ candidate: Candidate, clauses: ClauseReader, map: ClauseMap, realis: RealisReader, roles: RoleReader,
    phrases: [ActorPhrase], among chosen: [Candidate], anchors: [Int], _ collector: EventCollector
  ) -> EventDraft {
    let taxonomy = knowledge.taxonomy
    var type = candidate.trigger.type
    var reading = realis.reading(of: candidate, taxonomy.kinds[type])
    var grounds =
      collector.metadata.explains ? self.grounds(of: reading, candidate, realis, kind: type, collector) : []
    if reading.hasEnded, let end = taxonomy.kinds[type].end {
      type = end
      reading = realis.readingOfEnd(of: candidate, taxonomy.kinds[end], type: end)
      if let reason = reading.reason, collector.metadata.explains { grounds.append(Reason(.grammar(reason))) }
    }
    if reading.isNegated, reading.reason == .negated, taxonomy.kinds[type].isFriendly, candidate.group != nil,
      let refusal = taxonomy.refusal
    {
      type = refusal
      reading = .actual
    }
    if taxonomy.kinds[type].plover == .threaten, taxonomy.kinds[type].ledger == .risk, reading.isActual {
      reading = RealisReader.Reading(realis: .threatened)
    }
    let found = roles.roles(candidate.trigger.frame, match: candidate.match, group: candidate.group)
    var draft = EventDraft(
      kind: type, reading: reading, confidence: candidate.trigger.confidence, sentence: sentence.index,
      start: sentence.items[candidate.match.start].start, end: sentence.items[candidate.match.end - 1].end, weight: 0)
    draft.why = grounds
    draft.sources = found.sources.map { actor($0, .source, collector) }
    draft.targets = found.targets.map { actor($0, .target, collector) }
    let kind = taxonomy.kinds[type]
    let arguments = ArgumentResolver(
      clauses: clauses, phrases: phrases, spans: spans, collector: collector, start: candidate.match.start,
      end: candidate.match.end, anchor: candidate.match.anchor, anchors: anchors,
      twins: twins(of: candidate, among: chosen), risks: risks(among: chosen))
    arguments.fill(&draft, kind, found)
    draft.isCasualty = isCasualty(candidate, clauses)
    draft.hasCasualtyVerb = hasCasualtyVerb(candidate, clauses)
    draft.nouns = kind.isAccident || kind.causesAccidents ? nouns(of: candidate, clauses) : []
    // `fill` may add a target, but neither adds nor moves a source.
    let acting = found.sources.indices.filter { !isPlace(found.sources[$0]) }
    draft.sources = acting.map { draft.sources[$0] }
    noteSettings(found.targets, &draft, collector)
    draft.isDoneByStates = !acting.isEmpty && acting.allSatisfy { isState(found.sources[$0]) }
    draft.targetBasis = found.targets.allSatisfy(isPlace) ? .place : .actor
    if clauses.has(candidate.match.anchor, knowledge.grammar.blame) {
      noteBlamed(candidate, found.targets, clauses, &draft, collector)
    }
    draft.sideOfFirstWord = sideOfFirstWord(candidate, clauses)
    if kind.hasToll {
      let sums = collector.sums(from: sentence.start, to: sentence.end)
      let casualties = CasualtyReader(
        clauses, sums: sums, trigger: candidate.match.anchor, year: collector.metadata.publishedAt?.day.year)
      draft.toll = casualties.toll(isOneAct: kind.isOneAct)
      if !draft.toll.isEmpty {
        draft.toll.isEarlier = casualties.isOfEarlierAct
        let victims = victims(of: draft.toll, isOneAct: kind.isOneAct, casualties, roles)
        draft.addTargets(victims.map { actor($0, .target, collector) }, .actor)
        draft.toll.isTotal = draft.toll.isTotal || casualties.isOfRankedAct
      }
    }
    if kind.plover == .assault, kind.ledger == .risk, let site = site(of: candidate, clauses) {
      let words = collector.text.string(site.start, site.end)
      let actor = EventActor(role: .target, text: words, kind: .other)
      draft.addTargets([actor], .site)
      if site.isRegistered { draft.attackedProject = actor }
    }
    let attribution = AttributionReader(clauses: clauses, phrases: phrases, text: collector.text)
    draft.attribution = attribution.attribution(of: draft)
    draft.refersBack = candidate.group == nil && isKnown(candidate.match.start)
    draft.isIncident = isIncident(candidate, map, clauses, chosen)
    let place = map.places[candidate.match.anchor]
    draft.isBackground =
      place.contains(.relative) || place.contains(.adverbial) && !kind.isVolitional
      || type == taxonomy.harm && isSummary(candidate, clauses)
    draft.weight =
      weight(candidate, map, clauses, isIncident: draft.isIncident) * collector.positionWeight(of: sentence)
    return draft
  }

  /// The nouns among the words of a candidate, as numbers of the vocabulary.
  private func nouns(of candidate: Candidate, _ clauses: ClauseReader) -> [Int] {
    (candidate.match.start..<candidate.match.end).compactMap { index in
      let item = sentence.items[index]
      let forms = clauses.forms(index)
      let isNoun = item.word != 0 && item.classes & knowledge.grammar.functionWord == 0
      return isNoun && (forms.isEmpty || forms.contains(.noun)) ? item.word : nil
    }
  }

  /// Notes which targets only say where something happened: places, and a country against which no other state acts.
  private func noteSettings(_ targets: [ActorPhrase], _ draft: inout EventDraft, _ collector: EventCollector) {
    for target in targets {
      let isOfOtherState = draft.sources.contains { $0.country.map { $0 != target.country } ?? false }
      let isSetting = isPlace(target) || isState(target) && !isOfOtherState
      if isSetting { draft.settings.insert(actor(target, .target, collector).text) }
    }
  }

  /// Whether two candidates propose the same type for words that they share: `impose a levy on rice`, `levy on rice
  /// from`.
  func areTwins(_ one: Candidate, _ other: Candidate) -> Bool {
    one.trigger.type == other.trigger.type && one.match.start < other.match.end && other.match.start < one.match.end
  }

  /// Whether `one` says that the event is past or still to come while `other`, a noun phrase for the same event without
  /// its verb, does not: `would impose a levy on rice`, `levy on rice imported`.
  func overrules(_ one: (candidate: Candidate, draft: EventDraft), _ other: (candidate: Candidate, draft: EventDraft))
    -> Bool
  {
    guard other.draft.reading.isActual, !one.draft.reading.isNegated else { return false }
    switch one.draft.reading.realis {
    case .historical: return true
    case .threatened, .imminent:
      guard let verb = one.candidate.group?.verb else { return false }
      return other.candidate.group == nil || verb < other.candidate.match.start
    default: return false
    }
  }

  /// The anchors of the other candidates that are one with it.
  private func twins(of candidate: Candidate, among chosen: [Candidate]) -> [Int] {
    if chosen.count < 2 { return [] }
    return chosen.compactMap {
      $0.match.anchor != candidate.match.anchor && areTwins($0, candidate) ? $0.match.anchor : nil
    }
  }

  /// The anchors of the candidates that report risks, if there are several candidates.
  private func risks(among chosen: [Candidate]) -> [Int] {
    if chosen.count < 2 { return [] }
    return chosen.compactMap {
      knowledge.taxonomy.kinds[$0.trigger.type].ledger == .risk ? $0.match.anchor : nil
    }
  }

  /// Whether its verb sums up what somebody has done over time: `rebels have killed 300 people`.
  private func isSummary(_ candidate: Candidate, _ clauses: ClauseReader) -> Bool {
    guard let group = candidate.group, !group.isPassive else { return false }
    return (group.start..<max(group.start, group.verb)).contains { clauses.has($0, knowledge.grammar.have) }
  }

  /// How central the trigger is in its sentence: 1 for the main verb.
  private func weight(
    _ candidate: Candidate, _ map: ClauseMap, _ clauses: ClauseReader, isIncident: Bool
  ) -> Double {
    let weights = knowledge.taxonomy.weights
    var weight = 1.0
    if map.places[candidate.match.anchor].contains(.dependent), !isIncident { weight *= weights.dependentClause }
    switch candidate.group?.tense {
    case .infinitive: weight *= weights.infinitive
    case .gerund: weight *= weights.gerund
    case nil:
      if !isIncident, clauses.forms(candidate.match.anchor).contains(.noun),
        isGoverned(candidate.match.start, clauses)
      {
        weight *= weights.governedNoun
      }
    default: break
    }
    return weight * weights.wordPosition(candidate.match.start)
  }

  /// Whether it is a risk in an adverbial clause whose main clause only refers to it: `promised help after a dam
  /// burst`.
  private func isIncident(
    _ candidate: Candidate, _ map: ClauseMap, _ clauses: ClauseReader, _ chosen: [Candidate]
  ) -> Bool {
    let kinds = knowledge.taxonomy.kinds
    let hasVerb = (candidate.match.start..<candidate.match.end).contains {
      !clauses.forms($0).isDisjoint(with: [.past, .present]) || sentence.items[$0].ending == .past
    }
    guard hasVerb else { return false }
    guard map.places[candidate.match.anchor].contains(.adverbial), kinds[candidate.trigger.type].ledger == .risk
    else {
      return false
    }
    let main = chosen.filter { !map.places[$0.match.anchor].contains(.dependent) }
    return !main.isEmpty && main.allSatisfy { kinds[$0.trigger.type].isFraming }
  }

  /// Whether a definite determiner precedes the noun at `start`, perhaps with adjectives between.
  private func isKnown(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 3, sentence.items[index].classes & knowledge.grammar.adjective != 0 {
      index -= 1
    }
    return index >= 0 && sentence.items[index].classes & knowledge.grammar.definite != 0
  }

  /// Whether a preposition governs the noun at `start`.
  private func isGoverned(_ start: Int, _ clauses: ClauseReader) -> Bool {
    var index = start - 1
    let skipped = knowledge.grammar.determiner | knowledge.grammar.adjective | knowledge.grammar.anyEntity
    while index >= 0, start - index <= 4, !clauses.isBoundary(index) {
      if clauses.has(index, knowledge.grammar.preposition) { return true }
      if !clauses.has(index, skipped), sentence.items[index].word != 0 { return false }
      index -= 1
    }
    return false
  }
}
