import CommandLine
import KafkaMessaging
import Messaging
import Models
import PipelineContracts

/// The topics of a Kafka cluster. The producer is idempotent: librdkafka retries for 30 seconds, in order and without
/// duplicates; then the record and all later ones count as undelivered.
final class KafkaSink: RecordSink {
  private let settings: KafkaSettings
  private let producer: KafkaProducer
  private let writer: String
  private var topics: Set<String> = []
  private var appended = 0
  private(set) var kept = 0

  /// - Parameter writer: the command's name, for the header `ce_source`.
  init(_ settings: KafkaSettings, writer: String) throws(CommandFailure) {
    self.settings = settings
    self.writer = writer
    producer = try onKafka(settings) { () throws(KafkaError) in try KafkaProducer(settings) }
  }

  func append(_ record: OutgoingRecord, toPartition partition: Int?) throws(CommandFailure) {
    try require(record.topic)
    if kept > 0, kept == appended {
      // What the client reported while it had nothing to send, perhaps days ago, explains no failure of this record.
      producer.poll()
      _ = producer.takeLastError()
    }
    let whole = record.headers.isEmpty ? PublishedRecord.stamped(record, from: writer) : record
    do {
      try producer.produce(whole, partition: partition, index: appended)
    } catch {
      kept += producer.settle().delivered
      throw undelivered(appended, error)
    }
    appended += 1
    producer.poll()
    try count(producer.takeReport())
  }

  func finish() throws(CommandFailure) {
    try count(producer.settle())
    guard kept == appended else {
      throw CommandFailure(
        .unavailable, "\(kept) of \(counted(appended, "record")) reached \(place)",
        expected: "a delivery report for each within a minute", remedy: Self.remedy)
    }
  }

  var place: String { "\(topics.sorted().joined(separator: ", ")) on Kafka at \(settings.bootstrapServers)" }

  private func require(_ topic: String) throws(CommandFailure) {
    guard !topics.contains(topic) else { return }
    let partitions = try onKafka(settings) { () throws(KafkaError) in try producer.partitions(of: topic) }
    guard !partitions.isEmpty else { throw CommandFailure(missingTopic: topic, at: settings) }
    topics.insert(topic)
  }

  private func count(_ report: DeliveryReport) throws(CommandFailure) {
    kept += report.delivered
    guard let failure = report.firstFailure else { return }
    kept += producer.settle().delivered
    throw undelivered(failure.index, failure.error)
  }

  private func undelivered(_ index: Int, _ error: KafkaError) -> CommandFailure {
    let isBad = error.kind == .rejectedRecord
    let report = isBad ? nil : producer.takeLastError()
    return CommandFailure(
      isBad ? .dataError : .unavailable,
      "\(counted(kept, "record")) reached \(place); of the others, record \(index + 1) first failed: \(report ?? error)",
      expected: isBad ? "a record that the topic accepts" : "a response from the brokers within 30 seconds",
      remedy: isBad ? nil : Self.remedy)
  }

  private static let remedy =
    CommandFailure.unreachableRemedy + "; then send the same again: the same bytes get the same ce_id"
}
