import KeyedState
import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("The rows of scoring")
struct RowCodingTests {
  @Test(
    "texts come back as they were, hashes in half the space",
    arguments: [
      ("", 1), ("a", 2), ("钱凯港", 10), (String(repeating: "0f", count: 16), 17),
      (String(repeating: "0F", count: 16), 33), (String(repeating: "x", count: 32), 33),
    ])
  func texts(text: String, size: Int) throws {
    var writer = RowWriter()
    writer.put(text)
    #expect(writer.bytes.count == size)
    var reader = RowReader(writer.bytes)
    #expect(try reader.string() == text)
  }

  @Test(
    "bytes that are no UTF-8 are corrupt, even where a repair has their length, and a replacement character is a text",
    arguments: [
      ([0xFF], false), ([0x61, 0xC3], false), ([0xE9, 0x92, 0x61], false), ([0xED, 0xA0, 0x80], false),
      ([0xF0, 0x9F, 0x98], false), ([0xEF, 0xBF, 0xBD], true), ([0xE9, 0x92, 0xB1], true),
    ] as [([UInt8], Bool)])
  func invalidTexts(bytes: [UInt8], isText: Bool) {
    var writer = RowWriter()
    writer.put(bytes)
    var reader = RowReader(writer.bytes)
    #expect((try? reader.string()).map { Array($0.utf8) } == (isText ? bytes : nil))
  }

  @Test("the key of an account names it, and another end of a key names none")
  func accountKeys() {
    let prefix = RowKey.table(.accounts, of: project)
    for account in [Account(ledger: .risk, category: "SEC"), Account(ledger: .opportunity, category: "FIN")] {
      #expect(RowKey.account(RowKey.account(.accounts, project, account)[prefix.count...]) == account)
    }
    for end in [[], [0x72], [0x72, 0], [0x78, 0x53, 0], [0x72, 0x53]] as [[UInt8]] {
      #expect(RowKey.account(end[...]) == nil, "\(end)")
    }
  }

  @Test("a signal writes the row of the account that it changes, and of no other account of its subject")
  func changedRows() throws {
    let bench = Bench()
    for (index, type) in ["ARMED_CLASH", "STRIKE", "EPIDEMIC"].enumerated() {
      try bench.fold(signal(type, article: "a\(index)"), at: noon)
    }
    try bench.restart()
    #expect(bench.rows.keys(of: "k").count == 3)
    let before = bench.rows.written
    try bench.fold(signal("STRIKE", article: "b", place: "Turbat"), at: noon.adding(hours: 1))
    try bench.restart()
    let accounts = bench.rows.written.dropFirst(before.count).filter { MemoryRows.table(of: $0) == 0x6B }
    #expect(accounts == [RowKey.account(.accounts, project, Account(ledger: .risk, category: "SOC"))])
  }

  /// A bench that has folded one clash at each of so many places of Pakistan, and holds nothing in memory.
  private static func bench(
    clashes: Int, _ change: (inout RiskModel) -> Void = { _ in }
  ) throws -> Bench {
    let bench = Bench(change)
    for index in 0..<clashes {
      try bench.fold(
        signal(
          "ARMED_CLASH", article: "a\(index)", subject: pakistan, project: nil, place: "P\(index)", deaths: index),
        at: noon)
    }
    try bench.restart()
    return bench
  }

  /// The number of contributions that have been read since the bench had read `before` rows.
  private static func contributionsRead(of bench: Bench, since before: Int) -> Int {
    Set(bench.rows.read.dropFirst(before).filter { MemoryRows.table(of: $0) == ScoringTable.listed.rawValue }).count
  }

