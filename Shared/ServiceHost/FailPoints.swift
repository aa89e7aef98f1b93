import Glibc
import KafkaMessaging

/// Points at which a test ends the process, as if it were killed: `BEACON_FAIL_POINT=scoring:before-commit:3` dies at the
/// third time. Release builds have none.
enum FailPoints {
  static func check(for stage: String) -> KafkaFailPoint.Check {
    #if DEBUG
      guard let text = getenv("BEACON_FAIL_POINT") else { return { _ in } }
      let parts = String(cString: text).split(separator: ":")
      guard parts.count == 3, parts[0] == stage, let point = KafkaFailPoint(rawValue: String(parts[1])),
        let count = Int(parts[2])
      else { return { _ in } }
      var left = count
      return { reached in
        guard reached == point else { return }
        left -= 1
        if left == 0 { kill(getpid(), SIGKILL) }
      }
    #else
      return { _ in }
    #endif
  }
}
