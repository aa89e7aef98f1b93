import JSONCoding
import Models

/// Decoding: each declared field is read into its place.
extension JSONObject: FieldVisitor {
  package mutating func visit<Value: FieldValue>(
    required name: StaticString, _ value: inout Value, _ rule: Value.Rule, _: StaticString
  ) throws(JSONError) {
    value = try Value.read(try required(name), rule)
  }

  package mutating func visit<Value: FieldValue>(
    optional name: StaticString, _ value: inout Value?, _ rule: Value.Rule, _: StaticString
  ) throws(JSONError) {
    if let json = self.value(name) { value = try Value.read(json, rule) } else { value = nil }
  }

  package mutating func visit<Value: FieldValue>(
    defaulted name: StaticString, _ value: inout Value, _ defaultValue: @autoclosure () -> Value, _ rule: Value.Rule,
    _: StaticString
  ) throws(JSONError) {
    if let json = self.value(name) { value = try Value.read(json, rule) } else { value = defaultValue() }
  }

  package mutating func visit<Value: FieldValue>(
    list name: StaticString, _ values: inout [Value], _ presence: ListPresence, _ rule: Value.Rule, _: StaticString
  ) throws(JSONError) {
    values = []
    guard let list = value(name) else {
      if case .required = presence { throw missing(name) }
      return
    }
    let array = try list.array()
    if array.isEmpty {
      if case .required = presence { throw list.invalid("found an empty list; expected at least one element") }
      return
    }
    values.reserveCapacity(array.underestimatedCount)
    for element in array { values.append(try Value.read(element, rule)) }
  }

  package mutating func visit<Value: FieldValue>(
    derived _: StaticString, _: Value?, isRequired _: Bool, _: Value.Rule, _: StaticString
  ) throws(JSONError) {}

  package mutating func offsets(of span: inout TextSpan) throws(JSONError) {
    let start = try int("start")
    let end = try int("end")
    guard 0 <= start, start <= end else {
      throw invalid("found start \(start) and end \(end); expected 0 ≤ start ≤ end")
    }
    span.start = start
    span.end = end
  }

  package mutating func constant(_: StaticString, _: String, _: StaticString) throws(JSONError) {}

  package mutating func schema(_ version: String) throws(JSONError) {
    let value = try required("schema")
    let found = try value.string()
    guard found == version else {
      throw JSONError(.unknownSchema, at: value.path, "found \(quoted(found)); expected \"\(version)\"")
    }
  }

  package mutating func flag(_ name: StaticString, _ value: inout Bool, _: StaticString) throws(JSONError) {
    value = try flag(name)
  }
}
