import ExtractionFixtures
import Models
import Testing

@testable import DocumentExtraction
import TestSupport

@Suite struct DocumentTests {
  @Test(
    "Titles of laws, plans and decisions are documents, in capitals, in quotation marks, or by their kind",
    arguments: [
      ("Parliament adopted the Mineral Resources Law on Friday.", "Mineral Resources Law"),
      ("It released the National Energy Strategy 2030 last year.", "National Energy Strategy 2030"),
      (
        "The Decision of the Central Committee on Further Deepening Reform was adopted.",
        "Decision of the Central Committee on Further Deepening Reform"
      ),
      (
        "Departments issued the \"Guiding Green Investment in the Development Plan of the Valley (2021-2025)\".",
        "Guiding Green Investment in the Development Plan of the Valley (2021-2025)"
      ),
      ("They joined the Framework Convention on Climate Change in 1992.", "Framework Convention on Climate Change"),
      (
        "We implement the Belt and Road scientific and technological Innovation action Plan.",
        "Belt and Road scientific and technological Innovation action Plan"
      ),
      (
        "The 2024 version of the national negative list of foreign investment access restrictions has been cut.",
        "2024 version of the national negative list of foreign investment access restrictions"
      ),
    ])
  func documents(text: String, expected: String) throws {
    #expect(try DocumentFixture.findings(text, published: "2024-11-24").documents.map(\.title.text) == [expected])
  }

  @Test(
    "Plans, laws and orders in passing are no documents",
    arguments: [
      "The plan is good and the law is clear.", "Plan ahead, he said.", "The rule of law matters.",
      "He wrote \"promote the high-quality construction of the\" road \"to go deep\".",
      "Standard Chartered lent money.",
      "The Law Society met.", "In order to build it, they signed.",
    ])
  func noDocuments(text: String) throws {
    #expect(try DocumentFixture.findings(text).documents.isEmpty)
  }

