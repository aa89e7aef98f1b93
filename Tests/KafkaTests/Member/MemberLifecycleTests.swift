import CLibrdkafka
import Testing

@testable import KafkaMessaging

@Suite("The lifecycle of a group's member")
struct MemberLifecycleTests {
  private let fenced = MemberLifecycle.End.failed(KafkaError("poll", RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID))
  private let fatal = MemberLifecycle.End.failed(KafkaError("poll", RD_KAFKA_RESP_ERR__FATAL))

  @Test("A first and a second end within the window begin a new membership, after growing pauses")
  func rejoins() {
    var lifecycle = MemberLifecycle(instance: "scoring-1", limit: 3, window: 300)
    #expect(lifecycle.memberEnded(fenced, at: 0) == .rejoin(attempt: 1, afterMilliseconds: 500))
    #expect(lifecycle.memberEnded(fatal, at: 10) == .rejoin(attempt: 2, afterMilliseconds: 1000))
  }

  @Test(
    "The third end within the window stops the process; ends before the window do not count", arguments: [10.0, 301])
  func limit(third: Double) {
    var lifecycle = MemberLifecycle(instance: nil, limit: 3, window: 300)
    _ = lifecycle.memberEnded(fatal, at: 0)
    _ = lifecycle.memberEnded(fatal, at: 5)
    let action = lifecycle.memberEnded(fatal, at: third)
    if third < 300 {
      guard case .stop(let reason) = action else { return #expect(Bool(false), "\(action)") }
      #expect(reason.contains("3 times within 300 s"))
    } else {
      #expect(action == .rejoin(attempt: 2, afterMilliseconds: 1000))
    }
  }

  @Test("Of two processes that fence each other in turn, the first stops and names both, and the other continues")
  func twins() {
    var first = MemberLifecycle(instance: "scoring-1")
    var second = MemberLifecycle(instance: "scoring-1")
    var now = 0.0
    var stopped: String?
    while stopped == nil, now < 100 {
      if case .stop(let reason) = first.memberEnded(fenced, at: now) {
        stopped = reason
      } else if case .stop = second.memberEnded(fenced, at: now + 1) {
        Issue.record("the second stopped before the first")
      }
      now += 2
    }
    #expect(stopped?.contains("instance name scoring-1") == true)
    #expect(stopped?.contains("kafka.instance") == true)
  }

  @Test("A membership that stood still is followed by another, and does not count as a failure")
  func stuck() {
    var lifecycle = MemberLifecycle(instance: "scoring-1", limit: 2, window: 300)
    for second in [0.0, 120, 240] {
      #expect(lifecycle.memberEnded(.stuck("standing"), at: second) == .rejoin(attempt: 1, afterMilliseconds: 500))
    }
    #expect(lifecycle.memberEnded(fenced, at: 250) == .rejoin(attempt: 1, afterMilliseconds: 500))
  }

  @Test("A process without an instance name is not told of another with the same")
  func dynamic() {
    var lifecycle = MemberLifecycle(instance: nil, limit: 1)
    guard case .stop(let reason) = lifecycle.memberEnded(fenced, at: 0) else { return #expect(Bool(false)) }
    #expect(!reason.contains("another process"))
  }
}
