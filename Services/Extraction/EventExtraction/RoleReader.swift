import ReferenceData
import TextAnalysis

/// Finds the actor and the object of a trigger.
struct RoleReader {
  let clauses: ClauseReader
  let phrases: [ActorPhrase]

  struct Roles {
    var sources: [ActorPhrase] = []
    var targets: [ActorPhrase] = []
    /// Whether both do it to each other: `fighting between`, `exchanged fire`.
    var isMutual = false
  }

  /// What has to precede an object.
  enum Governor {
    /// Nothing, or a preposition of `governing`.
    case any
    /// A preposition of `strictlyGoverning`.
    case strict
    /// `by`.
    case by
  }

  private var items: [EventSentence.Item] { clauses.sentence.items }
  private var grammar: GrammarClasses { clauses.grammar }
  private var words: GrammarWords { clauses.words }

  func roles(_ frame: EventLexicon.Frame, match: PhraseSearch.Match, group: VerbGroup?) -> Roles {
    let start = group?.start ?? match.start
    let end = group.map { $0.verb + 1 } ?? match.end
    switch frame {
    case .noun: return nounRoles(match)
    case .verb:
      if group?.isPassive == true {
        return Roles(sources: objects(from: end, governedBy: .by), targets: subjects(before: start))
      }
      return Roles(sources: subjects(before: start), targets: objects(from: end))
    case .acts:
      return Roles(sources: subjects(before: start), targets: objects(from: end, governedBy: .strict))
    case .suffers:
      return Roles(sources: agents(from: end), targets: subjects(before: start))
    case .mutual:
      let left = subjects(before: start)
      let right = objects(from: end)
      return left.isEmpty && right.count > 1
        ? Roles(sources: [right[0]], targets: Array(right.dropFirst()), isMutual: true)
        : Roles(sources: left, targets: right, isMutual: true)
    }
  }

  // MARK: Subjects

  /// The phrases that are the subject of a verb group that starts at `start`.
  func subjects(before start: Int) -> [ActorPhrase] {
    if let actor = actor(before: start) { return [actor] }
    // `Senegal, which surrounds Gambia, closed its borders`: the subject precedes the first comma.
    let inserted = clauses.insertion(before: start) ?? start..<start
    let free = phrases.indices.lazy.filter {
      phrases[$0].end <= start && phrases[$0].preposition == 0 && !inserted.contains(phrases[$0].start)
    }
    let lastFree = free.last.map { phrases[$0].start } ?? -1
    var boundary = 0
    var index = inserted.lowerBound - 1
    scan: while index >= 0 {
      let item = items[index]
      switch item.kind {
      case .stop:
        boundary = index + 1
        break scan
      case .comma:
        if lastFree > index {
          boundary = index + 1
          break scan
        }
      case .word, .number:
        let isOpener = item.classes & (grammar.relative | grammar.subordinator | grammar.complementiser) != 0
        guard isOpener, !joinsNoun(index, to: start) else { break }
        let isBare = !phrases.contains { $0.start > index && $0.start < start }
        if item.classes & grammar.subordinator == 0, isBare, start - index <= 3, let antecedent = antecedent(of: index)
        {
          return [phrases[antecedent]]
        }
        boundary = index + 1
        break scan
      }
      index -= 1
    }
    if let participle = firstParticiple(joinedTo: start, from: boundary) { return subjects(before: participle) }
    if sharesPronoun(start, from: boundary) {
      return free.first { phrases[$0].end <= boundary }.map { coordinated(from: $0, before: boundary) } ?? []
    }
    if let first = free.first(where: { phrases[$0].start >= boundary && !onlyReports($0) }) {
      return coordinated(from: first, before: start)
    }
    if let first = openedSubject(before: start, from: boundary) { return coordinated(from: first, before: start) }
    let own = phrases.lazy.filter { $0.start >= boundary && $0.end <= start && !inserted.contains($0.start) }
    if boundary > 0, own.isEmpty, hasPlainSubject(before: inserted.lowerBound, from: boundary) { return [] }
    // A pronoun, or a verb that shares its subject with an earlier one.
    guard let first = free.first else { return own.last { $0.preposition != words.by }.map { [$0] } ?? [] }
    return coordinated(from: first, before: start)
  }

  /// Whether the word at `index` opens no clause but only precedes a noun, and `and` joins the verb at `start` to an
  /// earlier verb: `as` in `hired Arven as its adviser and will suspend payments`.
  private func joinsNoun(_ index: Int, to start: Int) -> Bool {
    guard clauses.has(index, grammar.subordinator), clauses.has(start - 1, grammar.conjunction) else { return false }
    let auxiliary = grammar.be | grammar.have | grammar.do | grammar.modal
    return !(index + 1..<start - 1).contains {
      clauses.has($0, auxiliary)
        || items[$0].entity < 0 && !clauses.forms($0).isDisjoint(with: [.base, .present, .past, .participle, .gerund])
    }
  }

