/// Headers as one blob: for each, the name's length, the name, the value's length, the value; lengths as LEB128.
package enum HeaderCoding {
  package static func encode(_ headers: [Header]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count + 4 })
    for header in headers {
      append(header.name.utf8.count, to: &bytes)
      bytes.append(contentsOf: header.name.utf8)
      append(header.value.count, to: &bytes)
      bytes.append(contentsOf: header.value)
    }
    return bytes
  }

  /// Decodes headers up to the first one that is malformed or cut off.
  package static func decode(_ bytes: UnsafeRawBufferPointer) -> [Header] {
    var headers: [Header] = []
    var next = 0
    while let name = run(bytes, &next), let value = run(bytes, &next) {
      headers.append(Header(String(decoding: name, as: UTF8.self), bytes: [UInt8](value)))
    }
    return headers
  }

  private static func append(_ length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func run(_ bytes: UnsafeRawBufferPointer, _ next: inout Int) -> Slice<UnsafeRawBufferPointer>? {
    var length = 0
    var shift = 0
    while next < bytes.count, shift < 35 {
      let byte = bytes[next]
      next += 1
      length |= Int(byte & 0x7f) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      guard length <= bytes.count - next else { return nil }
      defer { next += length }
      return bytes[next..<next + length]
    }
    return nil
  }
}
