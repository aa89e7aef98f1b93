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
    guard
      case .event(let event) = signal(
        "RIOT", actors: [EventActor(role: .source, text: "PE", country: "PE", kind: .ngo)]),
      let report = Report(event, reading: ReportReading(model: testModel, regionNames: []), at: noon)
    else {
      Issue.record("the signal gives no report")
      return
    }
    var writer = RowWriter()
    report.encode(to: &writer)
    var whole = RowReader(writer.bytes)
    var again = RowWriter()
    try Report(from: &whole).encode(to: &again)
    #expect(again.bytes == writer.bytes)
    for count in 0..<writer.bytes.count {
      var reader = RowReader(Array(writer.bytes.prefix(count)))
      #expect(throws: KeyedStateFailure.self) { try Report(from: &reader) }
    }
  }
}
