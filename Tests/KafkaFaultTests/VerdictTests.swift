import Foundation
import KafkaMessaging
import Messaging
import PipelineContracts
import ServiceProcesses
import Testing

/// The checks of the fault tests, checked: each fault that is planted in what a sound run left behind is seen.
@Suite("The verdict on a run")
struct VerdictTests {
  private static let sound = Result { try SimulatedRun(of: stream()).evidence }

  private static let now = Date()

  private static func stream() throws -> ArticleStream { try ArticleStream(count: 45, seed: 11, newest: now) }

  @Test("A sound run has no violation")
  func sound() throws {
    let verdict = try Self.verdict(on: Self.sound.get())
    #expect(verdict.violations.isEmpty, "\(verdict.violations.prefix(3))")
    #expect(verdict.alerts > 0 && verdict.records > 200)
  }

  @Test("A planted fault is seen by the check that is meant for it", arguments: faults)
  func planted(_ fault: PlantedFault) throws {
    var evidence = try Self.sound.get()
    try fault.plant(&evidence)
    let violations = try Self.verdict(on: evidence).violations
    #expect(violations.contains { $0.contains(fault.violation) }, "\(violations.prefix(3))")
  }

  @Test("A record that waits for the end of its transaction is counted and not lost, and any other is lost")
  func unended() throws {
    var evidence = try Self.sound.get()
    let topic = TopicCatalogue.alerts.name
    let last = try #require(evidence.records(of: topic).last)
    try evidence.remove(topic)
    evidence.unended[topic] = [last]
    let lost = try Self.verdict(on: evidence)
    #expect(lost.unended == 0 && lost.violations.contains { $0.contains("lost") }, "another record was removed")
    for topic in [topic, TopicCatalogue.deadLetters.name] {
      var waiting = try Self.sound.get()
      let last = try #require(waiting.records(of: topic).last)
      waiting.topics[TopicPartition(topic, last.partition)]?.removeLast()
      waiting.alertsElsewhere = nil
      waiting.unended[topic] = [last, last]
      let verdict = try Self.verdict(on: waiting)
      #expect(verdict.unended == 1 && verdict.violations.isEmpty, "\(topic): \(verdict.violations.prefix(3))")
    }
  }

  private static let replays = ReplayCache()

  private static func verdict(on evidence: RunEvidence) throws -> Verdict {
    try Verdict(on: evidence, of: stream(), replaying: replays.replay)
  }

  private static let faults: [PlantedFault] = [
    .init("I1: an accepted article lost", "revisions") { try $0.remove(TopicCatalogue.accepted.name) },
    .init("I1: an accepted article doubled", "doubled") { try $0.double(TopicCatalogue.accepted.name) },
    .init("I2: an alert doubled", "alerts: a record is there twice") { try $0.double(TopicCatalogue.alerts.name) },
    .init("I2: an alert that says something else", "says something else") {
      try $0.change(TopicCatalogue.alerts.name) { $0.value = $0.value.map { $0 + [UInt8(ascii: " ")] } }
    },
    .init("I2: another client reads fewer alerts", "alerts: kcat reads") { $0.alertsElsewhere = [] },
    .init("I3: a published record lost", "published: ") { try $0.remove(TopicCatalogue.articles.name) },
    .init("I3: a dead letter lost", "dead letters: ") { try $0.remove(TopicCatalogue.deadLetters.name) },
    .init("I3: an identified article doubled", "counts: ") { try $0.double(TopicCatalogue.identified.name) },
    .init("I4: a committed offset goes back", "committed after") { evidence in
      for place in evidence.history.commits.keys {
        guard var earlier = evidence.history.commits[place]?.last else { continue }
        earlier.offset -= 1
        evidence.history.commits[place]?.append(earlier)
      }
    },
    .init("I5: a file behind its group", "the file is at") { evidence in
      for place in evidence.states.keys { evidence.states[place]?.position? -= 1 }
    },
    .init("I5: a file lost", "there is no file") { $0.states = [:] },
    .init("I5: a record never folded", "was never answered") { evidence in
      for place in evidence.history.commits.keys { evidence.history.commits[place]?.removeLast() }
    },
    .init("I6: a row of the state lost", "rows are not those of the fold") { evidence in
      for place in evidence.states.keys { evidence.states[place]?.rows.removeLast() }
    },
    .init("I7: two records of a key in the wrong order", "out of order") { try $0.swap(TopicCatalogue.accepted.name) },
    .init("I8: lag that stays", "lag: ") { $0.secondsToQuiet = RunLimits(articles: 45).secondsToQuiet + 1 },
    .init("I9: a process that grows", "memory: ") { $0.megabytes = RunLimits(articles: 45).megabytes + 1 },
    .init("I9: descriptors that leak", "descriptors: ") { $0.descriptors = RunLimits(articles: 45).descriptors + 1 },
    .init("I10: a record of an aborted transaction", "nobody should have written it") {
      try $0.change(TopicCatalogue.signals.name) { record in
        record.headers = record.headers.map { $0.name == CloudEvent.id ? Header(CloudEvent.id, "aborted") : $0 }
      }
    },
    .init("A facts document lost", "facts: not one document") { try $0.remove(TopicCatalogue.facts.name) },
  ]
}

/// The same records are folded once, since most faults change nothing of what most stages read.
private final class ReplayCache: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock; a replay does not change once it is made.
  private struct Key: Hashable {
    let stage: String
    let input: [Record]
    let tables: [String: [Record]]
  }

  private let lock = NSLock()
  private var known: [Key: StageReplay] = [:]

  func replay(_ stage: PipelineStage, _ input: [Record], _ tables: [String: [Record]]) throws -> StageReplay {
    try lock.withLock {
      let key = Key(stage: stage.name, input: input, tables: tables)
      if let replay = known[key] { return replay }
      let replay = try StageReplay(stage.stage, over: input, tables: tables)
      known[key] = replay
      return replay
    }
  }
}

/// One change of what a sound run left behind, and the violation that it must show as.
struct PlantedFault: Sendable, CustomTestStringConvertible {
  let name: String
  let violation: String
  let plant: @Sendable (inout RunEvidence) throws -> Void

  init(_ name: String, _ violation: String, plant: @escaping @Sendable (inout RunEvidence) throws -> Void) {
    self.name = name
    self.violation = violation
    self.plant = plant
  }

  var testDescription: String { name }
}

extension RunEvidence {
  /// A partition of a topic with more than one record; its first is the victim.
  private func place(in topic: String) throws -> TopicPartition {
    try #require(places(of: topic).first { topics[$0, default: []].count > 1 }, "\(topic) has too few records")
  }

  mutating func remove(_ topic: String) throws { topics[try place(in: topic)]?.removeFirst() }

  mutating func double(_ topic: String) throws {
    let place = try place(in: topic)
    guard let last = topics[place]?.last else { return }
    topics[place]?.append(last)
  }

  mutating func change(_ topic: String, _ change: (inout Record) -> Void) throws {
    change(&topics[try place(in: topic), default: []][0])
  }

  /// Exchanges two records of one key that the same stage wrote.
  mutating func swap(_ topic: String) throws {
    for place in places(of: topic) {
      let records = topics[place] ?? []
      for (index, record) in records.enumerated() where record.key != nil {
        let source = record.header(CloudEvent.source)
        let later = records.indices.first {
          $0 > index && records[$0].key == record.key && records[$0].header(CloudEvent.source) == source
        }
        guard let later else { continue }
        topics[place]?.swapAt(index, later)
        return
      }
    }
    throw PipelineFailure("\(topic) has no two records of one key")
  }
}
