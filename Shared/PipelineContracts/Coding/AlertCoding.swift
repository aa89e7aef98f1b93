import JSONCoding
import Models

/// `severity` is written for consumers and follows from `level`; it is not read.
extension Alert: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    try json.schema(Self.schema)
    let record = try json.string("record")
    let id = try json.string("id")
    let episode = try json.string("episode")
    let status: Status = try json.word("status")
    let subject: NamedSubject = try json.decode("subject")
    self.init(
      record: record, id: id, episode: episode, status: status, subject: subject.key, subjectName: subject.name,
      category: try json.string("category"), lane: try json.word("lane"), level: try json.word("level"),
      urgency: try json.word("urgency"), certainty: try json.word("certainty"), headline: try json.string("headline"),
      description: try json.string("description"), score: try json.doubleIfPresent("score"),
      confidence: try json.double("confidence"), unconfirmed: try json.flag("unconfirmed"),
      exercise: try json.flag("exercise"), evidence: try json.list("evidence"),
      references: try json.strings("references"), sentAt: try json.timestamp("sentAt"),
      expiresAt: try json.timestamp("expiresAt"), roles: try json.words("roles"), model: try json.string("model"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("schema", Self.schema)
    json.field("record", record)
    json.field("id", id)
    json.field("episode", episode)
    json.field("status", status)
    json.field("subject", NamedSubject(key: subject, name: subjectName))
    json.field("category", category)
    json.field("lane", lane)
    json.field("level", level)
    json.field("severity", level.severity)
    json.field("urgency", urgency)
    json.field("certainty", certainty)
    json.field("headline", headline)
    json.field("description", description)
    json.field("score", score)
    json.field("confidence", confidence)
    json.flag("unconfirmed", unconfirmed)
    json.flag("exercise", exercise)
    json.list("evidence", evidence)
    json.list("references", references)
    json.field("sentAt", sentAt)
    json.field("expiresAt", expiresAt)
    json.list("roles", roles)
    json.field("model", model)
    json.endObject()
  }
}

/// A subject as an alert's consumer sees it: `{"type", "id", "name"}`.
private struct NamedSubject: JSONCodable {
  var key: SubjectKey
  var name: String

  init(key: SubjectKey, name: String) {
    self.key = key
    self.name = name
  }

  init(json: inout JSONObject) throws(JSONError) {
    key = SubjectKey(try json.word("type"), try json.required("id").nonEmptyString())
    name = try json.string("name")
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("type", key.kind)
    json.field("id", key.id)
    json.field("name", name)
    json.endObject()
  }
}
