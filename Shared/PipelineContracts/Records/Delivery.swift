import Models

extension Delivery: ContractValue {
  package static let definition = Definition(
    "delivery", title: "What became of a delivery to a receiver",
    "One record for each record and receiver, when it was delivered or given up. A fault may repeat it with the same id."
  )
  package static let blank = Delivery(receiver: "", record: "", outcome: .refused, attempts: 0, at: .blank, id: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "h(receiver, record): the idempotency key that the receiver was given.")
    try visitor.field("receiver", &receiver, .nonEmpty, "The receiver's id.")
    try visitor.field("record", &record, .id, "The ce_id of the record delivered.")
    try visitor.field("outcome", &outcome)
    try visitor.field(
      "attempts", &attempts, .count, "The number of attempts; 0 where it was given up before the first.")
    try visitor.field("detail", &detail, .plain, "The last reply or failure, as text.")
    try visitor.field("at", &at, .written, "When it ended.")
  }
}

extension Delivery.Outcome: Word {
  package static let definition = Definition(
    "deliveryOutcome",
    "delivered: the receiver accepted it; refused: the receiver or a rule refused it permanently; expired: every attempt failed until it was too old."
  )
}
