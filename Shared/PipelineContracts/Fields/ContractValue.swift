import JSONCoding
import Models

/// A value of the contract: an object whose fields are declared once, in `fields`.
///
/// The declaration is everything: the decoder, the encoder, the JSON Schema, the payload of the AsyncAPI document and
/// the random values of the tests all follow from it. Fields are encoded in the order of their declaration.
package protocol ContractValue: FieldValue, JSONCodable where Rule == NoRule {
  /// The name and meaning of the type in the schemas.
  static var definition: Definition { get }

  /// A value to decode into: decoding overwrites every declared field.
  static var blank: Self { get }

  /// Declares each field to `visitor`: its name, where its value is stored, its rule and its meaning.
  mutating func fields<Visitor: FieldVisitor & ~Copyable>(_ visitor: inout Visitor) throws(Visitor.Failure)

  /// Checks what no single field can check, after decoding; `json` locates the error.
  func validate(_ json: JSONObject) throws(JSONError)

  /// Fields of which the schema demands at least one; empty for most types.
  static var alternatives: [Alternative] { get }

  /// Whether the schema lets optional fields be null, for values that people write. Decoders always accept null.
  static var allowsNull: Bool { get }
}

/// A contract value with several variants, which the word in its field `kind` distinguishes.
package protocol ContractVariants: ContractValue {
  associatedtype Kind: RawRepresentable & CaseIterable & Sendable where Kind.RawValue == String

  var kind: Kind { get }

  /// The variant that has no `kind`; nil for most.
  static var untaggedKind: Kind? { get }

  /// A value of the variant `kind` to decode into.
  static func blank(_ kind: Kind) -> Self

  /// Declares the fields of this value's variant, without `kind`.
  mutating func variantFields<Visitor: FieldVisitor & ~Copyable>(_ visitor: inout Visitor) throws(Visitor.Failure)
}

/// One of the fields of which the schema demands at least one.
package struct Alternative: Sendable {
  package let name: String
  package let mayBeEmpty: Bool
}

/// A named definition in the schemas, either under `$defs` or in a separate file.
package struct Definition: Sendable {
  package let name: StaticString
  package let meaning: StaticString
  /// For a record with its own schema file: the schema's title.
  package let title: StaticString?

  package init(_ name: StaticString, title: StaticString? = nil, _ meaning: StaticString) {
    self.name = name
    self.title = title
    self.meaning = meaning
  }
}

extension ContractValue {
  package static var alternatives: [Alternative] { [] }
  package static var allowsNull: Bool { false }
  package func validate(_ json: JSONObject) throws(JSONError) {}

  package init(json: inout JSONObject) throws(JSONError) {
    self = Self.blank
    try fields(&json)
    try validate(json)
  }

  package func write(to json: inout JSONWriter) {
    var copy = self
    json.beginObject()
    copy.fields(&json)
    json.endObject()
  }

  package static var plain: NoRule { NoRule() }

  package static func read(_ json: JSONValue, _: NoRule) throws(JSONError) -> Self { try json.decode() }

  package static func shape(_: NoRule) -> Shape { .record(RecordShape(of: Self.self)) }
}

extension ContractVariants {
  package static var untaggedKind: Kind? { nil }

  package static var blank: Self {
    guard let first = Kind.allCases.first else { preconditionFailure("\(Self.self) has no variant") }
    return blank(first)
  }

  package init(json: inout JSONObject) throws(JSONError) {
    let stated: Kind? = try json.wordIfPresent("kind")
    guard let kind = stated ?? Self.untaggedKind else { throw json.missing("kind") }
    self = Self.blank(kind)
    try variantFields(&json)
    try validate(json)
  }

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    if kind.rawValue != Self.untaggedKind?.rawValue {
      try visitor.constant("kind", kind.rawValue, "The variant of the record.")
    }
    try variantFields(&visitor)
  }

  package static func shape(_: NoRule) -> Shape { .variants(VariantShape(of: Self.self)) }
}
