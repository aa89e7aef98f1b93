import Glibc

/// Milliseconds that only ever grow, for pauses.
enum SteadyClock {
  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  static func sleep(milliseconds: Int) {
    if milliseconds > 0 { usleep(UInt32(clamping: milliseconds * 1000)) }
  }
}
