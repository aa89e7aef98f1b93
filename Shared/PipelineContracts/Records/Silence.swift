import JSONCoding
import Models

extension Silence: ContractValue {
  package static let definition = Definition(
    "silence", title: "A silence: alerts that are not to be sent for a while",
    "A person's decision that alerts on a subject are known. The key is id; a record without a value ends it.")
  package static let blank = Silence(
    id: "", subject: .portfolio, owner: "", reason: "", startsAt: .blank, endsAt: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .nonEmpty, "The record's key.")
    try visitor.field("subject", &subject)
    try visitor.field("category", &category, .category, "The category silenced; absent: every one.")
    try visitor.field("owner", &owner, .plain, "Who decided.")
    try visitor.field("reason", &reason, .plain, "Why.")
    try visitor.field("startsAt", &startsAt, .given, "From when.")
    try visitor.field("endsAt", &endsAt, .givenNotBeforeStart, "Until when; not before startsAt.")
  }

  package func validate(_ json: JSONObject) throws(JSONError) {
    if endsAt < startsAt { throw json.invalid("endsAt \(endsAt) is before startsAt \(startsAt)") }
  }
}
