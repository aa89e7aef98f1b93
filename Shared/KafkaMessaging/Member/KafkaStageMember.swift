import Dispatch
import Messaging

/// One membership of a stage's group: from joining to leaving, or to the failure that ends it.
///
/// Each round of the loop reads the new records, processes one batch of each partition, and commits the batches in one
/// transaction. A batch grows while records keep coming, and may be a single record; the output does not depend on its
/// size.
final class KafkaStageMember: @unchecked Sendable {
  // `@unchecked Sendable`: everything is touched by the thread in `work` alone, which is also the one that calls the
  // rebalance handler: librdkafka calls it inside poll, and `leave` detaches it before closing.
  /// What a batch emits is in memory until it is sent, and is some twenty times what extraction reads.
  private static let limit = BatchLimit(records: 1000, bytes: 1 << 20)
  /// A round that has folded for so long commits what it has, and the next one begins with the other partitions: the
  /// broker ends a transaction that stays open for long, and alerts should not wait for a backlog elsewhere.
  private static let roundLimit = DispatchTimeInterval.milliseconds(500)
  /// A round also ends after this time if it has folded nothing because each partition waits for a broker: the consumer
  /// has to be polled, and the stage would otherwise count as hung.
  private static let waitLimit = DispatchTimeInterval.seconds(5)

  private let stage: Stage
  private let topic: String
  private let settings: KafkaSettings
  private let options: KafkaStageHost.Options
  private let hooks: KafkaStageHost.Hooks
  private let consumer: KafkaConsumer
  private let context: KafkaStageContext
  private var monitor: StageMonitor
  private var slots: [TopicPartition: Slot] = [:]
  private var fatal: StageStopped?
  private let backoff = Backoff()
  /// The partition that the last round folded last.
  private var lastFolded: TopicPartition?
  /// Transactions that failed in a row.
  private var failures = 0

  /// A partition of this member. It is either read, or it rests: then its consumer is paused, what it still delivers is
  /// dropped, and at the end of the rest the partition is recovered, which seeks and resumes.
  private final class Slot {
    let transport: KafkaStageTransport
    let runner: StageRunner
    var restsUntil: DispatchTime?
    var lastRecord = DispatchTime.now()

    init(transport: KafkaStageTransport, runner: StageRunner) {
      self.transport = transport
      self.runner = runner
    }
  }

  /// Joins the group.
  ///
  /// - Parameter noting: changes the health of the stage.
  init(
    _ stage: Stage, reading topic: String, settings: KafkaSettings, options: KafkaStageHost.Options,
    hooks: KafkaStageHost.Hooks, noting: @escaping (_ change: (inout StageHealth) -> Void) -> Void
  ) throws(KafkaError) {
    self.stage = stage
    self.topic = topic
    self.settings = settings
    self.options = options
    self.hooks = hooks
    let handler = HandlerBox()
    consumer = try KafkaConsumer(
      settings,
      group: ConsumerGroup(
        id: "\(options.group)-\(stage.name)", instanceId: options.instance,
        sessionTimeoutMilliseconds: options.sessionTimeoutMilliseconds),
      appendTimeTopics: options.appendTimeTopics,
      onRebalance: RebalanceHandler(
        assigned: { handler.member?.take($0) ?? [] }, revoked: { handler.member?.giveUp($0, isLost: $1) }))
    context = KafkaStageContext(
      stage, settings: settings, consumer: consumer, group: options.group, slot: options.slot,
      directory: options.directory, cluster: try consumer.clusterId(), allowances: options.allowances,
      observer: hooks.observer, failPoint: hooks.failPoint)
    monitor = StageMonitor(topic, watcher: try context.watcher(), hooks: hooks, noting: noting)
    handler.member = self
    try consumer.subscribe([topic])
  }

  /// Lets the consumer's handler reach the member that is created after it.
  private final class HandlerBox: @unchecked Sendable {
    // `@unchecked Sendable`: set once, before the consumer subscribes, and read by the thread that polls it.
    weak var member: KafkaStageMember?
  }

  /// Works until `shouldStop` returns true, or a failure ends the membership: that is the result.
  func work(until shouldStop: () -> Bool) throws(StageStopped) -> KafkaError? {
    while !shouldStop() {
      receive()
      if let fatal { throw fatal }
      if let failure = context.consumerFailure ?? consumer.terminalError { return failure }
      try foldAndCommit()
      monitor.note(slots.map { ($0.key, $0.value.transport, isResting: $0.value.restsUntil != nil) })
    }
    return nil
  }

  /// Gives all partitions up and leaves the group. False where librdkafka hung on the way out.
  func leave() -> Bool {
    consumer.detachRebalanceHandler()
    let isClean = context.transaction.close()
    for slot in slots.values { slot.transport.close() }
    slots = [:]
    monitor.left()
    return consumer.close() && isClean
  }

  // MARK: The group's changes

  private func take(_ places: [TopicPartition]) -> [(TopicPartition, Int64)] {
    hooks.observer(.assigned(places))
    monitor.joined(places)
    // librdkafka keeps a pause across assignments, so one from an earlier assignment would never end.
    try? consumer.resume(places)
    var starts: [(TopicPartition, Int64)] = []
    var isReachable = true
    for place in places {
      let transport = KafkaStageTransport(stage, at: place, of: context)
      slots[place] = Slot(
        transport: transport,
        runner: StageRunner(
          stage, on: transport, limit: Self.limit, deadLetter: hooks.deadLetter))
      // Where something is down the runner's first step recovers the partition, and seeks to where it continues. Until
      // then what is read does not count, so any absolute offset will do. A logical one, such as the end, will not:
      // librdkafka looks it up later, and the result overrides a seek made in the meantime.
      var start: Int64 = 0
      do {
        if isReachable { start = try transport.prepare() }
      } catch .fatal(let reason) {
        fatal = StageStopped(stage: stage.name, reason: reason)
        continue
      } catch {
        // The others would wait as long for the same.
        isReachable = false
      }
      starts.append((place, start))
    }
    return starts
  }

