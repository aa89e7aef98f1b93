/// The limits of one request.
package struct HTTPLimits: Hashable, Sendable {
  package var connectTimeout: Duration
  /// From the start of the request to the last byte, redirects included.
  package var totalTimeout: Duration
  /// The largest body, in bytes after decompression.
  package var bodyBytes: Int
  /// The largest size of all header lines in bytes, those of redirects included.
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
  /// The duration in whole milliseconds, rounded up; at least 1.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(clamping: seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
