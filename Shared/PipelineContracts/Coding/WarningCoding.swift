import JSONCoding
import Models

extension Warning: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), subject: try json.subject("subject"), subjectName: try json.string("subjectName"),
      category: try json.string("category"), lane: try json.word("lane"), change: try json.word("change"),
      level: try json.word("level"), previousLevel: try json.wordIfPresent("previousLevel"),
      asOf: try json.timestamp("asOf"), certainty: try json.word("certainty"), urgency: try json.word("urgency"),
      score: try json.doubleIfPresent("score"), confidence: try json.double("confidence"),
      families: try json.intIfPresent("families") ?? 1, evidence: try json.list("evidence"),
      withdraws: try json.strings("withdraws"),
      unconfirmed: try json.flag("unconfirmed"), model: try json.string("model"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("subject", subject)
    json.field("subjectName", subjectName)
    json.field("category", category)
    json.field("lane", lane)
    json.field("change", change)
    json.field("level", level)
    json.field("previousLevel", previousLevel)
    json.field("asOf", asOf)
    json.field("certainty", certainty)
    json.field("urgency", urgency)
    json.field("score", score)
    json.field("confidence", confidence)
    json.field("families", families)
    json.list("evidence", evidence) { $1.write(to: &$0, always: true) }
    if !withdraws.isEmpty { json.list("withdraws", withdraws) }
    json.flag("unconfirmed", unconfirmed)
    json.field("model", model)
    json.endObject()
  }
}
