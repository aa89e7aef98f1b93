import Glibc
import KeyedState
import Models

/// A contribution over time: `x0` until `from`; then a fast share halves every `halfLife` days, and the rest more
/// slowly.
struct Decay: Hashable, Sendable {
  var x0: Double
  var from: Timestamp
  /// Days.
  var halfLife: Double
  /// The share of `x0` that decays with `halfLife`, 0 to 1; the rest decays with `slowHalfLife`.
  var fastShare: Double
  /// Days.
  var slowHalfLife: Double

  func value(at time: Timestamp) -> Double {
    guard time > from else { return x0 }
    let days = time.days(since: from)
    let fast = fastShare * exp2(-days / halfLife)
    return x0 * (fastShare < 1 ? fast + (1 - fastShare) * exp2(-days / slowHalfLife) : fast)
  }

  /// The value for the level lane, which falls with the half-life alone.
  func alarm(at time: Timestamp) -> Double {
    time > from ? x0 * exp2(-time.days(since: from) / halfLife) : x0
  }

  func encode(to row: inout RowWriter) {
    row.put(x0)
    row.put(from)
    row.put(halfLife)
    row.put(fastShare)
    row.put(slowHalfLife)
  }

  init(x0: Double, from: Timestamp, halfLife: Double, fastShare: Double = 1, slowHalfLife: Double) {
    self.x0 = x0
    self.from = from
    self.halfLife = halfLife
    self.fastShare = fastShare
    self.slowHalfLife = slowHalfLife
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    x0 = try row.double()
    from = try row.timestamp()
    halfLife = try row.double()
    fastShare = try row.double()
    slowHalfLife = try row.double()
  }
}
