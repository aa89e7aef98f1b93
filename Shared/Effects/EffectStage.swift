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
    let load: (Place) throws -> Record?
    /// Records the results of tasks durably.
    let record: ([Delivery]) throws -> Void

    package init(load: @escaping (Place) throws -> Record?, record: @escaping ([Delivery]) throws -> Void) {
      self.load = load
      self.record = record
    }
  }

  package struct Record: Sendable {
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
  package struct Report: Sendable {
    package let receiver: String
    package let task: EffectTask
    package let outcome: EffectOutcome?
    package let decision: EffectQueue<Place>.Decision
  }

  private final class Lane {
    let receiver: any Receiver
    var queue: EffectQueue<Place>
    var task: EffectTask?

    init(_ receiver: any Receiver, policy: RetryPolicy) {
      self.receiver = receiver
      queue = EffectQueue(policy: policy)
    }
  }

  private let lanes: [Lane]
  private let log: Log
  private let policy: RetryPolicy
  private let clock: () -> Timestamp
  private let steady: () -> Duration
  private let observer: (Report) -> Void
  private let ended = Ended()
  private var done: Set<String>

  /// The outcomes of finished attempts, filled by Swift tasks.
  private final class Ended: Sendable {
    let outcomes = Mutex<[(lane: Int, outcome: EffectOutcome)]>([])
  }

  /// - Parameters:
  ///   - done: the ids of the tasks whose end is recorded already.
  ///   - clock: the time of day, against which a record's age is taken.
  ///   - steady: a clock that only rises, for pauses.
  package init(
    _ receivers: [any Receiver], policy: RetryPolicy = RetryPolicy(), done: Set<String> = [], log: Log,
    clock: @escaping () -> Timestamp, steady: @escaping () -> Duration, observer: @escaping (Report) -> Void = { _ in }
  ) {
    lanes = receivers.map { Lane($0, policy: policy) }
    self.policy = policy
    self.done = done
    self.log = log
    self.clock = clock
    self.steady = steady
    self.observer = observer
  }

  /// Whether every task has ended.
  package var isIdle: Bool { lanes.allSatisfy { $0.queue.count == 0 } }

  /// Whether an attempt is in progress.
  package var isPerforming: Bool { lanes.contains { $0.queue.isPerforming } }

  /// Creates a task for each receiver that accepts a record of the topic.
  ///
  /// - Throws: an error where a receiver cannot read the record; no task is created for it.
  package func add(_ record: Record, at place: Place) throws(JSONError) {
    guard !isTooOld(record.time) else { return }
    var takers: [Lane] = []
    for lane in lanes {
      let task = task(of: record, for: lane)
      if !done.contains(task.id), try lane.receiver.accepts(task) { takers.append(lane) }
    }
    for lane in takers { lane.queue.add(place) }
  }

  /// Records the results of finished tasks and starts attempts that are due. It never waits for a receiver.
  package func step() throws {
    let outcomes = ended.outcomes.withLock { outcomes in
      defer { outcomes = [] }
      return outcomes
    }
    var deliveries: [Delivery] = []
    for (index, outcome) in outcomes {
      if let delivery = finish(lanes[index], outcome) { deliveries.append(delivery) }
    }
    for index in lanes.indices {
      while let delivery = try start(index) { deliveries.append(delivery) }
    }
    guard !deliveries.isEmpty else { return }
    try log.record(deliveries)
    done.formUnion(deliveries.map(\.id))
  }

  /// Starts the next attempt of a lane, if one is due.
  ///
  /// - Returns: the record of a task that was given up; nil otherwise.
  private func start(_ index: Int) throws -> Delivery? {
    let lane = lanes[index]
    while case .attempt(let place) = lane.queue.next(at: steady()) {
      guard let record = try log.load(place) else {
        _ = lane.queue.finish(nil, at: steady())
        continue
      }
      let task = task(of: record, for: lane)
      lane.task = task
      if isTooOld(record.time) { return finish(lane, nil) }
      let receiver = lane.receiver
      let ended = ended
      Task.detached {
        let outcome = await receiver.perform(task)
        ended.outcomes.withLock { $0.append((index, outcome)) }
      }
      return nil
    }
    return nil
  }

  private func finish(_ lane: Lane, _ outcome: EffectOutcome?) -> Delivery? {
    guard let task = lane.task else { return nil }
    let decision = lane.queue.finish(outcome, at: steady())
    observer(Report(receiver: lane.receiver.id, task: task, outcome: outcome, decision: decision))
    guard case .ended(let attempts) = decision else { return nil }
    lane.task = nil
    let (result, detail): (Delivery.Outcome, String?) =
      switch outcome {
      case .done(let detail): (.delivered, detail)
      case .refused(let reason): (.refused, reason)
      case .failed, nil: (.expired, nil)
      }
    return Delivery(
      receiver: lane.receiver.id, record: task.record, outcome: result, attempts: attempts, detail: detail, at: clock())
  }

  private func task(of record: Record, for lane: Lane) -> EffectTask {
    EffectTask(
      receiver: lane.receiver.id, record: record.id, type: record.type, value: record.value, time: record.time)
  }

  private func isTooOld(_ time: Timestamp) -> Bool {
    Duration.milliseconds(clock().milliseconds - time.milliseconds) > policy.lifetime
  }
}
