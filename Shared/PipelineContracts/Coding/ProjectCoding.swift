import JSONCoding
import Models

/// `id`, `name`, `countries` and `sector` are required. An unknown sector is kept.
extension Project: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.required("id").nonEmptyString(), name: try json.required("name").nonEmptyString(),
      aliases: try json.strings("aliases"), countries: try Self.countries(in: &json),
      sector: try json.required("sector").nonEmptyString(), corridor: try json.stringIfPresent("corridor"),
      connectivity: try json.words("connectivity"), scale: try json.wordIfPresent("scale"),
      field: try json.wordIfPresent("field"), actorClass: try json.wordIfPresent("actorClass"),
      phase: try json.stringIfPresent("phase"), counterparties: try json.list("counterparties"),
      sites: try json.list("sites"), milestones: try json.list("milestones"), protected: try json.flag("protected"))
  }

  private static func countries(in json: inout JSONObject) throws(JSONError) -> [String] {
    let value = try json.required("countries")
    var countries: [String] = []
    for code in try value.array() { countries.append(try code.countryCode()) }
    if countries.isEmpty { throw value.invalid("found no country; expected at least one") }
    return countries
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("name", name)
    json.list("aliases", aliases)
    json.list("countries", countries)
    json.field("sector", sector)
    json.field("corridor", corridor)
    if !connectivity.isEmpty { json.list("connectivity", connectivity) }
    json.field("scale", scale)
    json.field("field", field)
    json.field("actorClass", actorClass)
    json.field("phase", phase)
    if !counterparties.isEmpty { json.list("counterparties", counterparties) }
    if !sites.isEmpty { json.list("sites", sites) }
    if !milestones.isEmpty { json.list("milestones", milestones) }
    json.flag("protected", protected)
    json.endObject()
  }
}

extension Counterparty: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      name: try json.required("name").nonEmptyString(), aliases: try json.strings("aliases"),
      role: try json.string("role"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("name", name)
    if !aliases.isEmpty { json.list("aliases", aliases) }
    json.field("role", role)
    json.endObject()
  }
}

extension Site: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      name: try json.string("name"), latitude: try json.required("lat").double(in: -90...90),
      longitude: try json.required("lon").double(in: -180...180),
      radiusKm: try json.required("radiusKm").double(in: 0...20_100))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("name", name)
    json.field("lat", latitude)
    json.field("lon", longitude)
    json.field("radiusKm", radiusKm)
    json.endObject()
  }
}

extension ExpectedMilestone: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      type: try json.string("type"), expected: try json.dateIfPresent("expected"),
      actual: try json.dateIfPresent("actual"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("type", type)
    json.field("expected", expected)
    json.field("actual", actual)
    json.endObject()
  }
}
