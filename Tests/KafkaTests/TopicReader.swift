import Foundation
import KafkaMessaging
import Messaging

/// Reads what is committed in topics, up to the end that they have at that moment.
///
/// The end is the log's own, not the last stable offset: a transaction whose end the broker is still writing is waited
/// for, and one that stays open is an error.
final class TopicReader {
  private let committed: KafkaConsumer
  /// Sees the records of open transactions too, and so the true end.
  private let everything: KafkaConsumer

  init(_ settings: KafkaSettings) throws(KafkaError) {
    committed = try KafkaConsumer(settings)
    var settings = settings
    settings.overrides["isolation.level"] = "read_uncommitted"
    everything = try KafkaConsumer(settings)
  }

  func end(of place: TopicPartition) throws(KafkaError) -> Int64 { try everything.watermarks(place).high }

  /// In order of partitions and offsets.
  func records(of topic: String) throws -> [Record] {
    var open: [TopicPartition: Int64] = [:]
    for place in try committed.partitions(of: topic) {
      let end = try end(of: place)
      if end > 0 { open[place] = end }
    }
    try committed.assign(open.keys.map { ($0, 0) })
    var records: [Record] = []
    let patience = Date(timeIntervalSinceNow: 60)
    while let waiting = open.first {
      guard Date() < patience else { throw TestFailure("\(waiting.key): an open transaction hides what is there") }
      switch committed.poll(milliseconds: 200) {
      case .record(let record):
        let place = TopicPartition(record.topic, record.partition)
        guard let end = open[place], record.offset < end else { continue }
        records.append(record)
        if record.offset + 1 == end { open[place] = nil }
      case .endOfPartition(let place):
        if let end = open[place], let reached = committed.ends[place], reached >= end { open[place] = nil }
      case .nothing: break
      case .failure(let error): if error.kind != .retriable { throw error }
      }
    }
    try committed.assign([])
    return records.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
  }
}

/// Everything committed in a topic, in order of partitions and offsets.
func readAll(_ topic: String, settings: KafkaSettings) throws -> [Record] {
  try TopicReader(settings).records(of: topic)
}
