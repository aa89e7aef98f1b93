import DelimitedText
import Models
import ReferenceData
import ReportRendering
import RiskReporting
import Testing

@testable import BeaconCommands

@Suite struct ProjectSheetTests {
  private func sheet(_ text: String) throws -> ProjectSheet {
    ProjectSheet(try DelimitedText(Array(text.utf8)), knownCountries: ["PE", "EC", "NO"])
  }

  @Test("the template's example is a project in which every column is understood")
  func template() throws {
    let sheet = try sheet(ProjectSheet.template)
    let project = try #require(sheet.projects.first)
    #expect(sheet.problems.isEmpty)
    #expect(project.aliases == ["Sample Port", "Puerto de Muestra"] && project.countries == ["PE"])
    #expect(project.counterparties == [Counterparty(name: "Sample Harbour Authority", role: "authority")])
    #expect(project.sites == [Site(name: "Main quay", latitude: -11.59, longitude: -77.28, radiusKm: 15)])
    #expect(project.milestones == [ExpectedMilestone(type: "COMMISSIONED", expected: PartialDate(iso8601: "2027-06"))])
    #expect(project.value == Money(value: 1_500_000_000, currency: "USD") && project.headcount == 420)
    #expect(!project.protected)
  }

  @Test(
    "a row without a required field, or with a wrong one, is no project and says why",
    arguments: [
      ("id,name,countries,sector\na,,PE,port\n", "name"), ("id,name,countries,sector\na,A,Peru,port\n", "countries"),
      ("id,name,countries,sector\na b,A,PE,port\n", "id"), ("id,name,countries\na,A,PE\n", "sector"),
      ("id,name,countries,sector\na,A,PE;XX,port\n", "countries"),
      ("id,name,countries,sector,protected\na,A,PE,port,y\n", "protected"),
    ])
  func refused(_ text: String, _ column: String) throws {
    let sheet = try sheet(text)
    #expect(sheet.projects.isEmpty && sheet.leftOut == 1)
    #expect(sheet.problems.map(\.column).contains(column))
    #expect(sheet.problems.contains { $0.line == 2 })
  }

  @Test(
    "an optional field that is not understood is omitted and reported, and the row is kept",
    arguments: [
      ("sites", "Quay at sea"), ("milestones", "COMMISSIONED soon"), ("value", "much"), ("headcount", "many"),
      ("scale", "huge"), ("connectivity", "hard; fluffy"),
    ])
  func leftOut(_ column: String, _ field: String) throws {
    let sheet = try sheet("id,name,countries,sector,\(column)\na,A,PE,port,\(field)\n")
    #expect(sheet.projects.map(\.id) == ["a"])
    #expect(sheet.problems.map(\.column) == [column])
  }

  @Test("a row with more fields than columns is left out, for its fields are under the wrong names")
  func shifted() throws {
    let sheet = try sheet("id,name,countries,sector,sites\na,A,PE,port,Quay @ -11, -77\nb,B,PE,port,,,\n")
    #expect(sheet.projects.map(\.id) == ["b"] && sheet.leftOut == 1)
    #expect(sheet.problems.map(\.line) == [2] && sheet.problems.map(\.column) == ["row"])
  }

  @Test("of two rows with one id the last counts, and the report names both lines")
  func twice() throws {
    let sheet = try sheet("id,name,countries,sector\na,First,PE,port\nb,B,PE,port\na,Last,PE,port\n")
    #expect(sheet.projects.map(\.name) == ["B", "Last"])
    #expect(sheet.problems.map(\.description) == ["line 4, id: a replaces the row on line 2"])
  }

  @Test(
    "a value is an amount and a currency, also in ten thousands and hundreds of millions",
    arguments: [
      ("1500000000 USD", 1.5e9), ("\"1,500,000 usd\"", 1.5e6), ("15亿 CNY", 1.5e9), ("3.5万 EUR", 35_000),
    ])
  func values(_ text: String, _ value: Double) throws {
    let sheet = try sheet("id,name,countries,sector,value\na,A,PE,port,\(text)\n")
    #expect(sheet.problems.isEmpty && sheet.projects.first?.value?.value == value)
  }

  @Test(
    "an amount without a currency, or with a word for it, is left out",
    arguments: ["5", "5 dollars", "-5 USD", "亿 USD", "five USD"])
  func badValues(_ text: String) throws {
    let sheet = try sheet("id,name,countries,sector,value\na,A,PE,port,\(text)\n")
    #expect(sheet.problems.map(\.column) == ["value"] && sheet.projects.first?.value == nil)
  }

