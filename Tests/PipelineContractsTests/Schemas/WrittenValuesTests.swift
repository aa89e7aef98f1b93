import PipelineContracts
import Testing

/// The schemas against what the coders write.
@Suite struct WrittenValuesTests {
  private static let seeds: Range<UInt64> = 0..<160
  private let checker = SchemaChecker(folder: .shared)

  @Test(
    "Every value that a coder writes is of its topic's schema, and has no field that the schema does not name",
    arguments: seeds)
  func randomValues(seed: UInt64) throws {
    let document = try AsyncAPIDocument()
    for value in try TopicValue.random(seed: seed) { try expectValid(value, document) }
  }

  @Test("Every golden record is of its topic's schema", arguments: TopicValue.golden)
  func goldenValues(value: TopicValue) throws {
    try expectValid(value, try AsyncAPIDocument())
  }

  private func expectValid(_ value: TopicValue, _ document: AsyncAPIDocument) throws {
    let tree = try JSONTree(value.bytes)
    let verdict = checker.check(tree, against: try document.schemaFile(of: value.topic))
    #expect(verdict.faults == [], "\(value)")
    #expect(checker.undeclared(tree, verdict) == [], "\(value)")
  }

  /// Fields that a reader can do without, though these writers always write them.
  private static let alwaysWritten: Set = [
    "project.schema.json#/properties/aliases"
  ]

  @Test(
    "Each field and word of the schemas is written by some value, and each field that is not required omitted by some")
  func everySchemaIsUsed() throws {
    let document = try AsyncAPIDocument()
    var total = SchemaChecker.Verdict()
    for seed in Self.seeds {
      for value in try TopicValue.random(seed: seed) {
        total.merge(checker.check(try JSONTree(value.bytes), against: try document.schemaFile(of: value.topic)))
      }
    }
    for file in SchemaFolder.shared.schemaFiles where file != "definitions.schema.json" {
      #expect(total.seen[SchemaPlace(file: file)] != nil, "no topic has \(file)")
    }
    for (place, schema) in SchemaFolder.shared.schemaFiles.flatMap(SchemaFolder.shared.schemas) {
      let use = total.seen[place, default: .init()]
      let isPart = !place.pointer.isEmpty && schema["type"]?.text != "null"
      #expect(use.count > 0 || !isPart, "nothing is ever written for \(place)")
      if let words = schema["enum"] {
        #expect(Set(words.strings).subtracting(use.words) == [], "words of \(place) that are never written")
      }
      let required = Set(schema["required"]?.strings ?? [])
      for field in schema["properties"]?.fields ?? [] where !required.contains(field.name) {
        let inner = place.appending("properties", field.name)
        let isLeftOut = total.seen[inner, default: .init()].count < use.count
        #expect(isLeftOut != Self.alwaysWritten.contains("\(inner)"), "\(inner) and whether it is required")
      }
    }
  }
}
