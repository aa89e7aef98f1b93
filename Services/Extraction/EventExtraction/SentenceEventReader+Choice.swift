import Models
import ReferenceData
import TextAnalysis

/// Which of a sentence's triggers are events.
extension SentenceEventReader {
  /// Fills `candidates` with the triggers whose conditions are met, in order of the sentence. Of those that share a
  /// word, it takes the most specific one; if these are equal, one that bears a risk or an opportunity, then the
  /// shortest, then the first of the lexicon.
  func choose(
    _ triggers: [PhraseSearch.Match], _ idioms: [PhraseSearch.Match], _ clauses: ClauseReader, _ roles: RoleReader,
    _ collector: EventCollector, into candidates: inout [Candidate]
  ) {
    candidates.removeAll(keepingCapacity: true)
    var mistaken: Set<Int> = []
    for match in triggers {
      guard case .trigger(let index) = match.meaning else { continue }
      if let idiom = idioms.first(where: { $0.start <= match.anchor && match.anchor < $0.end && outranks($0, match) }) {
        if case .idiom(let reason) = idiom.meaning,
          mistaken.insert(match.anchor).inserted
        {
          collector.suppress(
            named: knowledge.rules.idiomReasons[reason], from: sentence.items[match.start].start,
            to: sentence.items[match.end - 1].end,
            why: explanation(.idiom, idiom, collector) + explanation(.pattern, match, collector))
        }
        continue
      }
      guard hasRequiredInflection(match, knowledge.rules.patterns[match.pattern].inflection, clauses) else { continue }
      let trigger = knowledge.rules.triggers[index]
      let group = self.group(of: match, trigger.frame, clauses)
      guard meetsConditions(trigger, match, group, clauses, roles) else { continue }
      let specificity = knowledge.rules.patterns[match.pattern].specificity + trigger.requirements
      let isPlain = if case .none = knowledge.taxonomy.kinds[trigger.type].ledger { true } else { false }
      candidates.append(
        Candidate(
          match: match, trigger: trigger, order: index, group: group, specificity: specificity,
          plainness: isPlain ? 1 : 0, isVague: trigger.confidence < knowledge.taxonomy.vagueBelow,
          hasOwnModality: hasOwnModality(match, group)))
    }
    if candidates.count < 2 { return }
    candidates.sort {
      let one = (-$0.specificity, $0.plainness, $0.match.end - $0.match.start, $0.order, $0.match.start)
      let other = (-$1.specificity, $1.plainness, $1.match.end - $1.match.start, $1.order, $1.match.start)
      return one < other
    }
    var count = 0
    for index in candidates.indices {
      let anchor = candidates[index].match.anchor
      let isTaken = candidates[..<count].contains { ($0.match.start..<$0.match.end).contains(anchor) }
      if isTaken { continue }
      candidates[count] = candidates[index]
      count += 1
    }
    candidates.removeLast(candidates.count - count)
    if count > 1 { candidates.sort { $0.match.start < $1.match.start } }
  }

  /// Whether an idiom suppresses a trigger, which must be no more specific than the idiom.
  private func outranks(_ idiom: PhraseSearch.Match, _ match: PhraseSearch.Match) -> Bool {
    knowledge.rules.patterns[idiom.pattern].specificity >= knowledge.rules.patterns[match.pattern].specificity
  }

  /// Whether the rarest word of a match is the noun or the verb that its pattern asks for.
  private func hasRequiredInflection(
    _ match: PhraseSearch.Match, _ inflection: EventPattern.Inflection, _ clauses: ClauseReader
  ) -> Bool {
    let forms = clauses.forms(match.anchor)
    guard forms.contains(.noun), !forms.isDisjoint(with: [.base, .present, .past, .participle, .gerund]) else {
      return inflection != .verb || !isNominal(match.anchor, forms, clauses)
    }
    switch inflection {
    case .none: return true
    case .verb: return clauses.isVerb(at: match.anchor)
    case .noun: return !clauses.isVerb(at: match.anchor)
    }
  }

  /// Whether a bare verb form is a noun or adjective, after a determiner or preposition: `the free press`, `in
  /// support`.
  private func isNominal(_ index: Int, _ forms: WordForms, _ clauses: ClauseReader) -> Bool {
    guard index > 0, !forms.isDisjoint(with: [.base, .present]), forms.isDisjoint(with: [.past, .participle, .gerund])
    else { return false }
    let before = sentence.items[index - 1]
    if before.word == knowledge.words.to { return false }
    let grammar = knowledge.grammar
    return before.isPossessive || before.classes & (grammar.determiner | grammar.preposition | grammar.adjective) != 0
  }

