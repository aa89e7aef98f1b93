import Models

extension ListedParty: ContractValue {
  package static let definition = Definition(
    "party", title: "A listed party",
    "A person or body on a list of sanctioned or debarred parties. The key is id; a record without a value removes the row."
  )
  package static let blank = ListedParty(list: "", measure: .watchlist, name: "", id: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .nonEmpty, "h(list, name, date); the record's key.")
    try visitor.field("list", &list, .nonEmpty, "The list, such as World Bank debarred firms.")
    try visitor.field("measure", &measure)
    try visitor.field("name", &name, .nonEmpty, "The party's name on the list.")
    try visitor.list("aliases", &aliases, .whenNotEmpty, "Other names on the list.")
    try visitor.field("country", &country, .countryGiven, "The party's country.")
    try visitor.field("date", &date, .init(), "From when the listing applies.")
    try visitor.field("until", &until, .init(), "Until when; absent where the list gives no end.")
    try visitor.field("reason", &reason, .plain, "Why, in the list's words.")
    try visitor.field("url", &url, .plain, "Where the list says so.")
  }
}

extension ListedParty.Measure: Word {
  package static let definition = Definition("listMeasure", "What the list does to the parties on it.")
}

extension PartyListing: ContractValue {
  package static let definition = Definition(
    "partyListing", "The entry of a list of sanctioned or debarred parties that a counterparty is.")
  package static let blank = PartyListing(party: .blank, match: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("party", &party)
    try visitor.field("match", &match, .plain, "The counterparty's name that is the party's name or alias.")
    try visitor.flag("removed", &removed, "The party left the list.")
  }
}
