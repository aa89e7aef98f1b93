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
    /// Where the transaction's records are; empty if it failed before all were delivered.
    var positions: [DeliveryReport.Position]
    var time: DispatchTime
  }

  private let end = Mutex<End?>(nil)
  private let running = DispatchGroup()

  /// Starts the steps of the commit on a serial queue, after those of earlier commits.
  ///
  /// - Parameter steps: says where the records are once all are delivered.
  init(
    on queue: DispatchQueue,
    _ steps: @escaping @Sendable (_ positions: inout [DeliveryReport.Position]) throws(Failure) -> Void
  ) {
    queue.async(group: running) { [self] in
      var failure: Failure?
      var positions: [DeliveryReport.Position] = []
      do throws(Failure) { try steps(&positions) } catch { failure = error }
      end.withLock { $0 = End(failure: failure, positions: positions, time: .now()) }
    }
  }

  var hasEnded: Bool { end.withLock { $0 != nil } }

  /// Blocks until the commit has ended.
  func wait() -> End {
    running.wait()
    // The steps record their end before the group is left; a commit of unknown outcome is not a committed one.
    return end.withLock { $0 }
      ?? End(failure: .stage(.infrastructure("the commit ended without an outcome")), positions: [], time: .now())
  }
}
