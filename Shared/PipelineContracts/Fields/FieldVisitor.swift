import JSONCoding
import Models

/// An operation on each declared field: decoding (`JSONObject`), encoding (`JSONWriter`) or describing
/// (`ShapeBuilder`).
///
/// Absent optionals are nil, absent lists empty; a field that is null counts as absent.
package protocol FieldVisitor: ~Copyable {
  associatedtype Failure: Error

  /// A field that must be present.
  mutating func visit<Value: FieldValue>(
    required name: StaticString, _ value: inout Value, _ rule: Value.Rule, _ meaning: StaticString
  ) throws(Failure)

  /// A field that is omitted where it is nil.
  mutating func visit<Value: FieldValue>(
    optional name: StaticString, _ value: inout Value?, _ rule: Value.Rule, _ meaning: StaticString
  ) throws(Failure)

  /// A field that is always encoded; a record of an earlier version may lack it.
  mutating func visit<Value: FieldValue>(
    defaulted name: StaticString, _ value: inout Value, _ defaultValue: @autoclosure () -> Value, _ rule: Value.Rule,
    _ meaning: StaticString
  ) throws(Failure)

  /// A list; `rule` applies to each element.
  mutating func visit<Value: FieldValue>(
    list name: StaticString, _ values: inout [Value], _ presence: ListPresence, _ rule: Value.Rule,
    _ meaning: StaticString
  ) throws(Failure)

  /// A field that is derived from others: encoded for consumers where it is not nil, never decoded.
  mutating func visit<Value: FieldValue>(
    derived name: StaticString, _ value: Value?, isRequired: Bool, _ rule: Value.Rule, _ meaning: StaticString
  ) throws(Failure)

  /// The fields `start` and `end`: the position of `span` in the text.
  mutating func offsets(of span: inout TextSpan) throws(Failure)

  /// A text that is the same in every record; it is not decoded.
  mutating func constant(_ name: StaticString, _ text: String, _ meaning: StaticString) throws(Failure)

  /// The version of the schema; a record of another version is refused with `unknown_schema`.
  mutating func schema(_ version: String) throws(Failure)

  /// A boolean that is encoded only where it is true.
  mutating func flag(_ name: StaticString, _ value: inout Bool, _ meaning: StaticString) throws(Failure)
}

/// When a list is encoded, and whether it must be there.
package enum ListPresence: Sendable {
  /// Always encoded; an absent one is decoded as empty.
  case always
  /// As `always`, but the schema lets the list be absent, since people write it.
  case optional
  /// Omitted where it is empty.
  case whenNotEmpty
  /// The list must be present, with at least one element.
  case required
  /// As `always`, with at most 10,000 elements.
  case bounded
}

// MARK: How a declaration is written
extension FieldVisitor where Self: ~Copyable {
  package mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value, _ rule: Value.Rule = Value.plain, _ meaning: StaticString = ""
  ) throws(Failure) {
    try visit(required: name, &value, rule, meaning)
  }

  package mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value?, _ rule: Value.Rule = Value.plain, _ meaning: StaticString = ""
  ) throws(Failure) {
    try visit(optional: name, &value, rule, meaning)
  }

  package mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value, default defaultValue: @autoclosure () -> Value,
    _ rule: Value.Rule = Value.plain, _ meaning: StaticString = ""
  ) throws(Failure) {
    try visit(defaulted: name, &value, defaultValue(), rule, meaning)
  }

  package mutating func list<Value: FieldValue>(
    _ name: StaticString, _ values: inout [Value], _ presence: ListPresence, of rule: Value.Rule = Value.plain,
    _ meaning: StaticString
  ) throws(Failure) {
    try visit(list: name, &values, presence, rule, meaning)
  }

  package mutating func list<Value: FieldValue>(
    _ name: StaticString, _ values: inout [Value], of rule: Value.Rule = Value.plain, _ meaning: StaticString
  ) throws(Failure) {
    try visit(list: name, &values, .always, rule, meaning)
  }

  package mutating func derived<Value: FieldValue>(
    _ name: StaticString, _ value: Value, _ rule: Value.Rule = Value.plain, _ meaning: StaticString = ""
  ) throws(Failure) {
    try visit(derived: name, value, isRequired: true, rule, meaning)
  }

  package mutating func derived<Value: FieldValue>(
    _ name: StaticString, _ value: Value?, _ rule: Value.Rule = Value.plain, _ meaning: StaticString = ""
  ) throws(Failure) {
    try visit(derived: name, value, isRequired: false, rule, meaning)
  }

  /// The text of `span` under `name`, with `start` and `end` after it.
  package mutating func span(
    _ name: StaticString, _ span: inout TextSpan, _ meaning: StaticString = "The words, verbatim."
  ) throws(Failure) {
    try field(name, &span.text, .plain, meaning)
    try offsets(of: &span)
  }
}
