import Alerting
import JSONCoding
import Models
import PipelineContracts

/// The row of a subject's alerts: JSON, with instants as milliseconds since 1970.
extension SubjectAlerts: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    guard let subject = SubjectKey(try json.string("subject")) else {
      throw json.invalid("has no subject; expected type/id")
    }
    self.init(
      subject: subject, name: try json.string("name"), episodes: try json.list("episodes"),
      dueAt: try json.intIfPresent("dueAt").map { Timestamp(milliseconds: Int64($0)) })
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("subject", subject.description)
    json.field("name", name)
    json.list("episodes", episodes)
    json.field("dueAt", dueAt.map { Int($0.milliseconds) })
    json.endObject()
  }
}

extension Episode: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      category: try json.string("category"), lanes: try json.list("lanes"), open: try json.decodeIfPresent("open"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("category", category)
    json.list("lanes", lanes)
    json.field("open", open)
    json.endObject()
  }
}

extension OpenAlert: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      alert: try json.string("alert"), episode: try json.string("episode"), level: try json.word("level"),
      peak: try json.word("peak"), isContested: try json.flag("contested"),
      supportingEvidence: try json.list("supportingEvidence"),
      reported: try json.list("reported"),
      pendingUntil: try json.intIfPresent("pendingUntil").map { Timestamp(milliseconds: Int64($0)) },
      sequence: try json.int("sequence"),
      records: try json.list("records"), expiresAt: Timestamp(milliseconds: Int64(try json.int("expiresAt"))),
      warning: try json.string("warning"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("alert", alert)
    json.field("episode", episode)
    json.field("level", level)
    json.field("peak", peak)
    json.flag("contested", isContested)
    json.list("supportingEvidence", supportingEvidence)
    json.list("reported", reported)
    json.field("pendingUntil", pendingUntil.map { Int($0.milliseconds) })
    json.field("sequence", sequence)
    json.list("records", records)
    json.field("expiresAt", Int(expiresAt.milliseconds))
    json.field("warning", warning)
    json.endObject()
  }
}

extension ReportedEvidence: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(key: try json.string("key"), deaths: try json.int("deaths"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("key", key)
    json.field("deaths", deaths)
    json.endObject()
  }
}

extension SentRecord: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), category: try json.string("category"),
      sentAt: Timestamp(milliseconds: Int64(try json.int("sentAt"))))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("category", category)
    json.field("sentAt", Int(sentAt.milliseconds))
    json.endObject()
  }
}

extension LaneState: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      category: try json.string("category"), lane: try json.word("lane"), level: try json.word("level"),
      certainty: try json.word("certainty"), urgency: try json.word("urgency"),
      confidence: try json.double("confidence"), score: try json.doubleIfPresent("score"),
      sourceCount: try json.int("sourceCount"), isUnconfirmed: try json.flag("unconfirmed"),
      isContested: try json.flag("contested"), evidence: try json.list("evidence"), model: try json.string("model"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("category", category)
    json.field("lane", lane)
    json.field("level", level)
    json.field("certainty", certainty)
    json.field("urgency", urgency)
    json.field("confidence", confidence)
    json.field("score", score)
    json.field("sourceCount", sourceCount)
    json.flag("unconfirmed", isUnconfirmed)
    json.flag("contested", isContested)
    json.list("evidence", evidence)
    json.field("model", model)
    json.endObject()
  }
}
