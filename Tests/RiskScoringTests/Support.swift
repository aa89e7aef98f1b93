import Foundation
import KeyedState
import Models
import ReferenceData

@testable import RiskScoring

let testModel: RiskModel = {
  let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path
  do {
    return try RiskModelLoader(directory: directory).load()
  } catch {
    fatalError("\(error)")
  }
}()

/// Rows in memory, in order of their keys.
final class MemoryRows: KeyedState {
  private(set) var rows: [[UInt8]: [UInt8]] = [:]
  /// The keys of all writes, in order.
  private(set) var written: [[UInt8]] = []
  /// The keys of all rows that were read, in order.
  private(set) var read: [[UInt8]] = []
  private var order: [[UInt8]] = []

  func value(_ key: [UInt8]) throws(KeyedStateFailure) -> [UInt8]? {
    read.append(key)
    return rows[key]
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(KeyedStateFailure) {
    written.append(key)
    let place = lowerBound(key)
    let isThere = place < order.count && order[place] == key
    if value != nil, !isThere { order.insert(key, at: place) }
    if value == nil, isThere { order.remove(at: place) }
    rows[key] = value
  }

  func scan(
    from first: [UInt8], through last: [UInt8], _ visit: ([UInt8], [UInt8]) throws(KeyedStateFailure) -> Bool
  ) throws(KeyedStateFailure) {
    for key in order[lowerBound(first)...] {
      guard key.starts(with: last) || key.lexicographicallyPrecedes(last) else { return }
      guard let value = rows[key] else { continue }
      read.append(key)
      if try !visit(key, value) { return }
    }
  }

  /// The rows of some tables, as text that can be compared.
  func dump(_ letters: String) -> [String] {
    keys(of: letters).map { "\($0) \(rows[$0] ?? [])" }
  }

  /// The keys of some tables, by the letters of `ScoringTable`.
  func keys(of letters: String) -> [[UInt8]] {
    order.filter { key in letters.utf8.contains(Self.table(of: key)) }
  }

  static func table(of key: [UInt8]) -> UInt8 {
    guard key.first == ScoringTable.subjects.rawValue, let end = key.firstIndex(of: 0), end + 1 < key.count else {
      return key.first ?? 0
    }
    return key[end + 1]
  }

  private func lowerBound(_ key: [UInt8]) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A scorer with its rows and a count of the records it was given.
final class Bench {
  let rows = MemoryRows()
  let model: RiskModel
  private(set) var scorer: RiskScorer
  private var count = 0
  private(set) var outputs: [ScoringOutput] = []
  private static let names = ScoringNames(countries: ["PK": "Pakistan"], regions: ["balochistan", "sindh"])

  /// `change` moves values of the committed model.
  init(_ change: (inout RiskModel) -> Void = { _ in }) {
    var model = testModel
    change(&model)
    self.model = model
    scorer = RiskScorer(model: model, names: Self.names, rows: rows)
  }

  @discardableResult
  func fold(_ signal: Signal, at time: Timestamp, cause: String? = nil) throws -> [ScoringOutput] {
    count += 1
    let new = try scorer.fold(signal, at: time, cause: cause ?? "record-\(count)")
    outputs += new
    return new
  }

  /// As a rolled-back or ended batch leaves it: all in rows, nothing in memory.
  func restart() throws {
    try scorer.flush()
    scorer = RiskScorer(model: model, names: Self.names, rows: rows)
  }

  /// The scores of all subjects at `time`, from a fresh look.
  func scores(_ subjects: [SubjectKey], at time: Timestamp) throws -> [SubjectKey: Double] {
    var scores: [SubjectKey: Double] = [:]
    for key in subjects {
      let subject = try scorer.store.subject(key)
      for account in subject.accounts { try scorer.contributions.advancePhases(of: account, at: time) }
      scores[key] = scorer.assessor.figures(of: subject, at: time).risk
    }
    return scores
  }

  /// Σx of a category of a subject at `time`.
  func sum(_ category: String, of subject: SubjectKey = project, at time: Timestamp) throws -> Double {
    try scorer.store.account(subject, Account(ledger: .risk, category: category)).sums.totals(at: time).x
  }

  /// The latest assessment of a subject.
  func latest(_ subject: SubjectKey = project) -> Assessment? { assessments.last { $0.subject == subject } }

  /// The incidents of the latest assessment's risk, greatest first.
  func incidents(_ subject: SubjectKey = project) -> [Contribution] {
    (latest(subject)?.categories ?? []).flatMap(\.contributions).sorted { $0.x > $1.x }
  }

  var warnings: [Warning] { outputs.warnings }
  var assessments: [Assessment] { outputs.assessments }
}

extension [ScoringOutput] {
  var warnings: [Warning] {
    compactMap { if case .warning(let warning) = $0 { warning } else { nil } }
  }

  var assessments: [Assessment] {
    compactMap { if case .assessment(let assessment) = $0 { assessment } else { nil } }
  }
}

let project = SubjectKey(.project, "gwadar-port")
let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)

/// A signal about an attack on a registered project, changed as a test needs it. An empty country: none is named.
func signal(
  _ type: String = "ATTACK_ON_PROJECT", article: String = "a1", subject: SubjectKey = project, revision: Int = 1,
  published: Timestamp = noon, time: Timestamp? = noon, undated: Bool = false, family: String? = nil,
  owner: String? = nil, grade: Source.Grade = .a, claim: ClaimKind = .officialParty, realis: Realis = .actual,
  negated: Bool = false, proximity: Double = 1, quote: String = "Gunmen attacked the port.",
  isDayStated: Bool = false, project named: String? = "gwadar-port", place: String? = "Gwadar",
  position: Position? = nil, country: String = "PK", actors: [EventActor] = [], deaths: Int? = nil,
  amount: Money? = nil, event id: String? = nil
) -> Signal {
  let kind = testModel.types[type]
  let text = contentHash("text", family ?? article)
  return .event(
    EventSignal(
      id: "signal-\(article)-\(subject)-\(revision)", subject: subject,
      subjects: (country.isEmpty ? [] : [SubjectKey(.country, country)]) + [SubjectKey(.project, "gwadar-port")],
      article: SignalArticle(
        id: article, revision: revision, publishedAt: published, url: "https://example.org/\(article)",
        title: "Title of \(article)", source: SignalSource(id: owner ?? article, owner: owner ?? article, grade: grade)),
      family: String(text.prefix(16)), eventTime: undated ? nil : time,
      precision: isDayStated ? .day : nil, proximity: proximity,
      event: Event(
        id: id ?? "event-\(article)-\(type)", type: type, category: kind?.category, ledger: kind?.ledger ?? .none,
        realis: realis, negated: negated, actors: actors,
        countries: country.isEmpty ? [] : [country], project: named, place: place, deaths: deaths, amount: amount,
        attribution: Attribution(kind: claim), confidence: 0.9,
        quote: TextSpan(text: quote, start: 10, end: 10 + quote.utf8.count), sentence: 1),
      latitude: position?.latitude, longitude: position?.longitude))
}

let pakistan = SubjectKey(.country, "PK")
