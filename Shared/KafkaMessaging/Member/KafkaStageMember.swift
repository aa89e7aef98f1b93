import Dispatch
import Messaging

/// One membership of a stage's group: from joining to leaving, or to the failure that ends it.
///
/// Each round of the loop reads the new records, processes one batch of each partition, and commits the batches in one
/// transaction. The brokers carry it out while the next round already reads and folds. A batch grows while records keep
/// coming, and may be a single record; the output does not depend on its size.
final class KafkaStageMember: @unchecked Sendable {
  // `@unchecked Sendable`: everything is touched by the thread in `work` alone, which is also the one that calls the
  // rebalance handler: librdkafka calls it inside poll, and `leave` detaches it before closing.
  /// The most that one batch of a partition may contain. Larger batches rewrite fewer pages of the stage's file.
  static let limit = BatchLimit(records: 4000, bytes: 1 << 20)
  /// The size of the outputs, in bytes, at which a round ends and commits: they stay in memory until they are sent, and
  /// some stages emit several times what they read.
  private static let roundBytes = 2 << 20
  /// The number and size of waiting records from which a batch is folded while a commit is under way. Fewer records
  /// wait until the commit has ended and join those that arrive meanwhile, so that no record waits for two
  /// transactions.
  private static let overlapLimit = BatchLimit(records: 100, bytes: 1 << 18)
  /// The time after which a round that has folded something commits it; the next round begins with the other
  /// partitions: alerts must not wait for another partition's backlog.
  private static let roundLimit = DispatchTimeInterval.milliseconds(500)
  /// A round also ends after this time if it has folded nothing because each partition waits for a broker: the consumer
  /// has to be polled, and the stage would otherwise count as hung.
  private static let waitLimit = DispatchTimeInterval.seconds(5)

  let stage: Stage
  let settings: KafkaSettings
  private let options: StageOptions
  let hooks: StageHooks
  let consumer: KafkaConsumer
  private let context: KafkaStageContext
  private var monitor: StageMonitor
  private(set) var slots: [TopicPartition: Slot] = [:]
  var fatal: StageStopped?
  private let backoff = Backoff()
  /// The partition that was folded last; the next round begins with the one after it.
  private var lastFolded: TopicPartition?
  /// The batches of each partition, in order, whose transaction has not ended, or whose outcome has not been reported:
  /// at most one in the commit under way and one that was folded meanwhile.
  private var unsettled: [TopicPartition: [Unsettled]] = [:]
  /// The number of consecutive failed transactions.
  private var failures = 0

  private struct Unsettled {
    var summary: BatchSummary
    /// When the round that folded the batch began.
    var began: DispatchTime
  }

  /// A partition of this member, which is either being read or paused. While it is paused, records that still arrive
  /// are dropped; afterwards recovery seeks to the right offset and resumes reading.
  final class Slot {
    let transport: KafkaStageTransport
    let runner: StageRunner
    var pausedUntil: DispatchTime?
    var lastRecord = DispatchTime.now()

    init(transport: KafkaStageTransport, runner: StageRunner) {
      self.transport = transport
      self.runner = runner
    }
  }

