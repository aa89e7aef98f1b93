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
  /// The results of tasks that have ended, until they are recorded.
  private var unrecorded: [Delivery] = []

  /// The outcomes of finished attempts, filled by Swift tasks.
  private final class Ended: Sendable {
    let outcomes = Mutex<[(queue: Int, outcome: EffectOutcome)]>([])
  }

  /// - Parameters:
  ///   - done: the ids of the tasks whose end is recorded already.
  ///   - clock: the time of day, against which a record's age is taken.
  ///   - monotonicClock: the time since any fixed moment, never going back, for pauses.
  package init(
    _ receivers: [any Receiver], policy: RetryPolicy, done: Set<String> = [], log: Log,
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

  /// Whether every task has ended and its result is recorded.
  package var isIdle: Bool { unrecorded.isEmpty && queues.allSatisfy { $0.places.count == 0 } }

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

  /// Records the results of tasks that have ended, then starts the attempts that are due. Never waits for a receiver.
  ///
  /// After an error of the log no attempt has been started and no result is lost: the next step tries again.
  package func step() throws {
    let outcomes = ended.outcomes.withLock { outcomes in
      defer { outcomes = [] }
      return outcomes
    }
    for (index, outcome) in outcomes { finish(queues[index], outcome) }
    try recordResults()
    var due: [(queue: Int, task: EffectTask)] = []
    do {
      for index in queues.indices {
        if let task = try dueTask(queues[index]) { due.append((index, task)) }
      }
      try recordResults()
    } catch {
      for (index, _) in due { queues[index].places.release() }
      throw error
    }
    for (index, task) in due { perform(task, index) }
  }

  private func recordResults() throws {
    guard !unrecorded.isEmpty else { return }
    try log.record(unrecorded)
    done.formUnion(unrecorded.map(\.id))
    unrecorded = []
  }

  /// The task of a receiver whose next attempt is due; nil for none. Tasks before it that are too old are given up.
  private func dueTask(_ queue: ReceiverQueue) throws -> EffectTask? {
    while case .attempt(let place) = queue.places.next(at: monotonicClock()) {
      let loaded: Item?
      do {
        loaded = try log.load(place)
      } catch {
        queue.places.release()
        throw error
      }
      guard let item = loaded else {
        _ = queue.places.finish(nil, at: monotonicClock())
        continue
      }
      let task = task(of: item, for: queue)
      queue.task = task
      guard isTooOld(item.time) else { return task }
      finish(queue, nil)
    }
    return nil
  }

  private func perform(_ task: EffectTask, _ index: Int) {
    let receiver = queues[index].receiver
    let ended = ended
    Task.detached {
      let outcome = await receiver.perform(task)
      ended.outcomes.withLock { $0.append((index, outcome)) }
    }
  }

  /// Ends an attempt of a receiver, and notes the result where its task has ended too.
  private func finish(_ queue: ReceiverQueue, _ outcome: EffectOutcome?) {
    guard let task = queue.task else { return }
    let decision = queue.places.finish(outcome, at: monotonicClock())
    observer(Attempt(receiver: queue.receiver.id, task: task, outcome: outcome, decision: decision))
    guard case .ended(let attempts) = decision else { return }
    queue.task = nil
    let (result, detail): (Delivery.Outcome, String?) =
      switch outcome {
      case .done(let detail): (.delivered, detail)
      case .refused(let reason): (.refused, reason)
      case .failed, nil: (.expired, nil)
      }
    unrecorded.append(
      Delivery(
        receiver: queue.receiver.id, record: task.record, outcome: result, attempts: attempts, detail: detail,
        at: clock()))
  }

  private func task(of item: Item, for queue: ReceiverQueue) -> EffectTask {
    EffectTask(
      receiver: queue.receiver.id, record: item.id, type: item.type, value: item.value, time: item.time)
  }

  private func isTooOld(_ time: Timestamp) -> Bool {
    Duration.milliseconds(clock().milliseconds - time.milliseconds) > policy.lifetime
  }
}
