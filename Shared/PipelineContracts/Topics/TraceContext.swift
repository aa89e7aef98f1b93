import Models

/// W3C trace context, as the `traceparent` of every record: all that comes of one published record has one trace.
package enum TraceContext {
  /// The trace that begins with a record. Its ids are hashes of the record's own id and time, never random, so that a
  /// fold that is repeated writes the same headers again.
  package static func begin(_ id: String, at time: Timestamp) -> String {
    let trace = contentHash("trace", id, time.description)
    return "00-\(trace)-\(contentHash("span", trace).prefix(16))-01"
  }

  /// Whether the text is a traceparent that may be carried on; another is replaced by a new trace.
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
