import Foundation

/// The schemas and the AsyncAPI document of the repository.
struct SchemaFolder: Sendable {
  static let shared: SchemaFolder = {
    do {
      return try SchemaFolder()
    } catch {
      fatalError("the schemas cannot be read: \(error)")
    }
  }()

  static let asyncAPI = "asyncapi.json"

  /// By file name.
  let documents: [String: JSONTree]

  private init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Shared/PipelineContracts/Schemas").standardized
    var documents: [String: JSONTree] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".json") {
      documents[file] = try JSONTree(try Data(contentsOf: folder.appending(path: file)))
    }
    self.documents = documents
  }

  /// The files of JSON Schema, by name.
  var schemaFiles: [String] { documents.keys.filter { $0.hasSuffix(".schema.json") }.sorted() }

  /// Every schema in `file`: the whole one first, then those within it.
  func schemas(in file: String) -> [(place: SchemaPlace, schema: JSONTree)] {
    documents[file].map { Self.schemas(in: $0, SchemaPlace(file: file)) } ?? []
  }

  static func schemas(in schema: JSONTree, _ place: SchemaPlace) -> [(place: SchemaPlace, schema: JSONTree)] {
    var found = [(place, schema)]
    for keyword in schema.fields {
      switch keyword.name {
      case "properties", "$defs":
        for field in keyword.value.fields {
          found += schemas(in: field.value, place.appending(keyword.name, field.name))
        }
      case "items":
        found += schemas(in: keyword.value, place.appending("items"))
      case "allOf", "anyOf", "oneOf":
        for (index, part) in keyword.value.elements.enumerated() {
          found += schemas(in: part, place.appending(keyword.name, "\(index)"))
        }
      default: break
      }
    }
    return found
  }

  /// The schema that a reference from `file` names, with its place; nil for a dangling reference.
  func resolve(_ reference: String, from file: String) -> (schema: JSONTree, place: SchemaPlace)? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = parts[0].isEmpty ? file : String(parts[0])
    let pointer = parts.count == 2 ? String(parts[1]) : ""
    guard var node = documents[target] else { return nil }
    for step in pointer.split(separator: "/") {
      guard let next = node[String(step)] else { return nil }
      node = next
    }
    return (node, SchemaPlace(file: target, pointer: pointer))
  }
}

/// The place of a schema: a file and a JSON pointer into it.
struct SchemaPlace: Hashable, CustomStringConvertible, Sendable {
  var file: String
  var pointer = ""

  func appending(_ steps: String...) -> SchemaPlace {
    SchemaPlace(file: file, pointer: pointer + steps.map { "/" + $0 }.joined())
  }

  var description: String { "\(file)#\(pointer)" }
}
