import JSONCoding
import Models

extension Signal: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    switch try json.word("kind") as Kind {
    case .event: self = .event(try EventSignal(fields: &json))
    case .withdrawn:
      self = .withdrawn(
        Withdrawal(
          articleId: try json.string("articleId"), revision: try json.int("revision"),
          keeps: try json.strings("keeps")))
    case .registration:
      self = .registration(
        Registration(project: try json.decode("project"), removed: try json.flag("removed")))
    case .notice: self = .notice(try NoticeSignal(fields: &json))
    case .tick: self = .tick(asOf: try json.timestamp("asOf"))
    }
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .event(let signal):
      json.field("kind", Kind.event)
      signal.writeFields(to: &json)
    case .withdrawn(let withdrawal):
      json.field("kind", Kind.withdrawn)
      json.field("articleId", withdrawal.articleId)
      json.field("revision", withdrawal.revision)
      json.list("keeps", withdrawal.keeps)
    case .registration(let registration):
      json.field("kind", Kind.registration)
      json.field("project", registration.project)
      json.flag("removed", registration.removed)
    case .notice(let signal):
      json.field("kind", Kind.notice)
      signal.writeFields(to: &json)
    case .tick(let asOf):
      json.field("kind", Kind.tick)
      json.field("asOf", asOf)
    }
    json.endObject()
  }
}

extension EventSignal {
  fileprivate init(fields json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), subject: try json.subject("subject"), subjects: try json.subjects("subjects"),
      articleId: try json.string("articleId"), sourceId: try json.stringIfPresent("sourceId"),
      revision: try json.int("revision"), publishedAt: try json.timestampIfPresent("publishedAt"),
      url: try json.stringIfPresent("url"), title: try json.stringIfPresent("title"),
      source: try json.decode("source"), family: try json.string("family"),
      eventTime: try json.timestampIfPresent("eventTime"), precision: try json.wordIfPresent("precision"),
      proximity: try json.double("proximity"), event: try json.decode("event"))
  }

  fileprivate func writeFields(to json: inout JSONWriter) {
    json.field("id", id)
    json.field("subject", subject)
    json.list("subjects", subjects)
    json.field("articleId", articleId)
    json.field("sourceId", sourceId)
    json.field("revision", revision)
    json.field("publishedAt", publishedAt)
    json.field("url", url)
    json.field("title", title)
    json.field("source", source)
    json.field("family", family)
    json.field("eventTime", eventTime)
    json.field("precision", precision)
    json.field("proximity", proximity)
    json.field("event", event)
  }
}

extension SignalSource: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.stringIfPresent("id"), name: try json.stringIfPresent("name"),
      domain: try json.stringIfPresent("domain"), owner: try json.stringIfPresent("owner"),
      grade: try json.word("grade"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("name", name)
    json.field("domain", domain)
    json.field("owner", owner)
    json.field("grade", grade)
    json.endObject()
  }
}

extension NoticeSignal {
  fileprivate init(fields json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), subject: try json.subject("subject"), articleId: try json.string("articleId"),
      sourceId: try json.stringIfPresent("sourceId"), revision: try json.int("revision"),
      publishedAt: try json.timestampIfPresent("publishedAt"), notice: try json.decode("notice"))
  }

  fileprivate func writeFields(to json: inout JSONWriter) {
    json.field("id", id)
    json.field("subject", subject)
    json.field("articleId", articleId)
    json.field("sourceId", sourceId)
    json.field("revision", revision)
    json.field("publishedAt", publishedAt)
    json.field("notice", notice)
  }
}
