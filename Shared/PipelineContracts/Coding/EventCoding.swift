import JSONCoding
import Models

extension Event: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.string("id"), type: try json.string("type"), plover: try json.stringIfPresent("plover"),
      cameo: try json.stringIfPresent("cameo"), category: try json.stringIfPresent("category"),
      ledger: try json.word("ledger"), realis: try json.word("realis"), negated: try json.flag("negated"),
      actors: try json.list("actors"), countries: try json.strings("countries"),
      project: try json.stringIfPresent("project"), place: try json.stringIfPresent("place"),
      when: try json.value("when")?.dated(), timeBasis: .none, deaths: try json.intIfPresent("deaths"),
      injured: try json.intIfPresent("injured"), amount: try json.decodeIfPresent("amount"),
      attribution: try json.decodeIfPresent("attribution"), layer: try json.wordIfPresent("layer"), confidence: 0,
      quote: TextSpan(text: "", start: 0, end: 0), sentence: 0)
    timeBasis = try json.word("timeBasis")
    confidence = try json.double("confidence")
    quote = try json.span("quote")
    sentence = try json.int("sentence")
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("type", type)
    json.field("plover", plover)
    json.field("cameo", cameo)
    json.field("category", category)
    json.field("ledger", ledger)
    json.field("realis", realis)
    json.field("negated", negated)
    json.list("actors", actors)
    json.list("countries", countries)
    json.field("project", project)
    json.field("place", place)
    if let when {
      json.key("when")
      json.beginObject()
      json.field("value", when.value)
      json.field("precision", when.precision)
      json.endObject()
    }
    json.field("deaths", deaths)
    json.field("injured", injured)
    json.field("amount", amount)
    json.field("attribution", attribution)
    json.field("layer", layer)
    json.field("timeBasis", timeBasis)
    json.field("confidence", confidence)
    json.span("quote", quote)
    json.field("sentence", sentence)
    json.endObject()
  }
}

extension JSONValue {
  /// `{"value", "precision"}`; the precision must be that of the value.
  fileprivate func dated() throws(JSONError) -> PartialDate {
    var json = try object()
    let date = try json.required("value").partialDate()
    let precision: PartialDate.Precision? = try json.wordIfPresent("precision")
    guard precision ?? date.precision == date.precision else {
      throw json.invalid("the value \(date.value) is not of the precision that stands beside it")
    }
    return date
  }
}

extension EventActor: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      role: try json.word("role"), text: try json.string("text"), country: try json.stringIfPresent("country"),
      kind: try json.word("kind"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("role", role)
    json.field("text", text)
    json.field("country", country)
    json.field("kind", kind)
    json.endObject()
  }
}

extension Money: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(value: try json.double("value"), currency: try json.string("currency"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("value", value)
    json.field("currency", currency)
    json.endObject()
  }
}

extension Attribution: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(speaker: try json.stringIfPresent("speaker"), kind: try json.word("kind"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("speaker", speaker)
    json.field("kind", kind)
    json.endObject()
  }
}
