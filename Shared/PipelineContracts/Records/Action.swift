import Models

extension Action: ContractValue {
  package static let definition = Definition(
    "action", title: "What a person did about an alert",
    "Feedback on an alert, for the scorecard and for audit. The key is the alert's id.")
  package static let blank = Action(
    id: "", alert: "", verdict: .confirmed, at: .blank, subject: .portfolio, category: "", lane: .severity,
    level: .watch)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .nonEmpty, "h(kind, alert, verdict, owner, time).")
    try visitor.field("kind", &kind)
    try visitor.field("alert", &alert, .nonEmpty, "The alert's id; the record's key.")
    try visitor.field("verdict", &verdict)
    try visitor.field("note", &note, .plain, "A remark.")
    try visitor.field("owner", &owner, .plain, "Who says so.")
    try visitor.field("at", &at, .given, "When.")
    try visitor.field("subject", &subject)
    try visitor.field("category", &category, .category)
    try visitor.field("lane", &lane)
    try visitor.field("level", &level, .init(), "The alert's level at that time.")
  }
}

extension Action.Kind: Word {
  package static let definition = Definition("actionKind", "What was done.")
}

extension Action.Verdict: Word {
  package static let definition = Definition(
    "verdict",
    "true: it happened, as the alert says; false: it did not, or is no risk; late: true, and known before the alert came; wrong-subject: true of another subject."
  )
}