  /// The index of the first of the participles of a clause that `and` or commas join to the one at `start`; nil if
  /// nothing joins it to one.
  private func firstParticiple(joinedTo start: Int, from boundary: Int) -> Int? {
    var first: Int?
    while let earlier = participle(joinedTo: first ?? start, from: boundary) { first = earlier }
    return first
  }

  /// The index of the participle to which `and` or a comma joins the one at `start`, in a clause that begins at
  /// `boundary`: `killing` in `, killing three guards and abducting two engineers`, whose subject both have. Nil if
  /// nothing joins it to a participle.
  private func participle(joinedTo start: Int, from boundary: Int) -> Int? {
    guard isParticiple(start), start - 1 > boundary, isJoint(start - 1) else { return nil }
    return (boundary..<start - 1).last {
      isParticiple($0)
        && ($0 == boundary || isJoint($0 - 1) || actor(before: $0) != nil
          || clauses.has($0 - 1, grammar.preposition | grammar.subordinator | grammar.adverb))
    }
  }

  /// The phrase after `with` that is the subject of a participle right after it: `youths` in `with youths torching
  /// buses`.
  private func actor(before participle: Int) -> ActorPhrase? {
    guard isParticiple(participle) else { return nil }
    return phrases.last { $0.end == participle && $0.preposition == words.with }
  }

  private func isParticiple(_ index: Int) -> Bool {
    let item = items[index]
    return item.kind == .word && item.entity < 0
      && (clauses.forms(index).contains(.gerund) || item.ending == .gerund)
  }

  private func isJoint(_ index: Int) -> Bool {
    items[index].kind == .comma || clauses.has(index, grammar.conjunction)
  }

  /// Whether the verb group at `start` is joined to an earlier verb of its clause, whose subject is a pronoun: `closed`
  /// in `that they dissolved the government and closed the border`.
  private func sharesPronoun(_ start: Int, from boundary: Int) -> Bool {
    guard start > 0, items[start - 1].kind == .comma || items[start - 1].classes & grammar.conjunction != 0 else {
      return false
    }
    return clauses.has(boundary, grammar.pronoun) && boundary < start - 1
      && !(boundary..<start).contains { clauses.has($0, grammar.speech) }
  }

  /// The index of the first phrase of a clause if only the word that opens the clause precedes it as a preposition:
  /// `prosecutors` in `after prosecutors charged its founder`.
  private func openedSubject(before start: Int, from boundary: Int) -> Int? {
    guard boundary > 0, items[boundary - 1].classes & grammar.subordinator != 0,
      let first = phrases.firstIndex(where: { $0.start >= boundary && $0.end <= start }),
      phrases[first].preposition != 0, phrases[first].preposition == items[boundary - 1].word, !onlyReports(first)
    else { return nil }
    return first
  }

  /// Whether the clause of the verb group at `start` has a subject that is not an actor: `slurry` in `after slurry
  /// escaped`.
  private func hasPlainSubject(before start: Int, from boundary: Int) -> Bool {
    guard let last = (boundary..<start).last(where: { items[$0].classes & grammar.adverb == 0 }) else { return false }
    let item = items[last]
    let forms = clauses.forms(last)
    let isNoun = forms.contains(.noun) || forms.isEmpty && (item.ending == .plural || item.ending == .other)
    return item.kind == .word && isNoun && item.classes & (grammar.functionWord | grammar.not) == 0
  }

  /// The index of the phrase that a relative pronoun at `index` refers to; nil where none is close before it.
  private func antecedent(of index: Int) -> Int? {
    guard let found = phrases.lastIndex(where: { $0.end <= index }), index - phrases[found].end <= 3 else { return nil }
    let between = phrases[found].end..<index
    let isVerbal = between.contains { items[$0].classes & (grammar.speech | grammar.be | grammar.have) != 0 }
    return isVerbal || phrases[found].isSpeaker || isVenue(phrases[found], before: index) ? nil : found
  }

  /// Whether `that` follows a body only in or at which something is: `a bill in the National Assembly that would`.
  private func isVenue(_ phrase: ActorPhrase, before index: Int) -> Bool {
    clauses.has(index, grammar.complementiser) && phrase.classes & (grammar.organisation | grammar.place) != 0
      && (phrase.preposition == words.in || phrase.preposition == words.at)
  }

