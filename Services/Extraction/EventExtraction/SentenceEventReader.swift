import Models
import ReferenceData
import TextAnalysis

/// Reads the events of one sentence whose phrases have been found.
final class SentenceEventReader {
  let knowledge: EventKnowledge
  let sentence: EventSentence
  private let matches: [PhraseSearch.Match]
  private let spans: EntitySpans

  init(knowledge: EventKnowledge, sentence: EventSentence, matches: [PhraseSearch.Match], spans: EntitySpans) {
    self.knowledge = knowledge
    self.sentence = sentence
    self.matches = matches
    self.spans = spans
  }

  /// A match whose conditions are met.
  struct Candidate {
    let match: PhraseSearch.Match
    let trigger: EventRules.Trigger
    let order: Int
    let group: VerbGroup?
  }

  func read(into collector: EventCollector) {
    let grammar = knowledge.grammar
    let clauses = ClauseReader(
      sentence: sentence, grammar: grammar, words: knowledge.words, forms: knowledge.rules.vocabulary.forms)
    var idioms: [PhraseSearch.Match] = []
    var triggers: [PhraseSearch.Match] = []
    var influences: [RealisReader.Influence] = []
    var excluded: [Range<Int>] = []
    for match in matches {
      switch knowledge.rules.patterns[match.pattern].meaning {
      case .trigger: triggers.append(match)
      case .idiom: idioms.append(match)
      case .modifier(let index):
        let modifier = knowledge.rules.modifiers[index]
        if modifier.scope == .article || modifier.scope == .label {
          guard modifier.scope == .article || isLabel(match) else { continue }
          if modifier.effect == .ended {
            collector.noteEnd(of: modifier.kinds, in: sentence, why: explanation(.modifier, match, collector))
            continue
          }
          collector.note(
            modifier.effect, in: sentence, newsDays: knowledge.taxonomy.newsDays,
            why: explanation(.modifier, match, collector))
        } else if modifier.effect == .excluded {
          excluded.append(match.start..<match.end)
        } else {
          influences.append(
            RealisReader.Influence(
              start: match.start, end: match.end, effect: modifier.effect, scope: modifier.scope,
              kinds: modifier.kinds, pattern: match.pattern))
        }
      }
    }
    if !excluded.isEmpty {
      influences.removeAll { influence in
        excluded.contains { $0.overlaps(influence.start..<influence.end) }
      }
      triggers.removeAll { match in
        guard excluded.contains(where: { $0.contains(match.anchor) }) else { return false }
        collector.suppress(
          EventLexicon.Effect.denied.rawValue, sentence, match.start, match.end,
          why: explanation(.pattern, match, collector, rule: "it is ruled out as the cause"))
        return true
      }
    }
    if triggers.isEmpty { return }
    let phrases = ActorPhraseFinder(clauses: clauses, spans: spans).phrases()
    let roles = RoleReader(clauses: clauses, phrases: phrases)
    let chosen = choose(triggers, idioms, clauses, roles, collector)
    if chosen.isEmpty { return }
    var map = ClauseMap()
    map.read(sentence, grammar, unless: knowledge.words.unless)
    for candidate in chosen {
      guard let effect = knowledge.taxonomy.kinds[candidate.trigger.type].complement else { continue }
      influences.append(
        RealisReader.Influence(
          start: candidate.match.start, end: candidate.match.end, effect: effect, scope: .right, kinds: [],
          pattern: candidate.match.pattern))
    }
    let realis = RealisReader(clauses: clauses, map: map, influences: influences, excluded: excluded)
    let statement = knowledge.taxonomy.statement
    let anchors = chosen.map(\.match.anchor)
    var read: [(candidate: Candidate, draft: Int)] = []
    for candidate in chosen {
      if candidate.trigger.type == statement, chosen.count > 1 || !collector.isLead(sentence) { continue }
      if isRetold(candidate, chosen) { continue }
      let draft = self.draft(
        candidate, clauses: clauses, map: map, realis: realis, roles: roles, phrases: phrases,
        among: chosen, anchors: anchors, collector)
      if let index = collector.add(draft, knowledge.taxonomy) { read.append((candidate, index)) }
    }
    link(read, collector)
  }

  /// The phrase ends what stands before a headline's first stop (`Army holds drill: …`), or is all that stands after its
  /// last one (`… | Opinion`).
  private func isLabel(_ match: PhraseSearch.Match) -> Bool {
    guard sentence.kind == .title, let first = sentence.items.firstIndex(where: { $0.kind == .stop }),
      let last = sentence.items.lastIndex(where: { $0.kind == .stop })
    else { return false }
    return match.end == first && first < sentence.items.count - 1
      || match.start == last + 1 && match.end == sentence.items.count
  }

