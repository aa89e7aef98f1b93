/// A person or body on a list of sanctioned or debarred parties: a row of the register `beacon.parties.v1`.
package struct ListedParty: Hashable, Sendable {
  /// What a list does to the parties on it.
  package enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Dealings are forbidden or restricted.
    case sanction
    /// Excluded from contracts, for example by a development bank.
    case debarment
    /// Exports or technology need a licence.
    case exportControl
    /// Named without a direct legal effect: an investigation, a warning list.
    case watchlist
  }

  /// The hash of list, name and date: the same row has the same id however often it is imported.
  package var id: String
  /// The name that the user gave the list, for example `World Bank debarred firms`.
  package var list: String
  package var measure: Measure
  package var name: String
  package var aliases: [String]
  /// ISO 3166-1 alpha-2.
  package var country: String?
  /// From when the listing applies.
  package var date: PartialDate?
  /// The end of the listing; nil where the list gives none.
  package var until: PartialDate?
  /// The reason, in the list's words.
  package var reason: String?
  package var url: String?

  package init(
    list: String, measure: Measure, name: String, aliases: [String] = [], country: String? = nil,
    date: PartialDate? = nil, until: PartialDate? = nil, reason: String? = nil, url: String? = nil, id: String? = nil
  ) {
    self.id = id ?? Self.id(list: list, name: name, date: date)
    self.list = list
    self.measure = measure
    self.name = name
    self.aliases = aliases
    self.country = country
    self.date = date
    self.until = until
    self.reason = reason
    self.url = url
  }

  /// A hash of the party's list, name and date: a later edition of the list replaces the party.
  package static func id(list: String, name: String, date: PartialDate?) -> String {
    contentHash("listed-party", list, name, date?.value ?? "")
  }
}

/// The match of a listed party with a project's counterparty.
package struct PartyListing: Hashable, Sendable {
  package var party: ListedParty
  /// The counterparty's name in the register of projects, which is the party's name or alias.
  package var match: String
  /// Whether the party was removed from the list, or the list from the register.
  package var removed: Bool

  package init(party: ListedParty, match: String, removed: Bool = false) {
    self.party = party
    self.match = match
    self.removed = removed
  }
}
