/// Bytes written as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { hexadecimal($0) } }

/// Bytes written as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String { bytes.withUnsafeBufferPointer { hexadecimal($0) } }

func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  let digits: StaticString = "0123456789abcdef"
  return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
    var next = 0
    for byte in bytes {
      buffer[next] = digits.utf8Start[Int(byte >> 4)]
      buffer[next + 1] = digits.utf8Start[Int(byte & 15)]
      next += 2
    }
    return next
  }
}
