/// The HMAC-SHA256 of a message (RFC 2104): 32 bytes.
package func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
  let blockSize = 64
  var block = key
  if block.count > blockSize {
    var hash = SHA256()
    hash.update(key)
    block = hash.finalize()
  }
  block += [UInt8](repeating: 0, count: blockSize - block.count)
  var inner = SHA256()
  inner.update(block.map { $0 ^ 0x36 })
  inner.update(message)
  var outer = SHA256()
  outer.update(block.map { $0 ^ 0x5C })
  outer.update(inner.finalize())
  return outer.finalize()
}