  /// Whether the phrase only names who reports, and the sentence has other phrases, so that it is not the subject.
  private func onlyReports(_ phrase: Int) -> Bool { phrases[phrase].isSpeaker && phrases.count > 1 }

  /// The phrase with the index `first` and those that `and` or commas join to it before the item `limit`, up to
  /// `EventDraft.mostActors`.
  private func coordinated(from first: Int, before limit: Int) -> [ActorPhrase] {
    var found = [phrases[first]]
    var last = first
    while last + 1 < phrases.count, found.count < EventDraft.mostActors, phrases[last + 1].end <= limit {
      let between = phrases[last].end..<phrases[last + 1].start
      let isJoined =
        between.count <= 4
        && between.contains { items[$0].classes & grammar.conjunction != 0 || items[$0].kind == .comma }
        && between.allSatisfy { joins($0) }
      guard isJoined, !phrases[last + 1].isSpeaker,
        phrases[last + 1].preposition == phrases[first].preposition || phrases[last + 1].preposition == 0
      else { break }
      last += 1
      found.append(phrases[last])
    }
    return found
  }

  private func joins(_ index: Int) -> Bool {
    let item = items[index]
    if item.kind == .comma { return true }
    let joining = grammar.conjunction | grammar.determiner | grammar.adjective | grammar.number
    return item.kind != .stop && item.classes & joining != 0
  }

  // MARK: Objects

  private static let reach = 16

  /// The phrases after a trigger that ends before `start`: its first object that `governor` precedes, and those joined
  /// to it.
  func objects(from start: Int, governedBy governor: Governor = .any) -> [ActorPhrase] {
    var end = start
    var crossed = 0
    while end < items.count, end - start < Self.reach {
      let item = items[end]
      if item.kind == .stop { break }
      if item.kind == .comma {
        let continues = phrases.contains { $0.start > end && $0.start - end <= 2 } && crossed == 0
        guard continues, end > start else { break }
        crossed += 1
      }
      if end > start, item.classes & (grammar.subordinator | grammar.relative) != 0 { break }
      end += 1
    }
    let inside = phrases.indices.lazy.filter {
      phrases[$0].start >= start && phrases[$0].start < end && !phrases[$0].isSpeaker
        && !clauses.isSeatOfOthers(phrases[$0].start)
        && (phrases[$0].classes & grammar.place == 0 || !clauses.isBearing(phrases[$0].start))
    }
    if governor == .by {
      guard let first = inside.first(where: { phrases[$0].preposition == words.by }) else { return [] }
      return coordinated(from: first, before: items.count)
    }
    let isStrict = governor == .strict
    let governed = isStrict ? words.strictlyGoverning : words.governing
    let first = inside.first {
      (phrases[$0].preposition == 0 && !isStrict) || governed.contains(phrases[$0].preposition)
    }
    guard let first else { return [] }
    let found = coordinated(from: first, before: items.count)
    guard !found.contains(where: { $0.country != nil }), !isStrict,
      let next = inside.first(where: {
        $0 > first && phrases[$0].country != nil && governed.contains(phrases[$0].preposition)
      })
    else { return found }
    return found + coordinated(from: next, before: items.count)
  }

  /// The farthest that an agent begins after a trigger: `off by the armed men`.
  private static let agentReach = 4

  /// Those by whom something is done right after a trigger that ends before `start`: `carried off by gunmen`, not `died
  /// in a camp run by rebels`.
  private func agents(from start: Int) -> [ActorPhrase] {
    let found = objects(from: start, governedBy: .by)
    return found.first.map { $0.start - start <= Self.agentReach } == true ? found : []
  }

  // MARK: Nouns

  private func nounRoles(_ match: PhraseSearch.Match) -> Roles {
    let after = objects(from: match.end)
    let by = objects(from: match.end, governedBy: .by)
    let owner = phrases.last { $0.end <= match.start && match.start - $0.end <= 2 }
    guard let owner, isOwner(owner, of: match.start) else { return Roles(sources: by, targets: after) }
    return Roles(sources: by.isEmpty ? [owner] : by, targets: after)
  }

  /// Whether the phrase directly precedes the noun, apart from adjectives: `Israel's raid`, `Israeli raid`, `rebel
  /// attack`.
  private func isOwner(_ phrase: ActorPhrase, of start: Int) -> Bool {
    let last = items[phrase.end - 1]
    let between = phrase.end..<start
    return (between.isEmpty || last.isPossessive || last.classes & grammar.demonym != 0)
      && between.allSatisfy {
        items[$0].kind == .word
          && items[$0].classes & (grammar.preposition | grammar.be | grammar.have | grammar.determiner) == 0
      }
  }
}
