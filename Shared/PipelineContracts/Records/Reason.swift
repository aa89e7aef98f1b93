import JSONCoding
import Models

extension Reason: ContractValue {
  package static let definition = Definition(
    "reason", "One of the grounds for or against an event, as beacon extract --explain lists them.")
  package static let blank = Reason(.rule, by: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("kind", &kind)
    try visitor.field(
      "by", &by, .plain, "The table's row as file:line pattern, the table and class of a term, or the rule in words.")
    try visitor.field("text", &text, .plain, "The words that it rests on, verbatim; of a term its lemmas.")
    try visitor.field(
      "weight", &weight, .any,
      "What a term adds to the sum of its class; of a pattern the confidence of its row, 0 to 1.")
  }
}

extension Reason.Kind: Word {
  package static let definition = Definition(
    "reasonKind",
    "A pattern that proposed the event, a modifier that changed its reading, an idiom that took its words, a term of the classifier, or a rule."
  )
}