  @Test("A document has its issuer and the date of its sentence")
  func issuer() throws {
    let first = try #require(
      try DocumentFixture.findings("In May 2023 the {Ministry of Energy} published the National Grid Plan.").documents
        .first)
    #expect(first.issuer == "Ministry of Energy")
    #expect(first.date?.value == "2023-05")
    let second = try #require(
      try DocumentFixture.findings("Relevant departments issued the National Grid Plan.").documents.first)
    #expect(second.issuer == "Relevant departments")
  }

  @Test("Chinese titles in book marks are documents")
  func chineseTitles() throws {
    let findings = try DocumentFixture.findings("2023年10月，中国发布《共建“一带一路”白皮书》和《红楼梦》。", language: "zh")
    #expect(findings.documents.map(\.title.text) == ["共建“一带一路”白皮书"])
    #expect(findings.documents.first?.date?.value == "2023-10")
  }

  @Test(
    "Meetings keep their edition as words",
    arguments: [
      ("The Central Economic Work Conference was held in December 2024.", "- Central Economic Work Conference 2024-12"),
      (
        "He spoke at the fourth \"Belt and Road\" construction work symposium.",
        "fourth \"Belt and Road\" construction work symposium -"
      ),
      (
        "At the Third Belt and Road Forum for International Cooperation they met.",
        "Third Belt and Road Forum for International Cooperation -"
      ),
      ("The 28th Conference of the Parties opened on 30 November 2023.", "28th Conference of the Parties 2023-11-30"),
    ])
  func meetings(text: String, expected: String) throws {
    let meetings = try DocumentFixture.findings(text, published: "2024-12-24").meetings
    #expect(meetings.map { "\($0.edition ?? "-") \($0.title) \($0.date?.value ?? "-")" } == [expected])
  }

  @Test("A statement has the speaker nearest to its verb")
  func statements() throws {
    func statement(_ text: String) throws -> String? {
      try DocumentFixture.findings(text).statements.first.map { "\($0.speaker ?? "-") \($0.speech)" }
    }
    #expect(try statement("The {Ministry of Energy} said the dam was safe.") == "Ministry of Energy said")
    #expect(
      try statement("The dam was safe, according to the {Ministry of Energy}.") == "Ministry of Energy according to")
    #expect(try statement("The General Secretary of the AA stressed unity.") == "General Secretary of the AA stressed")
    #expect(try statement("The value-added tax rose.") == nil)
    #expect(try statement("It is said often.") == nil)
  }

  @Test(
    "Integrity notices are known by what they rule out",
    arguments: [
      (
        "No other individual or institution has the right to sign on behalf of {Union Construction Group}.",
        "unauthorised_representation"
      ),
      ("The company has not authorised any agent to act for it.", "unauthorised_representation"),
      ("{Union Construction Group} does not charge any fees other than management fees.", "advance_fee"),
      ("We never ask applicants to pay a deposit.", "advance_fee"), ("Beware of fake recruiters.", "fraud_warning"),
      ("Please report any corruption or bribery to our hotline.", "integrity_reporting"),
      ("The firm was debarred from bidding for two years.", "debarment"),
    ])
  func notices(text: String, rule: String) throws {
    let notice = try #require(try DocumentFixture.findings(text).notices.first)
    #expect(notice.rule == rule)
    #expect(notice.kind == "integrity")
    if text.contains("{") { #expect(notice.subject == "Union Construction Group") }
  }

  @Test(
    "Plain news is no notice",
    arguments: ["He has the right to vote.", "Prices rose.", "They charge a toll on the road."])
  func noNotice(text: String) throws {
    #expect(try DocumentFixture.findings(text).notices.isEmpty)
  }

  @Test(
    "Talk of risk and opportunity becomes a theme of its clause, with its category and realis",
    arguments: [
      ("Protectionism is on the rise.", "risk TRD generic"),
      ("We must prevent systemic financial risks.", "risk FIN prescriptive"),
      ("Enterprises should abide by local laws.", "risk LEG prescriptive"),
      ("The region faces armed conflicts.", "risk SEC generic"),
      ("It lacks skilled workers.", "risk OPS generic"),
      ("It will create jobs for locals.", "opportunity SOC prescriptive"),
      ("Green development has become a consensus.", "opportunity ENV generic"),
      ("The digital economy is growing rapidly.", "opportunity DIG generic"),
    ])
  func themes(text: String, expected: String) throws {
    let themes = try DocumentFixture.findings(text).themes.map {
      "\($0.ledger.rawValue) \($0.category) \($0.realis.rawValue)"
    }
    #expect(themes.contains(expected))
  }

  @Test("the row of endings of adjectives decides where a title begins")
  func adjectives() throws {
    let text = "We implement the Belt and Road scientific and technological Innovation action Plan."
    let title = "Belt and Road scientific and technological Innovation action Plan"
    #expect(try DocumentFixture.findings(text).documents.map(\.title.text) == [title])
    let moved = try DocumentFixture.findings(
      text, changing: [("word-endings.tsv", "adjective\tal ic ve ry", "adjective\tve ry")])
    #expect(moved.documents.map(\.title.text) != [title])
  }

  @Test("talk of no risk in particular is part of the theme beside it, and the table says which category that is")
  func generalTheme() throws {
    let sentence = "They guard against export controls."
    #expect(try DocumentFixture.findings(sentence).themes.map(\.category) == ["TRD"])
    let moved = try DocumentFixture.findings(
      sentence, changing: [("reading-constants.tsv", "general_theme\tGEN", "general_theme\tNONE")])
    #expect(moved.themes.first?.category == "GEN")
  }

  @Test("Spans are verbatim and bounded, whatever the text", arguments: UInt64(0)..<40)
  func spans(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "the", "Plan", "of", "Law", "and", "\"", "“", "”", "(2021-2025)", "put", "into", "use", "will", "not", "risks",
      "and challenges",
      "said", "third", "Forum", "for", "opportunities", ",", ".", "[Lobito Railway]", "{Group One}", "in 2023",
      "no other person",
      "right", "\n", "—", "-", "negative list", "version", "2024", "Committee", "on", "development", "green",
    ]
    var text = random.text(length: 60).filter { !"[]{}<>".contains($0) }
    for _ in 0..<200 {
      text += pieces[Int(random.next() % UInt64(pieces.count))]
      if random.next() % 5 != 0 { text += " " }
    }
    let found = try DocumentFixture.findings(text, published: "2024-11-24")
    let bytes = Array(text.filter { !"[]{}<>".contains($0) }.utf8)
    func isVerbatim(_ span: TextSpan) -> Bool {
      span.start >= 0 && span.end <= bytes.count && span.start < span.end
        && Array(span.text.utf8) == Array(bytes[span.start..<span.end])
    }
    func words(_ span: TextSpan) -> Int { span.text.split(whereSeparator: \.isWhitespace).count }
    #expect(found.milestones.allSatisfy { isVerbatim($0.quote) && words($0.quote) <= 60 })
    #expect(found.documents.allSatisfy { isVerbatim($0.title) && words($0.title) <= 40 })
    #expect(found.notices.allSatisfy { isVerbatim($0.quote) && words($0.quote) <= 50 })
    #expect(found.themes.allSatisfy { isVerbatim($0.span) && words($0.span) <= 40 })
    #expect(found.meetings.allSatisfy { isVerbatim($0.quote) })
    #expect(found.statements.allSatisfy { isVerbatim($0.quote) })
  }
}