  /// The verb group of a trigger.
  private func group(of match: PhraseSearch.Match, _ frame: EventLexicon.Frame, _ clauses: ClauseReader) -> VerbGroup? {
    let verbs: WordForms =
      frame == .noun ? [.base, .present, .past, .participle] : [.base, .present, .past, .participle, .gerund]
    let verb = (match.start..<match.end).first {
      let forms = clauses.forms($0)
      guard !forms.isDisjoint(with: verbs) else { return false }
      if forms.contains(.noun) { return clauses.isVerb(at: $0) }
      // `in clashes`: after a preposition a form in -s is a noun's plural.
      return frame != .noun || forms.contains(.base) || !isNominal($0, forms, clauses)
    }
    guard let verb else { return nil }
    // `Clashes between the two raged`: an -s form before a finite verb of the pattern is that verb's subject.
    if frame == .noun, clauses.forms(verb) == .present,
      let finite = (verb + 1..<match.end).first(where: { clauses.forms($0).contains(.past) })
    {
      return clauses.verbGroup(at: finite)
    }
    return clauses.verbGroup(at: verb)
  }

  /// Whether the pattern of a match contains the modal, negation or `to` before its verb.
  private func hasOwnModality(_ match: PhraseSearch.Match, _ group: VerbGroup?) -> Bool {
    if knowledge.rules.patterns[match.pattern].hasOwnModality { return true }
    guard let verb = group?.verb, match.start < verb else { return false }
    return (match.start..<verb).contains { sentence.items[$0].word == knowledge.words.to }
  }

  /// Whether the words around a match meet all conditions of the trigger's row.
  private func meetsConditions(
    _ trigger: EventRules.Trigger, _ match: PhraseSearch.Match, _ group: VerbGroup?, _ clauses: ClauseReader,
    _ roles: RoleReader
  ) -> Bool {
    trigger.conditions.allSatisfy { index in
      let condition = knowledge.rules.conditions[index]
      let classes: ClassSet
      switch condition.region {
      case .before: classes = union(match.start - 1..<match.start)
      case .after: classes = union(match.end..<match.end + 1)
      case .sentence where condition.isForbidden:
        // What the pattern itself asks for cannot forbid it.
        classes = sentence.items.indices.reduce(0) { $0 | (isOwn($1, match) ? 0 : sentence.items[$1].classes) }
      case .sentence: classes = union(0..<sentence.items.count)
      case .subject:
        // Of a verb without an object (`sales exploded in May`) a participle is no passive.
        let isPassive = group?.isPassive == true && (trigger.frame == .verb || trigger.frame == .noun)
        classes = isPassive ? after(match, clauses) : before(group?.start ?? match.start, clauses)
      case .object:
        classes =
          group?.isPassive == true
          ? before(group?.start ?? match.start, clauses) | union(match.start..<match.end)
          : union(match.anchor + 1..<max(match.end, match.anchor + 1)) | after(match, clauses)
      }
      return (classes & condition.classes != 0) != condition.isForbidden
    }
  }

  /// Whether the item is the first, the last or the rarest word of a match.
  private func isOwn(_ index: Int, _ match: PhraseSearch.Match) -> Bool {
    index == match.start || index == match.anchor || index == match.end - 1
  }

  private func union(_ range: Range<Int>) -> ClassSet {
    sentence.items.indices.clamped(to: range).reduce(0) { $0 | sentence.items[$1].classes }
  }

  private func after(_ match: PhraseSearch.Match, _ clauses: ClauseReader) -> ClassSet {
    var end = match.end
    let opener = knowledge.grammar.subordinator | knowledge.grammar.relative
    while end < sentence.items.count, end - match.end < knowledge.taxonomy.weights.argumentReach,
      !clauses.isBoundary(end), !clauses.has(end, opener)
    {
      end += 1
    }
    return union(match.end..<max(end, match.end))
  }

  /// The classes of what precedes a verb in its clause; a relative clause between commas right before the verb is left
  /// out: `the ministry in Ghana, which met lenders, delayed`.
  private func before(_ start: Int, _ clauses: ClauseReader) -> ClassSet {
    let end = clauses.insertion(before: start)?.lowerBound ?? start
    var first = end
    while first > 0, end - first < knowledge.taxonomy.weights.argumentReach, !clauses.isBoundary(first - 1) {
      first -= 1
    }
    return union(first..<max(end, first))
  }
}
