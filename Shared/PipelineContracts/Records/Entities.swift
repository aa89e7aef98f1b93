import Models

extension CountryMention: ContractValue {
  package static let definition = Definition("countryMention", "A country that the text is about.")
  package static let blank = CountryMention(code: "", salience: 0, mentions: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("code", &code, .country)
    try visitor.field("salience", &salience, .fraction, "Its share of the article, 0 to 1; the shares sum to 1.")
    try visitor.field("mentions", &mentions, .count, "How often it is named.")
  }
}

extension Place: ContractValue {
  package static let definition = Definition("place", "A place that the text names.")
  package static let blank = Place(span: .blank, kind: .other)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.span("text", &span)
    try visitor.field("country", &country, .country)
    try visitor.field("kind", &kind)
    try visitor.field("lat", &latitude, .latitude, "Degrees north.")
    try visitor.field("lon", &longitude, .longitude, "Degrees east.")
  }
}

extension Organisation: ContractValue {
  package static let definition = Definition("organisation", "An organisation that the text names.")
  package static let blank = Organisation(span: .blank, kind: .other)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.span("text", &span)
    try visitor.field("kind", &kind)
    try visitor.field("country", &country, .country)
  }
}

extension ProjectMention: ContractValue {
  package static let definition = Definition(
    "projectMention",
    "A project that the text names: a registered one, then with id, or one recognised by its form.")
  package static let blank = ProjectMention(span: .blank, sector: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .plain, "The registered project's id.")
    try visitor.span("text", &span)
    try visitor.field("canonical", &canonical, .plain, "The registered project's name.")
    try visitor.field("sector", &sector, .plain, "As in the register of projects, such as port.")
    try visitor.list("connectivity", &connectivity, "What it connects by.")
    try visitor.field("scale", &scale)
    try visitor.field("field", &field)
    try visitor.field("actorClass", &actorClass)
    try visitor.list("countries", &countries, of: .country, "ISO 3166-1 alpha-2 codes.")
    try visitor.list("flags", &flags, "What is unusual about it; often empty.")
  }
}

extension TextSpan {
  static let blank = TextSpan(text: "", start: 0, end: 0)
}
