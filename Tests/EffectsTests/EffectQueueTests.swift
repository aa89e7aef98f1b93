import Effects
import Testing

@Suite struct EffectQueueTests {
  private typealias Queue = EffectQueue<Int>
  private let policy = RetryPolicy(firstPause: .seconds(1), longestPause: .seconds(60), lifetime: .seconds(3600))

  @Test("Tasks are attempted one at a time and in order")
  func order() {
    var queue = Queue(policy: policy)
    #expect(queue.next(at: .zero) == .wait)
    for place in [7, 8, 9] { queue.add(place) }
    #expect(queue.next(at: .zero) == .attempt(7))
    #expect(queue.next(at: .zero) == .wait)
    #expect(queue.count == 3)
    #expect(queue.finish(.done(""), at: .zero) == .ended(attempts: 1))
    #expect(queue.next(at: .zero) == .attempt(8))
    #expect(queue.finish(.refused(""), at: .zero) == .ended(attempts: 1))
    #expect(queue.next(at: .zero) == .attempt(9))
    #expect(queue.finish(nil, at: .zero) == .ended(attempts: 0))
    #expect(queue.next(at: .zero) == .wait && queue.count == 0)
  }

  @Test("An attempt that was not made is due again at once, in its turn")
  func released() {
    var queue = Queue(policy: policy)
    for place in [7, 8] { queue.add(place) }
    #expect(queue.next(at: .zero) == .attempt(7))
    queue.release()
    #expect(!queue.isPerforming && queue.count == 2)
    #expect(queue.next(at: .zero) == .attempt(7))
    #expect(queue.finish(.done(""), at: .zero) == .ended(attempts: 1))
  }

  @Test("A failed task is attempted again after pauses that double up to the longest, and before the next task")
  func retries() {
    var queue = Queue(policy: policy)
    queue.add(1)
    queue.add(2)
    var now = Duration.zero
    for pause in [1, 2, 4, 8, 16, 32, 60, 60] as [Int64] {
      #expect(queue.next(at: now) == .attempt(1))
      #expect(queue.finish(.failed("down"), at: now) == .retry(in: .seconds(pause)))
      #expect(queue.next(at: now + .seconds(pause) - .milliseconds(1)) == .wait)
      now += .seconds(pause)
    }
    #expect(queue.next(at: now) == .attempt(1))
    #expect(queue.finish(.done(""), at: now) == .ended(attempts: 9))
    #expect(queue.next(at: now) == .attempt(2))
    #expect(
      queue.finish(.failed("down"), at: now) == .retry(in: .seconds(1)), "the next task begins with the first pause")
  }

  @Test("By default pauses grow to five minutes")
  func defaults() {
    var queue = Queue(policy: RetryPolicy(lifetime: .seconds(3600)))
    queue.add(1)
    var now = Duration.zero
    for pause in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] as [Int64] {
      #expect(queue.next(at: now) == .attempt(1))
      #expect(queue.finish(.failed("down"), at: now) == .retry(in: .seconds(pause)))
      now += .seconds(pause)
    }
  }

  @Test(
    "A receiver that asks for a pause gets it, between Beacon's own and the longest",
    arguments: [(0, 1), (1, 1), (30, 30), (61, 60), (86_400, 60)] as [(Int64, Int64)])
  func asked(asked: Int64, pause: Int64) {
    var queue = Queue(policy: policy)
    queue.add(1)
    _ = queue.next(at: .zero)
    #expect(queue.finish(.failed("busy", after: .seconds(asked)), at: .zero) == .retry(in: .seconds(pause)))
  }

  @Test("A long queue keeps its order")
  func long() {
    var queue = Queue(policy: policy)
    for place in 0..<5000 { queue.add(place) }
    for place in 0..<5000 {
      #expect(queue.next(at: .zero) == .attempt(place))
      _ = queue.finish(.done(""), at: .zero)
      if place.isMultiple(of: 3) { queue.add(5000 + place) }
    }
    #expect(queue.count == 1667)
  }
}
