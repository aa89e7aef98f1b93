import Models

extension Suppression: ContractValue {
  package static let definition = Definition(
    "suppression", title: "An alert record that was not sent, and why",
    "The answer to \"why was I not alerted?\".")
  package static let blank = Suppression(
    id: "", warning: "", subject: .portfolio, category: "", reason: .silenced, detail: "", asOf: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id)
    try visitor.field("warning", &warning, .id, "The warning that no alert was sent for.")
    try visitor.field("subject", &subject)
    try visitor.field("category", &category, .category)
    try visitor.field("reason", &reason)
    try visitor.field("detail", &detail, .plain, "The silence's id, or what else decided.")
    try visitor.field("asOf", &asOf, .written, "The warning's time.")
    try visitor.field("subjectName", &subjectName, .plain, "The subject's name.")
    try visitor.field("status", &status, .init(), "What the record would have been.")
    try visitor.field("level", &level, .init(), "Its level.")
    try visitor.field("headline", &headline, .plain, "Its headline.")
  }
}
