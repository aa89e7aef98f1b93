import Glibc

/// A clock that never goes back, for the pauses and deadlines of runtimes. Its zero has no meaning.
package enum MonotonicClock {
  package static var milliseconds: Int { Int(nanoseconds / 1_000_000) }
  package static var seconds: Double { Double(nanoseconds) / 1e9 }

  /// Blocks the calling thread.
  package static func sleep(milliseconds: Int) {
    if milliseconds > 0 { usleep(UInt32(clamping: milliseconds * 1000)) }
  }

  private static var nanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
