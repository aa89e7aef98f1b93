import CLibrdkafka
import Dispatch
import Messaging
import Synchronization
import Testing

@testable import KafkaMessaging

@Suite("A commit on its own thread")
struct PendingCommitTests {
  private let queue = DispatchQueue(label: "commits of a test")

  @Test("A commit that was begun has not ended before its last step has")
  func runsMeanwhile() {
    let mayEnd = DispatchSemaphore(value: 0)
    let isDone = Mutex(false)
    let commit = PendingCommit(on: queue) { _ in
      mayEnd.wait()
      isDone.withLock { $0 = true }
    }
    #expect(!commit.hasEnded)
    mayEnd.signal()
    let end = commit.wait()
    #expect(isDone.withLock { $0 })
    #expect(commit.hasEnded)
    #expect(end.failure == nil)
    #expect(end.time <= .now())
  }

  @Test("A commit that failed says how, as often as it is asked")
  func fails() {
    let outage = PendingCommit(on: queue) { _ throws(PendingCommit.Failure) in
      throw .stage(.infrastructure("no disk"))
    }
    for _ in 0..<2 {
      guard case .stage(.infrastructure("no disk")) = outage.wait().failure else {
        Issue.record("\(outage.wait())")
        return
      }
    }
    let refusal = PendingCommit(on: queue) { _ throws(PendingCommit.Failure) in
      throw .kafka(KafkaError("commit_transaction", RD_KAFKA_RESP_ERR_INVALID_TXN_STATE))
    }
    guard case .kafka(let error) = refusal.wait().failure else {
      Issue.record("\(refusal.wait())")
      return
    }
    #expect(error.code == RD_KAFKA_RESP_ERR_INVALID_TXN_STATE.rawValue)
  }

  @Test("Commits of one queue run one after another, in their order, and none waits to be waited for")
  func order() {
    let mayBegin = DispatchSemaphore(value: 0)
    let steps = Mutex<[Int]>([])
    let commits = (0..<20).map { number in
      PendingCommit(on: queue) { _ in
        if number == 0 { mayBegin.wait() }
        steps.withLock { $0.append(number) }
      }
    }
    #expect(steps.withLock { $0 } == [])
    mayBegin.signal()
    _ = commits.last?.wait()
    #expect(steps.withLock { $0 } == Array(0..<20))
    #expect(commits.allSatisfy { $0.hasEnded })
  }
}
