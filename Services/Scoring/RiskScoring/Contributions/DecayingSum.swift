import Glibc
import KeyedState
import Models

/// A sum of contributions that are all constant or all decay with the same half-life: one stored sum gives its value at
/// any time.
///
/// A falling contribution is stored as its value at an anchor, a whole number of half-lives after 1970; the anchor
/// moves by powers of two only, which is exact.
struct DecayingSum: Hashable, Sendable {
  /// In days; nil where the contributions are constant.
  let halfLife: Double?
  private var anchor = 0
  private var parts = Parts()

  struct Parts: Hashable, Sendable {
    var count = 0
    var x = 0.0
    /// The sum of x·c: each contribution times its credibility.
    var xc = 0.0
    /// The sum of what counts for the level lane.
    var fresh = 0.0

    mutating func add(x: Double, c: Double, fresh: Double, sign: Double) {
      count += sign > 0 ? 1 : -1
      self.x += sign * x
      xc += sign * x * c
      self.fresh += sign * fresh
      if count == 0 { self = Parts() }
    }

    func scaled(by factor: Double) -> Parts {
      Parts(count: count, x: max(0, x * factor), xc: max(0, xc * factor), fresh: max(0, fresh * factor))
    }
  }

  init(halfLife: Double?) { self.halfLife = halfLife }

  var isEmpty: Bool { parts.count == 0 }

  /// Adds `x`, a contribution's value at `from`, and `fresh`, its value for the level lane; subtracts both if `sign` is
  /// −1.
  mutating func add(x: Double, fresh: Double, from: Timestamp, credibility: Double, sign: Double) {
    let factor = factor(from: from)
    parts.add(x: x * factor, c: credibility, fresh: fresh * factor, sign: sign)
  }

  /// The sums, decayed to `time`.
  func parts(at time: Timestamp) -> Parts {
    guard let halfLife else { return parts.scaled(by: 1) }
    let (whole, fraction) = Self.halves(time, halfLife)
    return parts.scaled(by: scalbn(exp2(-fraction), Int32(clamping: anchor - whole)))
  }

  /// The factor that converts a value at `from` to its value at the anchor, which moves first if `from` is too far
  /// after it.
  private mutating func factor(from: Timestamp) -> Double {
    guard let halfLife else { return 1 }
    let (whole, fraction) = Self.halves(from, halfLife)
    if isEmpty { anchor = whole }
    if whole - anchor > Self.reach {
      parts = parts.scaled(by: scalbn(1, -Int32(clamping: whole - anchor)))
      anchor = whole
    }
    return scalbn(exp2(fraction), Int32(clamping: whole - anchor))
  }

  /// How far contributions may be after the anchor, in half-lives, before it moves.
  private static let reach = 256

  private static func halves(_ time: Timestamp, _ halfLife: Double) -> (whole: Int, fraction: Double) {
    let halves = Double(time.milliseconds) / (halfLife * Double(Timestamp.millisecondsPerDay))
    let whole = halves.rounded(.down)
    return (Int(whole), halves - whole)
  }

  func encode(to row: inout RowWriter) {
    row.put(halfLife) { $0.put($1) }
    row.put(anchor)
    row.put(parts.count)
    row.put(parts.x)
    row.put(parts.xc)
    row.put(parts.fresh)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    halfLife = try row.bool() ? try row.double() : nil
    anchor = try row.int()
    parts = Parts(count: try row.int(), x: try row.double(), xc: try row.double(), fresh: try row.double())
  }
}
