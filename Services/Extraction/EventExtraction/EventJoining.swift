import Models
import ReferenceData
import TextAnalysis

extension EventDraft {
  /// Whether the sentence mentions it.
  func isMentioned(in sentence: Int) -> Bool { self.sentence == sentence || otherSentences.contains(sentence) }

  /// Adds the toll of a later mention, unless that counts the people of another time: those of a past year or of an
  /// earlier act, or where this has a toll, those of a past month or of many acts.
  private mutating func joinToll(of other: EventDraft) {
    if other.toll.isEmpty || other.toll.isEarlier && !toll.isEarlier
      || isAfter(other, longer: toll.isEmpty ? .month : .week)
    {
      return
    }
    if toll.isEmpty || toll.isTotal && !other.toll.isTotal {
      toll = other.toll
    } else if toll.isTotal || !other.toll.isTotal {
      toll.add(deaths: other.toll.deaths, injured: other.toll.injured)
    }
  }

  /// Whether the other states a period longer than the given one that ended before this.
  private func isAfter(_ other: EventDraft, longer precision: PartialDate.Precision) -> Bool {
    guard other.timeBasis == .stated, let its = other.when, let mine = when else { return false }
    return its.precision > precision && its.lastDay < mine.firstDay
  }

  /// Takes over who acted and who suffered from another mention, where this one does not say it. The report below a
  /// headline also says which body of a state acted, whom something hit at a place or site, and which company is meant
  /// by a common noun. No actor is on both sides.
  mutating func takeActors(of other: EventDraft, isReport: Bool) {
    settings.formUnion(other.settings)
    standIns.formUnion(other.standIns)
    let acting = Self.actors(other.sources, notAmong: targets)
    if sources.isEmpty {
      (sources, isDoneByStates) = (acting, other.isDoneByStates)
    } else if isReport, isDoneByStates, !other.isDoneByStates {
      let bodies = acting.filter { body in
        body.kind == .government && body.country != nil && sources.contains { $0.country == body.country }
      }
      if !bodies.isEmpty { (sources, isDoneByStates) = (bodies, false) }
    }
    let hit = Self.actors(other.targets, notAmong: sources).filter { !isReport || !isOfActingState($0) }
    if targets.isEmpty {
      (targets, targetBasis) = (hit, other.targetBasis)
    } else if isReport, targetBasis < other.targetBasis,
      targetBasis == .place || hit.allSatisfy({ $0.kind == .other })
    {
      addTargets(hit, other.targetBasis)
    } else if isReport, targets.allSatisfy({ $0.kind == .other }) {
      let companies = hit.filter { $0.kind == .company }
      if !companies.isEmpty { (targets, targetBasis) = (Self.merged(companies, before: targets), .actor) }
    }
  }

  /// The actors that are not on the other side.
  private static func actors(_ actors: [EventActor], notAmong side: [EventActor]) -> [EventActor] {
    actors.filter { actor in !side.contains { $0.isSame(as: actor) } }
  }

  /// Whether the actor is one of the acting states or a body of one, on which that state's act has no effect.
  private func isOfActingState(_ actor: EventActor) -> Bool {
    actor.kind == .government && actor.country != nil
      && sources.contains { $0.kind == .government && $0.country == actor.country }
  }

  /// Adds the details of a later mention.
  mutating func join(_ other: EventDraft, _ weights: EventWeights) {
    mentions += 1
    if other.sentence != sentence { otherSentences.insert(other.sentence) }
    project = project ?? other.project
    place = place ?? other.place
    if countries.isEmpty || circumstances.isLocated(by: other.circumstances, weights) {
      (countries, locatedBy) = (other.countries, other.locatedBy)
    }
    takeActors(of: other, isReport: sentence == 0 && (1...max(1, weights.headlineReach)).contains(other.sentence))
    if timeBasis != .stated, other.timeBasis == .stated, let date = other.when, date.precision <= .week {
      (when, timeBasis) = (date, .stated)
    }
    attackedProject = attackedProject ?? other.attackedProject
    goesOn = goesOn || other.goesOn
    isCasualty = isCasualty && other.isCasualty
    hasCasualtyVerb = hasCasualtyVerb && other.hasCasualtyVerb
    nouns += other.nouns.filter { !nouns.contains($0) }
    joinToll(of: other)
    amount = amount ?? other.amount
    attribution = attribution ?? other.attribution
    if other.weight > weight, other.reading.realis == reading.realis, sentence == other.sentence {
      weight = other.weight
    }
    confidence = min(
      weights.highestConfidence, max(confidence, other.confidence) + weights.joinedConfidence)
  }
}

