import Models

extension FactsDocument: ContractValue {
  package static let definition = Definition(
    "facts", title: "The facts of one revision of an article",
    "All that extraction finds in one revision of one article, with the words that say so. Every list is present, empty or not."
  )
  package static let blank = FactsDocument(articleId: "", revision: 1, language: "", extractor: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.schema(Self.schema)
    try visitor.field("articleId", &articleId, .id, "The article; the record's key.")
    try visitor.field("sourceId", &sourceId, .plain, "The publisher's own id.")
    try visitor.field("revision", &revision, .revision)
    try visitor.field("language", &language, .plain, "The article's language, such as en, zh or und.")
    try visitor.field("extractor", &extractor)
    try visitor.list("countries", &countries, .bounded, "Countries that the text is about.")
    try visitor.list("places", &places, .bounded, "Places.")
    try visitor.list(
      "organisations", &organisations, .bounded,
      "Organisations; a group of states (ASEAN, the West) is one, never its members.")
    try visitor.list("projects", &projects, .bounded, "Projects.")
    try visitor.list("quantities", &quantities, .bounded, "Numbers with a unit.")
    try visitor.list("dates", &dates, .bounded, "Dates.")
    try visitor.list("milestones", &milestones, .bounded, "Steps in the life of projects.")
    try visitor.list(
      "scheduled", &scheduled, .whenNotEmpty, "Dates after the article's own for which it announces something.")
    try visitor.list("documents", &documents, .bounded, "Laws, plans, decisions, strategies.")
    try visitor.list("meetings", &meetings, .bounded, "Meetings.")
    try visitor.list("statements", &statements, .bounded, "Statements and denials.")
    try visitor.list("notices", &notices, .bounded, "Public notices with a rule.")
    try visitor.list(
      "events", &events, .bounded,
      "Events in order of importance to the article: the first is its main event.")
    try visitor.list(
      "themes", &themes, .bounded, "Generic or prescriptive talk of risk and opportunity; it never raises an alert.")
    try visitor.list("checks", &checks, .bounded, "Numbers that follow from two stated ones.")
    try visitor.list("suppressed", &suppressed, .bounded, "Mentions that resemble events and are not.")
    try visitor.flag("truncated", &truncated, "A list was longer than its bound and was cut.")
  }
}

extension ExtractorVersion: ContractValue {
  package static let definition = Definition(
    "extractorVersion",
    "The versions of code and data that produced the document.")
  package static let blank = ExtractorVersion(version: "", lexicon: "", reference: "", register: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("version", &version, .plain, "Of the extractor's code, raised by hand.")
    try visitor.field("lexicon", &lexicon, .plain, "Of the lexicons.")
    try visitor.field("reference", &reference, .plain, "Of the reference data.")
    try visitor.field("register", &register, .plain, "Of the register of projects.")
  }
}
