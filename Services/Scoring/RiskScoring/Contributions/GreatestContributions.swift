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

  /// Entries in any order.
  init(_ entries: [ListedContribution], slowHalfLife: Double) {
    let ranked = entries.map { (rank: Self.rank($0.decay, slowHalfLife), entry: $0) }
    all = ranked.sorted { left, right in
      left.rank == right.rank ? left.entry.incident < right.entry.incident : left.rank > right.rank
    }.map(\.entry)
  }

  /// About how many bytes of memory the entries take.
  var size: Int { all.reduce(0) { $0 + $1.size } }

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
}
