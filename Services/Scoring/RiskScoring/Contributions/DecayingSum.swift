import Glibc
import KeyedState
import Models

/// The contributions of one account that run alike: all constant, or all falling with one half-life. So one number
/// tells their sum at any time.
///
/// A falling contribution is held as what it would be at an anchor, a whole number of half-lives after 1970; the anchor
/// moves by powers of two only, which is exact.
struct DecayingSum: Hashable, Sendable {
  /// Days; nil for constant ones.
  let halfLife: Double?
  private var anchor: Int
  private(set) var live = Parts()
  private(set) var older = Parts()
  /// The greatest that are not older, greatest first. Complete while `listed == live.count`.
  private(set) var top: [RankedContribution] = [] {
    didSet { isListDirty = true }
  }
  /// The list has to be written with the next flush.
  var isListDirty = false

  struct Parts: Hashable, Sendable {
    var count = 0
    var x = 0.0
    /// Σ x·c.
    var xc = 0.0
    /// Σ x of those that count for the level lane.
    var fresh = 0.0

    mutating func add(x: Double, c: Double, isFresh: Bool, sign: Double) {
      count += sign > 0 ? 1 : -1
      self.x += sign * x
      xc += sign * x * c
      if isFresh { fresh += sign * x }
      if count == 0 { self = Parts() }
    }

    func scaled(by factor: Double) -> Parts {
      Parts(count: count, x: max(0, x * factor), xc: max(0, xc * factor), fresh: max(0, fresh * factor))
    }
  }

  init(halfLife: Double?) {
    self.halfLife = halfLife
    anchor = 0
  }

  var isEmpty: Bool { live.count == 0 && older.count == 0 }

  mutating func add(_ entry: BookedContribution, sign: Double) {
    let weight = weight(of: entry.curve)
    if entry.course == .older {
      older.add(x: weight, c: entry.credibility, isFresh: entry.isFresh, sign: sign)
    } else {
      live.add(x: weight, c: entry.credibility, isFresh: entry.isFresh, sign: sign)
    }
  }

  /// The sums as they are at `time`.
  func parts(at time: Timestamp) -> (live: Parts, older: Parts) {
    guard let halfLife else { return (live.scaled(by: 1), older.scaled(by: 1)) }
    let (whole, fraction) = Self.halves(time, halfLife)
    let factor = scalbn(exp2(-fraction), Int32(clamping: anchor - whole))
    return (live.scaled(by: factor), older.scaled(by: factor))
  }

  private mutating func weight(of curve: Curve) -> Double {
    guard let halfLife else { return curve.x0 }
    let (whole, fraction) = Self.halves(curve.from, halfLife)
    if isEmpty { anchor = whole }
    if whole - anchor > Self.reach {
      let shift = Int32(clamping: whole - anchor)
      live = live.scaled(by: scalbn(1, -shift))
      older = older.scaled(by: scalbn(1, -shift))
      anchor = whole
    }
    return scalbn(curve.x0 * exp2(fraction), Int32(clamping: whole - anchor))
  }

  /// How far contributions may lie above the anchor, in half-lives, before it moves.
  private static let reach = 256

  private static func halves(_ time: Timestamp, _ halfLife: Double) -> (whole: Int, fraction: Double) {
    let halves = Double(time.milliseconds) / (halfLife * Double(Timestamp.millisecondsPerDay))
    let whole = halves.rounded(.down)
    return (Int(whole), halves - whole)
  }

  // MARK: The greatest

  /// Entries kept at most, and at least while there are so many.
  static let kept = 60
  static let needed = 50

  /// Whether entries are missing that have to be listed.
  var isShort: Bool { top.count < min(Self.needed, live.count) }

  mutating func list(_ entry: RankedContribution) {
    unlist(entry.cluster)
    let place = top.firstIndex { entry.outranks($0, halfLife: halfLife) } ?? top.count
    // Beyond the end of an incomplete list, others that are not listed may come first.
    if place == top.count, top.count < live.count - 1 { return }
    top.insert(entry, at: place)
    if top.count > Self.kept { top.removeLast() }
  }

  mutating func unlist(_ cluster: String) {
    if let index = top.firstIndex(where: { $0.cluster == cluster }) { top.remove(at: index) }
  }

