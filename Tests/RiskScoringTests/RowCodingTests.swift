import KeyedState
import Models
import Testing

@testable import RiskScoring

@Suite("The rows of scoring")
struct RowCodingTests {
  @Test(
    "texts come back as they were, hashes in half the space",
    arguments: [
      ("", 1), ("a", 2), ("钱凯港", 10), (String(repeating: "0f", count: 16), 17),
      (String(repeating: "0F", count: 16), 33), (String(repeating: "x", count: 32), 33),
    ])
  func texts(text: String, size: Int) throws {
    var writer = RowWriter()
    writer.put(text)
    #expect(writer.bytes.count == size)
    var reader = RowReader(writer.bytes)
    #expect(try reader.string() == text)
  }

  @Test("integers come back as they were", arguments: [0, 1, -1, 63, 64, -65, Int64.max, .min])
  func integers(value: Int64) throws {
    var writer = RowWriter()
    writer.put(value)
    var reader = RowReader(writer.bytes)
    #expect(try reader.int64() == value)
  }

  @Test("a row that is cut short is corrupt, never a trap")
  func truncated() throws {
    var writer = RowWriter()
    Report.sample.encode(to: &writer)
    var whole = RowReader(writer.bytes)
    #expect(try Report(from: &whole) == .sample)
    for count in 0..<writer.bytes.count {
      var reader = RowReader(Array(writer.bytes.prefix(count)))
      #expect(throws: KeyedStateFailure.self) { try Report(from: &reader) }
    }
  }
}

extension Report {
  fileprivate static let sample = Report(
    order: ReportOrder(publishedAt: noon, articleId: contentHash("a", "1"), eventId: "e"), type: "RIOT",
    realis: .imminent, eventTime: noon, deaths: 3, amountUSD: 1.5, fingerprint: .max, owner: "o", belief: 0.5,
    authoritative: true, proximity: 0.7, actors: Actors(sources: ["=PE"], targets: []),
    location: Location(project: nil, place: "lima", countries: ["PE"]), isLate: false)
}
