import Messaging
import PipelineContracts
import Testing

/// The AsyncAPI document by its channels.
struct AsyncAPIDocument {
  struct Channel {
    var name: String
    var channel: JSONTree
    var message: JSONTree
    /// The place of the headers' schema.
    var headers: SchemaPlace

    var address: String? { channel["address"]?.text }
    var kafka: JSONTree? { channel["bindings"]?["kafka"] }
    var key: JSONTree? { message["bindings"]?["kafka"]?["key"] }
    /// The file of the values' schema; nil where they are bytes.
    var schemaFile: String? { message["payload"]?["schema"]?["$ref"]?.text }
  }

  let root: JSONTree
  let channels: [Channel]

  init() throws {
    let folder = SchemaFolder.shared
    let root = try #require(folder.documents[SchemaFolder.asyncAPI])
    self.root = root
    channels = try (root["channels"]?.fields ?? []).map { field in
      let messages = try #require(field.value["messages"]).fields
      try #require(messages.count == 1, "\(field.name) has one message")
      let reference = try #require(messages[0].value["$ref"]?.text)
      let (message, place) = try #require(folder.resolve(reference, from: SchemaFolder.asyncAPI))
      return Channel(
        name: field.name, channel: field.value, message: message, headers: place.appending("headers"))
    }
  }

  func channel(of topic: String) throws -> Channel {
    try #require(channels.first { $0.address == topic }, "the document has no channel for \(topic)")
  }

  func schemaFile(of topic: String) throws -> String {
    try #require(try channel(of: topic).schemaFile, "the values of \(topic) have no schema")
  }

  /// The headers of a record, as one object.
  static func object(_ headers: [Header]) -> JSONTree {
    .object(headers.map { .init(name: $0.name, value: .string(String(decoding: $0.value, as: UTF8.self))) })
  }
}
