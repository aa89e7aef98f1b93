import Foundation
import IngestionService
import KafkaMessaging
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import TestSupport

/// What a run came to, checked after its services have stopped. The invariants are those of a pipeline that loses and
/// doubles nothing, whatever was killed.
struct Verdict {
  private(set) var violations: [String] = []
  private(set) var records = 0
  private(set) var alerts = 0
  /// Records that wait for the end of their transaction, which a killed broker has lost.
  private(set) var unended = 0
  private(set) var counts: [String: Int] = [:]

  private let evidence: RunEvidence
  private let stream: ArticleStream
  private let replay: Replay

  /// Folds records of one input partition afresh, with the rows of the stage's tables.
  typealias Replay = (_ stage: PipelineStage, _ input: [Record], _ tables: [String: [Record]]) throws -> StageReplay

  init(
    on evidence: RunEvidence, of stream: ArticleStream,
    replaying replay: @escaping Replay = { try StageReplay($0.stage, over: $1, tables: $2) }
  ) throws {
    self.evidence = evidence
    self.stream = stream
    self.replay = replay
    violations += evidence.history.retreats
    records = evidence.topics.values.reduce(0) { $0 + $1.count }
    checkPublished()
    try checkAccepted()
    try checkFacts()
    try checkFolds()
    try checkAlerts()
    checkUse(within: RunLimits(articles: stream.entries.count))
  }

