import Foundation
import KafkaMessaging
import Messaging
import MessagingConformance

/// One life of a process that runs one stage: a consumer for all its partitions, as the product's host has it, and a
/// transport for each. It ends with the last of its transports, or with the process.
final class KafkaMember {
  private let stage: Stage
  private let renamed: Stage
  private let log: KafkaLogUnderTest
  private let consumer: KafkaConsumer
  private let context: KafkaStageContext
  private var slots: [TopicPartition: Slot] = [:]
  private var hasRead = false

  private struct Slot {
    let transport: KafkaStageTransport
    var start: Int64
    /// The offset up to which the consumer has read.
    var reached: Int64
    /// Records that the transport has and nobody has polled.
    var atHand = 0
    /// Taken over and not assigned yet: what is read meanwhile counts.
    var isPrepared: Bool
  }

  init(of stage: Stage, on log: KafkaLogUnderTest) throws {
    self.stage = stage
    self.log = log
    let prefix = log.prefix
    renamed = Stage(
      name: stage.name, input: prefix + stage.input, tables: stage.tables.map { prefix + $0 },
      outputs: stage.outputs.map { prefix + $0 },
      isStateful: stage.isStateful, makeProcessor: stage.makeProcessor)
    consumer = try KafkaConsumer(log.settings, group: ConsumerGroup(id: prefix + stage.name))
    var options = StageOptions(directory: log.directory)
    options.group = prefix
    options.instance = "1"
    context = KafkaStageContext(
      renamed, settings: log.settings, consumer: consumer, options: options,
      hooks: StageHooks(
        deadLetter: { OutgoingRecord(topic: prefix + "dead", key: nil, value: nil, time: $0.record.time) },
        failPoint: { [weak log] _ throws(StageFailure) in
          if log?.diesWithinCommit() == true { throw LogDeath.failure }
        }),
      cluster: try consumer.clusterId())
  }

  deinit { end() }

  func isOf(_ stage: Stage) -> Bool { stage.name == self.stage.name }

  /// Takes the partition over, as the host does when the group gives it. Nil where this member has the partition
  /// already, or has begun to read: then its life is over.
  func transport(for stage: Stage, partition: Int) throws -> TranslatingTransport? {
    let place = TopicPartition(log.prefix + stage.input, partition)
    guard slots[place] == nil, !hasRead else { return nil }
    let transport = KafkaStageTransport(renamed, at: place, of: context)
    let start = try self.start(of: transport)
    slots[place] = Slot(
      transport: transport, start: start, reached: start, isPrepared: start != KafkaConsumer.endOffset)
    try consumer.assign(slots.map { ($0.key, $0.value.start) })
    return TranslatingTransport(transport, at: place, of: self, prefix: log.prefix)
  }

  /// Where something is down, the first step takes over again.
  private func start(of transport: KafkaStageTransport) throws -> Int64 {
    do { return try transport.prepare() } catch {
      guard case .fatal(let reason) = error else { return KafkaConsumer.endOffset }
      throw StageStopped(stage: stage.name, reason: reason)
    }
  }

  func end() {
    for slot in slots.values { slot.transport.close() }
    context.transaction.close()
    _ = consumer.close()
  }

  /// Commits what a partition has folded, as the host does at the end of a round.
  func commitTransaction() throws(StageFailure) { try context.transaction.commit() }

  /// The transport has been assigned, and except for the first time it has sought to where it continues.
  func assigned(_ place: TopicPartition, at offset: Int64) {
    if slots[place]?.isPrepared == true {
      slots[place]?.isPrepared = false
      return
    }
    slots[place]?.reached = offset
    slots[place]?.atHand = 0
  }

  func polled(_ count: Int, of place: TopicPartition) { slots[place]?.atHand -= count }

  /// Where nothing of the partition is at hand, reads until the end that it has now, so that "nothing there" is the
  /// truth.
  func fill(_ place: TopicPartition) throws(StageFailure) {
    guard slots[place]?.atHand == 0 else { return }
    do {
      let end = try log.end(of: place)
      guard try readToEnd(of: place, end: end) else {
        throw StageFailure.fatal("\(place) hides what is before \(end) for a minute: \(slots[place], default: "-")")
      }
    } catch let error as KafkaError {
      throw .infrastructure(error.description)
    } catch let error as StageFailure { throw error } catch { throw .fatal("\(error)") }
  }

  /// - Returns: false where the end did not come within a minute.
  private func readToEnd(of place: TopicPartition, end: Int64) throws(KafkaError) -> Bool {
    hasRead = true
    let patience = Date(timeIntervalSinceNow: 60)
    while let slot = slots[place], slot.reached < end {
      guard Date() < patience else { return false }
      switch consumer.poll(milliseconds: 100) {
      case .record(let record):
        let from = TopicPartition(record.topic, record.partition)
        slots[from]?.transport.receive(record)
        slots[from]?.reached = record.offset + 1
        slots[from]?.atHand += 1
      case .endOfPartition(let ended):
        if let offset = consumer.ends[ended] { slots[ended]?.reached = offset }
      case .nothing: break
      case .failure(let error): if error.kind != .retriable { throw error }
      }
    }
    return true
  }
}

/// The product's transport of one partition, fed as the host feeds it: records first, then tables.
final class TranslatingTransport: StageTransport {
  private let base: KafkaStageTransport
  private let place: TopicPartition
  private let member: KafkaMember
  private let prefix: String

  init(_ base: KafkaStageTransport, at place: TopicPartition, of member: KafkaMember, prefix: String) {
    self.base = base
    self.place = place
    self.member = member
    self.prefix = prefix
  }

  func assign() throws(StageFailure) -> StageAssignment {
    let assignment = try base.assign()
    member.assigned(place, at: base.position)
    return assignment
  }

  func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    try member.fill(place)
    return try base.pollTable(prefix + topic, limit: limit).map { Translation.back($0, prefix) }
  }

  func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record] {
    try member.fill(place)
    let records = base.poll(limit)
    member.polled(records.count, of: place)
    return records.map { Translation.back($0, prefix) }
  }

  func begin() throws(StageFailure) -> any StageState { try base.begin() }

  func commit(_ batch: FoldedBatch) throws(StageFailure) {
    var batch = batch
    batch.outputs = batch.outputs.map { Translation.out($0, prefix) }
    try base.commit(batch)
    try member.commitTransaction()
  }

  func rollback() { base.rollback() }
}
