import Effects
import Glibc
import JSONCoding
import Models
import Synchronization
import Testing

/// A receiver that responds by a list, and records what it was given.
private final class Scripted: Receiver {
  let id: String
  private let script: Mutex<[EffectOutcome]>
  private let seen = Mutex<[EffectTask]>([])

  init(_ id: String, _ script: [EffectOutcome] = []) {
    self.id = id
    self.script = Mutex(script)
  }

  var tasks: [EffectTask] { seen.withLock { $0 } }

  func accepts(_ task: EffectTask) throws(JSONError) -> Bool {
    if task.type == "unreadable" { throw JSONError(.syntax, "a record without a meaning") }
    return task.type == "alert"
  }

  func perform(_ task: EffectTask) async -> EffectOutcome {
    seen.withLock { $0.append(task) }
    return script.withLock { $0.isEmpty ? .done("ok") : $0.removeFirst() }
  }
}

@Suite struct EffectStageTests {
  private typealias Stage = EffectStage<Int>

  /// A log in memory whose records are deleted and whose clocks move as a test wants.
  private final class World {
    var records: [Int: Stage.Item] = [:]
    var deliveries: [Delivery] = []
    var now = Timestamp(milliseconds: 1_000_000)
    var elapsed = Duration.zero
    /// Whether the log fails.
    var isBroken = false
    /// Called before results are recorded.
    var willRecord: () -> Void = {}

    private struct BrokenLog: Error {}

    private func load(_ place: Int) throws -> Stage.Item? {
      if isBroken { throw BrokenLog() }
      return records[place]
    }

    private func record(_ results: [Delivery]) throws {
      willRecord()
      if isBroken { throw BrokenLog() }
      deliveries += results
    }

    func stage(_ receivers: [any Receiver], done: Set<String> = []) -> Stage {
      Stage(
        receivers, policy: RetryPolicy(lifetime: .seconds(100)), done: done,
        log: .init(load: { try self.load($0) }, record: { try self.record($0) }), clock: { self.now },
        monotonicClock: { self.elapsed })
    }

    func add(_ count: Int, to stage: Stage, type: String = "alert") throws {
      for _ in 0..<count {
        let place = records.count
        let record = Stage.Item(id: "r\(place)", type: type, value: [], time: now)
        records[place] = record
        try stage.add(record, at: place)
      }
    }

    /// Steps until nothing is left, a second each step.
    func drain(_ stage: Stage, steps: Int = 400) async throws {
      for _ in 0..<steps where !stage.isIdle {
        try stage.step()
        try await Task.sleep(for: .milliseconds(2))
        elapsed += .seconds(1)
      }
      #expect(stage.isIdle)
    }
  }

