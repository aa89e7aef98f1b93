import JSONCoding
import Models

extension Action: ContractValue {
  package static let definition = Definition(
    "action", title: "What a person did about an alert",
    "Feedback, acknowledgements and comments; the scorecard of an assessment counts feedback.")
  package static let blank = Action(id: "", kind: .comment, alert: "", at: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "The record's own id, equal to ce_id.")
    try visitor.field("kind", &kind)
    try visitor.field("alert", &alert, .nonEmpty, "The alert's id, the same over its life.")
    try visitor.field("verdict", &verdict, .init(), "Of feedback: the person's judgement.")
    try visitor.field("note", &note, .plain, "In the person's words.")
    try visitor.field("by", &by, .plain, "Who did it.")
    try visitor.field("at", &at, .given, "When.")
  }
}

extension Action.Kind: Word {
  package static let definition = Definition("actionKind", "What was done.")
}

extension Action.Verdict: Word {
  package static let definition = Definition(
    "verdict",
    "true: the alert was right; false: nothing of the kind happened; late: right, and known before; wrong-subject: it happened to something else."
  )
}
