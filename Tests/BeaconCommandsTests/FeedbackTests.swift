import CommandLine
import Foundation
import Models
import TestSupport
import Testing

@testable import BeaconCommands

@Suite("Feedback, and what was held back") struct FeedbackTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]
  private static let article =
    #"{"id":"a","title":"Dam attacked","body":"Gunmen attacked the Rask Dam in Pakistan on Monday, killing four workers, police said.","publishedAt":"2026-11-24T08:00:00Z","source":{"name":"Gulf Wire","domain":"gulf.example"}}"#
  private static let project =
    #"{"id":"rask-dam","name":"Rask Dam","countries":["PK"],"sector":"hydropower","connectivity":["hard"],"sites":[{"name":"Dam","lat":35.5,"lon":73.25,"radiusKm":20}]}"#
  private static let source = #"{"id":"gulf-wire","domain":"gulf.example","name":"Gulf Wire","grade":"A"}"#

  private func call(_ words: String..., input: String = "", folder: TemporaryFolder) throws -> Answer {
    try beacon(words + ["--data", folder.path], input: Array(input.utf8), environment: Self.environment)
  }

  /// One attack on a registered project, read and alerted.
  private func desk() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try call("projects", "add", "-", input: Self.project, folder: folder)
    _ = try call("sources", "add", "-", input: Self.source, folder: folder)
    _ = try call("publish", "-", input: Self.article, folder: folder)
    #expect(try call("run", "--until-idle", "--clock", "2026-11-24T12:00:00Z", folder: folder).code == .success)
    return folder
  }

  private func alertID(_ folder: TemporaryFolder) throws -> String {
    let line = try #require(try call("alerts", "--json", folder: folder).lines.first)
    let marker = #""id":""#
    let start = try #require(line.range(of: marker))
    return String(line[start.upperBound...].prefix(12))
  }

  @Test("A verdict becomes a record with the alert's subject, category, lane and level")
  func feedback() throws {
    let folder = try desk()
    let id = try alertID(folder)
    let answer = try call(
      "feedback", id, "false", "--note", "a drill", "--owner", "Ana", "--clock", "2026-11-24T13:00:00Z", folder: folder)
    #expect(answer.code == .success, "\(answer.errors)")
    let name = try #require(try folder.names(in: "inbox").last)
    let record = try folder.read("inbox/\(name)")
    for part in [
      #""kind":"feedback""#, #""verdict":"false""#, #""note":"a drill""#, #""owner":"Ana""#,
      #""subject":"project/rask-dam""#, #""category":"SEC""#, #""at":"2026-11-24T13:00:00Z""#,
    ] { #expect(record.contains(part), "\(record)") }
    #expect(try call("run", "--until-idle", "--clock", "2026-11-24T13:00:00Z", folder: folder).code == .success)
    #expect(try call("verify", folder: folder).code == .success, "feedback changes no score and no alert")
  }

  @Test("An unknown verdict, and an alert that does not exist, are refused")
  func refused() throws {
    let folder = try desk()
    #expect(try call("feedback", try alertID(folder), "maybe", folder: folder).code == .misuse)
    let answer = try call("feedback", "xyz", "true", folder: folder)
    #expect(answer.code == .dataError)
    #expect(answer.errors.hasSuffix("\n  expected: an id that `beacon alerts` prints\n"), "\(answer.errors)")
  }

  @Test(
    "A category that the risk model does not have is refused with those that it has",
    arguments: [["alerts"], ["silence", "add", "country/PK", "--owner", "Ana", "--reason", "known"]])
  func unknownCategory(words: [String]) throws {
    let folder = try desk()
    let answer = try beacon(
      words + ["--category", "FOO", "--data", folder.path], input: [], environment: Self.environment)
    #expect(answer.code == .misuse && answer.output == "")
    let message = ": --category cannot be \"FOO\"\n  expected: one of SEC, POL, "
    #expect(answer.errors.contains(message), "\(answer.errors)")
  }

  @Test("The country's record that was left to the project is listed with its reason, by name")
  func suppressed() throws {
    let folder = try desk()
    let answer = try call("alerts", "--suppressed", "--text", folder: folder)
    #expect(
      answer.output.contains("every incident concerns a project that has the alert: Rask Dam"), "\(answer.output)")
    #expect(answer.output.contains("Pakistan"))
    let json = try call("alerts", "--suppressed", "--json", "--subject", "country/PK", folder: folder)
    #expect(!json.lines.isEmpty && json.lines.allSatisfy { $0.contains(#""reason":"inhibited""#) })
    #expect(try call("alerts", "--suppressed", "--json", "--subject", "country/PE", folder: folder).lines.isEmpty)
  }

  @Test(
    "Filters let through what they name",
    arguments: [
      (["--category", "SEC"], true), (["--category", "FIN"], false), (["--dimension", "hard"], true),
      (["--dimension", "soft"], false), (["--dimension", "corridor:x"], false), (["--level", "watch"], true),
      (["--layer", "host"], false), (["--second-level", "attack on project or staff"], true),
      (["--second-level", "Attack on Project or Staff"], true), (["--second-level", "unrest"], false),
    ])
  func filters(words: [String], isShown: Bool) throws {
    let folder = try desk()
    let answer = try beacon(
      ["alerts", "--json", "--data", folder.path] + words, input: [], environment: Self.environment)
    #expect(answer.code == .success && answer.lines.isEmpty != isShown)
  }

  @Test("A filter that nothing matches says so, and a second level that there is not is refused")
  func nothingMatches() throws {
    let folder = try desk()
    let unrest = try call("alerts", "--text", "--second-level", "unrest", folder: folder)
    #expect(unrest.output == "No alert matches the filters.\n")
    let corridor = try call("assess", "--text", "--dimension", "corridor:nope", folder: folder)
    #expect(corridor.output.hasPrefix("No subject matches the filters.\n"))
    let suppressed = try call("alerts", "--text", "--suppressed", "--subject", "country/PE", folder: folder)
    #expect(suppressed.output == "No suppressed alert record matches the filters.\n")
    let unknown = try call("alerts", "--second-level", "abductoin", folder: folder)
    #expect(unknown.code == .misuse && unknown.errors.contains("--second-level cannot be \"abductoin\""))
    #expect(unknown.errors.contains("abduction, "))
  }

  @Test(
    "A subject on which no alert can exist is refused, with the one that was probably meant",
    arguments: [
      ("project/rask", ExitCode.dataError, "nothing is known of project/rask; did you mean \"project/rask-dam\"?"),
      ("project/rask-dan", .dataError, "nothing is known of project/rask-dan; did you mean \"project/rask-dam\"?"),
      ("project/kilwa-port", .dataError, "nothing is known of project/kilwa-port\n"),
      ("counterparty/nobody", .dataError, "nothing is known of counterparty/nobody\n"),
      ("country/ZZ", .dataError, "there is no country ZZ\n"),
      ("portfolio/all", .misuse, "no alerts are sent about portfolio/all\n"),
    ])
  func unknownSubject(subject: String, status: ExitCode, message: String) throws {
    let folder = try desk()
    for form in [["--text"], ["--json"], ["--suppressed"]] {
      let answer = try beacon(
        ["alerts", "--subject", subject, "--data", folder.path] + form, input: [], environment: Self.environment)
      #expect(answer.code == status && answer.output == "", "\(answer.output)")
      #expect(answer.errors.hasPrefix("beacon alerts: \(message)"), "\(answer.errors)")
      #expect(answer.errors.contains("\n  expected: ") && answer.errors.contains("\n  what to do: "))
      #expect(!answer.errors.contains("nothing was done"))
    }
  }

  @Test("A score of a subject that is not known is refused, with the subject that was probably meant")
  func unknownScore() throws {
    let folder = try desk()
    let answer = try beacon(
      ["assess", "project/rask", "--data", folder.path], input: [], environment: Self.environment)
    #expect(answer.code == .dataError)
    #expect(
      answer.errors.hasPrefix("beacon assess: nothing is known of project/rask; did you mean \"project/rask-dam\"?"),
      "\(answer.errors)")
  }

  @Test("A registered project without alerts is no mistake, also while its registration waits in the inbox")
  func quietSubject() throws {
    let folder = try desk()
    let quiet = Self.project.replacing("rask-dam", with: "other-dam")
    #expect(try call("projects", "add", "-", input: quiet, folder: folder).code == .success)
    let answer = try call("alerts", "--text", "--subject", "project/other-dam", folder: folder)
    #expect(answer.code == .success && answer.output == "No alert matches the filters.\n", "\(answer.errors)")
  }

  @Test("The counterparty of a project whose registration waits in the inbox is no mistake, and any other is")
  func waitingCounterparty() throws {
    let folder = try desk()
    let project =
      #"{"id":"other-dam","name":"Other Dam","countries":["PK"],"sector":"hydropower","#
      + #""counterparties":[{"name":"Kilwa Civil Works","role":"contractor"}]}"#
    func alerts(_ subject: String) throws -> Answer {
      try call("alerts", "--text", "--subject", subject, folder: folder)
    }
    #expect(try alerts("counterparty/kilwa-civil-works").code == .dataError)
    #expect(try call("projects", "add", "-", input: project, folder: folder).code == .success)
    #expect(try call("projects", "remove", "rask-dam", folder: folder).code == .success)
    let answer = try alerts("counterparty/kilwa-civil-works")
    #expect(answer.code == .success && answer.output == "No alert matches the filters.\n", "\(answer.errors)")
    #expect(try alerts("counterparty/kilwa-civil").code == .dataError)
  }

  @Test("Assessments are listed by type of subject and dimension of projects")
  func assess() throws {
    let folder = try desk()
    func listed(_ words: String...) throws -> Int {
      try beacon(["assess", "--json", "--data", folder.path] + words, input: [], environment: Self.environment).lines
        .count
    }
    #expect(try listed() > 2)
    #expect(try listed("--type", "project") == 1 && listed("--type", "country") == 1)
    #expect(try listed("--dimension", "hard") == 1 && listed("--dimension", "soft") == 0)
  }

  @Test("In Chinese every term is Chinese, and the quotation stays as the article has it")
  func chinese() throws {
    let answer = try call("alerts", "--language", "zh", "--text", folder: try desk())
    #expect(answer.output.contains("【红色 一级（严重）】Rask Dam\u{FF1A}项目遇袭"), "\(answer.output)")
    for part in [
      "“Dam attacked”", "风险类别\u{FF1A}政治风险\u{FF08}安全\u{FF09}",
      "承保风险\u{FF1A}战争及政治暴乱", "建议措施\u{FF1A}",
    ] {
      #expect(answer.output.contains(part), "\(answer.output)")
    }
    // Punctuation after a Chinese character is full-width.
    let scalars = Array(answer.output.unicodeScalars)
    for (character, mark) in zip(scalars, scalars.dropFirst()) where (0x4E00...0x9FFF).contains(character.value) {
      #expect(!",:;()".unicodeScalars.contains(mark), "\(character)\(mark)")
    }
  }

  @Test("A language is that of the text, which is then printed into a pipe too")
  func languageInPipe() throws {
    let folder = try desk()
    let answer = try call("alerts", "--language", "zh", folder: folder)
    #expect(answer.output.contains("【红色 一级（严重）】"), "\(answer.output)")
    #expect(try call("alerts", folder: folder).output.hasPrefix("{"))
  }

  @Test(
    "Forms that contradict each other are refused",
    arguments: [
      ["--text", "--json"], ["--cap", "--json"], ["--cap", "--text"], ["--cap", "--suppressed"],
      ["--json", "--language", "zh"], ["--cap", "--language", "zh"], ["--suppressed", "--follow"],
    ])
  func contradiction(words: [String]) throws {
    let answer = try beacon(["alerts"] + words, input: [], environment: Self.environment)
    #expect(answer.code == .misuse && answer.output == "")
    #expect(answer.errors.hasPrefix("beacon: \(words[0]) and \(words[1]) are both given\n"), "\(answer.errors)")
  }

  @Test("The row headline_quote_translated of alerting.tsv limits the quotation in a Chinese headline")
  func quoteColumns() throws {
    let folder = try desk()
    func headline(_ columns: Int) throws -> String {
      try withChangedFiles(
        of: checkout + "/Shared/ReferenceData",
        [
          "RiskModel/alerting.tsv": {
            try $0.replacingPart("headline_quote_translated\t60", with: "headline_quote_translated\t\(columns)")
          }
        ]
      ) { reference in
        let answer = try beacon(
          "alerts", "--language", "zh", "--text", "--data", folder.path, environment: ["BEACON_REFERENCE": reference])
        return try #require(answer.lines.first, "\(answer.errors)")
      }
    }
    #expect(try headline(60).contains("“Dam attacked”"))
    #expect(try headline(10).contains("“Dam attac…”"))
  }

  @Test("A CAP message has its elements in the standard's order, two languages, and the site's circle")
  func cap() throws {
    let xml = try call("alerts", "--cap", folder: try desk()).output
    var place = xml.startIndex
    for element in [
      "<identifier>", "<sender>", "<sent>2026-11-24T12:00:00-00:00<", "<status>Actual<", "<msgType>Alert<", "<scope>",
      "<restriction>", "<incidents>", "<info>", "<language>en<", "<category>Security<", "<event>",
      "<urgency>Immediate<",
      "<severity>", "<certainty>", "<effective>", "<expires>", "<senderName>", "<headline>", "<description>",
      "<instruction>", "<parameter>", "<area>", "<areaDesc>Rask Dam<", "<circle>35.5000,73.2500 20.0<", "<geocode>",
      "<language>zh<", "</alert>",
    ] {
      let found = try #require(xml.range(of: element, range: place..<xml.endIndex), "\(element) in \(xml)")
      place = found.upperBound
    }
  }

  @Test("A CAP message is sent by the sender of the settings, and refers to earlier ones of the same sender")
  func capSender() throws {
    let folder = try desk()
    #expect(try call("run", "--until-idle", "--clock", "2026-11-28T12:00:00Z", folder: folder).code == .success)
    for sender in ["beacon", "desk@example.org"] {
      var environment = Self.environment
      if sender != "beacon" { environment["BEACON_ALERTS_SENDER"] = sender }
      let xml = try beacon(["alerts", "--cap", "--data", folder.path], input: [], environment: environment).lines
      #expect(Set(xml.filter { $0.contains("<sender>") }) == ["  <sender>\(sender)</sender>"])
      let references = xml.filter { $0.contains("<references>") }
      #expect(
        !references.isEmpty && references.allSatisfy { $0.hasPrefix("  <references>\(sender),") }, "\(references)")
    }
  }

  @Test("Moving a category's row in categories.tsv moves the CAP category of its alerts, and no other")
  func capCategory() throws {
    let folder = try desk()
    let reference = try TemporaryFolder()
    let original = checkout + "/Shared/ReferenceData"
    for name in try FileManager.default.contentsOfDirectory(atPath: original) where name != "RiskModel" {
      try FileManager.default.createSymbolicLink(
        atPath: "\(reference.path)/\(name)", withDestinationPath: "\(original)/\(name)")
    }
    let tables = "\(reference.path)/RiskModel"
    try FileManager.default.copyItem(atPath: "\(original)/RiskModel", toPath: tables)
    let table = try reference.read("RiskModel/categories.tsv")
    func categories(_ table: String) throws -> Set<Substring> {
      try reference.write("RiskModel/categories.tsv", table)
      let answer = try beacon(
        ["alerts", "--cap", "--data", folder.path], input: [], environment: ["BEACON_REFERENCE": reference.path])
      #expect(answer.code == .success, "\(answer.errors)")
      return Set(
        answer.lines.filter { $0.contains("<category>") }.map { $0.split(separator: ">")[1].prefix { $0 != "<" } })
    }
    #expect(try categories(table) == ["Security"])
    #expect(try categories(table.replacing("\tSecurity\tarmed", with: "\tRescue\tarmed")) == ["Rescue"])
    #expect(try categories(table.replacing("\tInfra\t", with: "\tRescue\t")) == ["Security"])
  }

  @Test("XML text escapes what is markup and replaces what XML forbids")
  func escaping() {
    #expect(XMLText.escaped("a\u{202E}b\u{2069}") == "ab")
    #expect(XMLText.escaped("a<b>&\"\u{1B}\n") == "a&lt;b&gt;&amp;&quot;\u{FFFD}\n")
  }
}
