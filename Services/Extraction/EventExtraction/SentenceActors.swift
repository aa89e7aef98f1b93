import Models
import TextAnalysis

/// Actors that are not simply the subject or the object of the trigger: people hurt, sites, those who are blamed, and
/// the acronym that opens a title.
extension SentenceEventReader {
  func actor(_ phrase: ActorPhrase, _ role: EventActor.Role, _ collector: EventCollector) -> EventActor {
    EventActor(
      role: role,
      text: collector.text.string(sentence.items[phrase.start].start, sentence.items[phrase.end - 1].end),
      country: phrase.country, kind: phrase.kind)
  }

  /// Whether the phrase is only the name of a town, a region or a river, which neither acts nor suffers. A capital that
  /// means a government is an organisation, and those who run a mine or a port act.
  func isPlace(_ phrase: ActorPhrase) -> Bool {
    let entity = sentence.items[phrase.start].entity
    return phrase.end == phrase.start + 1 && entity >= 0 && spans.entities[entity].isPlace
      && !spans.entities[entity].isFacility
  }

  /// Whether the phrase is only the name of a state.
  func isState(_ phrase: ActorPhrase) -> Bool {
    phrase.end == phrase.start + 1 && phrase.classes & knowledge.grammar.country != 0
  }

  /// The people of whom the sentence says that they were killed or hurt in what the toll counts: `drivers` in `dropped
  /// onto a road, killing two drivers`.
  func victims(
    of toll: CasualtyReader.Toll, isOneAct: Bool, _ casualties: CasualtyReader, _ roles: RoleReader
  ) -> [ActorPhrase] {
    let grammar = knowledge.grammar
    let clauses = casualties.clauses
    for index in sentence.items.indices
    where clauses.has(index, grammar.kill | grammar.wound) && clauses.isVerb(at: index)
      && casualties.isPart(index, of: toll, isOneAct: isOneAct)
    {
      let group = clauses.verbGroup(at: index)
      let found = group.isPassive ? roles.subjects(before: group.start) : roles.objects(from: index + 1)
      let people = people(among: found)
      if !people.isEmpty { return people }
    }
    return []
  }

  /// The phrases that name people rather than places, bodies or companies.
  func people(among phrases: [ActorPhrase]) -> [ActorPhrase] {
    phrases.filter { $0.classes & (knowledge.grammar.people | knowledge.grammar.personNoun) != 0 }
  }

  /// Notes in the draft of a verb like `blame` whom it holds responsible for violence that the text reports elsewhere:
  /// `rebels` in `blamed rebels`, `blamed rebels for the attack` and `blamed the raid on rebels`; nobody where it names
  /// another matter (`for high prices`) or an act that is new to the text (`for a raid`).
  func noteBlamed(
    _ candidate: Candidate, _ targets: [ActorPhrase], _ clauses: ClauseReader, _ draft: inout EventDraft,
    _ collector: EventCollector
  ) {
    let items = sentence.items
    let grammar = knowledge.grammar
    let verb = candidate.match.anchor
    let end = items.indices.dropFirst(verb + 1).first {
      clauses.isBoundary($0) || clauses.has($0, grammar.subordinator | grammar.relative)
    }
    let clause = verb + 1..<(end ?? items.count)
    guard let first = targets.first else { return }
    let matter: Range<Int>?
    let blamed: [ActorPhrase]
    if first.preposition == knowledge.words.on, clause.contains(first.start) {
      // `blamed the raid on troops on rebels`: the first ones are part of the matter.
      let isOfMatter = clause.contains {
        $0 >= first.end && clauses.isWord($0, knowledge.words.on) && !clauses.has($0 + 1, grammar.dateWord)
      }
      if isOfMatter { return }
      matter = verb + 1..<first.start
      blamed = targets
    } else {
      let reason = clause.first { clauses.isWord($0, knowledge.words.for) }
      matter = reason.map { $0 + 1..<clause.upperBound }
      blamed = targets.filter { $0.end <= reason ?? clause.upperBound }
    }
    draft.namesViolence = matter.map { namesKnownViolence($0, clauses) } ?? false
    guard matter == nil || draft.namesViolence else { return }
    draft.blamed = blamed.filter(canBeArmed).map { actor($0, .source, collector) }
  }

  /// How far a noun may be from its article.
  private static let nounReach = 4

  /// Whether the items are a pronoun or a definite noun for violence: `it`, `the deadly attack`, `Sunday's raid`.
  private func namesKnownViolence(_ range: Range<Int>, _ clauses: ClauseReader) -> Bool {
    let grammar = knowledge.grammar
    if clauses.has(range.lowerBound, grammar.pronoun) { return true }
    let phrase = range.prefix { !clauses.has($0, grammar.preposition) }
    let article = phrase.first { clauses.has($0, grammar.definite) || sentence.items[$0].isPossessive }
    guard let article else { return false }
    return phrase.contains {
      $0 > article && $0 - article <= Self.nounReach && clauses.has($0, grammar.violentAct)
    }
  }

