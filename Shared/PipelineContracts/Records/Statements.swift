import Models

extension MilestoneFact: ContractValue {
  package static let definition = Definition("milestone", "A step in the life of a project.")
  package static let blank = MilestoneFact(project: "", type: "", quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "project", &project, .plain, "The registered project's name, else the text's own words.")
    try visitor.field("projectId", &projectId, .plain, "The registered project's id.")
    try visitor.field("type", &type, .plain, "The step, such as COMMISSIONED.")
    try visitor.field("date", &date)
    try visitor.derived("precision", date?.precision)
    try visitor.list("countries", &countries, of: .country, "ISO 3166-1 alpha-2 codes.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
    try visitor.list("flags", &flags, "What is unusual about it; often empty.")
  }
}

extension ScheduledDate: ContractValue {
  package static let definition = Definition(
    "scheduledDate", "A date after the article's own for which a sentence announces something.")
  package static let blank = ScheduledDate(date: .blank, quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("date", &date)
    try visitor.field("type", &type, .plain, "The step of a project, such as COMMISSIONED; absent for anything else.")
    try visitor.field("projectId", &projectId, .plain, "The registered project that the sentence names.")
    try visitor.list("countries", &countries, of: .country, "ISO 3166-1 alpha-2 codes.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
  }
}

extension PolicyDocument: ContractValue {
  package static let definition = Definition("document", "A law, plan, decision or strategy that the text names.")
  package static let blank = PolicyDocument(title: .blank, quote: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("title", &title.text, .plain, "The title, verbatim; start and end are its own.")
    try visitor.field("issuer", &issuer, .plain, "Who issued it.")
    try visitor.field("date", &date)
    try visitor.field("quote", &quote, .plain, "The sentence that names it, verbatim.")
    try visitor.offsets(of: &title)
  }
}

extension Meeting: ContractValue {
  package static let definition = Definition("meeting", "A meeting that the text names.")
  package static let blank = Meeting(title: "", quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("title", &title, .plain, "What met.")
    try visitor.field("edition", &edition, .plain, "The ordinal, as words, such as fourth.")
    try visitor.field("date", &date)
    try visitor.span("quote", &quote, "The sentence, verbatim.")
  }
}

extension Statement: ContractValue {
  package static let definition = Definition("statement", "What somebody is reported to have said.")
  package static let blank = Statement(speech: "", quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("speaker", &speaker, .plain, "The words that name the speaker.")
    try visitor.field("speech", &speech, .plain, "The verb of saying, verbatim, such as said or denied.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
  }
}

extension Notice: ContractValue {
  package static let definition = Definition(
    "notice", "A public notice with a rule that later articles can be checked against.")
  package static let blank = Notice(kind: "", rule: "", subject: "", quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("kind", &kind, .plain, "What sort of notice; integrity so far.")
    try visitor.field(
      "rule", &rule, .plain, "What it warns of, such as unauthorised_representation or advance_fee.")
    try visitor.field(
      "subject", &subject, .plain, "Whose notice it is, or whom it is about, in the text's own words.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
  }
}

extension Theme: ContractValue {
  package static let definition = Definition("theme", "Talk of a risk or an opportunity in general.")
  package static let blank = Theme(ledger: .none, category: "", span: .blank, realis: .generic)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("ledger", &ledger)
    try visitor.field("category", &category, .category)
    try visitor.field("text", &span.text, .plain, "The words, verbatim.")
    try visitor.field("realis", &realis)
    try visitor.offsets(of: &span)
  }
}

extension Suppressed: ContractValue {
  package static let definition = Definition(
    "suppressed",
    "A mention that was not taken for an event, with the reason. It answers the question \"why no alert?\".")
  package static let blank = Suppressed(reason: "", span: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "reason", &reason, .plain,
      "Why not: idiom, negated, denied, generic, prescriptive, historical, undated and others."
    )
    try visitor.span("text", &span)
    try visitor.list("why", &why, .whenNotEmpty, "The grounds for it, under --explain.")
  }
}

extension PartialDate {
  static let blank = PartialDate(day: CivilDate(dayNumber: 0))
}
