import JSONCoding
import PipelineContracts

/// The fields of a value in JSON that a record of that form does not have, each by its path: `tier`, `sites.radius`.
/// Bytes that are not JSON have none.
func unknownFields(of bytes: [UInt8], _ shape: Shape) -> [String] {
  let found: [String]? = try? JSONParser.withShared { (parser) throws(JSONError) in
    try parser.parse(bytes) { (root) throws(JSONError) in unknownFields(of: root, shape, path: "") }
  }
  return found ?? []
}

private func unknownFields(of value: JSONValue, _ shape: Shape, path: String) -> [String] {
  guard case .record(let record) = shape else { return [] }
  if let elements = try? value.array() { return elements.flatMap { unknownFields(of: $0, shape, path: path) } }
  guard let object = try? value.object() else { return [] }
  let known = record.fields()
  return object.fields.flatMap { field in
    guard let own = known.first(where: { $0.name == field.name }) else { return [path + field.name] }
    return unknownFields(of: field.value, own.shape, path: "\(path)\(field.name).")
  }
}
