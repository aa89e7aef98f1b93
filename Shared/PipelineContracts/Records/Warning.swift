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
      "id", &id, .id, "h(subject, category, lane, change, asOf, ce_id of the record that caused it).")
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
      "families", &sourceCount, default: 1, .count,
      "How many independent voices the evidence comes from; perhaps more than are quoted.")
    var stated = evidence.map(WarningEvidence.init)
    try visitor.list("evidence", &stated, "The sentences that it is based on.")
    evidence = stated.map(\.evidence)
    try visitor.list(
      "withdraws", &withdraws, .whenNotEmpty, of: .id,
      "The articles whose retraction or revision caused it; absent where there are none.")
    try visitor.flag("unconfirmed", &unconfirmed, "The credibility of what reports it is too low to confirm it.")
    try visitor.flag("contested", &contested, "A credible denial contradicts the evidence.")
    try visitor.field("model", &model, .model)
  }
}

/// A tick is `{"kind": "tick", "asOf"}`; a warning has no `kind`.
extension WarningRecord: ContractVariants {
  package enum Kind: String, CaseIterable, Sendable {
    case warning, tick
  }

  package static let untaggedKind: Kind? = .warning
  package static let definition = Warning.definition

  package var kind: Kind {
    switch self {
    case .warning: .warning
    case .tick: .tick
    }
  }

  package static func blank(_ kind: Kind) -> WarningRecord {
    switch kind {
    case .warning: .warning(.blank)
    case .tick: .tick(asOf: .blank)
    }
  }

  package mutating func variantFields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .warning(var warning):
      try warning.fields(&visitor)
      self = .warning(warning)
    case .tick(var asOf):
      try visitor.field("asOf", &asOf, .written, "The current time.")
      self = .tick(asOf: asOf)
    }
  }
}
