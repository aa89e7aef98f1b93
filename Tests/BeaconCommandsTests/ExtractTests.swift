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
    #expect(answer.lines[1] == #"{"error":"json_syntax","line":2}"#)
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
    let wrong = try folder.write("wrong.jsonl", "{}")
    #expect(
      try beacon("extract", "--projects", wrong, input: article, environment: Self.environment).code == .dataError)
  }

  @Test("The same input gives the same bytes")
  func determinism() throws {
    let input = #"{"id":"a","body":"Workers at the port of Callao in Peru went on strike on Monday."}"#
    #expect(try extract(input).output == extract(input).output)
  }
}
