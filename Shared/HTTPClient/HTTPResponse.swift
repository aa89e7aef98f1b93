import Models

/// A complete response of any status.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  /// The headers in the order received; after redirects, those of the last response only.
  package var headers: [Header]
  /// The body after decompression.
  package var body: [UInt8]
  /// The address that the response is from, after redirects.
  package var url: String

  package struct Header: Hashable, Sendable {
    /// In lower case.
    package let name: String
    package let value: String
  }

  /// The value of the first header with that name, which is given in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// How long the server asks to wait before the next request, clamped to `range`; nil where it does not ask, or where
  /// the header is neither a number of seconds nor an HTTP date.
  package func retryAfter(now: Timestamp, within range: ClosedRange<Duration>) -> Duration? {
    guard let value = header("retry-after"), let wait = RetryAfter.wait(value, now: now) else { return nil }
    return min(max(wait, range.lowerBound), range.upperBound)
  }
}
