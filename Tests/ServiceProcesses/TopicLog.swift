import Foundation
import KafkaMessaging
import Messaging

/// What is committed in the topics of a broker, as far as it has been read.
package final class TopicLog {
  private let consumer: KafkaConsumer
  private let settings: KafkaSettings
  /// By topic and partition, in order of offsets.
  private var known: [TopicPartition: [Record]] = [:]
  private var partitions: [String: Int] = [:]

  package init(_ settings: KafkaSettings, appendTimeTopics: Set<String>) throws {
    self.settings = settings
    consumer = try KafkaConsumer(settings, appendTimeTopics: appendTimeTopics)
  }

  /// The records of a topic in transactions that have no end: those after the last stable offsets. Readers of committed
  /// records do not see them.
  package func unended(_ topic: String) throws -> [Record] {
    let places = try places(of: topic)
    let stable = try consumer.endOffsets(places)
    var settings = settings
    settings.overrides["isolation.level"] = "read_uncommitted"
    let reader = try KafkaConsumer(settings)
    defer { _ = reader.close() }
    try reader.assign(places.map { ($0, stable[$0] ?? 0) })
    return try Self.read(with: reader, from: places, of: topic)
  }

  /// All records of a topic up to now, in order of partitions and offsets.
  package func read(_ topic: String) throws -> [Record] {
    let places = try places(of: topic)
    try consumer.assign(places.map { ($0, next(at: $0)) })
    for record in try Self.read(with: consumer, from: places, of: topic) {
      known[TopicPartition(topic, record.partition), default: []].append(record)
    }
    return places.flatMap { known[$0] ?? [] }
  }

  /// Reads every place of one topic to its end.
  private static func read(
    with consumer: KafkaConsumer, from places: [TopicPartition], of topic: String
  ) throws -> [Record] {
    var records: [Record] = []
    var open = Set(places)
    let end = Date(timeIntervalSinceNow: 120)
    while !open.isEmpty {
      guard Date() < end else { throw PipelineFailure("\(topic) could not be read to its end in two minutes") }
      switch consumer.poll(milliseconds: 200) {
      case .record(let record): records.append(record)
      case .endOfPartition(let place): open.remove(place)
      case .nothing: break
      case .failure(let error): if error.kind != .retriable { throw error }
      }
    }
    return records
  }

  /// The records of one partition as far as they were read.
  package func records(at place: TopicPartition) -> [Record] { known[place] ?? [] }

  /// The offset after the last record that was read.
  package func next(at place: TopicPartition) -> Int64 { (known[place]?.last?.offset ?? -1) + 1 }

  package func places(of topic: String) throws -> [TopicPartition] {
    if let count = partitions[topic] { return (0..<count).map { TopicPartition(topic, $0) } }
    let places = try consumer.partitions(of: topic)
    guard !places.isEmpty else { throw PipelineFailure("there is no topic \(topic)") }
    partitions[topic] = places.count
    return places
  }
}

/// A pipeline under test that cannot continue.
package struct PipelineFailure: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
