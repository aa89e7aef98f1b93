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
    #expect(before.errors.contains("was not assessed before the end of the period"))
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

  @Test(
    "text that a spreadsheet would run as a formula is only text",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-2", "'-2"), ("plain", "plain"), ("a,\"b\"", "\"a,\"\"b\"\"\""),
    ])
  func formulas(_ text: String, _ field: String) {
    #expect(csv(text) == "quote\r\n\(field)\r\n")
  }
}
