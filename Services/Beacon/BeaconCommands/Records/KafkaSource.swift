import CommandLine
import KafkaMessaging
import Messaging
import PipelineComposition

/// The topics of a Kafka cluster, read without a consumer group. A scan ends at each partition's last stable offset, so
/// it sees no record of an open or aborted transaction and waits for none.
final class KafkaSource: RecordSource {
  /// The time after which a scan gives up if neither a record nor the end of a partition has arrived.
  private static let patience = Duration.seconds(60)

  private let settings: KafkaSettings
  private let consumer: KafkaConsumer

  init(_ settings: KafkaSettings) throws(CommandFailure) {
    self.settings = settings
    consumer = try onKafka(settings) { () throws(KafkaError) in
      try KafkaConsumer(settings, appendTimeTopics: Pipeline.appendTimeTopics)
    }
  }

  func scan(
    _ topic: String, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> TopicEnds {
    var starts: [(TopicPartition, Int64)] = []
    var ends: TopicEnds = [:]
    for partition in try partitions(of: topic) {
      let marks = try onKafka(settings) { () throws(KafkaError) in try consumer.watermarks(partition) }
      ends[partition.partition] = marks.high
      if marks.low < marks.high { starts.append((partition, marks.low)) }
    }
    try read(starts, before: ends, visit)
    return ends
  }

  func follow(
    _ topic: String, after ends: TopicEnds, idle: () throws(CommandFailure) -> Bool,
    _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    try assign(ends.map { (TopicPartition(topic, $0.key), $0.value) })
    var askedAt = ContinuousClock.now
    guard try idle() else { return }
    while true {
      var isQuiet = false
      switch consumer.poll(milliseconds: 200) {
      case .record(let record): try visit(record)
      case .endOfPartition, .nothing: isQuiet = true
      case .failure(let error):
        guard error.kind == .retriable else { throw CommandFailure(error, at: settings) }
        isQuiet = true
      }
      if isQuiet || askedAt.duration(to: .now) > .milliseconds(200) {
        guard try idle() else { return }
        askedAt = .now
      }
    }
  }

  func starts(of topic: String) throws(CommandFailure) -> TopicEnds {
    var starts: TopicEnds = [:]
    for partition in try partitions(of: topic) {
      let marks = try onKafka(settings) { () throws(KafkaError) in try consumer.watermarks(partition) }
      starts[partition.partition] = marks.low
    }
    return starts
  }

  func latest(_ topic: String) throws(CommandFailure) -> [Record] {
    var latest: [[UInt8]: Record] = [:]
    _ = try scan(topic) { record in
      if let key = record.key { latest[key] = record.value == nil ? nil : record }
    }
    return latest.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  func latest(_ topic: String, key: String) throws(CommandFailure) -> Record? {
    let key = Array(key.utf8)
    var latest: Record?
    _ = try scan(topic) { record in
      if record.key == key { latest = record.value == nil ? nil : record }
    }
    return latest
  }

  func record(_ topic: String, _ number: RecordNumber) throws(CommandFailure) -> Record? {
    let partition = TopicPartition(topic, number.partition)
    guard try partitions(of: topic).contains(partition) else { return nil }
    let marks = try onKafka(settings) { () throws(KafkaError) in try consumer.watermarks(partition) }
    guard marks.low <= number.offset, number.offset < marks.high else { return nil }
    var found: Record?
    try read([(partition, number.offset)], before: [number.partition: number.offset + 1]) { found = $0 }
    return found
  }

  private func partitions(of topic: String) throws(CommandFailure) -> [TopicPartition] {
    let partitions = try onKafka(settings) { () throws(KafkaError) in try consumer.partitions(of: topic) }
    guard !partitions.isEmpty else { throw CommandFailure(missingTopic: topic, at: settings) }
    return partitions
  }

  private func assign(_ starts: [(TopicPartition, Int64)]) throws(CommandFailure) {
    try onKafka(settings) { () throws(KafkaError) in try consumer.assign(starts) }
  }

  /// Visits each record below its partition's end. The last offsets of a partition may contain no record, only the end
  /// of a transaction: then the scan ends when the client reports the partition's end.
  private func read(
    _ starts: [(TopicPartition, Int64)], before ends: TopicEnds, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var open = Set(starts.map(\.0))
    guard !open.isEmpty else { return }
    try assign(starts)
    var movedAt = ContinuousClock.now
    while !open.isEmpty {
      switch consumer.poll(milliseconds: 1000) {
      case .record(let record):
        movedAt = .now
        let partition = TopicPartition(record.topic, record.partition)
        let end = ends[record.partition, default: 0]
        if record.offset < end, open.contains(partition) { try visit(record) }
        if record.offset >= end - 1 { open.remove(partition) }
      case .endOfPartition(let partition):
        movedAt = .now
        open.remove(partition)
      case .nothing:
        try giveUp(after: movedAt, nil)
      case .failure(let error):
        guard error.kind == .retriable else { throw CommandFailure(error, at: settings) }
        try giveUp(after: movedAt, error)
      }
    }
    try assign([])
  }

  private func giveUp(after movedAt: ContinuousClock.Instant, _ error: KafkaError?) throws(CommandFailure) {
    guard movedAt.duration(to: .now) > Self.patience else { return }
    if let error { throw CommandFailure(error, at: settings) }
    throw CommandFailure(
      .unavailable, "Kafka at \(settings.bootstrapServers) has sent nothing for \(Self.patience)",
      expected: "records, or the end of each partition", remedy: CommandFailure.unreachableRemedy)
  }
}
