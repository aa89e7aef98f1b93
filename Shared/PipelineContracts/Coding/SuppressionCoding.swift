import JSONCoding
import Models

extension Suppression: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), warning: try json.string("warning"), subject: try json.subject("subject"),
      category: try json.string("category"), reason: try json.word("reason"), detail: try json.string("detail"),
      asOf: try json.timestamp("asOf"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("warning", warning)
    json.field("subject", subject)
    json.field("category", category)
    json.field("reason", reason)
    json.field("detail", detail)
    json.field("asOf", asOf)
    json.endObject()
  }
}
