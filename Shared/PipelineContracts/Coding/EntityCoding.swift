import JSONCoding
import Models

extension CountryMention: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      code: try json.string("code"), salience: try json.double("salience"), mentions: try json.int("mentions"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("code", code)
    json.field("salience", salience)
    json.field("mentions", mentions)
    json.endObject()
  }
}

extension Place: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      span: try json.span("text"), country: try json.stringIfPresent("country"), kind: try json.word("kind"),
      latitude: try json.doubleIfPresent("lat"), longitude: try json.doubleIfPresent("lon"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.span("text", span)
    json.field("country", country)
    json.field("kind", kind)
    json.field("lat", latitude)
    json.field("lon", longitude)
    json.endObject()
  }
}

extension Organisation: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      span: try json.span("text"), kind: try json.word("kind"), country: try json.stringIfPresent("country"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.span("text", span)
    json.field("kind", kind)
    json.field("country", country)
    json.endObject()
  }
}

extension ProjectMention: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      span: try json.span("text"), id: try json.stringIfPresent("id"), canonical: try json.stringIfPresent("canonical"),
      sector: try json.string("sector"), connectivity: try json.words("connectivity"),
      scale: try json.wordIfPresent("scale"), field: try json.wordIfPresent("field"),
      actorClass: try json.wordIfPresent("actorClass"), countries: try json.strings("countries"),
      flags: try json.words("flags"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.span("text", span)
    json.field("canonical", canonical)
    json.field("sector", sector)
    json.list("connectivity", connectivity)
    json.field("scale", scale)
    json.field("field", field)
    json.field("actorClass", actorClass)
    json.list("countries", countries)
    json.list("flags", flags)
    json.endObject()
  }
}
