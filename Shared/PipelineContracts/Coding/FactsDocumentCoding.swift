import JSONCoding
import Models

/// Every list is written, also where it is empty; `truncated` where it is true.
extension FactsDocument: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    try json.schema(Self.schema)
    self.init(
      articleId: try json.string("articleId"), sourceId: try json.stringIfPresent("sourceId"),
      revision: try json.int("revision"), language: try json.string("language"),
      extractor: try json.decode("extractor"))
    countries = try json.list("countries")
    places = try json.list("places")
    organisations = try json.list("organisations")
    projects = try json.list("projects")
    quantities = try json.list("quantities")
    dates = try json.list("dates")
    milestones = try json.list("milestones")
    documents = try json.list("documents")
    meetings = try json.list("meetings")
    statements = try json.list("statements")
    notices = try json.list("notices")
    events = try json.list("events")
    themes = try json.list("themes")
    checks = try json.list("checks")
    suppressed = try json.list("suppressed")
    truncated = try json.flag("truncated")
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("schema", Self.schema)
    json.field("articleId", articleId)
    json.field("sourceId", sourceId)
    json.field("revision", revision)
    json.field("language", language)
    json.field("extractor", extractor)
    json.list("countries", countries)
    json.list("places", places)
    json.list("organisations", organisations)
    json.list("projects", projects)
    json.list("quantities", quantities)
    json.list("dates", dates)
    json.list("milestones", milestones)
    json.list("documents", documents)
    json.list("meetings", meetings)
    json.list("statements", statements)
    json.list("notices", notices)
    json.list("events", events)
    json.list("themes", themes)
    json.list("checks", checks)
    json.list("suppressed", suppressed)
    json.flag("truncated", truncated)
    json.endObject()
  }
}

extension ExtractorVersion: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      version: try json.string("version"), lexicon: try json.string("lexicon"), reference: try json.string("reference"),
      register: try json.string("register"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("version", version)
    json.field("lexicon", lexicon)
    json.field("reference", reference)
    json.field("register", register)
    json.endObject()
  }
}
