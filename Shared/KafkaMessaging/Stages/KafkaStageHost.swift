import Dispatch
import Messaging
import Models
import Synchronization

/// Runs one stage on Kafka in this process: joins the stage's group, and folds each partition that the group gives it.
///
/// `run` blocks and is to have a thread of its own. Where the stage reads several topics it is refused: on Kafka the order
/// between two topics is not kept, so the fold would not be a function of its input.
package final class KafkaStageHost: @unchecked Sendable {
  // `@unchecked Sendable`: everything is touched by the thread in `run` alone, which is also the one that calls the
  // rebalance handler (librdkafka calls it inside poll and close), but for `status`, which is behind a lock.
  package struct Options: Sendable {
    /// Sets two deployments on one cluster apart: it begins the names of groups and transactional ids.
    package var group = "beacon"
    /// Names this process among those of its service; with it the group gives a restarted process its partitions back
    /// without a rebalance.
    package var instance: String?
    package var sessionTimeoutMilliseconds = 45_000
    /// Where the files of stateful stages are. It must belong to this process alone.
    package var directory: String
    package var allowances: TakeOver.Allowances = []
    /// Topics whose records' time is the broker's: what a publisher says there of the log's time is not believed.
    package var appendTimeTopics: Set<String> = []
    /// After so long without a record in a partition `onQuiet` is called for it.
    package var quietMilliseconds = 60_000

    package init(directory: String) { self.directory = directory }
  }

  package struct Status: Sendable {
    package fileprivate(set) var hasJoined = false
    package fileprivate(set) var assigned = 0
    package fileprivate(set) var restored = 0
    fileprivate var lastLoop = DispatchTime.now()

    /// The group has given this process its partitions, be it none, and each has caught up.
    package var isReady: Bool { hasJoined && restored == assigned }

    /// How long ago the loop last came round.
    package var secondsSinceLoop: Double {
      Double(DispatchTime.now().uptimeNanoseconds - lastLoop.uptimeNanoseconds) / 1e9
    }
  }

  private let stage: Stage
  private let settings: KafkaSettings
  private let options: Options
  private let deadLetter: DeadLetterMaker
  private let observer: (KafkaStageEvent) -> Void
  private let failPoint: KafkaFailPoint.Check
  private let onQuiet: (TopicPartition) -> Void
  private let clock: () -> Timestamp
  private var nextLagReport = DispatchTime.now()
  private let sharedStatus = Mutex(Status())
  private var context: KafkaStageContext?
  private var slots: [TopicPartition: Slot] = [:]
  private var fatal: StageStopped?

  private final class Slot {
    let transport: KafkaStageTransport
    let runner: StageRunner
    var wakeAt = DispatchTime(uptimeNanoseconds: 0)
    var lastRecord = DispatchTime.now()
    var isPaused = false

    init(transport: KafkaStageTransport, runner: StageRunner) {
      self.transport = transport
      self.runner = runner
    }
  }

  package init(
    _ stage: Stage, settings: KafkaSettings, options: Options, deadLetter: @escaping DeadLetterMaker,
    clock: @escaping () -> Timestamp = { Timestamp(milliseconds: 0) },
    observer: @escaping (KafkaStageEvent) -> Void = { _ in }, onQuiet: @escaping (TopicPartition) -> Void = { _ in },
    failPoint: @escaping KafkaFailPoint.Check = { _ in }
  ) {
    self.stage = stage
    self.settings = settings
    self.options = options
    self.deadLetter = deadLetter
    self.clock = clock
    self.observer = observer
    self.onQuiet = onQuiet
    self.failPoint = failPoint
  }

  package var status: Status { sharedStatus.withLock { $0 } }

  /// Works until `shouldStop` answers true, then leaves the group. False where librdkafka hung on the way out: the
  /// process should end at once.
  package func run(until shouldStop: () -> Bool) throws -> Bool {
    guard stage.inputs.count == 1, let topic = stage.inputs.first else {
      throw StageStopped(stage: stage.name, reason: "on Kafka a stage reads one topic; this one reads \(stage.inputs)")
    }
    let consumer = try startConsumer(of: topic)
    defer { context = nil }
    while !shouldStop() {
      receive(from: consumer)
      if let fatal {
        _ = leave(consumer)
        throw fatal
      }
      for place in slots.keys.sorted() { try work(place, consumer) }
      reportLag()
      note()
    }
    return leave(consumer)
  }

  private func startConsumer(of topic: String) throws -> KafkaConsumer {
    let group = ConsumerGroup(
      id: "\(options.group)-\(stage.name)", instanceId: options.instance,
      sessionTimeoutMilliseconds: options.sessionTimeoutMilliseconds)
    let handler = RebalanceHandler(
      assigned: { [unowned self] in take($0) }, revoked: { [unowned self] in giveUp($0, isLost: $1) })
    let consumer = try KafkaConsumer(
      settings, group: group, appendTimeTopics: options.appendTimeTopics, onRebalance: handler)
    context = KafkaStageContext(
      settings: settings, consumer: consumer, group: options.group, directory: options.directory,
      cluster: try consumer.clusterId(), allowances: options.allowances, observer: observer, failPoint: failPoint)
    try consumer.subscribe([topic])
    return consumer
  }

  // MARK: The group's changes

  private func take(_ places: [TopicPartition]) -> [(TopicPartition, Int64)] {
    guard let context else { return [] }
    observer(.assigned(places))
    sharedStatus.withLock { $0.hasJoined = true }
    var starts: [(TopicPartition, Int64)] = []
    for place in places {
      let transport = KafkaStageTransport(stage, at: place, of: context)
      slots[place] = Slot(transport: transport, runner: StageRunner(stage, on: transport, deadLetter: deadLetter))
      do {
        starts.append((place, try transport.prepare()))
      } catch .fatal(let reason) {
        fatal = StageStopped(stage: stage.name, reason: reason)
      } catch {
        // Something is down: the runner's first step takes over again, and seeks to where it finds the partition.
        starts.append((place, KafkaConsumer.endOffset))
      }
    }
    return starts
  }

  private func giveUp(_ places: [TopicPartition], isLost: Bool) {
    observer(.revoked(places, isLost: isLost))
    for place in places { _ = slots.removeValue(forKey: place)?.transport.close() }
    note()
  }

  private func leave(_ consumer: KafkaConsumer) -> Bool {
    var isClean = true
    for slot in slots.values { isClean = slot.transport.close() && isClean }
    slots = [:]
    note()
    return consumer.close() && isClean
  }

  // MARK: The loop

  /// Reads for at most 50 ms, up to one batch; returns at once when records have come and no more are there.
  private func receive(from consumer: KafkaConsumer) {
    let end = DispatchTime.now() + .milliseconds(50)
    var bytes = 0
    var records = 0
    while records < 500, bytes < 4 << 20 {
      switch consumer.poll(milliseconds: records == 0 ? 20 : 0) {
      case .record(let record):
        records += 1
        bytes += record.size
        let slot = slots[TopicPartition(record.topic, record.partition)]
        slot?.transport.receive(record)
        slot?.lastRecord = .now()
      case .failure(let error):
        observer(.clientFailed(error))
        if error.isOffsetLost {
          fatal = StageStopped(
            stage: stage.name,
            reason: "the next record to read is not in the log any more: \(error.message). Start the service again: "
              + "it will name the lost range and the command that decides")
        }
        return
      case .nothing, .endOfPartition: return
      }
      if fatal != nil || DispatchTime.now() >= end { return }
    }
  }

  private func work(_ place: TopicPartition, _ consumer: KafkaConsumer) throws {
    guard let slot = slots[place], slot.wakeAt <= .now() else { return }
    while true {
      let began = DispatchTime.now()
      switch try slot.runner.step() {
      case .idle:
        slot.isPaused = false
        if slot.lastRecord + .milliseconds(options.quietMilliseconds) <= .now() {
          slot.lastRecord = .now()
          onQuiet(place)
        }
        return
      case .committed(let summary):
        slot.isPaused = false
        let took = Double(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) / 1e6
        observer(.committed(place, summary, milliseconds: took))
      case .paused(let pause):
        // The partition rests until then; the next step finds out anew where it stands, seeks there and resumes.
        try? consumer.pause([place])
        slot.isPaused = true
        slot.wakeAt = .now() + .milliseconds(pause.milliseconds)
        observer(.paused(place, pause))
        return
      }
    }
  }

  /// Once a second.
  private func reportLag() {
    guard nextLagReport <= .now() else { return }
    nextLagReport = .now() + .seconds(1)
    let lags = slots.values.map(\.transport.lag)
    let oldest = slots.values.compactMap(\.transport.oldestAtHand).min()
    observer(
      .lag(
        records: lags.reduce(0, +),
        oldestMilliseconds: oldest.map { max(0, clock().milliseconds - $0.milliseconds) } ?? 0))
  }

  private func note() {
    sharedStatus.withLock {
      $0.assigned = slots.count
      $0.restored = slots.values.count { $0.transport.isRestored && !$0.isPaused }
      $0.lastLoop = .now()
    }
  }
}
