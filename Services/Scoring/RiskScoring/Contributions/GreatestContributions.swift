import Glibc
import KeyedState
import Models

/// The 128 bits of a content hash, in the order of its text.
struct HashBits: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// `hash` has 32 hexadecimal digits, in lower case.
  init(_ hash: String) {
    var bits: (UInt64, UInt64) = (0, 0)
    for digit in hash.utf8 {
      let value = UInt64(digit < UInt8(ascii: "a") ? digit &- UInt8(ascii: "0") : digit &- UInt8(ascii: "a") &+ 10)
      bits = (bits.0 << 4 | bits.1 >> 60, bits.1 << 4 | value & 15)
    }
    (high, low) = bits
  }

  static func < (left: Self, right: Self) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  var text: String {
    String(unsafeUninitializedCapacity: 32) { digits in
      for index in 0..<32 {
        let part = index < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: part >> (60 - 4 * (index % 16))) & 15
        digits[index] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      return 32
    }
  }

  func encode(to row: inout RowWriter) {
    row.put(high)
    row.put(low)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    high = try row.uint64()
    low = try row.uint64()
  }
}

/// A contribution among the greatest of its account: what gives its value at any time, and the rest as its row has it,
/// since of many that are compared few are shown.
final class ListedContribution {
  /// The incident's id.
  let incident: HashBits
  let decay: Decay
  let eventTime: Timestamp
  let isState: Bool
  /// Has the rest of the contribution and its quotes, so that an assessment reads no rows of articles: the row of the
  /// list that it was read with, or its own.
  private let row: [UInt8]
  private let rest: Range<Int>
  private let quotes: Range<Int>
  /// All of it decoded, where it is shown often while it is in memory: most are not.
  private var known: Shown?
  /// How often it was shown, and from how many times on it is kept decoded.
  private var shownCount = 0
  private static let often = 6

  /// What an assessment shows of a contribution.
  final class Shown {
    let contribution: RankedContribution
    let evidence: [Evidence]

    init(_ contribution: RankedContribution, _ evidence: [Evidence]) {
      self.contribution = contribution
      self.evidence = evidence
    }
  }

  /// - Parameter quotes: what is shown of the contribution's evidence.
  init(_ contribution: RankedContribution, quotes: [Quote]) {
    incident = HashBits(contribution.incident)
    decay = contribution.decay
    eventTime = contribution.eventTime
    isState = contribution.isState
    var row = RowWriter()
    contribution.encodeRest(to: &row)
    let end = row.bytes.count
    row.put(quotes) { $1.encode(to: &$0) }
    self.row = row.bytes
    rest = 0..<end
    self.quotes = end..<self.row.count
  }

  /// The contribution alone, decoded each time.
  func contribution() throws(KeyedStateFailure) -> RankedContribution {
    if let known { return known.contribution }
    var reader = RowReader(row, from: rest.lowerBound)
    return try RankedContribution(self, rest: &reader)
  }

  /// The contribution with its quotes.
  func shown() throws(KeyedStateFailure) -> Shown {
    if let known { return known }
    var reader = RowReader(row, from: quotes.lowerBound)
    let evidence = try reader.list { (row) throws(KeyedStateFailure) in try Quote(from: &row).evidence(incident: nil) }
    let shown = Shown(try contribution(), evidence)
    shownCount += 1
    if shownCount >= Self.often { known = shown }
    return shown
  }

  /// About how many bytes of memory it takes.
  var size: Int { 200 + rest.count + quotes.count + (known == nil ? 0 : 3 * (rest.count + quotes.count)) }

  func encode(to row: inout RowWriter) {
    incident.encode(to: &row)
    decay.encode(to: &row)
    row.put(eventTime)
    row.put(isState)
    row.put(self.row[rest])
    row.put(self.row[quotes])
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    incident = try HashBits(from: &row)
    decay = try Decay(from: &row)
    eventTime = try row.timestamp()
    isState = try row.bool()
    self.row = row.bytes
    rest = try row.place()
    quotes = try row.place()
  }
}

/// The greatest contributions of an account, at most `kept` of them.
struct GreatestContributions {
  /// Greatest first, by their slow share.
  private(set) var all: [ListedContribution] = []

  /// Entries kept at most.
  static let kept = 30

  init() {}

  /// About how many bytes of memory they take.
  var size: Int { all.reduce(0) { $0 + $1.size } }

  /// Replaces the entry of the contribution's incident.
  mutating func list(_ listed: ListedContribution, slowHalfLife: Double) {
    unlist(listed.incident)
    let rank = Self.rank(listed.decay, slowHalfLife)
    var (place, end) = (0, all.count)
    while place < end {
      let middle = (place + end) / 2
      let theirs = Self.rank(all[middle].decay, slowHalfLife)
      let isBefore = rank == theirs ? listed.incident < all[middle].incident : rank > theirs
      if isBefore { end = middle } else { place = middle + 1 }
    }
    guard place < Self.kept else { return }
    all.insert(listed, at: place)
    if all.count > Self.kept { all.removeLast() }
  }

  mutating func unlist(_ incident: HashBits) {
    if let index = all.firstIndex(where: { $0.incident == incident }) { all.remove(at: index) }
  }

  /// One order for all times: the logarithm of the contribution as it would be at 1970 with the slow half-life.
  private static func rank(_ decay: Decay, _ slowHalfLife: Double) -> Double {
    log2(max(decay.x0, 1e-300)) + Double(decay.from.milliseconds)
      / (slowHalfLife * Double(Timestamp.millisecondsPerDay))
  }

  /// The greatest at `time`, greatest first, with their values.
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

  func encode(to row: inout RowWriter) { row.put(all) { $1.encode(to: &$0) } }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    all = try row.list { (row) throws(KeyedStateFailure) in try ListedContribution(from: &row) }
  }
}
