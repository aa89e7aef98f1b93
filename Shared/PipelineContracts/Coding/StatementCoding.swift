import JSONCoding
import Models

extension MilestoneFact: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      project: try json.string("project"), projectId: try json.stringIfPresent("projectId"),
      type: try json.string("type"), date: try json.dateIfPresent("date"), countries: try json.strings("countries"),
      quote: try json.span("quote"), flags: try json.words("flags"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("project", project)
    json.field("projectId", projectId)
    json.field("type", type)
    json.field("date", date)
    json.field("precision", date?.precision)
    json.list("countries", countries)
    json.span("quote", quote)
    json.list("flags", flags)
    json.endObject()
  }
}

extension PolicyDocument: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      title: try json.span("title"), issuer: try json.stringIfPresent("issuer"), date: try json.dateIfPresent("date"),
      quote: try json.string("quote"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("title", title.text)
    json.field("issuer", issuer)
    json.field("date", date)
    json.field("quote", quote)
    json.field("start", title.start)
    json.field("end", title.end)
    json.endObject()
  }
}

extension Meeting: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      title: try json.string("title"), edition: try json.stringIfPresent("edition"),
      date: try json.dateIfPresent("date"), quote: try json.span("quote"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("title", title)
    json.field("edition", edition)
    json.field("date", date)
    json.span("quote", quote)
    json.endObject()
  }
}

extension Statement: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      speaker: try json.stringIfPresent("speaker"), speech: try json.string("speech"), quote: try json.span("quote"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("speaker", speaker)
    json.field("speech", speech)
    json.span("quote", quote)
    json.endObject()
  }
}

extension Notice: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      kind: try json.string("kind"), rule: try json.string("rule"), subject: try json.string("subject"),
      quote: try json.span("quote"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("kind", kind)
    json.field("rule", rule)
    json.field("subject", subject)
    json.span("quote", quote)
    json.endObject()
  }
}

extension Theme: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      ledger: try json.word("ledger"), category: try json.string("category"), span: try json.span("text"),
      realis: try json.word("realis"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("ledger", ledger)
    json.field("category", category)
    json.field("text", span.text)
    json.field("realis", realis)
    json.field("start", span.start)
    json.field("end", span.end)
    json.endObject()
  }
}

extension Suppressed: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(reason: try json.string("reason"), span: try json.span("text"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("reason", reason)
    json.span("text", span)
    json.endObject()
  }
}
