import Foundation
import Testing

@testable import BeaconCommands

/// One run over the samples, reported, exported and summarised.
@Suite struct ReportCommandTests {
  private static let data: Result<String, any Error> = Result {
    let folder = NSTemporaryDirectory() + "beacon-report-tests.\(ProcessInfo.processInfo.processIdentifier)"
    let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "deploy/samples").path
    let clock = ["--clock", "2026-11-27T12:00:00Z", "--data", folder]
    _ = try beacon(["projects", "add", "\(samples)/projects.jsonl", "--data", folder], input: [])
    _ = try beacon(["sources", "add", "\(samples)/sources.jsonl", "--data", folder], input: [])
    _ = try beacon(["publish", "\(samples)/articles"] + clock, input: [])
    _ = try beacon(["run", "--until-idle"] + clock, input: [])
    return folder
  }

  private func report(_ words: String...) throws -> Answer {
    try beacon(["report"] + words + ["--data", try Self.data.get()], input: [])
  }

  @Test("two reports over the same topics are the same bytes, in every form and language")
  func reproducible() throws {
    for form in ["md", "html", "json"] {
      for language in ["en", "zh"] {
        let first = try report("project/gwadar-port", "--format", form, "--language", language)
        #expect(first.code == .success && first.output.count > 1000, "\(first.errors)")
        #expect(try report("project/gwadar-port", "--format", form, "--language", language).output == first.output)
      }
    }
  }

  @Test("an earlier --as-known-at leaves out what was written later")
  func knownAt() throws {
    let before = try report("project/gwadar-port", "--as-known-at", "2026-11-01")
    #expect(before.code == .dataError)
    #expect(before.errors.contains("there is no assessment of"))
  }

  @Test("a period that begins after the last record is refused, and one that is not over is reported")
  func futurePeriod() throws {
    let future = try report("project/gwadar-port", "--period", "2027-01-01..2027-02-01")
    #expect(future.code == .dataError && future.output == "", "\(future.output)")
    #expect(
      future.errors.contains("the period begins on 2027-01-01, and records are known only before 2026-11-"),
      "\(future.errors)")
    #expect(future.errors.contains("\n  expected: ") && future.errors.contains("\n  what to do: choose an earlier"))
    #expect(try report("project/gwadar-port", "--period", "2026-11-23..2027-02-01").code == .success)
  }

  @Test(
    "an option that is no period or time says which day does not exist, or that the first is after the last",
    arguments: [
      ("--period", "2026-11-31..2026-12-01", ": there is no day 2026-11-31\n"),
      ("--period", "2026-02-01..2026-02-29", ": there is no day 2026-02-29\n"),
      ("--period", "2026-12-01..2026-11-01", ": 2026-12-01 is after 2026-11-01\n"),
      ("--period", "2026-12-01", "\n"), ("--period", "yearly", "\n"),
      ("--as-known-at", "2026-11-31", ": there is no day 2026-11-31\n"), ("--as-known-at", "soon", "\n"),
    ])
  func wrongPeriod(option: String, value: String, problem: String) throws {
    let answer = try beacon(["report", option, value], input: [])
    #expect(answer.code == .misuse)
    let message = "beacon: \(option) cannot be \"\(value)\"\(problem)"
    #expect(answer.errors.hasPrefix(message), "\(answer.errors)")
    #expect(answer.errors.contains("\n  expected: ") && answer.errors.contains("\n  what to do: see `"))
  }

  @Test("a portfolio without projects is refused with what to do")
  func noProjects() throws {
    let folder = try TemporaryFolder()
    let data = folder.path + "/data"
    let article =
      #"{"id":"a","title":"Gunmen attack a mine in western Niger","body":"Gunmen attacked a gold mine in western Niger on Sunday.","publishedAt":"2026-11-23T08:00:00Z"}"#
    let clock = ["--data", data, "--clock", "2026-11-23T09:00:00Z"]
    #expect(try beacon(["publish", "-"] + clock, input: Array(article.utf8)).code == .success)
    #expect(try beacon(["run", "--until-idle"] + clock, input: []).code == .success)
    let answer = try beacon(["report", "--data", data], input: [])
    #expect(answer.code == .dataError && answer.errors.contains("beacon projects add"), "\(answer.errors)")
    #expect(try beacon(["report", "country/NE", "--data", data], input: []).code == .success)
  }

  @Test("a subject that nobody knows is refused with what to do")
  func unknown() throws {
    #expect(try report("country/ZZ").code == .dataError)
  }

  @Test("the bulletin on an incident of a report names time, place, event, measures and issuer, in both languages")
  func bulletin() throws {
    let json = try report("project/gwadar-port", "--format", "json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let id = try #require((object?["incidents"] as? [[String: Any]])?.first?["id"] as? String)
    for (language, words) in [
      ("en", ["Time: ", "Issuing unit: Safety Office"]), ("zh", ["时间", "发布单位", "Safety Office"]),
    ] {
      let answer = try beacon(
        [
          "bulletin", id, "--subject", "project/gwadar-port", "--language", language, "--issuer", "Safety Office",
          "--data", try Self.data.get(), "--clock", "2026-11-27T12:00:00Z",
        ], input: [])
      #expect(answer.code == .success, "\(answer.errors)")
      for word in words { #expect(answer.output.contains(word)) }
    }
  }

  @Test("a bulletin without --subject is about the project that the incident affects, and has its level and measures")
  func bulletinWithoutSubject() throws {
    let json = try report("--format", "json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let incidents = try #require(object?["incidents"] as? [[String: Any]])
    let attack = incidents.first { ($0["subjects"] as? [String])?.contains("project/gwadar-port") == true }
    let id = try #require(attack?["id"] as? String)
    let words = ["--data", try Self.data.get(), "--clock", "2026-11-27T12:00:00Z"]
    let answer = try beacon(["bulletin", id] + words, input: [])
    let named = try beacon(["bulletin", id, "--subject", "project/gwadar-port"] + words, input: [])
    #expect(answer.output == named.output)
    #expect(answer.output.contains("Level: Critical"), "\(answer.output) \(answer.errors)")
    #expect(!answer.output.contains("routine monitoring"))
  }

  @Test("a bulletin as text writes out the control characters of an article, and none reaches the terminal")
  func hostileBulletin() throws {
    let folder = try TemporaryFolder()
    let place = ["--data", folder.path + "/data", "--clock", "2026-11-25T09:00:00Z"]
    let article =
      #"{"id":"a","title":"Gunmen attack a mine in western Niger \u001b[31m","body":"Gunmen attacked a gold mine in western Niger on Tuesday \u001b]0;pwn\u0007\u202e.","publishedAt":"2026-11-25T08:00:00Z"}"#
    #expect(try beacon(["publish", "-"] + place, input: Array(article.utf8)).code == .success)
    #expect(try beacon(["run", "--until-idle"] + place, input: []).code == .success)
    let json = try beacon(["report", "country/NE", "--format", "json"] + place.prefix(2), input: []).output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let id = try #require((object?["incidents"] as? [[String: Any]])?.first?["id"] as? String, "\(json)")
    let words = ["bulletin", id, "--subject", "country/NE"] + place
    for language in ["en", "zh"] {
      let answer = try beacon(words + ["--language", language], input: [], onTerminal: true)
      #expect(answer.code == .success && answer.output.contains("\\u{1B}"), "\(answer.output) \(answer.errors)")
      #expect(answer.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" })
    }
  }

  @Test("a bulletin on an incident that no score lists asks for its subject")
  func bulletinOfUnknown() throws {
    let answer = try beacon(["bulletin", "zzz", "--data", try Self.data.get()], input: [])
    #expect(answer.code == .misuse)
    #expect(answer.errors.hasPrefix("beacon bulletin: --subject is missing\n  expected: the project, country or"))
  }

  @Test("a bulletin on the beginning of several ids asks for more letters, not for a subject")
  func bulletinOfSeveral() throws {
    let assessments = try beacon(["assess", "--json", "--data", try Self.data.get()], input: []).output
    let ids = Set(assessments.components(separatedBy: #""cluster":""#).dropFirst().map { String($0.prefix(12)) })
    let letter = try #require(Dictionary(grouping: ids) { $0.prefix(1) }.first { $0.value.count > 1 }?.key)
    let answer = try beacon(["bulletin", String(letter), "--data", try Self.data.get()], input: [])
    #expect(answer.code == .dataError)
    #expect(answer.errors.contains(" incidents begin with \(letter)\n"), "\(answer.errors)")
  }

  @Test("exports have one row an item in each form", arguments: ["facts", "incidents", "scores", "alerts"])
  func exports(_ kind: String) throws {
    let data = try Self.data.get()
    let lines = try beacon(["export", kind, "--format", "jsonl", "--data", data], input: []).lines
    #expect(!lines.isEmpty)
    let csv = try beacon(["export", kind, "--data", data], input: []).output
    let header = csv.prefix { $0 != "\r\n" }
    #expect(header.contains(","))
    let geo = try beacon(["export", kind, "--format", "geojson", "--data", data], input: []).output
    let object = try JSONSerialization.jsonObject(with: Data(geo.utf8)) as? [String: Any]
    #expect((object?["features"] as? [Any])?.count == lines.count)
  }
}

@Suite struct ExportWriterTests {
  private func csv(_ text: String) -> String {
    var row = ExportRow()
    row.add("quote", text)
    var output = ""
    var writer = ExportWriter(.csv) { output += $0 }
    writer.write(row)
    return output
  }

  private func row() -> ExportRow {
    var row = ExportRow()
    row.add("name", "Quay; \"east\"")
    row.add("points", 1.5)
    row.add("reports", 3)
    row.add("place", nil as String?)
    row.position = (latitude: -11.59, longitude: -77.28)
    return row
  }

  private func text(_ format: ExportFormat, _ rows: Int) -> String {
    var output = ""
    var writer = ExportWriter(format) { output += $0 }
    for _ in 0..<rows { writer.write(row()) }
    writer.finish()
    return output
  }

  @Test("CSV has one header, and a cell for each column of every row")
  func rows() {
    #expect(
      text(.csv, 2) == "name,points,reports,place\r\n"
        + String(repeating: "\"Quay; \"\"east\"\"\",1.5,3,\r\n", count: 2))
  }

  @Test("JSON lines leave out what is not known")
  func lines() {
    #expect(text(.jsonl, 1) == #"{"name":"Quay; \"east\"","points":1.5,"reports":3}"# + "\n")
  }

  @Test("GeoJSON gives longitude before latitude, as RFC 7946 wants it, and is whole with none, one or several rows")
  func geojson() throws {
    #expect(text(.geojson, 1).contains(#""geometry":{"type":"Point","coordinates":[-77.28,-11.59]}"#))
    for count in 0...3 {
      let object = try JSONSerialization.jsonObject(with: Data(text(.geojson, count).utf8)) as? [String: Any]
      #expect((object?["features"] as? [Any])?.count == count)
    }
  }

  @Test(
    "text that a spreadsheet would run as a formula is only text",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-2", "'-2"), ("plain", "plain"), ("a,\"b\"", "\"a,\"\"b\"\"\""),
    ])
  func formulas(_ text: String, _ field: String) {
    #expect(csv(text) == "quote\r\n\(field)\r\n")
  }
}

/// Sources that were expected to publish and did not.
@Suite struct LateSourceTests {
  private static let data: Result<String, any Error> = Result {
    let folder = NSTemporaryDirectory() + "beacon-late-sources.\(ProcessInfo.processInfo.processIdentifier)"
    let sources = """
      {"id":"quick","domain":"quick.example","name":"Quick Post","grade":"B","country":"KE","expectedEvery":"PT6H"}
      {"id":"slow","domain":"slow.example","name":"Slow Post","grade":"B","country":"KE","expectedEvery":"P7D"}
      {"id":"free","domain":"free.example","name":"Free Post","grade":"B","country":"KE"}
      """
    func article(_ source: String, _ time: String, _ day: Int) -> String {
      #"{"id":"\#(source)-\#(day)","title":"Rail workers in Kenya begin a strike, the union says","body":"Rail workers in Kenya began a strike in Mombasa on day \#(day), the union said.","publishedAt":"\#(time)","url":"https://\#(source).example/\#(day)"}"#
    }
    let articles = [
      article("quick", "2026-11-24T12:00:00Z", 1), article("slow", "2026-11-24T12:00:00Z", 2),
      article("free", "2026-11-24T12:00:00Z", 3),
    ]
    let place = ["--data", folder]
    _ = try beacon(["sources", "add", "-"] + place, input: Array(sources.utf8))
    _ = try beacon(
      ["publish", "--clock", "2026-11-24T13:00:00Z", "-"] + place, input: Array(articles.joined(separator: "\n").utf8))
    for clock in ["2026-11-24T13:00:00Z", "2026-11-26T13:00:00Z"] {
      _ = try beacon(["run", "--until-idle", "--clock", clock] + place, input: [])
    }
    return folder
  }

  private func answer(_ words: String...) throws -> Answer {
    try beacon(words + ["--data", try Self.data.get()], input: [])
  }

  @Test("the list of sources shows when each last published and which are late")
  func list() throws {
    let lines = try answer("sources", "list", "--text").lines
    func cells(_ id: String) -> Substring { lines.first { $0.hasPrefix(id) }?[...] ?? "" }
    #expect(cells("quick").contains("2026-11-24T12:00:00Z") && cells("quick").hasSuffix("late"), "\(lines)")
    #expect(cells("slow").contains("P7D") && cells("slow").hasSuffix("no"), "\(lines)")
    #expect(cells("free").hasSuffix("-"), "\(lines)")
  }

  @Test("the scores of all subjects, and those of the source's country, name late sources; others do not")
  func assess() throws {
    let all = try answer("assess", "--text").output
    #expect(all.contains("Quick Post (expected every 6 hours, last article 2026-11-24T12:00:00Z)"))
    #expect(!all.contains("Slow Post") && !all.contains("Free Post"))
    #expect(try answer("assess", "country/KE", "--text").output.contains("Quick Post"))
  }

  @Test("where no project is registered, the portfolio has no score, and neither the list nor the subject shows 0")
  func noProjects() throws {
    let row = try answer("assess", "--text").lines.first { $0.hasPrefix("portfolio/all") }
    #expect(row?.contains("no projects registered") == true && row?.contains("0.0") == false)
    let portfolio = try answer("assess", "portfolio/all", "--text").output
    #expect(portfolio.hasPrefix("No projects are registered") && !portfolio.contains("risk 0"))
    #expect(portfolio.hasPrefix(try answer("explain", "portfolio/all", "--text").output))
    #expect(try answer("report").output.contains("No projects are registered: Portfolio has no score."))
  }

  @Test(
    "where no project is registered, the portfolio's JSON gives the reason and no score",
    arguments: [["assess", "portfolio/all"], ["explain", "portfolio/all"], ["assess"]])
  func noProjectsInJSON(words: [String]) throws {
    let lines = try beacon(words + ["--json", "--data", try Self.data.get()], input: []).lines
    let line = try #require(lines.first { $0.hasPrefix(#"{"subject":"portfolio/all","#) })
    #expect(
      line.contains(#""scored":false,"reason":"no projects registered""#) && !line.contains("score\":0"), "\(line)")
    #expect(words.count > 1 || lines.contains { $0.contains(#""subject":"country/KE""#) && $0.contains(#""score":"#) })
  }

  @Test("the portfolio's report and the country's list late sources among the blind spots, in both languages")
  func reports() throws {
    for subject in ["portfolio/all", "country/KE"] {
      #expect(try answer("report", subject).output.contains("Quick Post (expected every 6 hours, last article"))
      let chinese = try answer("report", subject, "--language", "zh").output
      #expect(chinese.contains("超过预期时间未发稿的来源") && chinese.contains("预期每6小时"))
    }
  }
}