  /// Links risks of the sentence: `halted work after an attack`, `an attack forced the mine to halt work`, and of two of
  /// one category the later to the earlier (`attacked the mine and took three engineers`).
  private func link(_ read: [(candidate: Candidate, draft: Int)], _ collector: EventCollector) {
    let kinds = knowledge.taxonomy.kinds
    let risks = read.filter {
      let draft = collector.drafts[$0.draft]
      return kinds[draft.kind].type.ledger == .risk && draft.reading.reason == nil
    }
    for (earlier, later) in zip(risks, risks.dropFirst()) where earlier.draft != later.draft {
      let between = earlier.candidate.match.end..<max(earlier.candidate.match.end, later.candidate.match.start)
      func contains(_ classes: ClassSet) -> Bool { between.contains { sentence.items[$0].classes & classes != 0 } }
      if contains(knowledge.grammar.becauseOf) {
        collector.link(earlier.draft, to: later.draft)
      } else if contains(knowledge.grammar.leadingTo) || haveOneCategory(earlier.draft, later.draft, collector) {
        collector.link(later.draft, to: earlier.draft)
      }
    }
  }

  private func haveOneCategory(_ one: Int, _ other: Int, _ collector: EventCollector) -> Bool {
    let kinds = knowledge.taxonomy.kinds
    return kinds[collector.drafts[one].kind].type.category == kinds[collector.drafts[other].kind].type.category
  }

  // MARK: Choice

  /// The triggers whose conditions are met: of those that share a word the most specific one, then one that
  /// bears a risk or an opportunity, then the shortest, then the first.
  private func choose(
    _ triggers: [PhraseSearch.Match], _ idioms: [PhraseSearch.Match], _ clauses: ClauseReader, _ roles: RoleReader,
    _ collector: EventCollector
  ) -> [Candidate] {
    var candidates: [Candidate] = []
    var mistaken: Set<Int> = []
    for match in triggers {
      let pattern = knowledge.rules.patterns[match.pattern]
      guard case .trigger(let index) = pattern.meaning else { continue }
      if let idiom = idioms.first(where: { $0.start <= match.anchor && match.anchor < $0.end && covers($0, match) }) {
        if case .idiom(let reason) = knowledge.rules.patterns[idiom.pattern].meaning,
          mistaken.insert(match.anchor).inserted
        {
          collector.suppress(
            knowledge.rules.idiomReasons[reason], sentence, match.start, match.end,
            why: explanation(.idiom, idiom, collector) + explanation(.pattern, match, collector))
        }
        continue
      }
      guard isOfItsKind(match, pattern, clauses) else { continue }
      let trigger = knowledge.rules.triggers[index]
      let group = self.group(of: match, trigger.frame, clauses)
      guard holds(trigger, match, group, clauses, roles) else { continue }
      candidates.append(Candidate(match: match, trigger: trigger, order: index, group: group))
    }
    candidates.sort {
      let one = (-specificity($0), isPlain($0), $0.match.end - $0.match.start, $0.order, $0.match.start)
      let other = (-specificity($1), isPlain($1), $1.match.end - $1.match.start, $1.order, $1.match.start)
      return one < other
    }
    var chosen: [Candidate] = []
    for candidate in candidates {
      let isTaken = chosen.contains { ($0.match.start..<$0.match.end).contains(candidate.match.anchor) }
      if !isTaken { chosen.append(candidate) }
    }
    chosen.sort { $0.match.start < $1.match.start }
    return chosen
  }

  /// How specific it is: its pattern's points, and one for each condition that requires something.
  private func specificity(_ candidate: Candidate) -> Int {
    knowledge.rules.patterns[candidate.match.pattern].specificity
      + candidate.trigger.conditions.count { !$0.isForbidden }
  }

  /// 1 for a political act that bears neither risk nor opportunity.
  private func isPlain(_ candidate: Candidate) -> Int {
    knowledge.taxonomy.kinds[candidate.trigger.type].type.ledger == .none ? 1 : 0
  }

  /// An idiom suppresses triggers that are no more specific than itself.
  private func covers(_ idiom: PhraseSearch.Match, _ match: PhraseSearch.Match) -> Bool {
    knowledge.rules.patterns[idiom.pattern].specificity >= knowledge.rules.patterns[match.pattern].specificity
  }

