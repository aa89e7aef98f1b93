import Messaging
import Models
import Testing

@testable import KafkaMessaging

@Suite("The rows of tables in memory")
struct TableRowsTests {
  private let place = TopicPartition("table", 0)
  private let second = TopicPartition("table", 1)

  /// Rows of ten bytes at these offsets, which have gaps as in a compacted topic with transaction markers.
  private func rows(_ offsets: [Int64], of place: TopicPartition) -> [Record] {
    offsets.map {
      Record(
        topic: place.topic, partition: place.partition, offset: $0, key: [0, 1], value: [UInt8](repeating: 0, count: 8),
        time: Timestamp(milliseconds: 0))
    }
  }

  private func table(_ offsets: [Int64]) -> TableRows {
    var kept = TableRows()
    for row in rows(offsets, of: place) { kept.append(row) }
    return kept
  }

  /// Everything of the topic after the cursors, by partition in order.
  private func takeAll(
    of topic: String = "table", _ kept: TableRows, after cursors: inout [TopicPartition: Int64], limit: Int = 2
  ) -> [Int64] {
    var offsets: [Int64] = []
    while true {
      let next = kept.take(topic, after: &cursors, limit: limit)
      guard !next.isEmpty else { return offsets }
      #expect(next.count <= limit)
      offsets += next.map(\.offset)
    }
  }

  @Test("Each row is taken once, in order, whatever the gaps between offsets, and later rows follow")
  func taking() {
    var kept = table([3, 4, 9, 12, 13])
    for row in rows([0, 7], of: second) { kept.append(row) }
    for row in rows([5], of: TopicPartition("other", 0)) { kept.append(row) }
    var cursors: [TopicPartition: Int64] = [:]
    #expect(takeAll(kept, after: &cursors) == [3, 4, 9, 12, 13, 0, 7])
    #expect(cursors == [place: 14, second: 8])
    for row in rows([20], of: place) { kept.append(row) }
    #expect(takeAll(kept, after: &cursors) == [20])
    #expect(takeAll(of: "other", kept, after: &cursors) == [5])
  }

  @Test("Only rows that everyone has taken are dropped, and a cursor stays right where rows before it are gone")
  func dropping() {
    var kept = table([3, 4, 9, 12])
    var fast: [TopicPartition: Int64] = [:]
    var slow: [TopicPartition: Int64] = [:]
    #expect(takeAll(kept, after: &fast) == [3, 4, 9, 12])
    kept.drop(takenBy: [fast, slow])
    #expect(!kept.hasDropped && kept.bytes == 40, "one has taken nothing")
    #expect(kept.take("table", after: &slow, limit: 2).map(\.offset) == [3, 4])
    kept.drop(takenBy: [fast, slow])
    #expect(kept.hasDropped && kept.bytes == 20)
    #expect(takeAll(kept, after: &slow) == [9, 12])
    kept.drop(takenBy: [fast, slow])
    #expect(kept.bytes == 0)
    for row in rows([15], of: place) { kept.append(row) }
    #expect(takeAll(kept, after: &fast) == [15])
    #expect(takeAll(kept, after: &slow) == [15])
  }

  @Test("Nothing is dropped while nobody takes rows")
  func nobody() {
    var kept = table([3, 4])
    kept.drop(takenBy: [])
    #expect(!kept.hasDropped && kept.bytes == 20)
  }

  @Test("Who continues after rows read again takes only what it does not have")
  func readAgain() {
    var cursors: [TopicPartition: Int64] = [:]
    #expect(takeAll(table([3, 4, 9]), after: &cursors) == [3, 4, 9])
    // Compaction has removed two of them since, and a row came.
    let again = table([4, 15])
    #expect(takeAll(again, after: &cursors) == [15])
    var fresh: [TopicPartition: Int64] = [:]
    #expect(takeAll(again, after: &fresh) == [4, 15])
  }
}