extension EventCollector {
  /// The attack, accident or disaster that a count of casualties belongs to, if it is reported in the sentence right
  /// before and none of another type is reported there: `Gunmen attacked a camp near Kayes. Four guards were killed.`
  /// Soon after the lead it may also be the only one reported so far, if it is reported in the lead. A sentence about
  /// another place or time counts other people.
  func cause(of harm: EventDraft) -> Int? {
    guard !harm.toll.isEmpty, harm.reading.isActual, !harm.isBackground, let before = sentence(before: harm.sentence)
    else { return nil }
    let drafts = drafts
    let causes = drafts.indices.suffix(Self.comparedDrafts).filter { index in
      let kind = taxonomy.kinds[drafts[index].kind]
      return (kind.isCause || kind.explainsAccidents) && drafts[index].reading.isActual
    }
    var fitting = causes.filter { drafts[$0].isMentioned(in: before) }
    if fitting.isEmpty, causes.count == 1, isSoonAfterLead(harm.sentence) {
      fitting = causes.filter { drafts[$0].sentence <= firstProse }
    }
    guard let cause = fitting.first, fitting.allSatisfy({ drafts[$0].kind == drafts[cause].kind }),
      drafts[cause].circumstances.mayHaveCaused(harm.circumstances), !namesAnotherTime(harm)
    else { return nil }
    return cause
  }

  /// Adds the toll of a sentence that reports no event to the event that it belongs to: `消防局昨天确认5名工人罹难`.
  /// The sentence may name one day, if it is recent, and no other time.
  func addToll(_ toll: CasualtyReader.Toll, ofSentence index: Int) {
    guard let harm = taxonomy.harm, !toll.isEmpty, isSoonAfterLead(index) else { return }
    let sentence = text.sentences[index]
    let dates = dates(from: sentence.start, to: sentence.end).compactMap(\.date)
    guard dates.allSatisfy({ $0.precision == .day && isWithinLeadDays($0) }) else { return }
    var draft = EventDraft(
      kind: harm, reading: .actual, confidence: 0, sentence: index, start: sentence.start, end: sentence.end, weight: 0)
    draft.toll = toll
    draft.when = dates.last
    if let cause = cause(of: draft) { drafts[cause].join(draft, weights) }
  }

  /// Whether the sentence is close enough to the lead to count the casualties of the lead's event.
  func isSoonAfterLead(_ sentence: Int) -> Bool { sentence <= firstProse + weights.headlineReach }

  /// The index of the last sentence before another that is no credit line.
  func sentence(before index: Int) -> Int? { text.sentences[..<index].lastIndex { $0.kind != .credit } }

  /// Whether the draft's sentence names a month, a year or another day than its own: `300 have died since 2019`.
  private func namesAnotherTime(_ draft: EventDraft) -> Bool {
    let sentence = text.sentences[draft.sentence]
    return dates(from: sentence.start, to: sentence.end).contains { mention in
      guard let date = mention.date, date.precision == .day, let own = draft.when else { return true }
      return date.lastDay < own.firstDay || own.lastDay < date.firstDay
    }
  }

  /// Fills `findings.events` and adds to `findings.suppressed`.
  func finish(into findings: inout Findings) {
    findings.events = events()
    findings.isTruncated = isTruncated
    findings.suppressed += suppressed
    findings.suppressed.sort { ($0.span.start, $0.span.end, $0.reason) < ($1.span.start, $1.span.end, $1.reason) }
  }

  /// The article's events, its main event first.
  private func events() -> [Event] {
    markRecalledPast()
    closeEnded()
    denyRumours()
    dropSideRemarks()
    markPastBeforeEnding()
    dropUnreal()
    explainHeadline()
    completeLead()
    linkConsequences()
    let drafts = drafts
    let scores = drafts.map { score($0) }
    let order = drafts.indices.sorted { (-scores[$0], drafts[$0].start, $0) < (-scores[$1], drafts[$1].start, $1) }
    var ordinals: [EventPosition: Int] = [:]
    var events = order.map { event(drafts[$0], &ordinals) }
    for (position, index) in order.enumerated() {
      guard let cause = drafts[index].cause, let place = order.firstIndex(of: cause) else { continue }
      events[position].causedBy = events[place].id
    }
    return events
  }

