import KafkaMessaging
import Testing

@Suite("Taking over a partition")
struct PartitionRecoveryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    var stored: PartitionRecovery.Stored?
    var committed: Int64?
    var log: Range<Int64> = 0..<100
    var allowing: PartitionRecovery.Allowances = []
    let decision: PartitionRecovery
    var testDescription: String { what }
  }

  static let cases: [Case] = [
    Case(what: "a new group begins at the log's start", decision: .resume(at: 0)),
    Case(what: "a new group begins where retention has left the log", log: 40..<100, decision: .resume(at: 40)),
    Case(
      what: "file and group agree", stored: .init(origin: 0, position: 50, outbox: 40..<50), committed: 50,
      decision: .resume(at: 50)),
    Case(
      what: "a crash between the two commits", stored: .init(origin: 0, position: 50, outbox: 40..<50), committed: 40,
      decision: .resend(end: 50)),
    Case(
      what: "a crash between the two commits of the very first batch",
      stored: .init(origin: 0, position: 10, outbox: 0..<10), decision: .resend(end: 10)),
    Case(
      what: "the very first batch of a log that begins late", stored: .init(origin: 40, position: 50, outbox: 40..<50),
      log: 40..<100, decision: .resend(end: 50)),
    Case(
      what: "the file is two batches ahead", stored: .init(origin: 0, position: 50, outbox: 45..<50), committed: 40,
      decision: .startAfresh(from: 0, until: 40)),
    Case(
      what: "the file is ahead with an empty outbox", stored: .init(origin: 0, position: 50), committed: 40,
      decision: .startAfresh(from: 0, until: 40)),
    Case(
      what: "the outbox begins at the group's offset and ends elsewhere",
      stored: .init(origin: 0, position: 50, outbox: 40..<49), committed: 40, decision: .startAfresh(from: 0, until: 40)
    ),
    Case(
      what: "the partition lived elsewhere", stored: .init(origin: 0, position: 30, outbox: 20..<30), committed: 50,
      decision: .catchUp(from: 30, until: 50)),
    Case(what: "the file was lost", committed: 50, decision: .catchUp(from: 0, until: 50)),
    Case(
      what: "the file was lost, and the log begins late", committed: 50, log: 20..<100,
      decision: .catchUp(from: 20, until: 50)),
    Case(
      what: "retention passed the file's position", stored: .init(origin: 0, position: 10), committed: 50,
      log: 20..<100, decision: .stop(.recordsLost(first: 10, end: 20))),
    Case(
      what: "retention passed the file's position, and a person allows it",
      stored: .init(origin: 0, position: 10), committed: 50, log: 20..<100, allowing: .lostRecords,
      decision: .startAfresh(from: 20, until: 50)),
    Case(
      what: "retention passed the group's offset", committed: 10, log: 20..<100,
      decision: .stop(.recordsLost(first: 10, end: 20))),
    Case(
      what: "retention passed both, and a person allows it", stored: .init(origin: 0, position: 10), committed: 10,
      log: 20..<100, allowing: .lostRecords, decision: .resume(at: 20)),
    Case(
      what: "the group's offset is gone", stored: .init(origin: 0, position: 50, outbox: 40..<50),
      decision: .stop(.committedOffsetMissing(position: 50))),
    Case(
      what: "the group's offset is gone, and a person takes the file's", stored: .init(origin: 0, position: 50),
      allowing: .filePosition, decision: .resume(at: 50)),
    Case(
      what: "the group's offset is gone and retention passed the file's, and a person takes the file's",
      stored: .init(origin: 0, position: 50), log: 60..<100, allowing: .filePosition,
      decision: .stop(.recordsLost(first: 50, end: 60))),
    Case(
      what: "the group's offset is gone and retention passed the file's, and a person gives the lost records up",
      stored: .init(origin: 0, position: 50), log: 60..<100, allowing: .lostRecords,
      decision: .stop(.committedOffsetMissing(position: 50))),
    Case(
      what: "the group's offset is gone and retention passed the file's, and a person allows both",
      stored: .init(origin: 0, position: 50), log: 60..<100, allowing: [.lostRecords, .filePosition],
      decision: .resume(at: 60)),
    Case(
      what: "retention passed where a file that has folded nothing begins", stored: .init(origin: 40, position: 40),
      log: 60..<100, decision: .stop(.recordsLost(first: 40, end: 60))),
    Case(
      what: "a file that has folded nothing, in a log that begins where it does",
      stored: .init(origin: 40, position: 40), log: 40..<100, decision: .resume(at: 40)),
    Case(
      what: "the topic was made anew", stored: .init(origin: 0, position: 50), committed: 50, log: 0..<10,
      decision: .stop(.logTooShort(position: 50, end: 10))),
    Case(
      what: "a stage without state whose topic was made anew", committed: 50, log: 0..<10,
      decision: .stop(.logTooShort(position: 50, end: 10))),
  ]

  @Test("Each state that file and group can be found in has its one decision", arguments: cases)
  func decisions(_ found: Case) {
    let decision = PartitionRecovery.decide(
      stored: found.stored, committed: found.committed, log: found.log, allowing: found.allowing)
    #expect(decision == found.decision)
  }

  @Test("Whatever is found, nothing is emitted twice and nothing is passed over without a stop")
  func everyCombination() {
    let offsets: [Int64] = [0, 1, 2, 3, 4, 5]
    for low in offsets {
      for high in offsets where high >= low {
        for committed in [nil] + offsets.map(Optional.some) {
          for position in offsets {
            for outboxStart in [nil] + offsets.map(Optional.some) where outboxStart.map({ $0 <= position }) ?? true {
              let stored = PartitionRecovery.Stored(
                origin: 0, position: position, outbox: outboxStart.map { $0..<position })
              for allowing: PartitionRecovery.Allowances in [[], .filePosition] {
                check(
                  PartitionRecovery.decide(stored: stored, committed: committed, log: low..<high, allowing: allowing),
                  stored, committed, low)
              }
            }
          }
        }
      }
    }
  }

  private func check(
    _ decision: PartitionRecovery, _ stored: PartitionRecovery.Stored, _ committed: Int64?, _ low: Int64
  ) {
    switch decision {
    case .resume(let offset):
      #expect(offset >= low)
      #expect(offset == stored.position)
      if let committed { #expect(offset == committed) }
    case .resend(let end):
      #expect(end == stored.position)
      if let committed { #expect(stored.outbox == committed..<end) }
    case .catchUp(let start, let end), .startAfresh(let start, let end):
      #expect(start >= low && start <= end)
      #expect(committed == end)
    case .stop: break
    }
  }
}
