import CommandLine
import Models
import ServiceRuntime

extension CommonOptions {
  static let clock = Option<Timestamp>(
    "clock", "TIME", help: "Use this as the current time (RFC 3339), so that a run can be repeated byte for byte.",
    expected: "a time such as 2026-01-31T08:00:00Z"
  ) { Timestamp(rfc3339: $0) }
}

extension Arguments {
  /// Returns the fixed time of `--clock`, or without that option the machine's time.
  var clock: @Sendable () -> Timestamp {
    guard let fixed = self[CommonOptions.clock] else { return SystemClock.now }
    return { fixed }
  }
}