  mutating func relist(_ entries: [RankedContribution]) {
    top = Array(entries.sorted { $0.outranks($1, halfLife: halfLife) }.prefix(Self.kept))
  }

  // MARK: Rows

  func encode(to row: inout RowWriter) {
    row.put(halfLife) { $0.put($1) }
    row.put(anchor)
    for parts in [live, older] {
      row.put(parts.count)
      row.put(parts.x)
      row.put(parts.xc)
      row.put(parts.fresh)
    }
  }

  /// The list of the greatest has a row of its own: it is long, and only one course's changes with a contribution.
  func encodeList() -> [UInt8] {
    var row = RowWriter()
    row.put(top) { $1.encode(to: &$0) }
    return row.bytes
  }

  mutating func decodeList(_ bytes: [UInt8]) throws(KeyedStateFailure) {
    var row = RowReader(bytes)
    top = try row.list { (row) throws(KeyedStateFailure) in try RankedContribution(from: &row) }
    isListDirty = false
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    halfLife = try row.bool() ? try row.double() : nil
    anchor = try row.int()
    live = Parts(count: try row.int(), x: try row.double(), xc: try row.double(), fresh: try row.double())
    older = Parts(count: try row.int(), x: try row.double(), xc: try row.double(), fresh: try row.double())
  }
}

/// What an assessment shows of a contribution.
struct RankedContribution: Hashable, Sendable {
  /// The cluster's id.
  var cluster: String
  var type: String
  var curve: Curve
  var s: Double
  var c: Double
  var m: Double
  var n: Double
  var p: Double
  var realis: Realis
  var eventTime: Timestamp
  var isState: Bool
  var isFresh: Bool
  var reports: Int
  var voices: Int
  /// Of the first voices.
  var evidence: [EvidenceReference]

  /// Greater than another of the same course, at any time at which both fall.
  func outranks(_ other: RankedContribution, halfLife: Double?) -> Bool {
    let mine = rank(halfLife)
    let theirs = other.rank(halfLife)
    return mine == theirs ? cluster < other.cluster : mine > theirs
  }

  private func rank(_ halfLife: Double?) -> Double {
    guard let halfLife else { return curve.x0 }
    return log2(curve.x0) + Double(curve.from.milliseconds) / (halfLife * Double(Timestamp.millisecondsPerDay))
  }

  func encode(to row: inout RowWriter) {
    row.put(cluster)
    row.put(type)
    row.put(curve.x0)
    row.put(curve.from)
    row.put(curve.halfLife)
    for value in [s, c, m, n, p] { row.put(value) }
    row.put(realis.rawValue)
    row.put(eventTime)
    row.put(isState)
    row.put(isFresh)
    row.put(reports)
    row.put(voices)
    row.put(evidence)
  }

  init(
    cluster: String, type: String, curve: Curve, s: Double, c: Double, m: Double, n: Double, p: Double,
    realis: Realis, eventTime: Timestamp, isState: Bool, isFresh: Bool, reports: Int, voices: Int,
    evidence: [EvidenceReference]
  ) {
    self.cluster = cluster
    self.type = type
    self.curve = curve
    self.s = s
    self.c = c
    self.m = m
    self.n = n
    self.p = p
    self.realis = realis
    self.eventTime = eventTime
    self.isState = isState
    self.isFresh = isFresh
    self.reports = reports
    self.voices = voices
    self.evidence = evidence
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    cluster = try row.string()
    type = try row.string()
    curve = Curve(x0: try row.double(), from: try row.timestamp(), halfLife: try row.double())
    s = try row.double()
    c = try row.double()
    m = try row.double()
    n = try row.double()
    p = try row.double()
    realis = try row.word(Realis.self)
    eventTime = try row.timestamp()
    isState = try row.bool()
    isFresh = try row.bool()
    reports = try row.int()
    voices = try row.int()
    evidence = try row.evidence()
  }
}

extension RowWriter {
  mutating func put(_ evidence: [EvidenceReference]) {
    put(evidence) {
      $0.put($1.articleId)
      $0.put($1.eventId)
    }
  }
}

extension RowReader {
  mutating func evidence() throws(KeyedStateFailure) -> [EvidenceReference] {
    try list { (row) throws(KeyedStateFailure) in
      EvidenceReference(articleId: try row.string(), eventId: try row.string())
    }
  }
}
