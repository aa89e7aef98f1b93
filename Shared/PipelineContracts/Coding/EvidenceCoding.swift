import JSONCoding
import Models

/// Warnings say of every piece of evidence which subjects it bears on; elsewhere an empty list is left out.
extension Evidence: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      cluster: try json.stringIfPresent("cluster"), articleId: try json.string("articleId"),
      sourceId: try json.stringIfPresent("sourceId"), publishedAt: try json.timestampIfPresent("publishedAt"),
      url: try json.stringIfPresent("url"), title: try json.stringIfPresent("title"), quote: try json.span("quote"),
      share: try json.doubleIfPresent("share"), subjects: try json.subjects("subjects"),
      type: try json.stringIfPresent("type"), place: try json.stringIfPresent("place"),
      eventTime: try json.timestampIfPresent("eventTime"))
  }

  package func write(to json: inout JSONWriter) {
    write(to: &json, always: false)
  }

  func write(to json: inout JSONWriter, always writesSubjects: Bool) {
    json.beginObject()
    json.field("cluster", cluster)
    json.field("articleId", articleId)
    json.field("sourceId", sourceId)
    json.field("publishedAt", publishedAt)
    json.field("url", url)
    json.field("title", title)
    json.span("quote", quote)
    json.field("share", share)
    if writesSubjects || !subjects.isEmpty { json.list("subjects", subjects) }
    json.field("type", type)
    json.field("place", place)
    json.field("eventTime", eventTime)
    json.endObject()
  }
}
