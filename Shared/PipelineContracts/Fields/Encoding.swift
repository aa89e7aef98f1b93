import JSONCoding
import Models

/// Encoding: each declared field is written in the order of the declaration.
extension JSONWriter: FieldVisitor {
  package typealias Failure = Never

  package mutating func visit<Value: FieldValue>(
    required name: StaticString, _ value: inout Value, _: Value.Rule, _: StaticString
  ) {
    key(name)
    value.write(to: &self)
  }

  package mutating func visit<Value: FieldValue>(
    optional name: StaticString, _ value: inout Value?, _: Value.Rule, _: StaticString
  ) {
    guard let value else { return }
    key(name)
    value.write(to: &self)
  }

  package mutating func visit<Value: FieldValue>(
    defaulted name: StaticString, _ value: inout Value, _: @autoclosure () -> Value, _: Value.Rule, _: StaticString
  ) {
    key(name)
    value.write(to: &self)
  }

  package mutating func visit<Value: FieldValue>(
    list name: StaticString, _ values: inout [Value], _ presence: ListPresence, _: Value.Rule, _: StaticString
  ) {
    if case .whenNotEmpty = presence, values.isEmpty { return }
    key(name)
    beginArray()
    // Values are written where they are, without copies.
    values.withUnsafeBufferPointer { values in
      for index in values.indices { values[index].write(to: &self) }
    }
    endArray()
  }

  package mutating func visit<Value: FieldValue>(
    derived name: StaticString, _ value: Value?, isRequired _: Bool, _: Value.Rule, _: StaticString
  ) {
    guard let value else { return }
    key(name)
    value.write(to: &self)
  }

  package mutating func offsets(of span: inout TextSpan) {
    field("start", span.start)
    field("end", span.end)
  }

  package mutating func constant(_ name: StaticString, _ text: String, _: StaticString) {
    field(name, text)
  }

  package mutating func schema(_ version: String) {
    field("schema", version)
  }

  package mutating func flag(_ name: StaticString, _ value: inout Bool, _: StaticString) {
    if value { field(name, true) }
  }
}
