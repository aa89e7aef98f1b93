/// The JSON Schemas (draft 2020-12) of the values of all topics, generated from their declarations.
package struct SchemaDocuments {
  package static let definitionsFile = "definitions.schema.json"
  private static let dialect: JSONDocument = "https://json-schema.org/draft/2020-12/schema"

  /// The documents by file name, for example `alert.schema.json`.
  package private(set) var files: [String: JSONDocument] = [:]
  private var definitions: [String: JSONDocument] = [:]

  package init(of shapes: [Shape]) {
    for shape in shapes { addFile(of: shape) }
    let sorted = definitions.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    files[Self.definitionsFile] = [
      "$schema": Self.dialect, "title": "What the schemas of several topics share",
      "description":
        "Fields that a schema does not name may come with a later version: readers ignore them. Fields that are absent are unknown or empty; they are never null, but for what a publisher writes.",
      "$defs": .object(sorted),
    ]
  }

  /// The name of the schema file of a shape; nil for a shape that is neither a record nor a set of variants.
  package static func file(of shape: Shape) -> String? {
    switch shape {
    case .record(let record): "\(record.definition.name).schema.json"
    case .variants(let variants): "\(variants.definition.name).schema.json"
    default: nil
    }
  }

  private mutating func addFile(of shape: Shape) {
    guard let file = Self.file(of: shape) else { return }
    switch shape {
    case .record(let record): files[file] = head(record.definition, object(record, in: file))
    case .variants(let variants):
      let parts = variants.variants().map { variant -> JSONDocument in
        JSONDocument.object([("title", .text(variant.kind))] + properties(variant.fields, allowsNull: false, in: file))
      }
      files[file] = head(variants.definition, [("type", "object"), ("oneOf", .array(parts))])
    default: break
    }
  }

  private func head(_ definition: Definition, _ fields: [(name: String, value: JSONDocument)]) -> JSONDocument {
    .object(
      [
        ("$schema", Self.dialect), ("title", .text("\(definition.title ?? definition.name)")),
        ("description", .text("\(definition.meaning)")),
      ] + fields)
  }

  private mutating func object(
    _ record: RecordShape, in file: String
  ) -> [(name: String, value: JSONDocument)] {
    var fields: [(name: String, value: JSONDocument)] = [("type", "object")]
    fields += properties(record.fields(), allowsNull: record.allowsNull, in: file)
    if !record.alternatives.isEmpty {
      let alternatives = record.alternatives.map { field -> JSONDocument in
        let schema: JSONDocument = field.mayBeEmpty ? ["type": "string"] : ["type": "string", "minLength": 1]
        return ["required": [.text(field.name)], "properties": .object([(field.name, schema)])]
      }
      fields.append(("anyOf", .array(alternatives)))
    }
    return fields
  }

  private mutating func properties(
    _ fields: [FieldShape], allowsNull: Bool, in file: String
  ) -> [(name: String, value: JSONDocument)] {
    var parts: [(name: String, value: JSONDocument)] = []
    let required = fields.filter(\.isRequired).map { JSONDocument.text($0.name) }
    if !required.isEmpty { parts.append(("required", .array(required))) }
    var properties: [(name: String, value: JSONDocument)] = []
    for field in fields { properties.append((field.name, schema(of: field, allowsNull: allowsNull, in: file))) }
    parts.append(("properties", .object(properties)))
    return parts
  }

  private mutating func schema(of field: FieldShape, allowsNull: Bool, in file: String) -> JSONDocument {
    switch field.presence {
    case .flag:
      return ["type": "boolean", "description": .text(field.meaning + " Left out where false.")]
    case .list(let presence):
      var parts: [(name: String, value: JSONDocument)] = [("type", "array")]
      if case .required = presence { parts.append(("minItems", 1)) }
      if case .bounded = presence { parts.append(("maxItems", 10_000)) }
      parts.append(("items", schema(of: field.shape, in: file)))
      return JSONDocument.object(parts).described(field.meaning)
    case .optional where allowsNull:
      return nullable(schema(of: field.shape, in: file)).described(field.meaning)
    case .required, .defaulted, .optional, .derived:
      return schema(of: field.shape, in: file).described(field.meaning)
    }
  }

  /// The schema extended so that null is valid too.
  private func nullable(_ schema: JSONDocument) -> JSONDocument {
    guard case .object(let fields) = schema, fields.first?.name == "type", case .text(let type) = fields[0].value else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    return .object([("type", [.text(type), "null"])] + fields.dropFirst())
  }

  private mutating func schema(of shape: Shape, in file: String) -> JSONDocument {
    switch shape {
    case .text(let rule):
      if let shared = SharedDefinitions.text(rule) { return refer(to: shared, from: file) }
      return switch rule {
      case .nonEmpty: ["type": "string", "minLength": 1]
      case .published: ["type": "string", "pattern": "^[^\\u0000]*$"]
      default: ["type": "string"]
      }
    case .integer(let rule):
      if let shared = SharedDefinitions.integer(rule) { return refer(to: shared, from: file) }
      return ["type": "integer", "minimum": .integer(rule.minimum)]
    case .number(let rule):
      if let shared = SharedDefinitions.number(rule) { return refer(to: shared, from: file) }
      guard let range = rule.range else { return ["type": "number"] }
      let schema: JSONDocument = ["type": "number", "minimum": .number(range.lowerBound)]
      return range.upperBound < 1e9 ? schema.adding(("maximum", .number(range.upperBound))) : schema
    case .boolean: return ["type": "boolean"]
    case .instant(let rule): return refer(to: SharedDefinitions.instant(rule), from: file)
    case .date: return refer(to: SharedDefinitions.date, from: file)
    case .subject: return refer(to: SharedDefinitions.subject, from: file)
    case .constant(let text): return ["const": .text(text)]
    case .word(let definition, let words):
      let schema: JSONDocument = [
        "enum": .array(words.map { .text($0) }), "description": .text("\(definition.meaning)"),
      ]
      return refer(to: ("\(definition.name)", schema), from: file)
    case .record(let record):
      if record.definition.title != nil { return ["$ref": .text("\(record.definition.name).schema.json")] }
      return refer(to: record, from: file)
    case .variants(let variants): return ["$ref": .text("\(variants.definition.name).schema.json")]
    }
  }

  private mutating func refer(to shared: (name: String, schema: JSONDocument), from file: String) -> JSONDocument {
    definitions[shared.name] = shared.schema
    return reference(to: shared.name, from: file)
  }

  private mutating func refer(to record: RecordShape, from file: String) -> JSONDocument {
    let name = "\(record.definition.name)"
    if definitions[name] == nil {
      definitions[name] = [:]
      let body = object(record, in: Self.definitionsFile)
      definitions[name] = .object([("description", .text("\(record.definition.meaning)"))] + body)
    }
    return reference(to: name, from: file)
  }

  private func reference(to name: String, from file: String) -> JSONDocument {
    ["$ref": .text((file == Self.definitionsFile ? "" : Self.definitionsFile) + "#/$defs/\(name)")]
  }
}

extension FieldShape {
  var isRequired: Bool {
    switch presence {
    case .required, .defaulted, .derived(isRequired: true), .list(.always), .list(.required), .list(.bounded): true
    default: false
    }
  }
}
