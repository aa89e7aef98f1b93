/// A queue of one receiver's tasks, performed one at a time and in order: a pure state machine without clock, log or
/// network.
///
/// A slow or dead receiver delays only its own tasks. `Place` identifies a record in its log, so that a waiting task
/// takes a few bytes.
package struct EffectQueue<Place: Hashable & Sendable>: Sendable {
  private var waiting: [Place] = []
  private var first = 0
  private var current: Place?
  /// Whether an attempt is under way.
  package private(set) var isPerforming = false
  private var failures = 0
  private var resumesAt: Duration = .zero
  private let policy: RetryPolicy

  package init(policy: RetryPolicy) { self.policy = policy }

  /// What the owner of the queue has to do now.
  package enum Action: Hashable, Sendable {
    /// Wait for an attempt to end, for a pause, or for a task.
    case wait
    /// Perform the task at that place, if it is not too old.
    case attempt(Place)
  }

  /// What follows after an attempt.
  package enum Decision: Hashable, Sendable {
    /// The task ended; `attempts` were made.
    case ended(attempts: Int)
    case retry(in: Duration)
  }

  package var count: Int { waiting.count - first + (current == nil ? 0 : 1) }

  package mutating func add(_ place: Place) { waiting.append(place) }

  /// The action that is due at `now`, a time on a monotonic clock. After `attempt`, call `finish` with the result, or
  /// `release` where no attempt was made.
  package mutating func next(at now: Duration) -> Action {
    guard !isPerforming, now >= resumesAt else { return .wait }
    if current == nil {
      guard first < waiting.count else { return .wait }
      current = waiting[first]
      first += 1
      if first == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        first = 0
      } else if first >= 1024 {
        waiting.removeFirst(first)
        first = 0
      }
    }
    guard let current else { return .wait }
    isPerforming = true
    return .attempt(current)
  }

  /// Takes back the `attempt` that `next` returned: the task is due again at once.
  package mutating func release() { isPerforming = false }

  /// Ends the attempt that `next` began, and decides what follows. `outcome` is nil where the task is given up without
  /// an attempt, because its record is too old or was removed.
  package mutating func finish(_ outcome: EffectOutcome?, at now: Duration) -> Decision {
    isPerforming = false
    if case .failed(_, let asked) = outcome {
      failures += 1
      let pause = policy.pause(afterFailures: failures, asked: asked)
      resumesAt = now + pause
      return .retry(in: pause)
    }
    let attempts = failures + (outcome == nil ? 0 : 1)
    failures = 0
    resumesAt = .zero
    current = nil
    return .ended(attempts: attempts)
  }
}