  /// The importance of an event to the article: its place in the text, how certain it is that it happened, how grave it
  /// is, how often it is mentioned, and how far the classifier agrees.
  private func score(_ draft: EventDraft) -> Double {
    let kind = taxonomy.kinds[draft.kind]
    let isLong = text.sentences.count > weights.shortText
    var certainty: Double =
      switch draft.reading.realis {
      case .actual: weights.actual
      case .imminent: weights.imminent
      case .threatened: weights.threatened
      case .conditional: weights.conditional
      case .prescriptive: weights.prescriptive
      case .historical: weights.historical
      case .generic: 0
      }
    if draft.reading.isNegated { certainty = weights.negated }
    let gravity: Double =
      switch kind.ledger {
      case .risk: weights.riskGravity + weights.severityGravity * kind.severity
      case .opportunity:
        (weights.opportunityGravity + weights.severityGravity * kind.severity)
          * (nature.isCase ? nature.frameFactor : 1)
      // What is said and done about a risk is the frame of a long story, not its matter.
      case .none: isLong ? taxonomy.frameGravity * nature.frameFactor : weights.plainGravity
      }
    let repeats = 1 + weights.repeatWeight * Double(min(draft.mentions - 1, weights.repeatsCounted))
    let project = draft.project == nil ? 1 : weights.projectWeight
    let confidence = 1 - weights.confidenceShare + weights.confidenceShare * draft.confidence
    let found = draft.weight * gravity * repeats * project * confidence
    return certainty * (found + draft.support)
  }

  /// What an event's id is made of, besides its article and its number among those of one position.
  private struct EventPosition: Hashable {
    let kind: Int
    /// The project, place or country.
    let anchor: String
    let day: String
  }

  /// Returns the number and increments it.
  private func next(_ number: inout Int) -> Int {
    defer { number += 1 }
    return number
  }

  private func event(_ draft: EventDraft, _ ordinals: inout [EventPosition: Int]) -> Event {
    let type = taxonomy.types[draft.kind]
    let day = draft.timeBasis == .stated ? draft.when?.value ?? "-" : "-"
    let anchor = draft.project ?? draft.place ?? draft.countries.first ?? ""
    let ordinal = next(&ordinals[EventPosition(kind: draft.kind, anchor: anchor, day: day), default: 0])
    let sentence = text.sentences[draft.sentence]
    let doubt = draft.reading.realis == .actual ? 1 : weights.unrealConfidence
    return Event(
      id: contentHash("event", metadata.articleId, type.type, anchor, day, String(ordinal)),
      type: type.type, plover: draft.reading.plover ?? type.plover, cameo: type.cameo, category: type.category,
      ledger: type.ledger, realis: draft.reading.realis, negated: draft.reading.isNegated,
      actors: draft.sources + draft.namedTargets, countries: draft.countries, project: draft.project,
      place: draft.place, when: draft.when, timeBasis: draft.timeBasis, deaths: draft.toll.deaths,
      injured: draft.toll.injured,
      amount: draft.amount, attribution: draft.attribution, layer: layer(draft, taxonomy.kinds[draft.kind]),
      confidence: (draft.confidence * doubt * 100).rounded() / 100, quote: text.span(sentence),
      sentence: draft.sentence, trigger: TextRange(start: draft.start, end: draft.end),
      mentions: draft.otherSentences.sorted().map {
        TextRange(start: text.sentences[$0].start, end: text.sentences[$0].end)
      },
      locatedBy: draft.countries.isEmpty ? nil : draft.locatedBy, why: draft.why)
  }

  /// The layer of law of a legal, integrity or trade event: of an international body, of the country where it happens,
  /// or of the home of those it affects.
  private func layer(_ draft: EventDraft, _ kind: EventKind) -> LegalLayer? {
    guard kind.ledger == .risk, kind.location.hasLaw, let source = draft.sources.first else {
      return nil
    }
    if source.kind == .igo { return .international }
    guard let country = source.country, !draft.countries.isEmpty else { return nil }
    if draft.countries.contains(country) { return .host }
    return draft.targets.contains { $0.country == country } ? .home : .international
  }
}
