import Models
import ReferenceData
import TextAnalysis

/// Reads the events of one sentence whose phrases have been found.
final class SentenceEventReader {
  let knowledge: EventKnowledge
  let sentence: EventSentence
  private let matches: [PhraseSearch.Match]
  let spans: EntitySpans

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
    /// The trigger's number in the lexicon.
    let order: Int
    let group: VerbGroup?
    /// How specific it is: the points of its pattern, plus one for each condition that requires something.
    let specificity: Int
    /// 1 for a political act that bears neither risk nor opportunity, else 0.
    let plainness: Int
    /// Whether its trigger names a kind of wrong (`fraud`) rather than an act.
    let isVague: Bool
    /// Whether its pattern contains the modal, negation or `to` before its verb, which then do not change its reading.
    let hasOwnModality: Bool
  }

  /// What one sentence is read with. It is passed from sentence to sentence, so that its lists keep their memory.
  struct Lists {
    fileprivate var triggers: [PhraseSearch.Match] = []
    fileprivate var idioms: [PhraseSearch.Match] = []
    fileprivate var modifiers: [RealisReader.ModifierMatch] = []
    fileprivate var phrases: [ActorPhrase] = []
    fileprivate var chosen: [Candidate] = []
    fileprivate var anchors: [Int] = []
    fileprivate var map = ClauseMap()
    fileprivate var drafts: [(candidate: Candidate, draft: Int)] = []

    fileprivate mutating func clear() {
      triggers.removeAll(keepingCapacity: true)
      idioms.removeAll(keepingCapacity: true)
      modifiers.removeAll(keepingCapacity: true)
      anchors.removeAll(keepingCapacity: true)
      drafts.removeAll(keepingCapacity: true)
    }
  }

  func read(into collector: EventCollector, with lists: inout Lists) {
    lists.clear()
    let excluded = sortMatches(into: &lists, collector)
    if !excluded.isEmpty { drop(excluded, from: &lists, collector) }
    if lists.triggers.isEmpty { return }
    let clauses = ClauseReader(
      sentence: sentence, grammar: knowledge.grammar, words: knowledge.words, forms: knowledge.rules.vocabulary.forms)
    ActorPhraseFinder(
      clauses: clauses, spans: spans, institutionReach: knowledge.taxonomy.weights.institutionReach
    ).phrases(into: &lists.phrases)
    let roles = RoleReader(clauses: clauses, phrases: lists.phrases)
    choose(lists.triggers, lists.idioms, clauses, roles, collector, into: &lists.chosen)
    if lists.chosen.isEmpty { return }
    lists.map.read(sentence, knowledge.grammar, unless: knowledge.words.unless)
    takeComplements(into: &lists)
    let realis = RealisReader(clauses: clauses, map: lists.map, modifiers: lists.modifiers, excluded: excluded)
    addDrafts(roles, realis, with: &lists, to: collector)
    link(lists.drafts, clauses, collector)
  }

  /// Sorts the matches by what they mean; what they say of the whole article is noted at once. Returns the items of the
  /// phrases that rule out a cause.
  private func sortMatches(into lists: inout Lists, _ collector: EventCollector) -> [Range<Int>] {
    let hasTrigger = matches.contains { if case .trigger = $0.meaning { true } else { false } }
    var excluded: [Range<Int>] = []
    for match in matches {
      switch match.meaning {
      case .trigger: lists.triggers.append(match)
      case .idiom: lists.idioms.append(match)
      case .modifier(let index):
        let modifier = knowledge.rules.modifiers[index]
        if modifier.scope != .near { collector.noteDoubt(by: modifier.effect, in: sentence) }
        if modifier.scope == .article || modifier.scope == .label {
          noteNature(modifier, match, collector)
        } else if !hasTrigger {
          continue
        } else if modifier.effect == .excluded {
          excluded.append(match.start..<match.end)
        } else {
          lists.modifiers.append(
            RealisReader.ModifierMatch(
              start: match.start, end: match.end, effect: modifier.effect, scope: modifier.scope,
              kinds: modifier.kinds, pattern: match.pattern))
        }
      }
    }
    return excluded
  }

  /// Notes what a phrase says of the whole article; a headline's label has to be where labels are, unless it names the
  /// kinds of event that were staged.
  private func noteNature(_ modifier: EventRules.Modifier, _ match: PhraseSearch.Match, _ collector: EventCollector) {
    let isDrill = modifier.effect == .staged && !modifier.kinds.isEmpty
    guard modifier.scope == .article || isLabel(match) || isDrill && sentence.kind == .title,
      !(isDrill && isOfOther(match)), !(modifier.effect == .staged && isBesideReal(match))
    else { return }
    let why = explanation(.modifier, match, collector)
    if modifier.effect == .ended {
      collector.noteEnd(of: modifier.kinds, in: sentence, why: why)
    } else {
      collector.note(modifier.effect, of: modifier.kinds, in: sentence, why: why)
    }
  }

  /// Whether the words before a phrase for a drill make it the time of something else, deny it, or only say what
  /// somebody took for one: `a day after a drill`, `was not only a drill`, `thought the raid was a drill`.
  private func isOfOther(_ match: PhraseSearch.Match) -> Bool {
    let grammar = knowledge.grammar
    let items = sentence.items[..<match.start]
    let clause = items.suffix(Self.drillReach).reversed().prefix { $0.kind != .comma && $0.kind != .stop }
    if clause.contains(where: { $0.classes & (grammar.timeOrder | grammar.not) != 0 }) { return true }
    if sentence.kind == .title || sentence.items[match.start].classes & grammar.preposition != 0 { return false }
    let opening = grammar.determiner | grammar.adjective | grammar.adverb | grammar.complementiser
    guard let before = items.last(where: { $0.classes & opening == 0 }), before.kind == .word else { return false }
    return before.classes & (grammar.speech | grammar.conjunction) == 0
  }

  /// Whether the sentence reports what really happened beside the drill that a phrase names: people were hurt in one
  /// with ammunition (`killed during live-fire drills`), or were on their way (`a bus home from a fire drill`).
  private func isBesideReal(_ match: PhraseSearch.Match) -> Bool {
    let grammar = knowledge.grammar
    let items = sentence.items
    var index = match.start - 1
    if index >= 0, knowledge.words.ammunition.contains(items[index].word) {
      return items.contains { $0.classes & (grammar.kill | grammar.wound | grammar.dead) != 0 }
    }
    while index > 0, items[index].classes & (grammar.determiner | grammar.adjective) != 0 { index -= 1 }
    guard index > 0, items[index].word == knowledge.words.from || items[index].word == knowledge.words.to else {
      return false
    }
    return knowledge.words.journey.contains(items[index - 1].word)
  }

  /// How many items before a drill are read.
  private static let drillReach = 4

  /// Removes the phrases that overlap an excluded one, and suppresses the triggers inside of one.
  private func drop(_ excluded: [Range<Int>], from lists: inout Lists, _ collector: EventCollector) {
    lists.modifiers.removeAll { modifier in
      excluded.contains { $0.overlaps(modifier.start..<modifier.end) }
    }
    lists.triggers.removeAll { match in
      guard excluded.contains(where: { $0.contains(match.anchor) }) else { return false }
      collector.suppress(
        .denied, from: sentence.items[match.start].start, to: sentence.items[match.end - 1].end,
        why: explanation(.pattern, match, collector, rule: .excludedCause))
      return true
    }
  }

  /// Notes where the chosen triggers are, and which of them change how the acts behind them are read.
  private func takeComplements(into lists: inout Lists) {
    for candidate in lists.chosen {
      lists.anchors.append(candidate.match.anchor)
      guard let effect = knowledge.taxonomy.kinds[candidate.trigger.type].complement else { continue }
      lists.modifiers.append(
        RealisReader.ModifierMatch(
          start: candidate.match.start, end: candidate.match.end, effect: effect, scope: .right, kinds: [],
          pattern: candidate.match.pattern))
    }
  }

  /// Adds the events of the chosen triggers, except statements beside other events, harm that only repeats one, and
  /// accidents that only report the toll of another event that happened, which then has the people hit as its targets.
  private func addDrafts(
    _ roles: RoleReader, _ realis: RealisReader, with lists: inout Lists, to collector: EventCollector
  ) {
    let statement = knowledge.taxonomy.statement
    let clauses = roles.clauses
    var tolls: [Candidate] = []
    for candidate in lists.chosen {
      if candidate.trigger.type == statement, lists.chosen.count > 1 || !collector.isLead(sentence) { continue }
      if isRepeated(candidate, lists.chosen) { continue }
      if lists.chosen.contains(where: { isToll(candidate, of: $0, clauses) }) {
        tolls.append(candidate)
      } else {
        addDraft(candidate, roles, realis, with: &lists, to: collector)
      }
    }
    if tolls.isEmpty { return }
    for candidate in tolls {
      let event = lists.drafts.first { other in
        collector.drafts[other.draft].reading.isActual && isToll(candidate, of: other.candidate, clauses)
      }
      guard let event else {
        addDraft(candidate, roles, realis, with: &lists, to: collector)
        continue
      }
      let hit = people(
        among: roles.roles(candidate.trigger.frame, match: candidate.match, group: candidate.group).targets)
      collector.drafts[event.draft].addTargets(hit.map { actor($0, .target, collector) }, .actor)
    }
    lists.drafts.sort { $0.candidate.match.start < $1.candidate.match.start }
  }

  /// Adds the event of a trigger, or merges it into that of another one for the same words.
  private func addDraft(
    _ candidate: Candidate, _ roles: RoleReader, _ realis: RealisReader, with lists: inout Lists,
    to collector: EventCollector
  ) {
    let draft = self.draft(
      candidate, clauses: roles.clauses, map: lists.map, realis: realis, roles: roles, phrases: lists.phrases,
      among: lists.chosen, anchors: lists.anchors, collector)
    if let twin = lists.drafts.first(where: { areTwins($0.candidate, candidate) }),
      collector.drafts[twin.draft].kind == draft.kind, knowledge.taxonomy.kinds[draft.kind].ledger != .none
    {
      let earlier = collector.drafts[twin.draft]
      let isOverruled = overrules((candidate, draft), (twin.candidate, earlier))
      if isOverruled || overrules((twin.candidate, earlier), (candidate, draft)) {
        collector.merge(draft, into: twin.draft, takesReading: isOverruled)
        return
      }
    }
    if let index = collector.add(draft) { lists.drafts.append((candidate, index)) }
  }

  /// Whether the phrase is a headline's label: it ends right before the first stop (`Army holds drill: …`) or is all
  /// that follows the last one (`… | Opinion`).
  private func isLabel(_ match: PhraseSearch.Match) -> Bool {
    guard sentence.kind == .title, let first = sentence.items.firstIndex(where: { $0.kind == .stop }),
      let last = sentence.items.lastIndex(where: { $0.kind == .stop })
    else { return false }
    return match.end == first && first < sentence.items.count - 1
      || match.start == last + 1 && match.end == sentence.items.count
  }

  /// Links a risk of the sentence to its cause, another risk, by the words between them (`halted work after an attack`,
  /// `an attack forced the mine to halt work`), else the later of two of one category to the earlier (`attacked the
  /// mine and took three engineers`). An accident at another time than the later event has another cause (`killed two
  /// days after floods`).
  private func link(
    _ read: [(candidate: Candidate, draft: Int)], _ clauses: ClauseReader, _ collector: EventCollector
  ) {
    let kinds = knowledge.taxonomy.kinds
    if read.count < 2 { return }
    let risks = read.filter {
      kinds[collector.drafts[$0.draft].kind].ledger == .risk && collector.drafts[$0.draft].reading.reason == nil
    }
    for (earlier, later) in zip(risks, risks.dropFirst()) where earlier.draft != later.draft {
      let between = earlier.candidate.match.end..<max(earlier.candidate.match.end, later.candidate.match.start)
      if kinds[collector.drafts[earlier.draft].kind].isAccident, between.contains(where: clauses.opensOtherTime) {
        continue
      }
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
    return kinds[collector.drafts[one].kind].category == kinds[collector.drafts[other].kind].category
  }
}
