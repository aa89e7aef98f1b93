import Dispatch
import Messaging

/// The topics that a stage reads as tables: every process reads them whole, without a group.
final class KafkaTables {
  /// How old, in milliseconds, the known ends of the topics may be. A row acknowledged at least this long before a
  /// batch is always visible to it, a later one once it has arrived. Reading the ends more often costs more than the
  /// records themselves.
  static let endsAge = 100

  private let consumer: KafkaConsumer
  /// The consumer that only reads the ends of the topics' partitions.
  private let watcher: KafkaConsumer
  private let settings: KafkaSettings
  private let observer: (KafkaStageEvent) -> Void
  private let partitions: [TopicPartition]
  /// The rows that were read and not dropped.
  var rows = TableRows()
  /// The offset up to which each partition has been read.
  private var reached: [TopicPartition: Int64] = [:]
  private var nextEnds = DispatchTime(uptimeNanoseconds: 0)

  /// Reads the topics to their ends.
  ///
  /// - Parameters:
  ///   - watcher: a consumer that only reads the ends of partitions; see `KafkaStageContext.watcher`.
  ///   - observer: told of batches that cannot be read.
  /// - Throws: also where the brokers list no partition of a topic: it does not exist yet, or this program may not
  ///   describe it. It must not pass for an empty table.
  init(
    _ topics: [String], settings: KafkaSettings, watcher: KafkaConsumer, observer: @escaping (KafkaStageEvent) -> Void
  ) throws(KafkaError) {
    self.settings = settings
    self.observer = observer
    var patient = settings
    patient.overrides.merge(["fetch.wait.max.ms": "500"]) { given, _ in given }
    consumer = try KafkaConsumer(patient)
    self.watcher = watcher
    var partitions: [TopicPartition] = []
    for topic in topics {
      let found = try watcher.partitions(of: topic)
      guard !found.isEmpty else { throw KafkaError("read the table \(topic)", noPartitionsOf: topic) }
      partitions += found
    }
    self.partitions = partitions
    for partition in partitions { reached[partition] = try watcher.watermarks(partition).low }
    try consumer.assign(partitions.map { ($0, reached[$0] ?? 0) })
    try readToEnd()
  }

  /// Reads up to the last stable offsets, as the brokers reported them at most `endsAge` milliseconds ago.
  ///
  /// - Throws: also if nothing arrives for ten seconds before the end is reached; the records read until then are kept.
  func readToEnd() throws(KafkaError) {
    try follow()
    guard nextEnds <= .now() else { return }
    let ends = try watcher.endOffsets(partitions)
    for (partition, end) in ends {
      var patience = 10
      while reached[partition, default: 0] < end {
        patience = try take(consumer.poll(milliseconds: 1000)) ? 10 : patience - 1
        guard patience > 0 else { throw KafkaError(timedOut: "read \(partition) to its end at \(end)") }
      }
    }
    nextEnds = .now() + .milliseconds(Self.endsAge)
  }

  /// Reads the records that have already arrived, without waiting.
  func follow() throws(KafkaError) {
    while try take(consumer.poll(milliseconds: 0)) {}
  }

  /// - Returns: whether a record or the end of a partition arrived.
  @discardableResult
  private func take(_ polled: KafkaConsumer.Polled) throws(KafkaError) -> Bool {
    switch polled {
    case .record(let record):
      rows.append(record)
      reached[TopicPartition(record.topic, record.partition)] = record.offset + 1
      return true
    case .endOfPartition(let partition):
      reached[partition] = consumer.ends[partition]
      return true
    case .failure(let error):
      if let partition = error.partition, let first = error.unreadableBatch {
        return try skip(first, of: partition, error)
      }
      guard error.kind == .retriable else { throw error }
      return false
    case .nothing: return false
    }
  }

  /// Continues after a batch that cannot be read: the table does without its rows.
  ///
  /// - Returns: false if reading has already passed the batch.
  private func skip(
    _ first: Int64, of partition: TopicPartition, _ error: KafkaError
  ) throws(KafkaError) -> Bool {
    guard first >= reached[partition, default: 0] else { return false }
    let batch = try UnreadableBatch(error, at: partition, first: first, settings: settings)
    try consumer.seek(partition, to: batch.end)
    reached[partition] = batch.end
    observer(.clientFailed(KafkaError(leftOut: first..<batch.end, of: partition, because: error.message)))
    return true
  }
}
