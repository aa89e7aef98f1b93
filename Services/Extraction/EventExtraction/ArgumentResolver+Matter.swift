/// Whether a legal or administrative event concerns a country, or only private parties.
extension ArgumentResolver {
  /// Whether the event concerns a country and not only private parties, if its type requires that: a lawsuit between
  /// two firms is no risk of a country. Always true in a language whose lexicon has no words for public matters.
  func concernsCountry(_ kind: EventKind, _ roles: RoleReader.Roles) -> Bool {
    func names(_ classes: ClassSet) -> Bool { items.contains { $0.classes & classes != 0 } }
    let grammar = clauses.grammar
    guard kind.location.matter != .any, grammar.publicMatter != 0 else { return true }
    let state = grammar.government | grammar.military
    if names(grammar.publicMatter | state | grammar.project) { return true }
    // Not where the country only says where somebody is.
    let isAgainstState = roles.targets.contains { target in
      target.classes & (grammar.country | state) != 0
        && (target.preposition == 0 || !clauses.words.locative.contains(target.preposition))
    }
    if isAgainstState { return true }
    return kind.location.matter == .open && !names(grammar.privateMatter)
  }

  /// The only country that the sentence names, ignoring companies' countries, or else the only one that it names as a
  /// country and not as somebody's nationality; nil unless there is exactly one.
  /// For legal acts, which are reported from anywhere, it is better evidence than the dateline.
  func onlyCountryNamed() -> String? {
    let named = items.lazy.filter { $0.entity >= 0 && self.spans.entities[$0.entity].kind != .company }
    let all = unique(named.compactMap { self.spans.entities[$0.entity].country })
    if all.count == 1 { return all.first }
    let countries = unique(
      named.filter { $0.classes & clauses.grammar.country != 0 }.compactMap { self.spans.entities[$0.entity].country })
    return countries.count == 1 ? countries.first : nil
  }
}
