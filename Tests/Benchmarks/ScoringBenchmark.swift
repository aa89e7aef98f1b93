import Digest
import Foundation
import KeyedState
import Messaging
import Models
import PipelineContracts
import ReferenceData
import RiskScoring
import SQLite
import StateStore
import TestSupport

/// `scoring [SIGNALS [SUBJECTS]]`: the fold of scoring over a SQLite file, in batches of 500, on one core. Signals are
/// made ahead of each batch and not counted; their decoding is not part of it.
enum ScoringBenchmark {
  /// - Parameters:
  ///   - subjects: how many subjects the signals are about; with 1 all are reports of one incident.
  ///   - note: called with the outputs of each batch; its time is not counted.
  ///   - noteTenth: called after each tenth of the signals with what it took.
  static func figures(
    signals count: Int, subjects: Int, reference: String, note: ([ScoringOutput]) throws -> Void = { _ in },
    noteTenth: (FoldCounts) -> Void = { _ in }
  ) throws -> Figures {
    let model = try RiskModelLoader(directory: reference).load()
    let file = FileManager.default.temporaryDirectory.appending(path: "beacon-scoring-\(UUID().uuidString).db")
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) } }
    let connection = try Connection(path: file.path)
    try connection.execute(StateSchema.settings)
    try connection.migrate([StateSchema.migration, StateSchema.versionMigration])
    let space = try StateSpace(stage: "scoring", partition: 0, on: connection)
    let rows = CountedRows(SQLiteStageState(space))
    let scorer = RiskScorer(model: model, rows: rows)
    var source = SyntheticSignals(seed: 1, subjects: subjects, model: model)
    var tenths: [FoldCounts] = []
    var outputs = 0
    var tenth = FoldCounts()
    for batch in 0..<(count / 500) {
      let signals = (0..<500).map { source.next(batch * 500 + $0) }
      var made: [ScoringOutput] = []
      let start = processorSeconds()
      try connection.begin()
      for (index, (signal, time)) in signals.enumerated() {
        made += try scorer.fold(signal, at: time, cause: "\(batch)-\(index)")
      }
      let folded = processorSeconds()
      try scorer.flush()
      let flushed = processorSeconds()
      try connection.commit()
      tenth.commit += processorSeconds() - flushed
      tenth.flush += flushed - folded
      tenth.fold += folded - start
      tenth.signals += signals.count
      tenth.outputs += made.count
      outputs += made.count
      try note(made)
      if (batch + 1) % max(1, count / 5000) == 0 {
        tenth.rows = rows.takeCounts()
        noteTenth(tenth)
        tenths.append(tenth)
        tenth = FoldCounts()
      }
    }
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let size = (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
    let seconds = tenths.reduce(0) { $0 + $1.seconds }
    return [
      "rate": Double(tenths.reduce(0) { $0 + $1.signals }) / seconds,
      "growth": tenths[tenths.count - 1].seconds / tenths[0].seconds,
      "memory": peakMegabytes(),
      "state": Double(size) / Double(count), "outputs": Double(outputs) / Double(count),
    ]
  }

  /// A hash of the JSON of all outputs: two states of the code that fold alike have the same.
  static func digest(signals: Int, subjects: Int, reference: String) throws -> String {
    var hash = SHA256()
    _ = try figures(signals: signals, subjects: subjects, reference: reference) { outputs in
      for output in outputs {
        switch output {
        case .assessment(let assessment): hash.update(TopicCatalogue.assessments.encode(assessment))
        case .warning(let warning): hash.update(TopicCatalogue.warnings.encode(.warning(warning)))
        }
      }
    }
    return hexadecimal(hash.finalize())
  }

  static func report(signals: Int, subjects: Int) throws {
    try report(signals, subjects, "scoring, \(signals) signals, \(subjects) subjects")
    try report(signals / 10, 1, "scoring, \(signals / 10) reports of one incident")
  }

  private static func report(_ signals: Int, _ subjects: Int, _ name: String) throws {
    let figures = try measure(["scoring-run", String(signals), String(subjects)])
    row(name, figures["rate"] ?? 0, "signals/s of processor time")
    row("  the last tenth to the first", figures["growth"] ?? 0, "times (1 is no growth)")
    row("  memory", figures["memory"] ?? 0, "MB at most")
    row("  state", figures["state"] ?? 0, "bytes a signal")
    row("  outputs", figures["outputs"] ?? 0, "a signal")
  }

  private static func row(_ name: String, _ value: Double, _ unit: String) {
    print("\(name): \(String(format: "%.2f", value)) \(unit)")
  }
}

/// Signals of many subjects, most of few, half a second apart in log time: a million in six days. A third of them are
/// late by up to three days.
private struct SyntheticSignals {
  private var random: SeededGenerator
  private let subjects: Int
  private let types: [EventType]
  /// Milliseconds of log time between signals.
  private static let spacing: Int64 = 500
  private let start = Timestamp(startOf: CivilDate(iso8601: "2026-01-01") ?? CivilDate(dayNumber: 20_000))

  init(seed: UInt64, subjects: Int, model: RiskModel) {
    random = SeededGenerator(seed: seed)
    self.subjects = subjects
    types = model.types.all.filter { $0.ledger != .none }
  }

  /// Reports of one attack, a second apart; each seventh is late by a minute.
  private mutating func ofOneIncident(_ number: Int) -> (Signal, Timestamp) {
    let now = start.adding(milliseconds: Int64(number) * 1000)
    let published = number % 7 == 6 ? now.adding(milliseconds: -60_000) : now
    return (
      event(
        number, types.first { $0.type == "ATTACK_ON_PROJECT" } ?? types[0], SubjectKey(.project, "p"), "Gwadar", start,
        published), now
    )
  }

  mutating func next(_ number: Int) -> (Signal, Timestamp) {
    if subjects == 1 { return ofOneIncident(number) }
    let now = start.adding(milliseconds: Int64(number) * Self.spacing)
    let published = random.oneIn(3) ? now.adding(hours: -random.int(0...72)) : now
    // A quarter of the signals go to a hundredth of the subjects.
    let subject = SubjectKey(
      .project, "p\(random.oneIn(4) ? random.int(0...subjects / 100) : random.int(0...subjects - 1))")
    if random.oneIn(5) { return (.coverage(CoverageSignal(subject: subject, publishedAt: published)), now) }
    return (event(number, random.pick(types), subject, "Place \(random.int(0...5))", published, published), now)
  }

  private mutating func event(
    _ number: Int, _ type: EventType, _ subject: SubjectKey, _ place: String, _ time: Timestamp, _ published: Timestamp
  ) -> Signal {
    .event(
      EventSignal(
        id: "s\(number)", subject: subject, subjects: [subject],
        article: SignalArticle(
          id: "a\(number)", revision: 1, publishedAt: published,
          source: SignalSource(name: "outlet \(random.int(0...40))", grade: random.pick([.a, .b, .c, .f]))),
        family: String(String(random.next(), radix: 16).prefix(16)), eventTime: time, proximity: 1,
        event: Event(
          id: "e\(number)", type: type.type, category: type.category, ledger: type.ledger, realis: .actual,
          countries: ["PK"], place: place, attribution: Attribution(kind: .media), confidence: 0.9,
          quote: TextSpan(text: "Something happened there on that day.", start: 0, end: 37), sentence: 1)))
  }
}
