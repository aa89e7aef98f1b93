import Models
import ReferenceData
import Testing

@testable import SubjectMatching

@Suite("Listed parties among counterparties") struct ListedPartyMatcherTests {
  private static let forms = LegalForms(["ltd", "sa", "有限公司"])
  private static let party = ListedParty(
    list: "Lender A", measure: .debarment, name: "GEZHOUBA GROUP LTD", date: PartialDate(iso8601: "2025-11-03"))
  private static let subject = SubjectKey(.counterparty, "gezhouba-group")

  @Test("a signal states whether the party is listed or delisted, and the two have different ids")
  func changes() throws {
    var matcher = ListedPartyMatcher(legalForms: Self.forms)
    matcher.update(project: "rask-dam", to: SubjectMatcherTests.rask)
    let match = try #require(matcher.matches(of: Self.party).first)
    let texts = EvidenceTexts { $0.rawValue }
    let listed = match.signal(.listed, cause: "c", texts: texts)
    let delisted = match.signal(.delisted, cause: "c", texts: texts)
    #expect(listed.listing?.removed == false && delisted.listing?.removed == true)
    #expect(listed.id != delisted.id)
  }

  @Test("what a list says is written in the texts of the table")
  func texts() throws {
    let rows = EvidenceText.allCases.map { (key) -> String in
      switch key {
      case .listed: "\(key.rawValue)\t{2} has {0} as {1}"
      case .since: "\(key.rawValue)\t{0} from {1}"
      case .debarment: "\(key.rawValue)\tbarred"
      case .milestone, .until, .reason: "\(key.rawValue)\t{0}{1}"
      case .listing: "\(key.rawValue)\t{0}{1}{2}{3}"
      case .portfolio, .register, .sanction, .exportControl, .watchlist: "\(key.rawValue)\tx"
      }
    }
    let table = try Table(
      bytes: Array(("key\ten\n" + rows.joined(separator: "\n") + "\n").utf8), file: "t", columns: ["key", "en"])
    var matcher = ListedPartyMatcher(legalForms: Self.forms)
    matcher.update(project: "rask-dam", to: SubjectMatcherTests.rask)
    let texts = try EvidenceTexts(table: table)
    let signals = matcher.matches(of: Self.party).map { $0.signal(.listed, cause: "c", texts: texts) }
    #expect(signals.map(\.notice.quote.text) == ["Lender A has GEZHOUBA GROUP LTD as barred from 2025-11-03"])
  }

  @Test(
    "names are compared without legal forms, case and punctuation, and never by a part",
    arguments: [
      ("Gezhouba Group", true), ("Gezhouba-Group, Ltd.", true), ("CGGC S.A.", true), ("Gezhouba", false),
      ("Gezhouba Group Holding", false), ("Other Gezhouba Group", false),
    ])
  func names(name: String, isMatch: Bool) {
    var matcher = ListedPartyMatcher(legalForms: Self.forms)
    matcher.update(project: "rask-dam", to: SubjectMatcherTests.rask)
    let found = matcher.matches(of: ListedParty(list: "L", measure: .sanction, name: name))
    #expect(found.map(\.subject) == (isMatch ? [Self.subject] : []))
    matcher.update(project: "rask-dam", to: nil)
    #expect(matcher.matches(of: ListedParty(list: "L", measure: .sanction, name: name)).isEmpty)
  }
}