  @Test("a word in place of a country's code is named as it was written")
  func countryWord() throws {
    let problem = try sheet("id,name,countries,sector\na,A,Kenya,port\n").problems.first?.problem
    #expect(problem?.hasPrefix("\"Kenya\"") == true)
  }

  @Test("two letters that no country has are named with the row left out")
  func unknownCountry() throws {
    #expect(
      try sheet("id,name,countries,sector\na,A,XX,port\n").problems.map(\.description)
        == [#"line 2, countries: "XX" is no country; expected a code of ISO 3166-1 such as PE"#])
  }

  @Test(
    "whether a project is protected is said in English, Chinese or digits, and an empty field is no",
    arguments: [
      ("yes", true), ("TRUE", true), ("1", true), ("是", true), ("No", false), ("false", false), ("0", false),
      ("否", false), ("", false),
    ])
  func protected(_ word: String, _ isProtected: Bool) throws {
    let sheet = try sheet("id,name,countries,sector,protected\na,A,PE,port,\(word)\n")
    #expect(sheet.problems.isEmpty && sheet.projects.map(\.protected) == [isProtected])
  }

  @Test("any other word leaves the row out, as a protection must not be lost", arguments: ["y", "maybe"])
  func unclearProtection(_ word: String) throws {
    #expect(
      try sheet("id,name,countries,sector,protected\na,A,PE,port,\(word)\n").problems.map(\.description)
        == ["line 2, protected: \"\(word)\" is not understood; expected yes or no"])
  }

  @Test("lists may be separated by semicolons of either width, and roles are put in brackets of either width")
  func widths() throws {
    let sheet = try sheet(
      "id,name,countries,sector,counterparties\na,A,PE;EC,port,港口公司\u{FF08}承包商\u{FF09}\u{FF1B}B (bank)\n")
    #expect(
      sheet.projects.first?.counterparties == [
        Counterparty(name: "港口公司", role: "承包商"), Counterparty(name: "B", role: "bank"),
      ])
  }

  @Test("a column that projects do not have is reported")
  func unknownColumn() throws {
    let sheet = try sheet("id,name,countries,sector,wheels\na,A,PE,port,4\n")
    #expect(sheet.problems.map(\.column) == ["wheels"] && sheet.projects.count == 1)
  }
}

@Suite struct MilestoneCalendarTests {
  private let project = Project(
    id: "p", name: "Port, \"A\"; B", countries: ["PE"], sector: "port",
    milestones: [
      ExpectedMilestone(type: "COMMISSIONED", expected: PartialDate(iso8601: "2027-02")),
      ExpectedMilestone(type: "FINANCIAL_CLOSE", actual: PartialDate(iso8601: "2024-01")),
    ])

  private func calendar(_ project: Project, _ code: ReportLanguage.Code = .english) throws -> String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    let directory = parts.joined(separator: "/") + "/Shared/ReferenceData"
    let language = ReportLanguage(
      code, words: try ReportTexts(directory: directory, language: code.rawValue, keys: ReportText.keys),
      model: try RiskModelLoader(directory: directory).load(),
      settings: try ReportSettings(directory: directory))
    return MilestoneCalendar([project], stamp: Timestamp(milliseconds: 0), language: language).text
  }

  @Test("an expected milestone is an all-day event over its interval, and a reached one is left out")
  func events() throws {
    let lines = try calendar(project).split(separator: "\r\n").map(String.init)
    #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 1)
    #expect(lines.contains("DTSTART;VALUE=DATE:20270201") && lines.contains("DTEND;VALUE=DATE:20270301"))
    #expect(lines.contains(#"SUMMARY:Port\, "A"\; B: Commissioning expected"#))
    #expect(lines.contains("DESCRIPTION:Expected February 2027\\, by the register of projects."))
    #expect(lines.contains("DTSTAMP:19700101T000000Z"))
  }

  @Test("a calendar may be in Chinese")
  func chinese() throws {
    var named = project
    named.aliases = ["甲港"]
    #expect(try calendar(named, .chinese).contains("SUMMARY:甲港：竣工投产（预计）\r\n"))
  }

  @Test("no line has more than 75 bytes, and names of several bytes a character stay whole")
  func folding() throws {
    var long = project
    long.name = String(repeating: "港", count: 60)
    let text = try calendar(long)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: true)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    var unfolded = ""
    for line in lines { unfolded += line.hasPrefix(" ") ? line.dropFirst() : "\n" + line }
    #expect(unfolded.contains(long.name))
  }
}
