import Alerting
import JSONCoding
import Models
import PipelineContracts

/// The row of an episode: JSON, with instants as milliseconds since 1970.
extension Episode: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    guard let subject = SubjectKey(try json.string("subject")) else {
      throw json.invalid("has no subject; expected type/id")
    }
    self.init(
      subject: subject, category: try json.string("category"), lanes: try json.list("lanes"),
      open: try json.decodeIfPresent("open"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("subject", subject.description)
    json.field("category", category)
    json.list("lanes", lanes)
    json.field("open", open)
    json.endObject()
  }
}

extension Episode.Opening: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      alert: try json.string("alert"), episode: try json.string("episode"), level: try json.word("level"),
      peak: try json.word("peak"), grounds: try json.list("grounds"), sequence: try json.int("sequence"),
      records: try json.list("records"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("alert", alert)
    json.field("episode", episode)
    json.field("level", level)
    json.field("peak", peak)
    json.list("grounds", grounds)
    json.field("sequence", sequence)
    json.list("records", records)
    json.endObject()
  }
}

extension SentRecord: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(id: try json.string("id"), sentAt: Timestamp(milliseconds: Int64(try json.int("sentAt"))))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("sentAt", Int(sentAt.milliseconds))
    json.endObject()
  }
}

extension LaneStanding: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      lane: try json.word("lane"), level: try json.word("level"), certainty: try json.word("certainty"),
      urgency: try json.word("urgency"), confidence: try json.double("confidence"),
      score: try json.doubleIfPresent("score"), families: try json.int("families"),
      isUnconfirmed: try json.flag("unconfirmed"), evidence: try json.list("evidence"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("lane", lane)
    json.field("level", level)
    json.field("certainty", certainty)
    json.field("urgency", urgency)
    json.field("confidence", confidence)
    json.field("score", score)
    json.field("families", families)
    json.flag("unconfirmed", isUnconfirmed)
    json.list("evidence", evidence)
    json.endObject()
  }
}
