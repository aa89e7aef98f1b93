import JSONCoding
import Models

extension Source: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.required("id").nonEmptyString(), domain: try json.required("domain").nonEmptyString(),
      name: try json.required("name").nonEmptyString(), grade: try json.word("grade"),
      owner: try json.stringIfPresent("owner"), country: try json.value("country")?.countryCode(),
      expectedEvery: try json.stringIfPresent("expectedEvery"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("domain", domain)
    json.field("name", name)
    json.field("grade", grade)
    json.field("owner", owner)
    json.field("country", country)
    json.field("expectedEvery", expectedEvery)
    json.endObject()
  }
}
