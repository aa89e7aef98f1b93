import Dispatch
import Messaging
import Synchronization

/// A commit that runs on another thread. Until it has ended, nothing else may use its producer.
final class PendingCommit: Sendable {
  enum Failure: Error {
    case kafka(KafkaError)
    case stage(StageFailure)
  }

  struct End: Sendable {
    /// Nil if the transaction is committed.
    var failure: Failure?
    var time: DispatchTime
  }

  private let end = Mutex<End?>(nil)
  private let running = DispatchGroup()

  /// Starts the steps of the commit on a serial queue, after those of earlier commits.
  init(on queue: DispatchQueue, _ steps: @escaping @Sendable () throws(Failure) -> Void) {
    queue.async(group: running) { [self] in
      var failure: Failure?
      do throws(Failure) { try steps() } catch { failure = error }
      end.withLock { $0 = End(failure: failure, time: .now()) }
    }
  }

  var hasEnded: Bool { end.withLock { $0 != nil } }

  /// Blocks until the commit has ended.
  func wait() -> End {
    running.wait()
    // The steps record their end before the group is left; a commit of unknown outcome is not a committed one.
    return end.withLock { $0 }
      ?? End(failure: .stage(.infrastructure("the commit ended without an outcome")), time: .now())
  }
}
