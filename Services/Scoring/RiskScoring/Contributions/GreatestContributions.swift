import Glibc
import KeyedState
import Models

/// The greatest contributions of an account, at most `kept` of them.
struct GreatestContributions {
  /// The greatest first, as if each contribution decayed with the slow half-life alone.
  private(set) var all: [ListedContribution] = []

  /// The largest number of entries.
  static let kept = 30

  init() {}

  /// About how many bytes of memory the entries take: a typical size for each, since to ask each of many would cost
  /// more than a signal's other work on them.
  var size: Int { all.count * ListedContribution.typicalSize }

  /// Adds a contribution in place of its incident's earlier entry, unless `kept` others are greater. Returns the
  /// incident whose entry had to leave; nil for none.
  mutating func list(_ listed: ListedContribution, slowHalfLife: Double) -> HashBits? {
    unlist(listed.incident)
    let place = place(of: listed.incident, listed.decay, slowHalfLife)
    guard place < Self.kept else { return nil }
    all.insert(listed, at: place)
    return all.count > Self.kept ? all.removeLast().incident : nil
  }

  /// Whether `list` would keep a contribution of an incident that has no entry.
  func wouldList(_ incident: HashBits, _ decay: Decay, slowHalfLife: Double) -> Bool {
    all.count < Self.kept || place(of: incident, decay, slowHalfLife) < Self.kept
  }

  private func place(of incident: HashBits, _ decay: Decay, _ slowHalfLife: Double) -> Int {
    let rank = Self.rank(decay, slowHalfLife)
    var (place, end) = (0, all.count)
    while place < end {
      let middle = (place + end) / 2
      let theirs = Self.rank(all[middle].decay, slowHalfLife)
      let isBefore = rank == theirs ? incident < all[middle].incident : rank > theirs
      if isBefore { end = middle } else { place = middle + 1 }
    }
    return place
  }

  /// Removes the entry of an incident; returns whether there was one.
  @discardableResult
  mutating func unlist(_ incident: HashBits) -> Bool {
    guard let index = all.firstIndex(where: { $0.incident == incident }) else { return false }
    all.remove(at: index)
    return true
  }

  /// The entry of an incident; nil where it has none.
  func entry(of incident: HashBits) -> ListedContribution? { all.first { $0.incident == incident } }

  /// A rank that does not depend on time: the binary logarithm of the contribution, extrapolated to 1970 with the slow
  /// half-life.
  private static func rank(_ decay: Decay, _ slowHalfLife: Double) -> Double {
    log2(max(decay.x0, 1e-300)) + Double(decay.from.milliseconds)
      / (slowHalfLife * Double(Timestamp.millisecondsPerDay))
  }

  /// The `count` greatest contributions at `time`, greatest first, with their values x.
  func greatest(
    _ count: Int, at time: Timestamp
  ) throws(KeyedStateFailure) -> [(contribution: RankedContribution, x: Double)] {
    let values = all.map { $0.decay.value(at: time) }
    let leading = all.indices.leading(count) { left, right in
      values[left] == values[right] ? all[left].incident < all[right].incident : values[left] > values[right]
    }
    var greatest: [(contribution: RankedContribution, x: Double)] = []
    for index in leading { greatest.append((try all[index].contribution(), values[index])) }
    return greatest
  }

  // MARK: Rows

  /// How a contribution decays, without its value and its beginning: nearly the same for all of an account.
  private struct Rate: Hashable {
    let halfLife: Double
    let fastShare: Double
    let slowHalfLife: Double

    init(_ decay: Decay) {
      halfLife = decay.halfLife
      fastShare = decay.fastShare
      slowHalfLife = decay.slowHalfLife
    }

    init(from row: inout RowReader) throws(KeyedStateFailure) {
      halfLife = try row.double()
      fastShare = try row.double()
      slowHalfLife = try row.double()
    }
  }

  /// Appends what gives the values of the entries, in their order. A rate is written where it first occurs, after a
  /// number one higher than those before it.
  func encode(to row: inout RowWriter) {
    var rates: [Rate] = []
    row.put(all.count)
    for listed in all {
      let decay = listed.decay
      let rate = Rate(decay)
      let number = rates.firstIndex(of: rate) ?? rates.count
      row.put(number)
      if number == rates.count {
        rates.append(rate)
        row.put(rate.halfLife)
        row.put(rate.fastShare)
        row.put(rate.slowHalfLife)
      }
      listed.incident.encode(to: &row)
      row.put(decay.x0)
      row.put(decay.from)
      row.put(listed.isState)
      if listed.isState { row.put(listed.eventTime) }
    }
  }

  /// Reads the entries of an account, whose contributions have rows of their own.
  init(of account: AccountState, from row: inout RowReader) throws(KeyedStateFailure) {
    var rates: [Rate] = []
    let count = try row.int()
    guard 0...Self.kept ~= count else { throw .corrupt("an account lists \(count) contributions") }
    all.reserveCapacity(count)
    for _ in 0..<count {
      let number = try row.int()
      guard 0...rates.count ~= number else { throw .corrupt("a contribution decays at the rate \(number)") }
      if number == rates.count { rates.append(try Rate(from: &row)) }
      let incident = try HashBits(from: &row)
      let rate = rates[number]
      let decay = Decay(
        x0: try row.double(), from: try row.timestamp(), halfLife: rate.halfLife, fastShare: rate.fastShare,
        slowHalfLife: rate.slowHalfLife)
      let isState = try row.bool()
      all.append(
        ListedContribution(
          incident, decay: decay, eventTime: isState ? try row.timestamp() : decay.from, isState: isState,
          storedFor: account))
    }
  }
}
