import Messaging
import Models
import Testing

@Suite("Records that wait to be folded")
struct RecordBufferTests {
  private func record(_ offset: Int64, bytes: Int = 10) -> Record {
    Record(
      topic: "t", partition: 0, offset: offset, key: nil, value: [UInt8](repeating: 0, count: bytes),
      time: Timestamp(milliseconds: 0))
  }

  @Test("They are taken in order, within the limits, and one however large")
  func order() {
    var buffer = RecordBuffer()
    for offset in 0..<6 { buffer.append(record(Int64(offset), bytes: offset == 3 ? 100 : 10)) }
    #expect(buffer.count == 6 && buffer.bytes == 150 && buffer.first?.offset == 0)
    let limit = BatchLimit(records: 2, bytes: 25)
    #expect(buffer.take(limit).map(\.offset) == [0, 1])
    #expect(buffer.take(limit).map(\.offset) == [2])
    #expect(buffer.take(limit).map(\.offset) == [3])
    #expect(buffer.take(limit).map(\.offset) == [4, 5])
    #expect(buffer.take(limit).isEmpty && buffer.isEmpty && buffer.bytes == 0 && buffer.first == nil)
  }
}
