import JSONCoding
import Models

extension Quantity: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      span: try json.span("text"), value: try json.double("value"), unit: try json.string("unit"),
      currency: try json.stringIfPresent("currency"), comparator: try json.word("comparator"),
      subject: try json.string("subject"), asOf: try json.stringIfPresent("asOf"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.span("text", span)
    json.field("value", value)
    json.field("unit", unit)
    json.field("currency", currency)
    json.field("comparator", comparator)
    json.field("subject", subject)
    json.field("asOf", asOf)
    json.endObject()
  }
}

extension DateMention: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(span: try json.span("text"), date: try json.dateIfPresent("value"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.span("text", span)
    json.field("value", date)
    json.field("precision", date?.precision)
    json.endObject()
  }
}

extension NumberCheck: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      formula: try json.string("formula"), value: try json.double("value"), unit: try json.string("unit"),
      label: try json.stringIfPresent("label"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("formula", formula)
    json.field("value", value)
    json.field("unit", unit)
    json.field("label", label)
    json.endObject()
  }
}
