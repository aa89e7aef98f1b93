import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("Warnings of counterparties that outlive nothing")
struct CounterpartyLaneTests {
  private let bench = Bench()
  private let party = SubjectKey(.counterparty, "harbour-company")

  private func listing(until: String, measure: ListedParty.Measure = .debarment) -> Signal {
    let row = ListedParty(
      list: "Debarred firms", measure: measure, name: "HARBOUR COMPANY LTD",
      until: PartialDate(iso8601: until))
    return .notice(
      NoticeSignal(
        id: "l1", subject: party, articleId: row.id, revision: 1,
        notice: Notice(kind: "list", rule: "listed", subject: "x", quote: TextSpan(text: "", start: 0, end: 0)),
        listing: PartyListing(party: row, match: "Harbour Company")))
  }

  @Test("a listing warns until its list's own end, and one that has ended does not")
  func until() throws {
    try bench.fold(listing(until: "2026-03-09"), at: noon)
    #expect(bench.warnings.isEmpty)
    try bench.fold(listing(until: "2026-03-20"), at: noon)
    for hour in 0..<300 {
      let time = noon.adding(hours: hour)
      try bench.fold(.tick(asOf: time), at: time)
    }
    #expect(bench.warnings.map(\.change) == [.triggered, .cleared])
    #expect(
      bench.warnings.first?.evidence.map(\.quote.text) == [
        "Debarred firms: HARBOUR COMPANY LTD (debarred); matches Harbour Company."
      ])
    #expect(bench.warnings.allSatisfy { $0.evidence.count == 1 && $0.evidence.allSatisfy(\.isListing) })
    #expect(bench.warnings.last?.asOf.day == CivilDate(iso8601: "2026-03-21"))
  }

  @Test(
    "a warning of a listing tells what the list does in words",
    arguments: [(ListedParty.Measure.exportControl, "(under export control)"), (.sanction, "(sanctioned)")])
  func words(measure: ListedParty.Measure, words: String) throws {
    try bench.fold(listing(until: "2026-03-20", measure: measure), at: noon)
    #expect(try #require(bench.warnings.first?.evidence.first).quote.text.contains(words))
  }

  private func notice(revision: Int) -> Signal {
    .notice(
      NoticeSignal(
        id: "n\(revision)", subject: party, articleId: "notice", revision: revision, publishedAt: noon,
        notice: Notice(
          kind: "integrity", rule: "unauthorised_representation", subject: "Harbour Company",
          quote: TextSpan(text: "No other person may sign for us.", start: 0, end: 32))))
  }

  private func signForParty(at time: Timestamp) throws {
    try bench.fold(
      signal(
        "AGREEMENT_SIGNED", article: "deal", subject: party, published: time, time: time, grade: .b, claim: .media,
        quote: "Mr X signed the contract on behalf of Harbour Company.", project: nil), at: time)
  }

  @Test("a notice is quoted with its article's title and address, and counts as an article without a date")
  func undatedNotice() throws {
    let address = "https://harbour.example/statement"
    try bench.fold(
      .notice(
        NoticeSignal(
          id: "n1", subject: party, articleId: "notice", revision: 1, url: address, title: "A statement",
          notice: Notice(
            kind: "integrity", rule: "unauthorised_representation", subject: "Harbour Company",
            quote: TextSpan(text: "No other person may sign for us.", start: 0, end: 32)))), at: noon)
    try bench.restart()
    try signForParty(at: noon.adding(days: 1))
    let notice = try #require(bench.warnings.last { $0.lane == .counterparty }?.evidence.last)
    #expect(notice.articleId == "notice" && notice.url == address && notice.title == "A statement")
    #expect(!notice.isListing)
  }

  @Test("a breach of a notice's rule still warns after the notice was published again")
  func revisedNotice() throws {
    try bench.fold(notice(revision: 1), at: noon)
    let time = noon.adding(days: 1)
    try signForParty(at: time)
    try bench.fold(.withdrawn(Withdrawal(articleId: "notice", revision: 2, keeps: [])), at: time.adding(hours: 1))
    try bench.fold(notice(revision: 2), at: time.adding(hours: 1))
    let ofLane = testModel.account(of: .counterparty)
    let account = try bench.scorer.store.subject(party).accounts.first { $0.account == ofLane }
    #expect(account?.lanes.matches.map(\.rule) == ["unauthorised_representation"])
    #expect(bench.warnings.last { $0.lane == .counterparty }?.change == .triggered)
  }

  @Test("a breach of a notice's rule ends when the notice is withdrawn, and the warning names the notice")
  func withdrawnNotice() throws {
    try bench.fold(notice(revision: 1), at: noon)
    let time = noon.adding(days: 1)
    try signForParty(at: time)
    try bench.fold(
      .withdrawn(Withdrawal(articleId: "notice", revision: 2, keeps: [])), at: time.adding(hours: 1))
    let news = bench.warnings.filter { $0.lane == .counterparty }
    #expect(news.map(\.change) == [.triggered, .withdrawn] && news.last?.withdraws == ["notice"])
  }
}
