import Models
import Testing

@testable import Alerting

/// What an open alert stores is bounded, however long it lives.
@Suite struct BoundsTests {
  private func alert() throws -> (open: OpenAlert, record: Alert) {
    let record = try #require(Walk([warning(.triggered, .warning)]).decisions.first?.alert)
    let open = OpenAlert(
      alert: record.id, episode: record.episode, level: .warning, peak: .warning, supportingEvidence: [],
      expiresAt: noon,
      warning: "w")
    return (open, record)
  }

  @Test("of the reported evidence the latest 400 pieces are known")
  func knownEvidence() throws {
    var (open, record) = try alert()
    record.evidence = (0...400).map { evidence("a\($0)") }
    open.add(record)
    #expect(open.isNew(evidence("a0")))
    #expect(!open.isNew(evidence("a1")) && !open.isNew(evidence("a400")))
  }

  @Test("of its records the first and the latest 49 are referred to")
  func records() throws {
    var (open, record) = try alert()
    for number in 0..<60 {
      record.record = "r\(number)"
      open.add(record)
    }
    #expect(open.records.map(\.id) == ["r0"] + (11..<60).map { "r\($0)" })
    #expect(open.sequence == 60)
  }
}