  /// Whether the phrase names an armed group, forces, an organisation or a state, rather than an office, a firm or
  /// other people.
  private func canBeArmed(_ phrase: ActorPhrase) -> Bool {
    if isState(phrase) || phrase.kind == .military || phrase.kind == .party { return true }
    let grammar = knowledge.grammar
    if phrase.classes & grammar.person != 0 { return false }
    return sentence.items[phrase.end - 1].classes & (grammar.rebel | grammar.army) != 0
      || phrase.kind == .other && phrase.classes & grammar.organisation != 0
  }

  /// The side on which the first word of the sentence is as the subject of the trigger: `MOT` acts in `MOT closes mine`
  /// and suffers in `MOT fined over tax`; nil where it is not the subject.
  func sideOfFirstWord(_ candidate: Candidate, _ clauses: ClauseReader) -> EventActor.Role? {
    let start = candidate.group?.start ?? candidate.match.start
    guard start > 0, !sentence.items[0].isPossessive, !sentence.items[0].isHyphenated else { return nil }
    switch candidate.trigger.frame {
    case .verb where candidate.group?.isPassive == true, .suffers: return start == 1 ? .target : nil
    case .verb where candidate.group != nil, .acts:
      return (1..<start).contains(where: clauses.isBoundary) ? nil : .source
    case .verb, .mutual, .noun: return nil
    }
  }

  /// How far a site may be from the trigger whose object or subject it is.
  private static let siteReach = 6
  /// The most words that describe a site: `southern fuel depot`.
  private static let siteWords = 3

  /// The bytes of the site that is attacked, with the words before it that describe it: `southern fuel depot` in
  /// `struck the southern fuel depot` and in `the southern fuel depot was struck`; nil where the trigger has none, or
  /// only happens near one. A registered project is such a site too.
  func site(of candidate: Candidate, _ clauses: ClauseReader) -> (start: Int, end: Int, isRegistered: Bool)? {
    let grammar = knowledge.grammar
    let items = sentence.items
    var found: Int?
    if let group = candidate.group, group.isPassive {
      let first = max(0, group.start - Self.siteReach)
      for index in (first..<group.start).reversed() {
        if clauses.isBoundary(index) || clauses.has(index, grammar.preposition | grammar.conjunction) { break }
        if isSite(index, clauses) {
          found = index
          break
        }
      }
    } else {
      let end = min(items.count, candidate.match.end + Self.siteReach)
      for index in candidate.match.anchor + 1..<max(end, candidate.match.anchor + 1) {
        let isOpener = clauses.has(index, grammar.subordinator | grammar.relative | grammar.conjunction)
        let isAside =
          clauses.has(index, grammar.preposition) && !clauses.isWord(index, knowledge.words.on)
          && !clauses.isWord(index, knowledge.words.against)
        if clauses.isBoundary(index) || isOpener || isAside { break }
        if isSite(index, clauses) { found = index }
      }
    }
    guard let site = found else { return nil }
    var start = site
    while start > 0, !isProject(start), site - start < Self.siteWords, describes(start - 1, clauses),
      start - 1 != candidate.match.anchor
    {
      start -= 1
    }
    return (items[start].start, items[site].end, (start...site).contains(where: isProject))
  }

  /// Whether the item is the name of a registered project.
  private func isProject(_ index: Int) -> Bool {
    let entity = sentence.items[index].entity
    return entity >= 0 && spans.entities[entity].project != nil
  }

  /// Whether the item is a common noun for a site, or a registered project, that describes no other noun: `port`, not
  /// that of `port city`.
  private func isSite(_ index: Int, _ clauses: ClauseReader) -> Bool {
    let isNoun = sentence.items[index].entity < 0 && clauses.has(index, knowledge.grammar.site)
    guard isNoun || isProject(index) else { return false }
    let next = index + 1
    return clauses.isBoundary(next) || clauses.has(next, knowledge.grammar.site | knowledge.grammar.adverb)
      || !describes(next, clauses)
  }

  /// Whether the item is a plain word before a noun that it describes.
  private func describes(_ index: Int, _ clauses: ClauseReader) -> Bool {
    let item = sentence.items[index]
    let verbal: WordForms = [.past, .present, .participle, .gerund]
    return item.kind == .word && item.classes & knowledge.grammar.functionWord == 0 && item.ending != .adverb
      && (clauses.forms(index).isDisjoint(with: verbal) || item.classes & knowledge.grammar.adjective != 0)
  }
}
