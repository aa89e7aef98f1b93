import KeyedState
import Models

/// The sums of an account's contributions, one for each half-life.
struct ContributionSums: Hashable, Sendable {
  /// One for each half-life, in ascending order; that of constant contributions is first.
  private var sums: [DecayingSum] = []
  private(set) var count = 0

  struct Totals: Hashable, Sendable {
    var count = 0
    var x = 0.0
    /// The sum of x·c: each contribution times its credibility.
    var xc = 0.0
    /// The sum for the level lane: only fresh contributions, each decaying with its half-life alone.
    var fresh = 0.0
  }

  /// Adds a contribution, or takes it off with `sign` −1.
  mutating func book(_ contribution: BookedContribution, sign: Double) {
    count += sign > 0 ? 1 : -1
    let decay = contribution.decay
    func add(_ x: Double, fresh: Double, _ halfLife: Double?) {
      sums[index(of: halfLife)].add(
        x: x, fresh: contribution.isFresh ? fresh : 0, from: decay.from, credibility: contribution.credibility,
        sign: sign)
    }
    guard contribution.phase == .falling else { return add(decay.x0, fresh: decay.x0, nil) }
    // Fresh evidence decays with the half-life alone; the whole also has a slow share.
    add(decay.x0 * decay.fastShare, fresh: decay.x0, decay.halfLife)
    if decay.fastShare < 1 { add(decay.x0 * (1 - decay.fastShare), fresh: 0, decay.slowHalfLife) }
  }

  private mutating func index(of halfLife: Double?) -> Int {
    if let index = sums.firstIndex(where: { $0.halfLife == halfLife }) { return index }
    let place = sums.firstIndex { ($0.halfLife ?? 0) > (halfLife ?? 0) } ?? sums.count
    sums.insert(DecayingSum(halfLife: halfLife), at: place)
    return place
  }

  func totals(at time: Timestamp) -> Totals {
    var totals = Totals(count: count)
    for sum in sums {
      let parts = sum.parts(at: time)
      totals.x += parts.x
      totals.xc += parts.xc
      totals.fresh += parts.fresh
    }
    return totals
  }

  init() {}

  func encode(to row: inout RowWriter) {
    row.put(count)
    row.put(sums) { $1.encode(to: &$0) }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    count = try row.int()
    sums = try row.list { (row) throws(KeyedStateFailure) in try DecayingSum(from: &row) }
  }
}
