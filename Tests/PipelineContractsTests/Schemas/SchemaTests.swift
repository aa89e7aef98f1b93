import Foundation
import PipelineContracts
import Testing

/// The schemas themselves, and the checker that they are held against.
@Suite struct SchemaTests {
  private static let files = SchemaFolder.shared.schemaFiles
  private let checker = SchemaChecker(folder: .shared)

  @Test("A schema states its dialect, a title and a description, and every field in it is described", arguments: files)
  func described(file: String) throws {
    let whole = try #require(SchemaFolder.shared.documents[file])
    #expect(whole["$schema"] != nil && whole["title"] != nil && whole["description"] != nil)
    for (place, schema) in SchemaFolder.shared.schemas(in: file) {
      for field in schema["properties"]?.fields ?? [] where !place.pointer.contains("/anyOf/") {
        let target = field.value["$ref"]?.text.flatMap { SchemaFolder.shared.resolve($0, from: file)?.schema }
        #expect(
          (field.value["description"] ?? target?["description"])?.text?.isEmpty == false, "\(place) \(field.name)")
      }
    }
  }

  @Test("Every example is of its schema", arguments: files)
  func examples(file: String) {
    for (place, schema) in SchemaFolder.shared.schemas(in: file) {
      for example in schema["examples"]?.elements ?? [] {
        #expect(checker.check(example, schema, place).faults == [])
      }
    }
  }

  @Test("Every shared definition is referred to, and every field that is required is a field")
  func references() {
    var targets: Set<SchemaPlace> = []
    var definitions: Set<SchemaPlace> = []
    for file in SchemaFolder.shared.documents.keys {
      let asyncAPI = SchemaFolder.shared.documents[SchemaFolder.asyncAPI]?["components"]?["schemas"]?.fields ?? []
      let schemas =
        file == SchemaFolder.asyncAPI
        ? asyncAPI.flatMap { SchemaFolder.schemas(in: $0.value, SchemaPlace(file: file)) }
        : SchemaFolder.shared.schemas(in: file)
      for (place, schema) in schemas {
        if place.pointer.hasPrefix("/$defs/") && !place.pointer.dropFirst(7).contains("/") { definitions.insert(place) }
        if let reference = schema["$ref"]?.text, let target = SchemaFolder.shared.resolve(reference, from: file) {
          targets.insert(target.place)
        }
        if schema["properties"] != nil, schema["$ref"] == nil {
          let names = Set((schema["properties"]?.fields ?? []).map(\.name))
          #expect(Set(schema["required"]?.strings ?? []).subtracting(names) == [], "\(place)")
        }
      }
    }
    #expect(definitions.subtracting(targets) == [])
  }

  @Test("The categories named are those of the risk model")
  func categories() throws {
    let table = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Shared/ReferenceData/RiskModel/categories.tsv"), encoding: .utf8)
    let codes = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map {
      String($0.prefix { $0 != "\t" })
    }
    let category = SchemaFolder.shared.resolve("definitions.schema.json#/$defs/category", from: "")?.schema
    #expect(category?["examples"]?.strings == codes && codes.count >= 13)
  }

  @Test(
    "The checker lets pass what a schema allows, and nothing else",
    arguments: [
      (
        #"{"type":"integer","minimum":1,"maximum":3}"#, ["1", "3", "2.0", "3e0"],
        ["0", "4", "1.5", "\"1\"", "null", "true"]
      ),
      (#"{"type":["string","null"]}"#, ["\"\"", "null"], ["0", "[]", "{}", "false"]),
      (#"{"type":"number"}"#, ["0", "-1e300"], ["\"0\"", "true"]),
      (#"{"enum":["a",1]}"#, ["\"a\"", "1"], ["\"b\"", "2", "null"]), (#"{"const":true}"#, ["true"], ["false", "1"]),
      (
        #"{"pattern":"^[a-z]{2}(-[0-9]+)?$"}"#, ["\"ab\"", "\"ab-12\"", "7"],
        ["\"ab-\"", "\"xab\"", "\"ab\\n\"", "\"AB\""]
      ),
      (#"{"minLength":2}"#, ["\"é钱\"", "7"], ["\"é\"", "\"\""]),
      (
        #"{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string"}}"#, ["[\"a\"]"],
        ["[]", "[1]", "[\"\",\"\",\"\"]"]
      ),
      (
        #"{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}"#,
        [#"{"a":"x"}"#, #"{"a":"x","b":1,"c":null}"#], ["{}", #"{"a":1}"#, #"{"a":"","b":"1"}"#, #"{"a":null}"#, "[]"]
      ),
      (#"{"oneOf":[{"type":"integer"},{"minimum":5}]}"#, ["3", "7.5", "\"x\""], ["7", "2.5"]),
      (#"{"anyOf":[{"const":1},{"const":2}]}"#, ["1", "2"], ["3"]),
      (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, ["1", "2"], ["0", "3"]),
      (#"{"$ref":"definitions.schema.json#/$defs/country","enum":["PE","xx"]}"#, ["\"PE\""], ["\"xx\"", "\"CN\""]),
      (#"{"additionalProperties":false}"#, [], ["{}"]), (#"{"format":"date"}"#, [], ["\"2024-11-30\""]),
      (#"{"pattern":"a"}"#, [], ["\"a\""]), (##"{"$ref":"#/nowhere"}"##, [], ["1"]),
      (#"{"type":"float"}"#, [], ["1.5"]),
    ] as [(String, [String], [String])])
  func checks(schema: String, good: [String], bad: [String]) throws {
    let schema = try JSONTree(schema.utf8)
    for text in good {
      #expect(checker.check(try JSONTree(text.utf8), schema, SchemaPlace(file: "test")).faults == [], "\(text)")
    }
    for text in bad {
      #expect(checker.check(try JSONTree(text.utf8), schema, SchemaPlace(file: "test")).faults != [], "\(text)")
    }
  }

  @Test("A field that no schema names is found, at any depth, whichever of several schemas applies")
  func undeclared() throws {
    let schema = try JSONTree(
      #"""
      {"oneOf":[{"properties":{"k":{"const":1},"a":{"items":{"properties":{"b":{"type":"null"}}}}}},
                {"properties":{"k":{"const":2},"c":{"type":"null"}}}]}
      """#.utf8)
    func found(_ text: String) throws -> [String] {
      let value = try JSONTree(text.utf8)
      return checker.undeclared(value, checker.check(value, schema, SchemaPlace(file: "test")))
    }
    #expect(try found(#"{"k":1,"a":[{"b":null}]}"#) == [])
    #expect(try found(#"{"k":1,"a":[{"b":null},{"d":1}],"c":null}"#) == ["$.a[1].d", "$.c"])
    #expect(try found(#"{"k":2,"c":null,"a":1}"#) == ["$.a"])
  }

  @Test(
    "What is no JSON is no tree", arguments: ["", "{", "[1,]", #"{"a":1,}"#, "01x", "nul", "\"a\nb\"", "1 2", #""\x""#])
  func malformed(text: String) {
    #expect(throws: JSONTree.Malformed.self) { try JSONTree(text.utf8) }
  }
}
