import Models

extension Warning: ContractValue {
  package static let definition = Definition(
    "warning", title: "A change of one lane of one category of one subject", "What scoring reports to notification.")
  package static let blank = Warning(
    id: "", subject: .portfolio, subjectName: "", category: "", lane: .severity, change: .triggered, level: .watch,
    asOf: .blank, certainty: .unknown, urgency: .unknown, confidence: 0, evidence: [], model: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "id", &id, .id, "h(subject, category, lane, change, ce_id of the record that caused it).")
    try visitor.field("subject", &subject)
    try visitor.field("subjectName", &subjectName, .plain, "The subject's name.")
    try visitor.field("category", &category, .category)
    try visitor.field("lane", &lane)
    try visitor.field("change", &change)
    try visitor.field("level", &level)
    try visitor.field("previousLevel", &previousLevel, .init(), "The lane's level before, where it had one.")
    try visitor.field("asOf", &asOf, .written, "The time of the record that caused it.")
    try visitor.field("certainty", &certainty)
    try visitor.field("urgency", &urgency)
    try visitor.field("score", &score, .points, "The category's score, 0 to 100.")
    try visitor.field("confidence", &confidence, .fraction, "How reliable the evidence is, 0 to 1.")
    try visitor.field(
      "families", &families, default: 1, .count,
      "How many independent voices the evidence comes from; perhaps more than are quoted.")
    var stated = evidence.map(WarningEvidence.init)
    try visitor.list("evidence", &stated, "The sentences that it is based on.")
    evidence = stated.map(\.evidence)
    try visitor.list(
      "withdraws", &withdraws, .whenNotEmpty, of: .id,
      "The articles whose retraction or revision caused it; left out where there are none.")
    try visitor.flag("unconfirmed", &unconfirmed, "Only one voice reports it.")
    try visitor.flag(
      "contested", &contested, "An official of the host country, or a source at least as good, denies it.")
    try visitor.field("model", &model, .model)
  }
}