  private func giveUp(_ places: [TopicPartition], isLost: Bool) {
    hooks.observer(.revoked(places, isLost: isLost))
    for place in places { slots.removeValue(forKey: place)?.transport.close() }
    monitor.left()
  }

  // MARK: One round

  /// Reads the new records: waits for the first unless some are buffered, then continues while records keep coming at
  /// most a millisecond apart, for at most 50 ms or until a batch is full. It polls at least once, to stay a member of
  /// the group.
  private func receive() {
    let end = DispatchTime.now() + .milliseconds(50)
    var records = slots.values.reduce(0) { $0 + $1.transport.recordsAtHand }
    var bytes = slots.values.reduce(0) { $0 + $1.transport.bytesAtHand }
    repeat {
      switch consumer.poll(milliseconds: records == 0 ? 20 : 1) {
      case .record(let record):
        records += 1
        bytes += record.size
        guard let slot = slots[TopicPartition(record.topic, record.partition)], slot.restsUntil == nil else { break }
        slot.transport.receive(record)
        slot.lastRecord = .now()
      case .endOfPartition: break
      case .failure(let error):
        note(error)
        return
      case .nothing: return
      }
    } while fatal == nil && records < Self.limit.records * max(1, slots.count) && bytes < Self.limit.bytes * 2
      && DispatchTime.now() < end
  }

  private func note(_ error: KafkaError) {
    hooks.observer(.clientFailed(error))
    if let place = error.place, let first = error.unreadableBatch { return passOver(first, of: place, error) }
    guard error.isOffsetLost, error.place.map({ slots[$0]?.transport.isRecovered ?? false }) ?? true else { return }
    fatal = StageStopped(
      stage: stage.name,
      reason: "the next record to read is not in the log any more: \(error.message). Start the service again: "
        + "it will name the lost range and the command that decides")
  }

  /// Puts one record in the place of a batch that cannot be read, and continues behind it.
  private func passOver(_ first: Int64, of place: TopicPartition, _ error: KafkaError) {
    guard let slot = slots[place], slot.restsUntil == nil, first >= slot.transport.readUpTo else { return }
    do throws(KafkaError) {
      let batch = try UnreadableBatch(error, at: place, first: first, settings: settings)
      try consumer.seek(place, to: batch.end)
      slot.transport.receive(batch.record)
    } catch {
      // librdkafka will report the batch again.
      hooks.observer(.clientFailed(error))
    }
  }

  /// All partitions, beginning with the one after that which was folded last.
  private var order: [TopicPartition] {
    let places = slots.keys.sorted()
    guard let last = lastFolded, let next = places.firstIndex(where: { $0 > last }) else { return places }
    return Array(places[next...] + places[..<next])
  }

  /// Folds one batch of each partition, and commits what they emit in one transaction.
  private func foldAndCommit() throws(StageStopped) {
    let began = DispatchTime.now()
    var folded: [(place: TopicPartition, summary: BatchSummary)] = []
    for place in order {
      guard DispatchTime.now() < began + (folded.isEmpty ? Self.waitLimit : Self.roundLimit) else { break }
      guard let slot = slots[place], slot.restsUntil.map({ $0 <= .now() }) ?? true else { continue }
      if slot.transport.needsRecovery { slot.runner.abandon() }
      switch try slot.runner.step() {
      case .idle:
        slot.restsUntil = nil
        noteQuiet(slot, place)
      case .committed(let summary):
        slot.restsUntil = nil
        lastFolded = place
        folded.append((place, summary))
      case .paused(let pause): rest(slot, place, pause)
      }
    }
    do throws(StageFailure) {
      try context.transaction.commit()
    } catch {
      try letRest(folded.map(\.place), after: error)
      return
    }
    if !folded.isEmpty { failures = 0 }
    let took = Double(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) / 1e6
    // A partition that recovered in this round settled the transaction of those before it, be it by a failure.
    for (place, summary) in folded where slots[place]?.transport.needsRecovery == false {
      hooks.observer(.committed(place, summary, milliseconds: took))
    }
  }

  private func noteQuiet(_ slot: Slot, _ place: TopicPartition) {
    guard slot.lastRecord + .milliseconds(options.quietMilliseconds) <= .now() else { return }
    slot.lastRecord = .now()
    hooks.onQuiet(place)
  }

  /// After a transaction that failed every partition that took part is recovered.
  private func letRest(_ places: [TopicPartition], after failure: StageFailure) throws(StageStopped) {
    switch failure {
    case .fatal(let reason), .badRecord(_, let reason): throw StageStopped(stage: stage.name, reason: reason)
    case .infrastructure(let reason):
      failures += 1
      for place in places {
        guard let slot = slots[place] else { continue }
        slot.runner.abandon()
        rest(
          slot, place,
          StagePause(reason: reason, attempt: failures, milliseconds: backoff.delay(attempt: failures)))
      }
    }
  }

  private func rest(_ slot: Slot, _ place: TopicPartition, _ pause: StagePause) {
    try? consumer.pause([place])
    slot.restsUntil = .now() + .milliseconds(pause.milliseconds)
    hooks.observer(.paused(place, pause))
  }
}
