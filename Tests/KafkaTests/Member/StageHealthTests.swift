import KafkaMessaging
import Testing

@Suite("The health of a stage")
struct StageHealthTests {
  private let place = TopicPartition("in", 0)
  private let other = TopicPartition("in", 1)

  /// In its group with two partitions, restored, and at the end of the log at time 0.
  private func working() -> StageHealth {
    var health = StageHealth(at: 0)
    health.joined([place, other], at: 0)
    for place in [place, other] { health.advanced(place, to: 10, isRestored: true, at: 0) }
    health.endsRead([place: 10, other: 10], at: 0)
    return health
  }

  @Test("A stage at the end of the log is ready and lives")
  func idle() {
    var health = working()
    for second in 1...1000 {
      health.loopCameRound(at: Double(second))
      health.endsRead([place: 10, other: 10], at: Double(second))
    }
    #expect(health.notReady(at: 1000) == nil && health.notLive(at: 1000) == nil && health.lag == 0)
  }

  enum Lack: CaseIterable { case neverJoined, nothingAssigned, revoked, restoring, endsUnknown, endsOld }

  @Test("A stage that lacks something is not ready, and says what", arguments: Lack.allCases)
  func notReady(_ lack: Lack) {
    var health = working()
    let expected: String
    switch lack {
    case .neverJoined:
      health = StageHealth(at: 0)
      expected = "not in its group"
    case .nothingAssigned:
      health.joined([], at: 1)
      expected = "no partition"
    case .revoked:
      health.left(at: 1)
      expected = "not in its group"
    case .restoring:
      health.advanced(place, to: 3, isRestored: false, at: 1)
      expected = "1 of 2"
    case .endsUnknown:
      health = StageHealth(at: 0)
      health.joined([place], at: 0)
      health.advanced(place, to: 10, isRestored: true, at: 0)
      expected = "do not say where the log ends"
    case .endsOld:
      expected = "do not say where the log ends"
    }
    let reason = health.notReady(at: lack == .endsOld ? StageHealth.endsLimit + 1 : 2)
    #expect(reason?.contains(expected) == true, "\(reason ?? "ready")")
  }

  @Test("A partition with lag that does not advance is named: after a minute not ready, after minutes not live")
  func stall() {
    var health = working()
    for second in stride(from: 1.0, through: 300, by: 1) {
      health.loopCameRound(at: second)
      health.endsRead([place: 15, other: 10], at: second)
      health.advanced(place, to: 10, isRestored: true, at: second)
      let isReady = second <= 1 + 60
      #expect((health.notReady(at: second) == nil) == isReady, "at \(second)")
      #expect((health.needsNewClients(after: 120, at: second) == nil) == (second <= 1 + 120), "at \(second)")
      #expect((health.notLive(at: second) == nil) == (second <= 1 + 240), "at \(second)")
    }
    let stalls = health.stalls(longerThan: 60, at: 300)
    #expect(stalls.map(\.partition) == [place] && stalls.map(\.lag) == [5])
    #expect(health.notReady(at: 300)?.contains("in[0] has 5 records left") == true)
  }

  @Test("A partition that went to another process is still reported on, and does not stand still here")
  func wentElsewhere() {
    var health = working()
    health.endsRead([place: 15, other: 10], at: 1)
    #expect(health.stalls(longerThan: 0, at: 100).map(\.partition) == [place])
    health.left(at: 100)
    health.joined([other], at: 101)
    health.endsRead([place: 15, other: 10], at: 102)
    health.advanced(other, to: 10, isRestored: true, at: 102)
    #expect(health.partitions == [place, other] && health.assigned == 1)
    #expect(health.stalls(longerThan: 0, at: 110).isEmpty)
  }

