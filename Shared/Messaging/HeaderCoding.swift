/// Headers as one blob: for each, the name's length, the name, the value's length, the value; lengths as LEB128.
package enum HeaderCoding {
  package static func encode(_ headers: [Header]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count + 4 })
    for header in headers {
      append(run: header.name.utf8, to: &bytes)
      append(run: header.value, to: &bytes)
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

  /// Appends a length and that many bytes.
  static func append(run: some Collection<UInt8>, to bytes: inout [UInt8]) {
    var rest = run.count
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
    bytes.append(contentsOf: run)
  }

  /// Reads a length and that many bytes at `next`; nil where they are malformed or cut off.
  static func run(_ bytes: UnsafeRawBufferPointer, _ next: inout Int) -> Slice<UnsafeRawBufferPointer>? {
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
