import Digest

/// h(…): the first 16 bytes, in lower-case hex, of SHA-256 over length-prefixed UTF-8 fields after a type tag.
///
/// Each field is preceded by its length in bytes, as eight big-endian bytes, so that different lists never have the
/// same input. An absent field is the empty string.
package func contentHash(_ tag: String, _ fields: [String]) -> String {
  var hash = SHA256()
  add(tag, to: &hash)
  for field in fields { add(field, to: &hash) }
  return hexadecimal(hash.finalize().prefix(16))
}

package func contentHash(_ tag: String, _ fields: String...) -> String {
  contentHash(tag, fields)
}

/// The hash of fields that need not be text.
package func contentHash(_ tag: String, bytes fields: [[UInt8]]) -> String {
  var hash = SHA256()
  add(tag, to: &hash)
  for field in fields {
    withUnsafeBytes(of: UInt64(field.count).bigEndian) { hash.update($0) }
    hash.update(field)
  }
  return hexadecimal(hash.finalize().prefix(16))
}

private func add(_ field: String, to hash: inout SHA256) {
  withUnsafeBytes(of: UInt64(field.utf8.count).bigEndian) { hash.update($0) }
  hash.update(field)
}