  @Test("A partition that stands still in a new membership too makes the stage dead, unless it advances")
  func stuckAgain() {
    for (progress, isLive) in [(Int64(10), false), (11, true)] {
      var health = working()
      for second in stride(from: 1.0, through: 122, by: 1) { health.endsRead([place: 15, other: 10], at: second) }
      #expect(health.needsNewClients(after: 120, at: 122)?.contains("in[0] has 5 records left") == true)
      health.left(at: 122)
      health.left(at: 123)
      health.joining(at: 124)
      health.joined([place, other], at: 125)
      health.advanced(place, to: nil, isRestored: false, at: 125)
      #expect(health.notLive(at: 242) == nil, "where it ends is not known")
      for second in stride(from: 126.0, through: 242, by: 1) {
        health.loopCameRound(at: second)
        health.advanced(place, to: progress, isRestored: true, at: second)
        health.endsRead([place: 15, other: 10], at: second)
        #expect(health.needsNewClients(after: 120, at: second) == nil, "this membership is new")
      }
      #expect((health.notLive(at: 242) == nil) == isLive, "at \(progress)")
    }
  }

  @Test("Outside its group a stage needs new clients after a while, and again as long later, and at last it is dead")
  func outside() {
    var health = working()
    health.left(at: 10)
    for second in stride(from: 5.0, through: 140, by: 5) { health.endsRead([:], at: second) }
    health.loopCameRound(at: 140)
    #expect(health.needsNewClients(after: 120, at: 130) == nil)
    #expect(health.needsNewClients(after: 120, at: 131)?.contains("not in its group for 121 s") == true)
    health.joining(at: 140)
    for second in stride(from: 145.0, through: 250, by: 5) { health.endsRead([:], at: second) }
    health.loopCameRound(at: 250)
    #expect(health.needsNewClients(after: 120, at: 250) == nil)
    #expect(health.notLive(at: 250) == nil)
    #expect(health.notLive(at: 251)?.contains("not in its group for 241 s") == true)
  }

  @Test("The time in which the brokers did not respond does not count as standing still")
  func outage() {
    var health = working()
    health.endsRead([place: 15, other: 10], at: 1)
    #expect(health.needsNewClients(after: 120, at: 300) == nil, "the brokers do not respond")
    health.endsRead([place: 15, other: 10], at: 300)
    #expect(health.needsNewClients(after: 120, at: 301) == nil)
    for second in stride(from: 305.0, through: 425, by: 5) { health.endsRead([place: 15, other: 10], at: second) }
    #expect(health.needsNewClients(after: 120, at: 425)?.contains("in[0] has 5 records left") == true)
  }

  @Test("Advancing, however far behind, is health")
  func catchingUp() {
    var health = working()
    for second in stride(from: 1.0, through: 1000, by: 1) {
      health.loopCameRound(at: second)
      health.endsRead([place: 1_000_000, other: 10], at: second)
      health.advanced(place, to: 10 + Int64(second), isRestored: true, at: second)
    }
    #expect(health.notReady(at: 1000) == nil && health.notLive(at: 1000) == nil)
    #expect(health.lag == 1_000_000 - 1010)
  }

  @Test("Lag that went away and came back begins a new minute")
  func newLag() {
    var health = working()
    health.endsRead([place: 15, other: 10], at: 1)
    health.advanced(place, to: 15, isRestored: true, at: 50)
    health.endsRead([place: 16, other: 10], at: 90)
    #expect(health.stalls(longerThan: 60, at: 140).isEmpty)
    #expect(health.stalls(longerThan: 60, at: 151).count == 1)
  }

  @Test("Brokers that are down fail neither the loop nor its life; a loop that hangs does")
  func life() {
    var health = working()
    health.left(at: 1)
    for second in stride(from: 1.0, through: 500, by: 1) { health.loopCameRound(at: second) }
    #expect(health.notLive(at: 500) == nil)
    health.endsRead([place: 10], at: 500)
    #expect(health.notLive(at: 500) == nil, "there was no way to be in the group")
    #expect(health.notLive(at: 500 + 241)?.contains("loop") == true)
  }
}
