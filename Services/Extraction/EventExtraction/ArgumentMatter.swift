/// Whom an event concerns that is done on paper: a country, or only private parties.
extension ArgumentResolver {
  /// Whether the event is more than a matter between private parties, as far as its type asks for that: a suit between
  /// two firms is a risk of neither's country. A language without words for the difference makes none.
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

  /// The one country that the sentence names, companies' homes apart: what is done on paper is reported from anywhere,
  /// so that it says more than the dateline.
  func onlyCountryNamed() -> String? {
    let named = unique(
      items.lazy.filter { $0.entity >= 0 }.map { self.spans.entities[$0.entity] }.filter { $0.kind != .company }
        .compactMap(\.country))
    return named.count == 1 ? named.first : nil
  }
}
