import Foundation
import Testing

@testable import BeaconCommands

@Suite struct ExtractTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]

  private func extract(_ input: String, workers: Int = 2) throws -> Answer {
    try beacon(
      "extract", input: input,
      environment: Self.environment.merging(["BEACON_EXTRACT_WORKERS": String(workers)]) { $1 })
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test("Every article has its result at its position, whatever the number of workers", arguments: [1, 2, 7])
  func order(workers: Int) throws {
    let ids = (0..<600).map { "article-\($0)" }
    let input = ids.map { #"{"id":"\#($0)","body":"\#(String(repeating: "x ", count: $0.count % 7))text"}"# }
    let answer = try extract(input.joined(separator: "\n"), workers: workers)
    #expect(answer.code == .success)
    #expect(try answer.lines.map { try object($0)["sourceId"] as? String } == ids)
  }

  @Test("a wrong table of a language fails its first article, with file and line, and no other language's")
  func wrongTable() throws {
    let folder = try TemporaryFolder()
    let reference = "\(folder.path)/reference"
    try FileManager.default.copyItem(atPath: checkout + "/Shared/ReferenceData", toPath: reference)
    let table = reference + "/Languages/zh/event-patterns.tsv"
    let rows = try String(contentsOfFile: table, encoding: .utf8)
    try (rows + "NO_TYPE\tx\t-\t-\t0.5\tact\n").write(toFile: table, atomically: true, encoding: .utf8)
    let english = #"{"id":"a","body":"Gunmen attacked a police post in Mali."}"#
    let chinese = #"{"id":"b","body":"马里发生爆炸，三人死亡。当地警方正在调查爆炸原因。"}"#
    func extract(_ input: String) throws -> Answer {
      try beacon("extract", input: input, environment: ["BEACON_REFERENCE": reference])
    }
    #expect(try extract(english).code == .success)
    let answer = try extract([english, chinese, english].joined(separator: "\n"))
    #expect(answer.code == .dataError)
    #expect(
      answer.errors.contains(
        "zh/event-patterns.tsv:\(rows.split(separator: "\n", omittingEmptySubsequences: false).count)"))
  }

  private func explained(_ sentence: String, _ flags: [String] = ["--explain"]) throws -> [String: Any] {
    let line = #"{"id":"a","publishedAt":"2026-03-10T12:00:00Z","body":"\#(sentence)"}"#
    let answer = try beacon(["extract"] + flags, input: Array(line.utf8), environment: Self.environment)
    return try object(try #require(answer.lines.first))
  }

  private func reasons(_ items: Any?, _ kind: String) -> [(by: String, text: String?)] {
    (items as? [[String: Any]] ?? []).flatMap { $0["why"] as? [[String: Any]] ?? [] }.filter {
      $0["kind"] as? String == kind
    }
    .map { ($0["by"] as? String ?? "", $0["text"] as? String) }
  }

  @Test("--explain names the row, the words and what changed the reading; without it no grounds are written")
  func explanations() throws {
    let sentence = "The ministry denied that gunmen had attacked the mine in Mali."
    let facts = try explained(sentence)
    let pattern = try #require(reasons(facts["events"], "pattern").first { $0.by.contains("attack+") })
    #expect(pattern.by.hasPrefix("event-triggers.tsv:"))
    #expect(pattern.text?.contains("attacked") == true)
    let modifier = try #require(reasons(facts["suppressed"], "modifier").first)
    #expect(modifier.by.hasPrefix("event-modifiers.tsv:") && modifier.by.contains("deny"))
    #expect(modifier.text?.hasPrefix("denied") == true)
    #expect(reasons(facts["events"], "term").contains { $0.by.hasPrefix("classifier-event.tsv ") })
    let plain = try explained(sentence, [])
    #expect(!reasons(facts["events"], "pattern").isEmpty && reasons(plain["events"], "pattern").isEmpty)
  }

  @Test(
    "--explain says why a mention is no event",
    arguments: [
      ("Both sides in Mali struck a balance.", "idiom", "event-idioms.tsv:"),
      ("No sign of sabotage was found after the train crash in Mali.", "rule", "a phrase rules it out as the cause"),
      ("Workers went on strike in Mali in 2012.", "rule", "its date 2012 is more than"),
    ])
  func explanationsOfSuppressed(sentence: String, kind: String, by: String) throws {
    let found = reasons(try explained(sentence)["suppressed"], kind)
    #expect(found.contains { $0.by.hasPrefix(by) }, "\(found)")
  }

  @Test("A bad line has its code and number at its position, and the command ends with 2")
  func badLines() throws {
    let answer = try extract(
      """
      {"id":"a","body":"text"}
      nonsense

      {"id":"b","body":" \\n "}
      {"id":"c","body":"a\\u0000b"}
      {"id":"d","title":"Title","body":"text"}
      """)
    #expect(answer.code == .partial)
    #expect(answer.lines.count == 5)
    #expect(answer.lines[1] == #"{"error":"form_unknown","line":2}"#)
    #expect(answer.lines[2] == #"{"error":"article_empty","line":4}"#)
    #expect(answer.lines[3] == #"{"error":"article_null_byte","line":5}"#)
    #expect(try object(answer.lines[4])["sourceId"] as? String == "d")
    #expect(answer.errors == "")
  }

  @Test("An article over 16 MiB is refused by its code, and the next one is read")
  func tooLarge() throws {
    let large = #"{"body":""# + String(repeating: "x", count: 16 << 20) + #""}"#
    let answer = try extract(large + "\n" + #"{"id":"b","body":"text"}"#)
    #expect(answer.lines.first == #"{"error":"article_too_large","line":1}"#)
    #expect(answer.lines.count == 2)
  }

  @Test("The register may be a file of lines or an array, and a wrong one is refused")
  func register() throws {
    let folder = try TemporaryFolder()
    let project = #"{"id":"rask-dam","name":"Rask Dam","countries":["NO"],"sector":"hydropower"}"#
    let article = #"{"id":"a","body":"text"}"#
    func version(_ name: String, _ text: String) throws -> String? {
      let file = try folder.write(name, text)
      let answer = try beacon("extract", "--projects", file, input: article, environment: Self.environment)
      return try (object(try #require(answer.lines.first))["extractor"] as? [String: Any])?["register"] as? String
    }
    let fromLines = try version("p.jsonl", project + "\n")
    #expect(fromLines != nil && fromLines != "empty")
    #expect(try version("p.json", "[\(project)]") == fromLines)
    #expect(try version("p.CSV", "id,name,countries,sector\nrask-dam,Rask Dam,NO,hydropower\n") == fromLines)
    let wrong = try folder.write("wrong.jsonl", "{}")
    let refused = try beacon("extract", "--projects", wrong, input: article, environment: Self.environment)
    #expect(refused.code == .dataError && !refused.errors.contains("added"), "\(refused.errors)")
  }

  @Test("The same input gives the same bytes")
  func determinism() throws {
    let input = #"{"id":"a","body":"Workers at the port of Callao in Peru went on strike on Monday."}"#
    #expect(try extract(input).output == extract(input).output)
  }
}
