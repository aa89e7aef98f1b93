import Testing

@testable import KafkaMessaging

@Suite("A batch that cannot be read")
struct UnreadableBatchTests {
  @Test(
    "Its end is found with few reads, wherever it is",
    arguments: [
      (0, 1, 1), (0, 1, 9), (7, 8, 1000), (7, 9, 1000), (5, 505, 506), (5, 505, 505), (100, 1_000_100, 5_000_000),
    ]
      as [(Int64, Int64, Int64)])
  func end(first: Int64, end: Int64, limit: Int64) throws {
    var reads = 0
    let found = try UnreadableBatch.end(from: first, before: limit) { (offset) throws(KafkaError) in
      #expect(offset > first && offset < limit)
      reads += 1
      return offset < end
    }
    #expect(found == end)
    #expect(reads <= 45)
  }
}
