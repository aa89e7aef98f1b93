import Models
import TextAnalysis

/// Who acts and who suffers beside the phrases that are the sides of a verb.
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
      let people = found.filter { $0.classes & (grammar.people | grammar.personNoun) != 0 }
      if !people.isEmpty { return people }
    }
    return []
  }

  /// How far a site may be from the trigger whose object or subject it is.
  private static let siteReach = 6
  /// The most words that describe a site: `southern fuel depot`.
  private static let siteWords = 3

  /// The bytes of the site that is attacked, with the words before it that describe it: `southern fuel depot` in
  /// `struck the southern fuel depot` and in `the southern fuel depot was struck`; nil where the trigger has none, or
  /// only happens near one.
  func site(of candidate: Candidate, _ clauses: ClauseReader) -> (start: Int, end: Int)? {
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
    while start > 0, site - start < Self.siteWords, describes(start - 1, clauses), start - 1 != candidate.match.anchor {
      start -= 1
    }
    return (items[start].start, items[site].end)
  }

  /// Whether the item is a common noun for a site that describes no other noun: `port`, not that of `port city`.
  private func isSite(_ index: Int, _ clauses: ClauseReader) -> Bool {
    guard sentence.items[index].entity < 0, clauses.has(index, knowledge.grammar.site) else { return false }
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
