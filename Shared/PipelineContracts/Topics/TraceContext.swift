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
  package static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 32, 16, 2] else { return false }
    let isHexadecimal = parts.joined().allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    let hasIds = parts[1...2].allSatisfy { part in part.contains { $0 != UInt8(ascii: "0") } }
    return isHexadecimal && hasIds && !parts[0].elementsEqual("ff".utf8)
  }
}
