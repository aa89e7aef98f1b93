import Foundation
import Models
import PipelineContracts
import Testing

@testable import BeaconCommands

@Suite("Lists of sanctioned and debarred parties") struct ListsTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]

  private func add(_ csv: [UInt8], _ options: String..., to folder: TemporaryFolder) throws -> Answer {
    try beacon(
      ["lists", "add", "-", "--data", "\(folder.path)/data"] + options, input: csv, environment: Self.environment)
  }

  private func parties(in folder: TemporaryFolder) throws -> [ListedParty] {
    try folder.names(in: "data/inbox").flatMap { name in
      try folder.read("data/inbox/\(name)").split(separator: "\n").map { line in
        let value = line.dropFirst(
          line.range(of: #""value":"#).map { line.distance(from: line.startIndex, to: $0.upperBound) } ?? 0)
        return try TopicCatalogue.parties.decode(Array(value.dropLast().utf8))
      }
    }
  }

  @Test("An alert on a listed party names the projects that have it, and is found under them")
  func projectOfParty() throws {
    let folder = try TemporaryFolder()
    func call(_ words: String..., input: String = "") throws -> Answer {
      try beacon(words + ["--data", "\(folder.path)/data"], input: Array(input.utf8), environment: Self.environment)
    }
    let project =
      #"{"id":"rask-dam","name":"Rask Dam","countries":["PK"],"sector":"hydropower","connectivity":["hard"],"#
      + #""counterparties":[{"name":"Rask Civil Works","role":"contractor"}],"#
      + #""sites":[{"name":"Dam","lat":35.5,"lon":73.25,"radiusKm":20}]}"#
    #expect(try call("projects", "add", "-", input: project).code == .success)
    let list = Array("name\nRask Civil Works\n".utf8)
    #expect(try add(list, "--list", "Lender A", "--measure", "debarment", to: folder).code == .success)
    #expect(try call("run", "--until-idle", "--clock", "2026-11-24T12:00:00Z").code == .success)
    let alerts = try call("alerts", "--text", "--subject", "project/rask-dam").output
    #expect(alerts.contains("\n  Counterparty of: Rask Dam.\n") && !alerts.contains("article "), "\(alerts)")
    #expect(
      try call("alerts", "--text", "--subject", "project/rask-dam", "--level", "critical").output.contains("No alert"))
    for (dimension, isShown) in [("hard", true), ("soft", false)] {
      #expect(try call("alerts", "--text", "--dimension", dimension).output.contains("Counterparty") == isShown)
    }
    #expect(try call("alerts", "--cap").output.contains(" Counterparty of: Rask Dam.</description>"))
    let id = try #require(alerts.split(separator: "alert ").last).prefix(12)
    #expect(try call("explain", String(id), "--text").output.contains("Counterparty of: Rask Dam."))
  }

  @Test("Columns are found by the headers of publishers, dates and countries in their forms")
  func columns() throws {
    let folder = try TemporaryFolder()
    let csv = """
      Firm Name,Also Known As,Country,From Date,To Date,Grounds,Postcode
      "Rask Civil Works, Ltd",Rask Civil; RCW,Norway,03-NOV-2025,2028/11/02,"fraud, collusion",0150
      青峰建设有限公司,青峰；QF,CN,2025年11月3日,,,
      """
    let answer = try add(
      Array(csv.utf8), "--list", "Lender A", "--measure", "debarment", to: folder)
    #expect(answer.code == .success, "\(answer.errors)")
    #expect(answer.errors.contains("the column \"Postcode\""))
    let found = try parties(in: folder)
    #expect(
      found == [
        ListedParty(
          list: "Lender A", measure: .debarment, name: "Rask Civil Works, Ltd", aliases: ["Rask Civil", "RCW"],
          country: "NO", date: PartialDate(iso8601: "2025-11-03"), until: PartialDate(iso8601: "2028-11-02"),
          reason: "fraud, collusion"),
        ListedParty(
          list: "Lender A", measure: .debarment, name: "青峰建设有限公司", aliases: ["青峰", "QF"], country: "CN",
          date: PartialDate(iso8601: "2025-11-03")),
      ])
  }

  @Test(
    "A month in letters is one of month-names.tsv, in any of its languages",
    arguments: [("03-NOV-2025", "2025-11-03"), ("3 Sept 2025", "2025-09-03"), ("03-AGO-2025", "2025-08-03")])
  func months(date: String, read: String) throws {
    let folder = try TemporaryFolder()
    #expect(try add(Array("name,list,measure,date\nX,L,sanction,\(date)\n".utf8), to: folder).code == .success)
    #expect(try parties(in: folder).map(\.date?.value) == [read])
  }

  @Test("A list in GB18030 is read like one in UTF-8")
  func encoding() throws {
    let folder = try TemporaryFolder()
    // 名称,名单,措施 / 青峰建设,甲行名单,debarment
    let bytes: [UInt8] =
      [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xC3, 0xFB, 0xB5, 0xA5, 0x2C, 0xB4, 0xEB, 0xCA, 0xA9, 0x0A]
      + [0xC7, 0xE0, 0xB7, 0xE5, 0xBD, 0xA8, 0xC9, 0xE8, 0x2C, 0xBC, 0xD7, 0xD0, 0xD0, 0xC3, 0xFB, 0xB5, 0xA5, 0x2C]
      + Array("debarment\n".utf8)
    #expect(try add(bytes, to: folder).code == .success)
    let found = try parties(in: folder)
    #expect(found.map(\.name) == ["青峰建设"] && found.map(\.list) == ["甲行名单"])
  }

  @Test(
    "A row that is not understood is named with its reason, and the others are added",
    arguments: [
      (",L,sanction,,,", "has no name"), ("X,,sanction,,,", "has no list"), ("X,L,,,,", "has no measure"),
      ("X,L,banned,,,", "has the measure \"banned\"; expected sanction"),
      ("X,L,sanction,Atlantis,,", "has the country \"Atlantis\""),
      ("X,L,sanction,,03/11/2025,", "has the date \"03/11/2025\""),
      ("X,L,sanction,,2025-11-03,2024", "ends on 2024, before it begins"),
      ("Good,L,sanction,,,", "repeats the party of line 2"),
    ])
  func problems(row: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let csv = "name,list,measure,country,date,until\nGood,L,sanction,,,\n\(row)\n"
    let answer = try add(Array(csv.utf8), to: folder)
    #expect(answer.code == .partial)
    #expect(answer.errors.contains("standard input, line 3 \(reason)"), "\(answer.errors)")
    #expect(answer.errors.hasSuffix("Added 1 listed party for the next run; 1 row left out.\n"))
    #expect(try parties(in: folder).map(\.name) == ["Good"])
  }

  @Test("A file of whose rows none is understood adds nothing and is refused, with where its columns are described")
  func noRow() throws {
    let folder = try TemporaryFolder()
    let answer = try add(Array("name,list,measure\n,L,sanction\n".utf8), to: folder)
    #expect(answer.code == .dataError && answer.errors.contains("standard input, line 2 has no name"))
    #expect(answer.errors.contains("`beacon lists add --help` describes the columns"), "\(answer.errors)")
    #expect((try? folder.names(in: "data/inbox")) ?? [] == [])
  }

  @Test("What the register prints as JSON can be added again as it is")
  func records() throws {
    let folder = try TemporaryFolder()
    let data = ["--data", "\(folder.path)/data"]
    #expect(try add(Array("name,list,measure\nRask Civil,L,sanction\n".utf8), to: folder).code == .success)
    #expect(try beacon(["run", "--until-idle"] + data, input: [], environment: Self.environment).code == .success)
    let printed = try beacon(["lists", "list", "--json"] + data, input: []).output
    #expect(try add(Array(printed.utf8), to: folder).code == .success)
    #expect(try parties(in: folder) == [ListedParty(list: "L", measure: .sanction, name: "Rask Civil")])
  }

  @Test("A party has one id for its list, name and date, in whatever form and with whatever id it is added")
  func oneId() throws {
    let folder = try TemporaryFolder()
    let record = #"{"id":"free-id","list":"L","measure":"sanction","name":"Rask Civil","date":"2025-11-03"}"#
    #expect(try add(Array(record.utf8), to: folder).code == .success)
    let csv = "name,list,measure,date\nRask Civil,L,sanction,2025-11-03\n"
    #expect(try add(Array(csv.utf8), to: folder).code == .success)
    let party = ListedParty(
      list: "L", measure: .sanction, name: "Rask Civil", date: PartialDate(iso8601: "2025-11-03"))
    #expect(try parties(in: folder) == [party, party])
    let lines = try folder.names(in: "data/inbox").map { try folder.read("data/inbox/\($0)") }
    #expect(lines.allSatisfy { $0.hasPrefix(#"{"key":"\#(party.id)","value""#) }, "\(lines)")
  }

  @Test("The options for the columns of a spreadsheet are refused with JSON, and nothing is added")
  func optionsWithJSON() throws {
    let folder = try TemporaryFolder()
    let record = #"{"id":"x","list":"L","measure":"sanction","name":"Rask Civil"}"#
    for (options, names) in [
      (["--list", "M"], "--list"), (["--list", "M", "--measure", "watchlist"], "--list and --measure"),
    ] {
      let answer = try beacon(
        ["lists", "add", "-", "--data", "\(folder.path)/data"] + options, input: Array(record.utf8),
        environment: Self.environment)
      #expect(answer.code == .misuse)
      #expect(
        answer.errors.hasPrefix("beacon lists add: \(names) cannot be used with standard input, which is JSON\n"),
        "\(answer.errors)")
    }
    #expect((try? folder.names(in: "data/inbox")) ?? [] == [])
  }

  @Test("An end that means none is none, and one that is not understood is reported; neither loses its row")
  func ends() throws {
    let folder = try TemporaryFolder()
    let rows = ["Ongoing", "PERMANENT", "永久", "Indefinite", "2028-11-02", "soon"].enumerated()
      .map { "Firm \($0),2025-11-03,\($1)\n" }.joined()
    let answer = try add(
      Array("Firm Name,From Date,To Date\n\(rows)".utf8), "--list", "L", "--measure", "debarment", to: folder)
    let found = try parties(in: folder)
    #expect(found.map(\.until?.value) == [nil, nil, nil, nil, "2028-11-02", nil])
    #expect(answer.code == .partial)
    #expect(
      answer.errors == """
        standard input, line 7 has the end "soon"; it is added without an end
        Added 6 listed parties for the next run.

        """)
  }

  @Test("A file without a column for the name is refused, with the columns that it has")
  func noName() throws {
    let folder = try TemporaryFolder()
    let answer = try add(Array("id,address\n1,x\n".utf8), to: folder)
    #expect(answer.code == .dataError && answer.errors.contains("found: id, address"))
  }
}
