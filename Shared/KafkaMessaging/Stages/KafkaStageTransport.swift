import Messaging
import Models

/// One input partition of one stage on Kafka.
///
/// A batch is made true in this order, and each step can be repeated from what the one before it left:
/// ```
/// 1  state changes, encoded outputs (the outbox) and position N      one SQLite transaction
/// 2  begin_transaction; the outbox; send_offsets_to_transaction(N); commit_transaction
/// 3  the outbox is deleted in the next batch's SQLite transaction
/// ```
/// A stage without state skips 1 and 3. Where a crash leaves step 2 undone, `assign` finds the file ahead of the group
/// and acts by `TakeOver`.
///
/// The transactional id names stage and partition, so that whoever takes the partition over fences its predecessor and
/// ends its open transaction, and the group's metadata goes into every transaction, so that the broker refuses the commit
/// of a member that the group has dropped.
package final class KafkaStageTransport: StageTransport {
  private let stage: Stage
  private let place: TopicPartition
  private let host: KafkaStageContext
  private var store: PartitionStore?
  private var producer: KafkaProducer?
  /// The offset of the next record to fold.
  package private(set) var position: Int64 = 0
  /// The file held nothing when the partition was taken over, and no batch has been sent since.
  private var isFirstBatch = false
  /// Where the owner of the consumer puts what it reads of this partition.
  private var buffer: [Record] = []
  private var next = 0
  private var tableCursors: [String: Int] = [:]
  /// The answer of a take-over that the group's rebalance asked for, not yet handed to the runner.
  private var prepared: StageAssignment?
  /// Where a take-over's catching up ends; nil before one has decided.
  private var restoredAt: Int64?

  package init(_ stage: Stage, at place: TopicPartition, of host: KafkaStageContext) {
    self.stage = stage
    self.place = place
    self.host = host
  }

  /// Offsets that are not folded yet. The ends of transactions that stand last in the log are none.
  var lag: Int64 {
    let hasFoldedAllRead = next == buffer.count
    return host.consumer.lag(
      place, from: hasFoldedAllRead ? max(position, host.consumer.ends[place] ?? 0) : position)
  }

  /// The partition's state is that of the group, so that what comes next is told.
  var isRestored: Bool { restoredAt.map { position >= $0 } ?? false }

  /// The time of the oldest record that is at hand and not folded.
  var oldestAtHand: Timestamp? { next < buffer.count ? buffer[next].time : nil }

  package func receive(_ record: Record) { buffer.append(record) }

  /// Finds out where to read on, before the consumer begins to read the partition.
  package func prepare() throws(StageFailure) -> Int64 {
    prepared = try takeOver()
    return position
  }

  package func assign() throws(StageFailure) -> StageAssignment {
    if let ready = prepared {
      prepared = nil
      return ready
    }
    let assignment = try takeOver()
    buffer.removeAll(keepingCapacity: true)
    next = 0
    try failing { () throws(KafkaError) in
      try host.consumer.seek(place, to: position)
      try host.consumer.resume([place])
    }
    return assignment
  }

  /// With records at hand, every row that was written before them is known; asking the broker for the end is spared where
  /// there is nothing to fold.
  package func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    let table = try host.table(topic, toEnd: next < buffer.count)
    let cursor = tableCursors[topic, default: 0]
    let rows = table.rows(from: cursor, limit: limit.records)
    tableCursors[topic] = cursor + rows.count
    return rows
  }

  package func poll(_ limit: BatchLimit) -> [Record] {
    var end = next
    var bytes = 0
    while end < buffer.count, end - next < limit.records {
      bytes += buffer[end].size
      if end > next, bytes > limit.bytes { break }
      end += 1
    }
    let records = Array(buffer[next..<end])
    next = end
    if next == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      next = 0
    }
    return records
  }

  package func begin() throws(StageFailure) -> any StageState {
    guard let store else { return NoState() }
    return try store.begin()
  }

  package func commit(_ batch: FoldedBatch) throws(StageFailure) {
    guard let end = batch.positions[place.topic] else { return }
    if let store {
      try store.commit(batch, first: position)
      try host.failPoint(.afterStateCommit)
    }
    if !batch.isCatchUp { try send(batch.outputs, upTo: end) }
    if isFirstBatch { try store?.confirmFirstBatch() }
    isFirstBatch = false
    position = end
  }

  package func rollback() { store?.rollback() }

  /// Gives the partition up: its file is closed, and its producer with whatever transaction is open.
  package func close() -> Bool {
    store = nil
    return closeProducer()
  }

  // MARK: Taking over

  private func takeOver() throws(StageFailure) -> StageAssignment {
    restoredAt = nil
    tableCursors = [:]
    if stage.isStateful, store == nil { store = try openStore() }
    if producer == nil { producer = try failing { () throws(KafkaError) in try startProducer() } }
    let (committed, log) = try failing { () throws(KafkaError) in
      let committed = try host.consumer.committed([place])[place] ?? nil
      let marks = try host.consumer.watermarks(place)
      return (committed, marks.low..<marks.high)
    }
    let stored = try store?.stored()
    isFirstBatch = stored == nil
    let decision = TakeOver.decide(
      stored: stored, committed: committed, log: log, allowing: host.allowances)
    host.observer(.takenOver(place, decision))
    return try act(on: decision, committed: committed)
  }

  private func act(on decision: TakeOver, committed: Int64?) throws(StageFailure) -> StageAssignment {
    var emitsFrom: Int64 = 0
    switch decision {
    case .resume(let offset):
      position = offset
    case .resend(let end):
      try send(store?.outbox() ?? [], upTo: end)
      if committed == nil { try store?.confirmFirstBatch() }
      position = end
    case .catchUp(let start, let end):
      position = stage.isStateful ? start : end
      emitsFrom = end
    case .startAfresh(let start, let end):
      try setStoreAside(because: "its position is not the group's \(committed.map(String.init) ?? "nothing")")
      position = start
      emitsFrom = end
    case .stop(let reason):
      throw .fatal(reason.explanation(at: place))
    }
    restoredAt = max(position, emitsFrom)
    return StageAssignment(time: try store?.time() ?? .distantPast, emitsFrom: [place.topic: emitsFrom])
  }

  private func openStore() throws(StageFailure) -> PartitionStore {
    let store = try PartitionStore(
      directory: host.directory, stage: stage.name, version: stage.stateVersion, input: place, cluster: host.cluster)
    if let aside = store.quarantined { host.observer(.quarantined(place, aside)) }
    return store
  }

  private func setStoreAside(because reason: String) throws(StageFailure) {
    store = nil
    let aside = try PartitionStore.setAside(
      directory: host.directory, stage: stage.name, partition: place.partition, because: reason)
    host.observer(.quarantined(place, aside))
    store = try openStore()
  }

  private func startProducer() throws(KafkaError) -> KafkaProducer {
    let id = "\(host.group)-\(stage.name)-\(place.partition)"
    let producer = try KafkaProducer(host.settings, transactionalId: id)
    try producer.initTransactions()
    try producer.open(stage.outputs)
    return producer
  }

  // MARK: Sending

  /// Writes the outputs and the input's next offset in one Kafka transaction.
  ///
  /// Retriable failures repeat the same call; after an abort, or where the outcome cannot be known, the batch is taken up
  /// again by the rules of `TakeOver`.
  private func send(_ outputs: [OutgoingRecord], upTo end: Int64) throws(StageFailure) {
    guard let producer else { throw .infrastructure("\(place): no producer") }
    try attempt { () throws(KafkaError) in
      try producer.beginTransaction()
      for record in outputs { try produce(record, with: producer) }
    }
    try host.failPoint(.beforeOffsets)
    try attempt { () throws(KafkaError) in
      try repeating { () throws(KafkaError) in try producer.sendOffsets([(place, end)], of: host.consumer) }
    }
    try host.failPoint(.beforeCommit)
    try attempt { () throws(KafkaError) in
      try repeating { () throws(KafkaError) in try producer.commitTransaction() }
    }
    try host.failPoint(.afterCommit)
  }

  /// One step of a transaction. Where it fails the transaction is aborted, or its producer given up.
  private func attempt(_ step: () throws(KafkaError) -> Void) throws(StageFailure) {
    do { try step() } catch {
      host.observer(.transactionFailed(place, error))
      var isUsable = error.kind == .abortable
      if isUsable { do { try producer?.abortTransaction() } catch { isUsable = false } }
      if !isUsable { _ = closeProducer() }
      if error.kind == .rejectedRecord {
        throw .fatal("\(error). Make the topics with `beacon topics create`, and look at their message size")
      }
      throw .infrastructure(error.description)
    }
  }

  private func produce(_ record: OutgoingRecord, with producer: KafkaProducer) throws(KafkaError) {
    switch record.destination {
    case .byKey: try producer.produce(record)
    case .everyPartition:
      for copy in try host.partitions(of: record.topic, with: producer) {
        try producer.produce(record, partition: copy.partition)
      }
    }
  }

  /// Three tries: each waits for its own time inside librdkafka.
  private func repeating(_ call: () throws(KafkaError) -> Void) throws(KafkaError) {
    for _ in 0..<2 {
      do { return try call() } catch  where error.kind == .retriable { continue }
    }
    try call()
  }

  private func closeProducer() -> Bool {
    defer { producer = nil }
    return producer?.close() ?? true
  }

  private func failing<Answer>(_ body: () throws(KafkaError) -> Answer) throws(StageFailure) -> Answer {
    do { return try body() } catch {
      if error.kind == .fatal || error.kind == .fenced { _ = closeProducer() }
      throw .infrastructure(error.description)
    }
  }
}

/// The state of a stage that has none.
private final class NoState: StageState {
  func value(_ key: [UInt8]) -> [UInt8]? { nil }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    throw .fatal("a stage that says it has no state wrote to it")
  }

  func scan(prefix: [UInt8], _ visit: ([UInt8], [UInt8]) throws(StageFailure) -> Bool) {}
}