  @Test("Each record goes to each receiver that accepts it once, in order, and its end is recorded")
  func delivers() async throws {
    let world = World()
    let receivers = [Scripted("a"), Scripted("b")]
    let stage = world.stage(receivers)
    try world.add(3, to: stage)
    try world.add(1, to: stage, type: "other")
    try await world.drain(stage)
    for receiver in receivers { #expect(receiver.tasks.map(\.record) == ["r0", "r1", "r2"]) }
    #expect(world.deliveries.count == 6)
    #expect(Set(world.deliveries.map(\.id)).count == 6)
    #expect(world.deliveries.allSatisfy { $0.outcome == .delivered && $0.attempts == 1 })
  }

  @Test("A receiver that is down delays its own tasks alone, and gets each with one idempotency key")
  func isolates() async throws {
    let world = World()
    let down = Scripted("down", Array(repeating: .failed("down"), count: 4))
    let up = Scripted("up")
    let stage = world.stage([down, up])
    try world.add(2, to: stage)
    for _ in 0..<3 {
      try stage.step()
      try await Task.sleep(for: .milliseconds(5))
    }
    try stage.step()
    #expect(world.deliveries.map(\.receiver) == ["up", "up"])
    try await world.drain(stage)
    #expect(down.tasks.map(\.record) == ["r0", "r0", "r0", "r0", "r0", "r1"])
    #expect(Set(down.tasks.prefix(5).map(\.id)) == [Delivery.id(receiver: "down", record: "r0")])
    #expect(world.deliveries.first { $0.receiver == "down" }?.attempts == 5)
  }

  @Test("What was recorded as ended is not performed again; what was not is, with the same key")
  func resumes() async throws {
    let world = World()
    let first = Scripted("a")
    let stage = world.stage([first])
    try world.add(3, to: stage)
    try await world.drain(stage)
    let kept = Set(world.deliveries.dropLast().map(\.id))
    let second = Scripted("a")
    let restarted = world.stage([second], done: kept)
    for (place, record) in world.records.sorted(by: { $0.key < $1.key }) { try restarted.add(record, at: place) }
    try await world.drain(restarted)
    #expect(second.tasks == first.tasks.suffix(1))
  }

  @Test("While a result is recorded, no other delivery to its receiver has begun")
  func recordsFirst() async throws {
    let world = World()
    let receiver = Scripted("a")
    let stage = world.stage([receiver])
    var performed: [Int] = []
    world.willRecord = {
      usleep(20_000)
      performed.append(receiver.tasks.count)
    }
    try world.add(3, to: stage)
    try await world.drain(stage)
    #expect(performed == [1, 2, 3])
  }

  @Test("Where the log fails, no delivery begins and no result is lost")
  func brokenLog() async throws {
    let world = World()
    let receiver = Scripted("a")
    let stage = world.stage([receiver])
    try world.add(2, to: stage)
    /// Steps until the log fails, once what is under way has ended.
    func failingStep() async throws -> Bool {
      for _ in 0..<1000 {
        do { try stage.step() } catch { return true }
        try await Task.sleep(for: .milliseconds(2))
      }
      return false
    }
    for count in 0...2 {
      world.isBroken = true
      for _ in 0..<2 {
        #expect(try await failingStep(), "after \(count) deliveries")
        #expect(!stage.isPerforming && !stage.isIdle && receiver.tasks.count == count)
      }
      world.isBroken = false
      try stage.step()
    }
    #expect(stage.isIdle && world.deliveries.map(\.record) == ["r0", "r1"])
    #expect(receiver.tasks.map(\.record) == ["r0", "r1"])
  }

  @Test("A record that is too old is given up, before the first attempt and between two")
  func expires() async throws {
    let world = World()
    let receiver = Scripted("a", Array(repeating: .failed("down"), count: 1000))
    let stage = world.stage([receiver])
    try world.add(1, to: stage)
    try stage.step()
    try await Task.sleep(for: .milliseconds(5))
    try stage.step()
    world.now = Timestamp(milliseconds: world.now.milliseconds + 101_000)
    try await world.drain(stage)
    #expect(world.deliveries.map(\.outcome) == [.expired])
    #expect(world.deliveries.first?.attempts == 1)
  }

  @Test("A record that is too old when it is added gets no task, which is reported unless its end is recorded")
  func tooOld() throws {
    let world = World()
    let old = Timestamp(milliseconds: world.now.milliseconds - 101_000)
    let record = Stage.Item(id: "old", type: "alert", value: [], time: old)
    let unwanted = Stage.Item(id: "old", type: "other", value: [], time: old)
    let receivers = [Scripted("a"), Scripted("b")]
    let ids = receivers.map { Delivery.id(receiver: $0.id, record: "old") }
    let cases: [(done: Set<String>, isHandled: Bool)] = [([], false), ([ids[0]], false), (Set(ids), true)]
    for (done, isHandled) in cases {
      let stage = world.stage(receivers, done: done)
      #expect(try stage.add(record, at: 0) == isHandled)
      #expect(try stage.add(unwanted, at: 1))
      #expect(stage.isIdle)
    }
  }

  @Test("A refusal ends a task; a record that was removed meanwhile is passed over")
  func refuses() async throws {
    let world = World()
    let receiver = Scripted("a", [.refused("gone")])
    let stage = world.stage([receiver])
    try world.add(3, to: stage)
    world.records[1] = nil
    try await world.drain(stage)
    #expect(receiver.tasks.map(\.record) == ["r0", "r2"])
    #expect(world.deliveries.map(\.outcome) == [.refused, .delivered])
    #expect(world.deliveries.first?.detail == "gone")
  }
}
