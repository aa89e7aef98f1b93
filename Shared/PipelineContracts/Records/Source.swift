import Models

extension Source: ContractValue {
  package static let definition = Definition(
    "source", title: "A registered source of articles",
    "Who owns a source and how reliable it is. The key is id; a record without a value removes it.")
  package static let blank = Source(id: "", domain: "", name: "", grade: .f)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "id", &id, .nonEmpty, "The id that you choose for it, such as meridian-wire; the record's key.")
    try visitor.field(
      "domain", &domain, .nonEmpty, "Its host name, such as news.example.org: how an article finds its source.")
    try visitor.field("name", &name, .nonEmpty, "Its name.")
    try visitor.field("grade", &grade)
    try visitor.field("owner", &owner, .plain, "Its owner: outlets of one owner are one voice.")
    try visitor.field("country", &country, .countryGiven, "Its home country.")
    try visitor.field(
      "expectedEvery", &expectedEvery, .plain,
      "An ISO 8601 duration within which an article is expected, such as PT6H or P1D.")
  }
}
