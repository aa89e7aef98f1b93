import JSONCoding
import Models
import Synchronization

/// Performs the effects of a topic's records at least once: the stage of a pipeline whose outputs leave Beacon.
///
/// For each record that a receiver accepts there is one task. A task whose result is recorded in `beacon.deliveries.v1`
/// is never performed again. A task whose result was not recorded, because the process died in between, is performed
/// again with the same idempotency key. The steps of one task are, in order:
/// 1. the record is in its topic;
/// 2. the receiver performs it, perhaps several times;
/// 3. its result is recorded durably;
/// 4. the receiver's next task begins.
///
/// One thread calls `add` and `step`. Each receiver runs in a Swift task, one delivery at a time.
package final class EffectStage<Place: Hashable & Sendable> {
  /// The stage's access to the log, on either transport.
  package struct Log {
    /// The record at that place; nil where it was removed meanwhile.
    let load: (Place) throws -> Item?
    /// Records the results of tasks durably.
    let record: ([Delivery]) throws -> Void

    package init(load: @escaping (Place) throws -> Item?, record: @escaping ([Delivery]) throws -> Void) {
      self.load = load
      self.record = record
    }
  }

  /// A record of the topic, as far as receivers see it.
  package struct Item: Sendable {
    package let id: String
    package let type: String
    package let value: [UInt8]
    package let time: Timestamp

    package init(id: String, type: String, value: [UInt8], time: Timestamp) {
      self.id = id
      self.type = type
      self.value = value
      self.time = time
    }
  }

  /// An attempt that ended, for logs and metrics.
  package struct Attempt: Sendable {
    package let receiver: String
    package let task: EffectTask
    package let outcome: EffectOutcome?
    package let decision: EffectQueue<Place>.Decision
  }

  private final class ReceiverQueue {
    let receiver: any Receiver
    var places: EffectQueue<Place>
    /// The task that is being performed; nil for none.
    var task: EffectTask?

    init(_ receiver: any Receiver, policy: RetryPolicy) {
      self.receiver = receiver
      places = EffectQueue(policy: policy)
    }
  }

  private let queues: [ReceiverQueue]
  private let log: Log
  private let policy: RetryPolicy
  private let clock: () -> Timestamp
  private let monotonicClock: () -> Duration
  private let observer: (Attempt) -> Void
  private let ended = Ended()
  private var done: Set<String>

  /// The outcomes of finished attempts, filled by Swift tasks.
  private final class Ended: Sendable {
    let outcomes = Mutex<[(queue: Int, outcome: EffectOutcome)]>([])
  }

  /// - Parameters:
  ///   - done: the ids of the tasks whose end is recorded already.
  ///   - clock: the time of day, against which a record's age is taken.
  ///   - monotonicClock: the time since any fixed moment, never going back, for pauses.
  package init(
    _ receivers: [any Receiver], policy: RetryPolicy = RetryPolicy(), done: Set<String> = [], log: Log,
    clock: @escaping () -> Timestamp, monotonicClock: @escaping () -> Duration,
    observer: @escaping (Attempt) -> Void = { _ in }
  ) {
    queues = receivers.map { ReceiverQueue($0, policy: policy) }
    self.policy = policy
    self.done = done
    self.log = log
    self.clock = clock
    self.monotonicClock = monotonicClock
    self.observer = observer
  }

  /// Whether every task has ended.
  package var isIdle: Bool { queues.allSatisfy { $0.places.count == 0 } }

  /// Whether an attempt is in progress.
  package var isPerforming: Bool { queues.contains { $0.places.isPerforming } }

  /// Creates a task for each receiver that accepts a record of the topic, unless the record is too old.
  ///
  /// - Returns: false where the record is too old and a receiver that accepts it has no recorded result for it.
  /// - Throws: an error where a receiver cannot read the record; no task is created for it.
  @discardableResult
  package func add(_ item: Item, at place: Place) throws(JSONError) -> Bool {
    var takers: [ReceiverQueue] = []
    for queue in queues {
      let task = task(of: item, for: queue)
      if !done.contains(task.id), try queue.receiver.accepts(task) { takers.append(queue) }
    }
    if isTooOld(item.time) { return takers.isEmpty }
    for queue in takers { queue.places.add(place) }
    return true
  }

  /// Records the results of finished tasks and starts attempts that are due. It never waits for a receiver.
  package func step() throws {
    let outcomes = ended.outcomes.withLock { outcomes in
      defer { outcomes = [] }
      return outcomes
    }
    var deliveries: [Delivery] = []
    for (index, outcome) in outcomes {
      if let delivery = finish(queues[index], outcome) { deliveries.append(delivery) }
    }
    for index in queues.indices {
      while let delivery = try start(index) { deliveries.append(delivery) }
    }
    guard !deliveries.isEmpty else { return }
    try log.record(deliveries)
    done.formUnion(deliveries.map(\.id))
  }

  /// Starts the next attempt of a receiver, if one is due.
  ///
  /// - Returns: the record of a task that was given up; nil otherwise.
  private func start(_ index: Int) throws -> Delivery? {
    let queue = queues[index]
    while case .attempt(let place) = queue.places.next(at: monotonicClock()) {
      guard let item = try log.load(place) else {
        _ = queue.places.finish(nil, at: monotonicClock())
        continue
      }
      let task = task(of: item, for: queue)
      queue.task = task
      if isTooOld(item.time) { return finish(queue, nil) }
      let receiver = queue.receiver
      let ended = ended
      Task.detached {
        let outcome = await receiver.perform(task)
        ended.outcomes.withLock { $0.append((index, outcome)) }
      }
      return nil
    }
    return nil
  }

  private func finish(_ queue: ReceiverQueue, _ outcome: EffectOutcome?) -> Delivery? {
    guard let task = queue.task else { return nil }
    let decision = queue.places.finish(outcome, at: monotonicClock())
    observer(Attempt(receiver: queue.receiver.id, task: task, outcome: outcome, decision: decision))
    guard case .ended(let attempts) = decision else { return nil }
    queue.task = nil
    let (result, detail): (Delivery.Outcome, String?) =
      switch outcome {
      case .done(let detail): (.delivered, detail)
      case .refused(let reason): (.refused, reason)
      case .failed, nil: (.expired, nil)
      }
    return Delivery(
      receiver: queue.receiver.id, record: task.record, outcome: result, attempts: attempts, detail: detail, at: clock()
    )
  }

  private func task(of item: Item, for queue: ReceiverQueue) -> EffectTask {
    EffectTask(
      receiver: queue.receiver.id, record: item.id, type: item.type, value: item.value, time: item.time)
  }

  private func isTooOld(_ time: Timestamp) -> Bool {
    Duration.milliseconds(clock().milliseconds - time.milliseconds) > policy.lifetime
  }
}
