import JSONCoding
import Models

extension Silence: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.required("id").nonEmptyString(), subject: try json.subject("subject"),
      category: try json.stringIfPresent("category"), owner: try json.string("owner"),
      reason: try json.string("reason"), startsAt: try json.timestamp("startsAt"), endsAt: try json.timestamp("endsAt"))
    if endsAt < startsAt { throw json.invalid("endsAt \(endsAt) lies before startsAt \(startsAt)") }
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("subject", subject)
    json.field("category", category)
    json.field("owner", owner)
    json.field("reason", reason)
    json.field("startsAt", startsAt)
    json.field("endsAt", endsAt)
    json.endObject()
  }
}