  @Test("a signal reads and writes the greatest contributions that it concerns, and no others")
  func greatestRows() throws {
    let bench = try Self.bench(clashes: 40)
    #expect(bench.rows.keys(of: "l").count == GreatestContributions.kept)
    let read = bench.rows.read.count
    try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: noon)), at: noon.adding(hours: 1))
    try bench.restart()
    #expect(Self.contributionsRead(of: bench, since: read) <= testModel.constants.shownContributions)
    let written = bench.rows.written.count
    let outputs = try bench.fold(
      signal("ARMED_CLASH", article: "b", subject: pakistan, project: nil, place: "P7", deaths: 41),
      at: noon.adding(hours: 1))
    #expect(outputs.assessments.count <= 1)
    try bench.restart()
    let changed = Set(bench.rows.written.dropFirst(written).filter { MemoryRows.table(of: $0) == 0x6C })
    #expect(changed.count == 2 && bench.rows.keys(of: "l").count == GreatestContributions.kept)
    // What was read back is what was written: another assessment of the same state is the same.
    let before = try #require(bench.outputs.assessments.last)
    let after = try bench.fold(.tick(asOf: before.asOf.adding(hours: 30)), at: noon).assessments.last
    let greatest = try #require(after?.categories.first { $0.category == "SEC" }?.contributions)
    #expect(greatest.map(\.cluster) == before.categories.first { $0.category == "SEC" }?.contributions.map(\.cluster))
  }

  @Test("an assessment reads of its subject's contributions only those that it shows")
  func shownRows() throws {
    let bench = try Self.bench(clashes: 25)
    let before = bench.rows.read.count
    let later = noon.adding(hours: 30)
    let assessment = try #require(try bench.fold(.tick(asOf: later), at: later).assessments.last)
    let shown = assessment.categories.flatMap(\.contributions).count
    #expect(shown == testModel.constants.shownContributions)
    let read = Self.contributionsRead(of: bench, since: before)
    #expect(read >= shown && read <= shown + (assessment.change?.movers.count ?? 0))
  }

  @Test("where an assessment is to show more contributions than an account lists, a signal reads no incident")
  func shownBeyondListed() throws {
    let bench = try Self.bench(clashes: 40) { $0.constants.shownContributions = GreatestContributions.kept + 5 }
    let before = bench.rows.read.count
    try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: noon)), at: noon)
    let incidents = bench.rows.read.dropFirst(before).filter {
      MemoryRows.table(of: $0) == ScoringTable.incidents.rawValue
    }
    #expect(incidents.isEmpty)
  }

  @Test("numbers of fixed width come back as they were, and a row that is cut short is corrupt")
  func numbers() throws {
    let hours: [Int32] = [0, -1, .max, .min]
    let scores = [0, -0.5, 1e300]
    var writer = RowWriter()
    writer.put(hours)
    writer.put(scores)
    var reader = RowReader(writer.bytes)
    #expect(try reader.int32s() == hours)
    #expect(try reader.doubles() == scores)
    for count in 0..<writer.bytes.count {
      var reader = RowReader(Array(writer.bytes.prefix(count)))
      #expect(throws: KeyedStateFailure.self) {
        _ = try reader.int32s()
        _ = try reader.doubles()
      }
    }
  }

  @Test("the history of a score comes back as it was, stays small, and gives the score of each day of the last month")
  func history() throws {
    var history = ScoreHistory()
    for hour in 0..<(400 * 24) { history.note(Double(hour / 24), at: noon.adding(hours: hour)) }
    let end = noon.adding(hours: 400 * 24 - 1)
    for days in 0...30 { #expect(history.score(daysAgo: days, from: end) == Double(399 - days), "\(days)") }
    #expect(history.score(daysAgo: 500, from: end) == nil)
    #expect(history.percentile(of: 200, at: end, least: 8).map { abs($0 - 0.5) < 0.2 } == true)
    var writer = RowWriter()
    history.encode(to: &writer)
    #expect(writer.bytes.count < 2000)
    var reader = RowReader(writer.bytes)
    #expect(try ScoreHistory(from: &reader) == history)
  }

  @Test("integers come back as they were", arguments: [0, 1, -1, 63, 64, -65, Int64.max, .min])
  func integers(value: Int64) throws {
    var writer = RowWriter()
    writer.put(value)
    var reader = RowReader(writer.bytes)
    #expect(try reader.int64() == value)
  }

  @Test("times and days in keys are big-endian with the sign bit flipped, and keys sort as they do, or in reverse")
  func sortableKeys() {
    func key(_ append: (inout [UInt8]) -> Void) -> [UInt8] {
      var key = [UInt8(ascii: "q")]
      append(&key)
      return key
    }
    #expect(key { SortableKey.append(Timestamp(milliseconds: 258), to: &$0) } == [0x71, 0x80, 0, 0, 0, 0, 0, 1, 2])
    #expect(key { SortableKey.append(day: -1, to: &$0) } == [0x71, 0x7F, 0xFF, 0xFF, 0xFF])
    let times = ([.min, -258, -1, 0, 1, 258, .max] as [Int64]).map { Timestamp(milliseconds: $0) }
    let ascending = times.map { time in key { SortableKey.append(time, to: &$0) } }
    let descending = times.map { time in key { SortableKey.appendDescending(time, to: &$0) } }
    #expect(ascending.map { SortableKey.time(in: $0, at: 1) } == times)
    for (earlier, later) in zip(times.indices, times.indices.dropFirst()) {
      #expect(ascending[earlier].lexicographicallyPrecedes(ascending[later]))
      #expect(descending[later].lexicographicallyPrecedes(descending[earlier]))
    }
    let days = [-800_000, -1, 0, 20_522]
    let dayKeys = days.map { day in key { SortableKey.append(day: day, to: &$0) } }
    #expect(dayKeys.map { SortableKey.day(in: $0, at: 1) } == days)
    #expect(zip(dayKeys, dayKeys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  @Test("a row that is cut short is corrupt, never a trap")
  func truncated() throws {
    guard
      case .event(let event) = signal(
        "RIOT", actors: [EventActor(role: .source, text: "PE", country: "PE", kind: .ngo)]),
      let report = Report(event, reading: ReportReading(model: testModel, regionNames: []), at: noon)
    else {
      Issue.record("the signal gives no report")
      return
    }
    var writer = RowWriter()
    report.encode(to: &writer)
    var whole = RowReader(writer.bytes)
    var again = RowWriter()
    try Report(from: &whole).encode(to: &again)
    #expect(again.bytes == writer.bytes)
    for count in 0..<writer.bytes.count {
      var reader = RowReader(Array(writer.bytes.prefix(count)))
      #expect(throws: KeyedStateFailure.self) { try Report(from: &reader) }
    }
  }
}
