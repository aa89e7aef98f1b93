import Foundation
import KafkaMessaging
import Messaging
import Models
import PipelineContracts
import ServiceProcesses

/// A run without faults and without Kafka: every stage folds its input in memory, and all that it says is in the
/// topics.
struct SimulatedRun {
  private(set) var evidence = RunEvidence()
  private let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))

  init(of stream: ArticleStream) throws {
    for topic in TopicCatalogue.all {
      let isWhole = topic.name == TopicCatalogue.warnings.name
      for partition in 0..<(isWhole ? 1 : 2) { evidence.topics[TopicPartition(topic.name, partition)] = [] }
    }
    try register(TopicCatalogue.projects.name, "projects.jsonl")
    try register(TopicCatalogue.sources.name, "sources.jsonl")
    for entry in stream.entries {
      append(
        OutgoingRecord(
          topic: TopicCatalogue.articles.name, key: Array(entry.key.utf8), value: entry.value, time: now))
    }
    for stage in PipelineStage.all { try run(stage) }
  }

  private mutating func run(_ stage: PipelineStage) throws {
    let tables = Dictionary(uniqueKeysWithValues: stage.stage.tables.map { ($0, evidence.records(of: $0)) })
    for place in evidence.places(of: stage.input) {
      let input = evidence.topics[place] ?? []
      guard let last = input.last else { continue }
      let replay = try StageReplay(stage.stage, over: input, tables: tables)
      let offsets = Set([1, last.offset + 1]).sorted()
      evidence.history.commits[.init(group: stage.group, at: place)] = offsets.map { .init(offset: $0, time: now) }
      if stage.stage.isStateful {
        evidence.states[.init(stage: stage.name, partition: place.partition)] = SavedState(
          position: last.offset + 1, rows: replay.rows)
      }
      for output in replay.outputs { append(output) }
    }
  }

  private mutating func append(_ record: OutgoingRecord) {
    let places = evidence.places(of: record.topic)
    let chosen = (record.key ?? []).reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % places.count
    for place in record.destination == .everyPartition ? places : [places[chosen]] {
      let offset = Int64(evidence.topics[place]?.count ?? 0)
      evidence.topics[place]?.append(
        Record(
          topic: place.topic, partition: place.partition, offset: offset, key: record.key, value: record.value,
          headers: record.headers, time: record.time))
    }
  }

  private mutating func register(_ topic: String, _ file: String) throws {
    let samples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/samples")
    for line in try Data(contentsOf: samples.appending(path: file)).split(separator: UInt8(ascii: "\n")) {
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      append(
        OutgoingRecord(
          topic: topic, key: (object?["id"] as? String).map { Array($0.utf8) }, value: Array(line), time: now))
    }
  }
}
