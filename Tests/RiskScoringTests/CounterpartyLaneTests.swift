import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("Warnings of counterparties that outlive nothing")
struct CounterpartyLaneTests {
  private let bench = Bench()
  private let party = SubjectKey(.counterparty, "harbour-company")

  private func listing(until: String) throws -> Signal {
    let row = ListedParty(
      list: "Debarred firms", measure: .debarment, name: "HARBOUR COMPANY LTD",
      until: try #require(PartialDate(iso8601: until)))
    return .notice(
      NoticeSignal(
        id: "l1", subject: party, articleId: row.id, revision: 1,
        notice: Notice(kind: "list", rule: "listed", subject: "x", quote: TextSpan(text: "", start: 0, end: 0)),
        listing: PartyListing(party: row, match: "Harbour Company")))
  }

  @Test("a listing warns until its list's own end, and one that has ended does not")
  func until() throws {
    try bench.fold(try listing(until: "2026-03-09"), at: noon)
    #expect(bench.warnings.isEmpty)
    try bench.fold(try listing(until: "2026-03-20"), at: noon)
    for hour in 0..<300 {
      let time = noon.adding(hours: hour)
      try bench.fold(.tick(asOf: time), at: time)
    }
    #expect(bench.warnings.map(\.change) == [.triggered, .cleared])
    #expect(bench.warnings.last?.asOf.day == CivilDate(iso8601: "2026-03-21"))
  }
}
