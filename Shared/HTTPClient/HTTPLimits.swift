/// The limits of one request.
package struct HTTPLimits: Hashable, Sendable {
  package var connectTimeout: Duration
  /// From the start of the request to the last byte, redirects included.
  package var totalTimeout: Duration
  /// Bytes of a body after decompression.
  package var bodyBytes: Int
  /// Bytes of all header lines, those of redirects included.
  package var headerBytes: Int
  package var redirects: Int

  package init(
    connectTimeout: Duration = .seconds(5), totalTimeout: Duration = .seconds(20), bodyBytes: Int = 16 << 20,
    headerBytes: Int = 64 << 10, redirects: Int = 0
  ) {
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.bodyBytes = bodyBytes
    self.headerBytes = headerBytes
    self.redirects = redirects
  }
}

extension Duration {
  /// Rounded up; at least 1.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(clamping: seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
