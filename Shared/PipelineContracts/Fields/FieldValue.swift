import JSONCoding
import Models

/// A type that a field can have.
package protocol FieldValue: Sendable {
  /// What the contract demands of a value beyond its type, for example a range; the schemas describe it.
  associatedtype Rule: Sendable
  static var plain: Rule { get }

  static func read(_ json: JSONValue, _ rule: Rule) throws(JSONError) -> Self
  func write(to json: inout JSONWriter)
  static func shape(_ rule: Rule) -> Shape
}

/// The rule of a type that the contract demands nothing of beyond the type.
package struct NoRule: Sendable {}

extension String: FieldValue {
  package static var plain: TextRule { .plain }

  package static func read(_ json: JSONValue, _ rule: TextRule) throws(JSONError) -> String {
    switch rule.check {
    case .none: try json.string()
    case .nonEmpty: try json.nonEmptyString()
    case .countryCode: try json.countryCode()
    case .noNull: try json.textWithoutNull()
    }
  }

  package func write(to json: inout JSONWriter) { json.write(self) }
  package static func shape(_ rule: TextRule) -> Shape { .text(rule) }
}

extension Int: FieldValue {
  package static var plain: IntegerRule { .count }
  package static func read(_ json: JSONValue, _: IntegerRule) throws(JSONError) -> Int { try json.int() }
  package func write(to json: inout JSONWriter) { json.write(self) }
  package static func shape(_ rule: IntegerRule) -> Shape { .integer(rule) }
}

extension Double: FieldValue {
  package static var plain: NumberRule { .any }

  package static func read(_ json: JSONValue, _ rule: NumberRule) throws(JSONError) -> Double {
    guard let range = rule.enforced else { return try json.double() }
    return try json.double(in: range)
  }

  package func write(to json: inout JSONWriter) { json.write(self) }
  package static func shape(_ rule: NumberRule) -> Shape { .number(rule) }
}

extension Bool: FieldValue {
  package static var plain: NoRule { NoRule() }
  package static func read(_ json: JSONValue, _: NoRule) throws(JSONError) -> Bool { try json.bool() }
  package func write(to json: inout JSONWriter) { json.write(self) }
  package static func shape(_: NoRule) -> Shape { .boolean }
}

extension Timestamp: FieldValue {
  package static var plain: InstantRule { .written }
  package static func read(_ json: JSONValue, _: InstantRule) throws(JSONError) -> Timestamp { try json.timestamp() }
  package func write(to json: inout JSONWriter) { json.write(self) }
  package static func shape(_ rule: InstantRule) -> Shape { .instant(rule) }
}

extension PartialDate: FieldValue {
  package static var plain: NoRule { NoRule() }
  package static func read(_ json: JSONValue, _: NoRule) throws(JSONError) -> PartialDate { try json.partialDate() }
  package func write(to json: inout JSONWriter) { json.write(value) }
  package static func shape(_: NoRule) -> Shape { .date }
}

extension SubjectKey: FieldValue {
  package static var plain: NoRule { NoRule() }
  package static func read(_ json: JSONValue, _: NoRule) throws(JSONError) -> SubjectKey { try json.subject() }
  package func write(to json: inout JSONWriter) { json.write(description) }
  package static func shape(_: NoRule) -> Shape { .subject }
}

/// A closed vocabulary; all schemas refer to its words by the name of its definition.
package protocol Word: FieldValue, RawRepresentable, CaseIterable where RawValue == String, Rule == NoRule {
  static var definition: Definition { get }
}

extension Word {
  package static var plain: NoRule { NoRule() }
  package static func read(_ json: JSONValue, _: NoRule) throws(JSONError) -> Self { try json.word() }
  package func write(to json: inout JSONWriter) { json.write(rawValue) }
  package static func shape(_: NoRule) -> Shape { .word(definition, allCases.map(\.rawValue)) }
}