  private func isOfItsKind(
    _ match: PhraseSearch.Match, _ pattern: EventRules.Pattern, _ clauses: ClauseReader
  ) -> Bool {
    let forms = clauses.forms(match.anchor)
    guard forms.contains(.noun), !forms.isDisjoint(with: [.base, .present, .past, .participle, .gerund]) else {
      return pattern.inflection != .verb || !isNominal(match.anchor, forms, clauses)
    }
    switch pattern.inflection {
    case .none: return true
    case .verb: return clauses.isVerb(at: match.anchor)
    case .noun: return !clauses.isVerb(at: match.anchor)
    }
  }

  /// A bare verb form behind a determiner or preposition is a noun or adjective: `the free press`, `in support`.
  private func isNominal(_ index: Int, _ forms: WordForms, _ clauses: ClauseReader) -> Bool {
    guard index > 0, !forms.isDisjoint(with: [.base, .present]), forms.isDisjoint(with: [.past, .participle, .gerund])
    else { return false }
    let before = sentence.items[index - 1]
    if before.word == knowledge.words.to { return false }
    let grammar = knowledge.grammar
    return before.isPossessive || before.classes & (grammar.determiner | grammar.preposition | grammar.adjective) != 0
  }

  /// The verb group of a trigger that contains a verb.
  private func group(of match: PhraseSearch.Match, _ frame: EventLexicon.Frame, _ clauses: ClauseReader) -> VerbGroup? {
    let verbs: WordForms =
      frame == .noun ? [.base, .present, .past, .participle] : [.base, .present, .past, .participle, .gerund]
    let verb = (match.start..<match.end).first {
      !clauses.forms($0).isDisjoint(with: verbs) && (!clauses.forms($0).contains(.noun) || clauses.isVerb(at: $0))
    }
    if let verb { return clauses.verbGroup(at: verb) }
    return nil
  }

  private func holds(
    _ trigger: EventRules.Trigger, _ match: PhraseSearch.Match, _ group: VerbGroup?, _ clauses: ClauseReader,
    _ roles: RoleReader
  ) -> Bool {
    trigger.conditions.allSatisfy { condition in
      let classes: ClassSet
      switch condition.region {
      case .before: classes = union(match.start - 1..<match.start)
      case .after: classes = union(match.end..<match.end + 1)
      case .sentence: classes = union(0..<sentence.items.count)
      case .subject:
        classes = group?.isPassive == true ? after(match, clauses) : before(group?.start ?? match.start, clauses)
      case .object:
        classes =
          group?.isPassive == true
          ? before(group?.start ?? match.start, clauses) | union(match.start..<match.end)
          : union(match.anchor + 1..<max(match.end, match.anchor + 1)) | after(match, clauses)
      }
      return (classes & condition.classes != 0) != condition.isForbidden
    }
  }

  private func union(_ range: Range<Int>) -> ClassSet {
    sentence.items.indices.clamped(to: range).reduce(0) { $0 | sentence.items[$1].classes }
  }

  private func after(_ match: PhraseSearch.Match, _ clauses: ClauseReader) -> ClassSet {
    var end = match.end
    let opener = knowledge.grammar.subordinator | knowledge.grammar.relative
    while end < sentence.items.count, end - match.end < 12, !clauses.isBoundary(end), !clauses.has(end, opener) {
      end += 1
    }
    return union(match.end..<max(end, match.end))
  }

  private func before(_ start: Int, _ clauses: ClauseReader) -> ClassSet {
    var first = start
    while first > 0, start - first < 12, !clauses.isBoundary(first - 1) { first -= 1 }
    return union(first..<max(start, first))
  }

  /// Deaths are part of the attack, accident or disaster that the same sentence reports, not a separate event.
  private func isRetold(_ candidate: Candidate, _ chosen: [Candidate]) -> Bool {
    let kinds = knowledge.taxonomy.kinds
    guard candidate.trigger.type == knowledge.taxonomy.harm else { return false }
    return chosen.contains { other in
      let type = kinds[other.trigger.type].type
      return type.ledger == .risk && (type.plover == nil || type.plover == "ASSAULT")
    }
  }

  // MARK: Drafts

