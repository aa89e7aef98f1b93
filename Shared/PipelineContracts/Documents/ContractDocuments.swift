/// The documents that describe the contract to its users: a JSON Schema for the values of every topic, and an AsyncAPI
/// document of the topics. `beacon topics documents` writes them; the files in `Schemas` must be equal to them.
package enum ContractDocuments {
  package static let asyncAPIFile = "asyncapi.json"

  /// Each document's file name and text, in order of name.
  package static func all() -> [(file: String, text: String)] {
    var files = SchemaDocuments(of: TopicCatalogue.topics.map(\.shape)).files
    files[asyncAPIFile] = AsyncAPI.document
    return files.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
  }
}
