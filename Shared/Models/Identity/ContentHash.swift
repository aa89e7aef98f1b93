import Digest

/// The content hash, h(…) in the schemas: the first 16 bytes, in lower-case hexadecimal digits, of SHA-256 over a type
/// tag and UTF-8 fields.
///
/// The tag and each field are preceded by their length in bytes, as eight big-endian bytes, so that different lists
/// never have the same input. An absent field is the empty string.
package func contentHash(_ tag: String, _ fields: [String]) -> String {
  // Gathered first: each piece that a digest takes costs as much as many bytes.
  var input: [UInt8] = []
  input.reserveCapacity(fields.reduce(8 + tag.utf8.count) { $0 + 8 + $1.utf8.count })
  add(tag, to: &input)
  for field in fields { add(field, to: &input) }
  var hash = SHA256()
  hash.update(input)
  return hash.hexadecimal(first: 16)
}

package func contentHash(_ tag: String, _ fields: String...) -> String {
  contentHash(tag, fields)
}

/// The hash of fields that are bytes and need not be text.
package func contentHash(_ tag: String, bytes fields: [[UInt8]]) -> String {
  var hash = SHA256()
  var start: [UInt8] = []
  add(tag, to: &start)
  hash.update(start)
  for field in fields {
    withUnsafeBytes(of: UInt64(field.count).bigEndian) { hash.update($0) }
    hash.update(field)
  }
  return hash.hexadecimal(first: 16)
}

private func add(_ field: String, to input: inout [UInt8]) {
  withUnsafeBytes(of: UInt64(field.utf8.count).bigEndian) { input.append(contentsOf: $0) }
  input.append(contentsOf: field.utf8)
}
