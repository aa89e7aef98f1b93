import CLibcurl
import Models

/// The `Retry-After` header (RFC 9110, section 10.2.3): a number of seconds, or an HTTP date.
enum RetryAfter {
  static func wait(_ value: String, now: Timestamp) -> Duration? {
    let digits = value.utf8.drop { $0 == 0x20 || $0 == 0x09 }
    if let first = digits.first, (0x30...0x39).contains(first), digits.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .seconds(Int64(String(value.filter { $0 != " " && $0 != "\t" })) ?? Int64(Int32.max))
    }
    // The library parses the three forms of RFC 9110, section 5.6.7, and returns -1 for anything else.
    let seconds = curl_getdate(value, nil)
    guard seconds >= 0 else { return nil }
    return max(.zero, .milliseconds(Int64(seconds) * 1000 - now.milliseconds))
  }
}