  private func draft(
    _ candidate: Candidate, clauses: ClauseReader, map: ClauseMap, realis: RealisReader, roles: RoleReader,
    phrases: [ActorPhrase], among chosen: [Candidate], anchors: [Int], _ collector: EventCollector
  ) -> EventDraft {
    let taxonomy = knowledge.taxonomy
    var type = candidate.trigger.type
    var reading = realis.reading(
      of: candidate.match, group: candidate.group, kind: type, taxonomy,
      isVague: candidate.trigger.confidence < taxonomy.vagueBelow, saysItself: saysItself(candidate))
    let grounds =
      collector.context.explains ? self.grounds(of: reading, candidate, realis, kind: type, collector) : []
    if reading.hasEnded, let end = taxonomy.kinds[type].end {
      type = end
      reading = RealisReader.Reading(realis: .actual)
    }
    if reading.isNegated, reading.reason == "negated", taxonomy.kinds[type].isFriendly, candidate.group != nil,
      let refusal = taxonomy.refusal
    {
      type = refusal
      reading = RealisReader.Reading(realis: .actual)
    }
    if taxonomy.kinds[type].type.plover == "THREATEN", taxonomy.kinds[type].type.ledger == .risk,
      reading.realis == .actual, !reading.isNegated
    {
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
    let scene = ArgumentResolver(
      clauses: clauses, phrases: phrases, spans: spans, collector: collector, start: candidate.match.start,
      anchor: candidate.match.anchor, anchors: anchors, newsDays: taxonomy.newsDays)
    scene.fill(&draft, kind, found)
    if kind.type.plover == "ASSAULT" || kind.type.plover == nil || kind.type.plover == "PROTEST" {
      let toll = CasualtyReader(clauses).toll()
      draft.deaths = toll.deaths
      draft.injured = toll.injured
    }
    let attribution = AttributionReader(clauses: clauses, phrases: phrases, text: collector.text)
    draft.attribution = attribution.attribution(
      countries: draft.countries + (draft.sources + draft.targets).compactMap(\.country))
    draft.refersBack = candidate.group == nil && isKnown(candidate.match.start)
    draft.isIncident = isIncident(candidate, map, clauses, chosen)
    draft.weight =
      weight(candidate, map, clauses, isIncident: draft.isIncident) * collector.positionWeight(of: sentence)
    return draft
  }

  /// Its pattern contains the modal, the negation or the `to` before its verb, which then change nothing.
  private func saysItself(_ candidate: Candidate) -> Bool {
    if knowledge.rules.patterns[candidate.match.pattern].saysItself { return true }
    guard let verb = candidate.group?.verb, candidate.match.start < verb else { return false }
    return (candidate.match.start..<verb).contains { sentence.items[$0].word == knowledge.words.to }
  }

  private func actor(_ phrase: ActorPhrase, _ role: EventActor.Role, _ collector: EventCollector) -> EventActor {
    EventActor(
      role: role,
      text: collector.text.string(sentence.items[phrase.start].start, sentence.items[phrase.end - 1].end),
      country: phrase.country, kind: phrase.kind)
  }

  /// How central the trigger is in its sentence: 1 for the main verb.
  private func weight(
    _ candidate: Candidate, _ map: ClauseMap, _ clauses: ClauseReader, isIncident: Bool
  ) -> Double {
    var weight = 1.0
    if map.places[candidate.match.anchor].contains(.dependent), !isIncident { weight *= 0.5 }
    switch candidate.group?.tense {
    case .infinitive: weight *= 0.6
    case .gerund: weight *= 0.7
    case nil:
      if !isIncident, clauses.forms(candidate.match.anchor).contains(.noun),
        isGoverned(candidate.match.start, clauses)
      {
        weight *= 0.6
      }
    default: break
    }
    return weight * (1 - 0.002 * Double(min(candidate.match.start, 50)))
  }

  /// A risk in an adverbial clause (`promised help after a dam burst`) whose main clause only refers to it.
  private func isIncident(
    _ candidate: Candidate, _ map: ClauseMap, _ clauses: ClauseReader, _ chosen: [Candidate]
  ) -> Bool {
    let kinds = knowledge.taxonomy.kinds
    let hasVerb = (candidate.match.start..<candidate.match.end).contains {
      !clauses.forms($0).isDisjoint(with: [.past, .present]) || sentence.items[$0].ending == .ed
    }
    guard hasVerb else { return false }
    guard map.places[candidate.match.anchor].contains(.adverbial), kinds[candidate.trigger.type].type.ledger == .risk
    else {
      return false
    }
    let main = chosen.filter { !map.places[$0.match.anchor].contains(.dependent) }
    return !main.isEmpty && main.allSatisfy { kinds[$0.trigger.type].isFraming }
  }

  /// A definite determiner precedes the noun, apart from adjectives.
  private func isKnown(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 3, sentence.items[index].classes & knowledge.grammar.adjective != 0 {
      index -= 1
    }
    return index >= 0 && sentence.items[index].classes & knowledge.grammar.definite != 0
  }

  /// A noun after a preposition.
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
