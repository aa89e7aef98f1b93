import Models

/// W3C Trace Context for the `traceparent` header: all records derived from one published record share its trace.
package enum TraceContext {
  /// The `traceparent` of a new trace that begins with a record. Its ids are hashes of the record's id and time, never
  /// random: a repeated fold writes the same headers.
  package static func begin(_ id: String, at time: Timestamp) -> String {
    let trace = contentHash("trace", id, time.description)
    return "00-\(trace)-\(contentHash("span", trace).prefix(16))-01"
  }

  /// Whether the text is a valid `traceparent`, which derived records keep; an invalid one is replaced by a new trace.
  package static func isValid(_ text: String) -> Bool { isValid(Array(text.utf8)) }

  static func isValid(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      // Version, trace, span and flags: 2, 32, 16 and 2 digits between hyphens.
      guard bytes.count == 55, !bytes.starts(with: "ff".utf8) else { return false }
      for (position, byte) in bytes.enumerated() {
        switch position {
        case 2, 35, 52: guard byte == UInt8(ascii: "-") else { return false }
        default: guard HexDigit.value(of: byte) != nil else { return false }
        }
      }
      return bytes[3..<35].contains { $0 != UInt8(ascii: "0") } && bytes[36..<52].contains { $0 != UInt8(ascii: "0") }
    }
  }
}