  /// Joins the group.
  ///
  /// - Parameters:
  ///   - accepted: what an operator allows in this process; earlier memberships may have used it up.
  ///   - sent: what this process has sent last, perhaps in an earlier membership.
  ///   - noting: applies a change to the health of the stage.
  init(
    _ stage: Stage, settings: KafkaSettings, options: StageOptions, hooks: StageHooks, accepted: AcceptedDecisions,
    sent: SentOutputs, noting: @escaping (_ change: (inout StageHealth) -> Void) -> Void
  ) throws(KafkaError) {
    self.stage = stage
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
        assigned: { handler.member?.assign($0) ?? [] }, revoked: { handler.member?.revoke($0, isLost: $1) }))
    context = KafkaStageContext(
      stage, settings: settings, consumer: consumer, options: options, hooks: hooks, cluster: try consumer.clusterId(),
      accepted: accepted, sent: sent)
    monitor = StageMonitor(stage.input, watcher: try context.watcher(), hooks: hooks, noting: noting)
    handler.member = self
    try consumer.subscribe([stage.input])
  }

  /// Lets the rebalance handler reach the member, which is created after it.
  private final class HandlerBox: @unchecked Sendable {
    // `@unchecked Sendable`: set once, before the consumer subscribes, and read by the thread that polls it.
    weak var member: KafkaStageMember?
  }

  /// Works until `shouldStop` returns true, and then returns nil, or until the membership ends, and then returns why.
  func work(until shouldStop: () -> Bool) throws(StageStopped) -> MemberLifecycle.End? {
    while !shouldStop() {
      receive()
      if let fatal { throw fatal }
      if let failure = context.consumerFailure ?? consumer.terminalError { return .failed(failure) }
      // The loop has not come round: a commit that hangs has to show in the stage's health.
      if isGathering { continue }
      try lookForLostEnds()
      try foldAndCommit()
      monitor.note(slots.map { ($0.key, $0.value.transport, isPaused: $0.value.pausedUntil != nil) })
      if let reason = monitor.needsNewClients(after: options.renewalSeconds) { return .stuck(reason) }
    }
    return nil
  }

  /// Gives up all partitions and leaves the group; returns false if librdkafka hung meanwhile.
  func leave() -> Bool {
    consumer.detachRebalanceHandler()
    let isClean = context.transaction.close()
    for outcome in context.transaction.takeOutcomes() where outcome.failure == nil { reportCommitted(outcome) }
    for slot in slots.values { slot.transport.close() }
    context.transaction.sent.lost(Array(slots.keys))
    slots = [:]
    monitor.left()
    return consumer.close() && isClean
  }

  /// Whether a commit is under way and few records wait: those that arrive before it ends will join their batch.
  private var isGathering: Bool {
    guard context.transaction.isCommitting else { return false }
    let (records, bytes) = atHand
    return records > 0 && records < Self.overlapLimit.records && bytes < Self.overlapLimit.bytes
  }

  /// The number of records that were read but not yet folded, and their size in bytes.
  var atHand: (records: Int, bytes: Int) {
    slots.values.reduce((0, 0)) { ($0.0 + $1.transport.recordsAtHand, $0.1 + $1.transport.bytesAtHand) }
  }

  // MARK: The group's changes

  private func assign(_ partitions: [TopicPartition]) -> [(TopicPartition, Int64)] {
    hooks.observer(.assigned(partitions))
    context.partitions = Set(partitions)
    monitor.joined(partitions)
    // librdkafka keeps a pause across assignments, so one from an earlier assignment would never end. A failure shows
    // at the next poll.
    try? consumer.resume(partitions)
    var starts: [(TopicPartition, Int64)] = []
    var isReachable = true
    for partition in partitions {
      let transport = KafkaStageTransport(stage, at: partition, of: context)
      slots[partition] = Slot(
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
      starts.append((partition, start))
    }
    return starts
  }

  private func revoke(_ partitions: [TopicPartition], isLost: Bool) {
    hooks.observer(.revoked(partitions, isLost: isLost))
    // A failure is among the outcomes that the next round notes.
    try? context.transaction.finishCommit()
    for partition in partitions { slots.removeValue(forKey: partition)?.transport.close() }
    context.partitions.subtract(partitions)
    context.transaction.sent.lost(partitions)
    monitor.left()
  }

  // MARK: One round

  /// All partitions in order, beginning with the one after the partition that was folded last.
  private var order: [TopicPartition] {
    let partitions = slots.keys.sorted()
    guard let last = lastFolded, let next = partitions.firstIndex(where: { $0 > last }) else { return partitions }
    return Array(partitions[next...] + partitions[..<next])
  }

  /// Folds one batch of each partition, and begins to commit what they emit in one transaction.
  private func foldAndCommit() throws(StageStopped) {
    let began = DispatchTime.now()
    var hasFolded = false
    for partition in order {
      try noteOutcomes()
      if !context.transaction.isCommitting { try commitFolded() }
      guard DispatchTime.now() < began + (hasFolded ? Self.roundLimit : Self.waitLimit), addedBytes < Self.roundBytes
      else { break }
      guard let slot = slots[partition], slot.pausedUntil.map({ $0 <= .now() }) ?? true else { continue }
      if slot.transport.needsRecovery { slot.runner.abandon() }
      switch try slot.runner.step() {
      case .idle:
        slot.pausedUntil = nil
        noteQuiet(slot, partition)
      case .committed(let summary):
        slot.pausedUntil = nil
        lastFolded = partition
        hasFolded = true
        note(summary, of: partition, since: began)
      case .paused(let pause): self.pause(slot, partition, pause)
      }
    }
    try commitFolded()
    context.transaction.startCommit()
    try noteOutcomes()
  }

  /// After a connection to a broker was lost: where the last transaction is not whole, or the brokers do not say, every
  /// partition recovers with a new producer. Only then is it certain that no end is still to come.
  private func lookForLostEnds() throws(StageStopped) {
    guard context.transaction.mayHaveLostEnds else { return }
    // A failure is among the outcomes, and its recovery looks as well.
    try? context.transaction.finishCommit()
    try noteOutcomes()
    guard context.transaction.mayHaveLostEnds else { return }
    // The brokers may not say: recovery asks again.
    if (try? context.isLastTransactionWhole()) == true { return context.transaction.confirmNoRemains() }
    let failure = context.transaction.abandon()
    try noteOutcomes()
    try pauseForRecovery(slots.keys.sorted(), after: failure)
  }

  /// The size, in bytes, of the outputs of this round.
  private var addedBytes: Int {
    slots.values.reduce(context.transaction.bytes) { $0 + $1.transport.foldedBytes }
  }

  /// Waits for the commit under way, if batches were folded meanwhile, and commits these to their files.
  private func commitFolded() throws(StageStopped) {
    let folded = slots.filter { $0.value.transport.hasFolded }.sorted { $0.key < $1.key }
    guard !folded.isEmpty else { return }
    // A failure is among the outcomes.
    try? context.transaction.finishCommit()
    try noteOutcomes()
    var failure: StageFailure?
    for (partition, slot) in folded {
      if slot.transport.needsRecovery {
        // The partition recovers next, and folds the batch again.
        unsettled[partition] = nil
        slot.transport.rollback()
      } else if let failure {
        // It would wait as long for the same brokers.
        slot.transport.rollback()
        try pauseForRecovery([partition], after: failure)
      } else {
        do throws(StageFailure) { try slot.transport.commitFolded() } catch {
          failure = error
          try pauseForRecovery([partition], after: error)
        }
      }
    }
  }

  private func note(_ summary: BatchSummary, of partition: TopicPartition, since began: DispatchTime) {
    if summary.isCatchUp {
      report(summary, of: partition, from: began, to: .now())
    } else {
      unsettled[partition, default: []].append(Unsettled(summary: summary, began: began))
    }
  }

  /// Reports the transactions that have ended.
  private func noteOutcomes() throws(StageStopped) {
    for outcome in context.transaction.takeOutcomes() {
      if let failure = outcome.failure {
        for partition in outcome.partitions { unsettled[partition] = nil }
        // A partition that was revoked and assigned again meanwhile did not take part with what it is now.
        try pauseForRecovery(outcome.partitions.filter { slots[$0]?.transport.needsRecovery ?? false }, after: failure)
      } else {
        failures = 0
        reportCommitted(outcome)
      }
    }
  }

  /// Reports the batches of a transaction that was committed.
  private func reportCommitted(_ outcome: StageTransaction.Outcome) {
    for partition in outcome.partitions {
      guard let batch = unsettled[partition]?.first else { continue }
      unsettled[partition]?.removeFirst()
      report(batch.summary, of: partition, from: batch.began, to: outcome.time)
    }
  }

  private func report(
    _ summary: BatchSummary, of partition: TopicPartition, from began: DispatchTime, to end: DispatchTime
  ) {
    let milliseconds = Double(end.uptimeNanoseconds - began.uptimeNanoseconds) / 1e6
    hooks.observer(.committed(partition, summary, milliseconds: milliseconds))
  }

  private func noteQuiet(_ slot: Slot, _ partition: TopicPartition) {
    guard slot.lastRecord + .milliseconds(options.quietMilliseconds) <= .now() else { return }
    slot.lastRecord = .now()
    hooks.onQuiet(partition)
  }

  /// Pauses every partition of a failed transaction, so that it is recovered afterwards; throws if retrying cannot
  /// help.
  private func pauseForRecovery(_ partitions: [TopicPartition], after failure: StageFailure) throws(StageStopped) {
    switch failure {
    case .fatal(let reason), .badRecord(_, let reason): throw StageStopped(stage: stage.name, reason: reason)
    case .infrastructure(let reason):
      failures += 1
      for partition in partitions {
        unsettled[partition] = nil
        guard let slot = slots[partition], slot.pausedUntil.map({ $0 <= .now() }) ?? true else { continue }
        slot.runner.abandon()
        // Before any of them recovers, so that the tables are read again at most once for all.
        context.restartTables(for: partition)
        pause(
          slot, partition,
          StagePause(reason: reason, attempt: failures, milliseconds: backoff.delay(attempt: failures)))
      }
    }
  }

  private func pause(_ slot: Slot, _ partition: TopicPartition, _ pause: StagePause) {
    // A failure shows at the next poll; until then, what is read is dropped.
    try? consumer.pause([partition])
    slot.pausedUntil = .now() + .milliseconds(pause.milliseconds)
    hooks.observer(.paused(partition, pause))
  }
}
