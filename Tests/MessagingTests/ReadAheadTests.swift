import Messaging
import Models
import Synchronization
import Testing

struct ReadAheadTests {
  private static func record(_ offset: Int64, topic: String = "t") -> Record {
    Record(
      topic: topic, partition: 0, offset: offset, key: nil, value: [UInt8(truncatingIfNeeded: offset)],
      time: Timestamp(milliseconds: 0))
  }

  @Test("each record of a batch finds its result, once, whichever core computed it")
  func everyRecordFindsItsOwn() {
    let records = (0..<500).map { Self.record(Int64($0) * 3) }
    var ahead = ReadAhead<Int64>()
    ahead.fill(records[...]) { $0.offset * 2 }
    for record in records { #expect(ahead.take(record) == record.offset * 2) }
    for record in records { #expect(ahead.take(record) == nil) }
  }

  @Test("a record of which nothing could be made finds nothing, and those after it find theirs")
  func failuresLeaveAGap() {
    let records = (0..<4).map { Self.record(Int64($0)) }
    var ahead = ReadAhead<Int64>()
    ahead.fill(records[...]) { $0.offset == 1 ? nil : $0.offset }
    #expect(records.map { ahead.take($0) } == [0, nil, 2, 3])
  }

  @Test("A record of another batch finds nothing")
  func strangersFindNothing() {
    var ahead = ReadAhead<Int64>()
    ahead.fill([Self.record(0), Self.record(1)][...]) { $0.offset }
    #expect(ahead.take(Self.record(7)) == nil)
    ahead.fill([Self.record(2)][...]) { $0.offset }
    #expect(ahead.take(Self.record(1)) == nil)
    #expect(ahead.take(Self.record(2)) == 2)
  }

  @Test("where the fold leaves records out, each of the others is still made once")
  func leftOut() {
    let made = Mutex<[Int64]>([])
    let records = (0..<50).map { Self.record(Int64($0)) }
    var ahead = ReadAhead<Int64>()
    ahead.fill(records[...]) { record in
      made.withLock { $0.append(record.offset) }
      return record.offset
    }
    for record in records where record.offset % 7 != 3 { #expect(ahead.take(record) == record.offset) }
    #expect(made.withLock { $0.sorted() } == records.map(\.offset))
  }

  @Test("dropped values are not given out, and a later batch finds its own")
  func dropped() {
    var ahead = ReadAhead<String>()
    ahead.fill([Self.record(0), Self.record(1)][...]) { _ in "old" }
    ahead.drop()
    #expect(ahead.take(Self.record(0)) == nil)
    ahead.fill([Self.record(0), Self.record(1)][...]) { _ in "new" }
    #expect(ahead.take(Self.record(0)) == "new")
    #expect(ahead.take(Self.record(1)) == "new")
  }
}