  var summary: String {
    let waiting = unended > 0 ? ["\(unended) records without the end of their transaction"] : []
    return (counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" } + ["\(alerts) alerts"] + waiting)
      .joined(separator: ", ")
  }

  private mutating func expect(_ holds: Bool, _ violation: String) {
    if !holds { violations.append(violation) }
  }

  // MARK: The ledger

  /// The topic contains exactly what the publisher sent: the test's own input is complete.
  private mutating func checkPublished() {
    let found = evidence.records(of: TopicCatalogue.articles.name).map { [$0.key, $0.value] }
    let sent = stream.entries.map { [Array($0.key.utf8), $0.value] as [[UInt8]?] }
    expect(counted(found) == counted(sent), "published: the topic does not hold what was sent, each once")
  }

  /// Published = accepted + duplicates + revisions + retractions + dead letters, each number as the stream has it; and
  /// of each article the revisions in order, each once.
  private mutating func checkAccepted() throws {
    var told: [String: [ArticleStream.Told]] = [:]
    for record in evidence.records(of: TopicCatalogue.accepted.name) {
      let accepted = try TopicCatalogue.accepted.decode(record)
      var text: String?
      if case .article(let revision) = accepted { text = revision.article.text }
      told[accepted.articleId, default: []].append(
        .init(articleId: accepted.articleId, revision: accepted.revision, text: text))
    }
    var wanted: [String: [ArticleStream.Told]] = [:]
    for entry in stream.entries {
      switch entry.fate {
      case .accepted(let one), .revision(let one), .retraction(let one): wanted[one.articleId, default: []].append(one)
      case .duplicate, .deadLetter: break
      }
    }
    for (id, all) in wanted {
      for index in told[id, default: []].indices.prefix(all.count) where all[index].text == ArticleStream.anyText {
        told[id]?[index].text = ArticleStream.anyText
      }
    }
    for id in Set(wanted.keys).union(told.keys) where wanted[id] ?? [] != told[id] ?? [] {
      let numbers = { (all: [ArticleStream.Told]?) in all?.map { "\($0.revision)" }.joined(separator: " ") ?? "none" }
      violations.append("accepted \(id): revisions \(numbers(told[id])), wanted \(numbers(wanted[id]))")
    }
    try checkCounts()
  }

  private mutating func checkCounts() throws {
    let dead = evidence.writtenRecords(of: TopicCatalogue.deadLetters.name).map { DeadLetterRecord.read($0) }
    let codes = dead.map { $0?.code ?? "unreadable" }
    let wantedCodes = stream.entries.compactMap { entry in
      if case .deadLetter(let code) = entry.fate { code } else { nil }
    }
    expect(codes.sorted() == wantedCodes.sorted(), "dead letters: \(counted(codes)), wanted \(counted(wantedCodes))")
    counts["dead letters"] = dead.count
    try addAccepted(refused: dead.count { $0?.stage == IngestionStages.reviseName })
    expect(counts == stream.counts, "counts: \(counts), wanted \(stream.counts)")
    expect(
      counts.values.reduce(0, +) == stream.entries.count, "counts: they do not add up to \(stream.entries.count)")
  }

  /// Counts the accepted records by kind. Identified records that are neither accepted nor refused are duplicates.
  private mutating func addAccepted(refused: Int) throws {
    let accepted = try evidence.records(of: TopicCatalogue.accepted.name).map { try TopicCatalogue.accepted.decode($0) }
    let kinds = accepted.map { article -> String in
      switch article {
      case .article(let revision): revision.revision == 1 ? "accepted" : "revisions"
      case .retraction: "retractions"
      }
    }
    for kind in ["accepted", "revisions", "retractions"] { counts[kind] = kinds.count { $0 == kind } }
    counts["duplicates"] = evidence.records(of: TopicCatalogue.identified.name).count - accepted.count - refused
  }

  /// Each accepted text has its facts, once.
  private mutating func checkFacts() throws {
    let accepted = try evidence.records(of: TopicCatalogue.accepted.name).compactMap { record -> [String]? in
      guard case .article(let revision) = try TopicCatalogue.accepted.decode(record) else { return nil }
      return [revision.article.articleId, String(revision.revision)]
    }
    let facts = try evidence.records(of: TopicCatalogue.facts.name).map { record in
      let document = try TopicCatalogue.facts.decode(record)
      return [document.articleId, String(document.revision)]
    }
    expect(counted(facts) == counted(accepted), "facts: not one document for each accepted text")
  }

  // MARK: The folds

  /// Every stage folded afresh over its input as it was written says what the topics say, and remembers what the files
  /// hold; and the files are where the groups are.
  private mutating func checkFolds() throws {
    var comparisons = Dictionary(
      uniqueKeysWithValues: TopicCatalogue.all.map { ($0.name, OutputComparison(topic: $0.name)) })
    var writer = 0
    for stage in PipelineStage.all {
      let tables = Dictionary(
        uniqueKeysWithValues: stage.stage.tables.map { ($0, evidence.records(of: $0)) })
      for place in evidence.places(of: stage.input) {
        let committed = evidence.history.last(stage.group, place)
        let input = evidence.topics[place] ?? []
        let folded = input.filter { $0.offset < committed ?? 0 }
        for record in input.dropFirst(folded.count) where !record.isTick {
          violations.append("\(stage.name): \(place) at \(record.offset) was never answered")
        }
        let replay = try replay(stage, folded, tables)
        for topic in comparisons.keys {
          comparisons[topic]?.expect(
            replay.outputs, from: writer, partitions: evidence.places(of: topic).count)
        }
        writer += 1
        if stage.stage.isStateful { try checkState(of: stage, place, committed, replay) }
      }
    }
    for (topic, comparison) in comparisons where !Self.published.contains(topic) {
      var comparison = comparison
      comparison.compare(with: evidence.records(of: topic), unended: evidence.unended[topic] ?? []) { !$0.isTick }
      violations += comparison.violations
      unended += comparison.unended
    }
  }

  private mutating func checkState(
    of stage: PipelineStage, _ place: TopicPartition, _ committed: Int64?, _ replay: StageReplay
  ) throws {
    let name = "state of \(stage.name) for \(place)"
    guard let state = savedState(of: stage, place) else {
      return expect(committed == nil, "\(name): there is no file, and the group is at \(committed ?? -1)")
    }
    expect(
      state.position == committed,
      "\(name): the file is at \(state.position ?? -1), the group at \(committed ?? -1)")
    if state.rows != replay.rows { violations.append("\(name): \(Self.difference(state.rows, replay.rows))") }
  }

  private func savedState(of stage: PipelineStage, _ place: TopicPartition) -> SavedState? {
    evidence.states[.init(stage: stage.name, partition: place.partition)]
  }

  private static func difference(_ found: [InMemoryStageState.Row], _ wanted: [InMemoryStageState.Row]) -> String {
    let (mine, theirs) = (Set(found), Set(wanted))
    let keys = Set(mine.symmetricDifference(theirs).map(\.key))
    let first = keys.min { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
    return "\(keys.count) of \(wanted.count) rows are not those of the fold, the first \(first ?? "nowhere")"
  }

  /// What users publish is nobody's output.
  private static let published = [
    TopicCatalogue.articles.name, TopicCatalogue.projects.name, TopicCatalogue.sources.name,
    TopicCatalogue.silences.name,
  ]

  // MARK: What users see

  private mutating func checkAlerts() throws {
    let read = evidence.records(of: TopicCatalogue.alerts.name)
    alerts = read.count
    expect(alerts > 0, "alerts: there are none, so the run shows nothing of them")
    let ids = try read.map { try TopicCatalogue.alerts.decode($0).record }
    expect(Set(ids).count == ids.count, "alerts: a record is there twice")
    if let lines = evidence.alertsElsewhere {
      expect(
        counted(lines) == counted(read.compactMap(\.value)),
        "alerts: kcat reads \(lines.count), the topic holds \(alerts)")
    }
  }

  // MARK: What it took

  private mutating func checkUse(within limits: RunLimits) {
    expect(
      evidence.secondsToQuiet <= limits.secondsToQuiet,
      "lag: zero after \(Int(evidence.secondsToQuiet)) s, at most \(Int(limits.secondsToQuiet)) are allowed")
    expect(
      evidence.megabytes <= limits.megabytes,
      "memory: a process took \(Int(evidence.megabytes)) MB, at most \(Int(limits.megabytes)) are allowed")
    expect(
      evidence.descriptors <= limits.descriptors,
      "descriptors: a process had \(evidence.descriptors) open, at most \(limits.descriptors) are allowed")
  }
}

extension ArticleStream {
  /// How many of each kind there are, under the names of `Verdict.counts`.
  var counts: [String: Int] {
    var counts = ["accepted": 0, "duplicates": 0, "revisions": 0, "retractions": 0, "dead letters": 0]
    for entry in entries {
      switch entry.fate {
      case .accepted: counts["accepted", default: 0] += 1
      case .duplicate: counts["duplicates", default: 0] += 1
      case .revision: counts["revisions", default: 0] += 1
      case .retraction: counts["retractions", default: 0] += 1
      case .deadLetter: counts["dead letters", default: 0] += 1
      }
    }
    return counts
  }
}

extension Record {
  /// Written by a service's edge where a partition is quiet, and so a function of the clock.
  var isTick: Bool { key == nil && header(CloudEvent.source) == "/beacon/beacon-scoring" }
}

private func counted<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
  values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
