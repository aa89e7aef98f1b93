import Models

/// The form of a value, as declared, from which schemas and random values are generated.
package indirect enum Shape: Sendable {
  case text(TextRule)
  case integer(IntegerRule)
  case number(NumberRule)
  case boolean
  case instant(InstantRule)
  case date
  case subject
  case word(Definition, [String])
  case constant(String)
  case record(RecordShape)
  case variants(VariantShape)
}

/// One declared field.
package struct FieldShape: Sendable {
  package enum Presence: Sendable {
    case required
    /// Always encoded; a record of an earlier version may lack the field.
    case defaulted
    case optional
    /// A boolean that is omitted where it is false.
    case flag
    case list(ListPresence)
    /// Computed from other fields when the record is encoded; never decoded.
    case derived(isRequired: Bool)
  }

  package let name: String
  package let presence: Presence
  package let shape: Shape
  package let meaning: String
}

/// The form of an object with a fixed set of fields.
package struct RecordShape: Sendable {
  package let definition: Definition
  package let alternatives: [Alternative]
  package let allowsNull: Bool
  /// Computed on demand, since a shape may be large.
  package let fields: @Sendable () -> [FieldShape]

  init<Value: ContractValue>(of _: Value.Type) {
    definition = Value.definition
    alternatives = Value.alternatives
    allowsNull = Value.allowsNull
    fields = {
      var builder = ShapeBuilder()
      var value = Value.blank
      value.fields(&builder)
      return builder.fields
    }
  }
}

/// The form of an object with several variants.
package struct VariantShape: Sendable {
  package let definition: Definition
  /// The variants, each with its word of the field `kind`. That field comes first in every variant but the untagged
  /// one.
  package let variants: @Sendable () -> [(kind: String, fields: [FieldShape])]

  init<Value: ContractVariants>(of _: Value.Type) {
    definition = Value.definition
    variants = {
      Value.Kind.allCases.map { kind in
        var builder = ShapeBuilder()
        var value = Value.blank(kind)
        value.fields(&builder)
        return (kind.rawValue, builder.fields)
      }
    }
  }
}

/// Describes the fields of a declaration.
struct ShapeBuilder: FieldVisitor {
  typealias Failure = Never

  private(set) var fields: [FieldShape] = []

  private mutating func add(
    _ name: StaticString, _ presence: FieldShape.Presence, _ shape: Shape, _ meaning: StaticString
  ) {
    fields.append(FieldShape(name: "\(name)", presence: presence, shape: shape, meaning: "\(meaning)"))
  }

  mutating func visit<Value: FieldValue>(
    required name: StaticString, _: inout Value, _ rule: Value.Rule, _ meaning: StaticString
  ) {
    add(name, .required, Value.shape(rule), meaning)
  }

  mutating func visit<Value: FieldValue>(
    optional name: StaticString, _: inout Value?, _ rule: Value.Rule, _ meaning: StaticString
  ) {
    add(name, .optional, Value.shape(rule), meaning)
  }

  mutating func visit<Value: FieldValue>(
    defaulted name: StaticString, _: inout Value, _: @autoclosure () -> Value, _ rule: Value.Rule,
    _ meaning: StaticString
  ) {
    add(name, .defaulted, Value.shape(rule), meaning)
  }

  mutating func visit<Value: FieldValue>(
    list name: StaticString, _: inout [Value], _ presence: ListPresence, _ rule: Value.Rule, _ meaning: StaticString
  ) {
    add(name, .list(presence), Value.shape(rule), meaning)
  }

  mutating func visit<Value: FieldValue>(
    derived name: StaticString, _: Value?, isRequired: Bool, _ rule: Value.Rule, _ meaning: StaticString
  ) {
    add(name, .derived(isRequired: isRequired), Value.shape(rule), meaning)
  }

  mutating func offsets(of _: inout TextSpan) {
    add("start", .required, .integer(.start), "")
    add("end", .required, .integer(.end), "")
  }

  mutating func constant(_ name: StaticString, _ text: String, _ meaning: StaticString) {
    add(name, .derived(isRequired: true), .constant(text), meaning)
  }

  mutating func schema(_ version: String) {
    add("schema", .required, .constant(version), "The version of this schema.")
  }

  mutating func flag(_ name: StaticString, _: inout Bool, _ meaning: StaticString) {
    add(name, .flag, .boolean, meaning)
  }
}
