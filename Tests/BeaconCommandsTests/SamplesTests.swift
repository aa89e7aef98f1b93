import Foundation
import Testing

@testable import BeaconCommands

/// The quick start's work, step by step, under a fixed clock.
@Suite struct SamplesTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]
  private static let samples = checkout + "/deploy/samples"

  private struct Alert: Decodable, Equatable {
    struct Subject: Decodable, Equatable {
      let type: String
      let id: String
    }

    struct Evidence: Decodable, Equatable {
      let articleId: String
      let quote: String
    }

    let id: String
    let record: String
    let status: String
    let subject: Subject
    let category: String
    let level: String
    let evidence: [Evidence]
  }

  private func beaconOrFail(_ words: String..., onTerminal: Bool = false) throws -> Answer {
    let answer = try beacon(words, input: [], environment: Self.environment, onTerminal: onTerminal)
    #expect(answer.code == .success, "\(words): \(answer.errors)")
    return answer
  }

  /// Publishes and runs the samples as if now were `clock`.
  private func run(at clock: String, in data: String) throws {
    _ = try beaconOrFail("projects", "add", "--data", data, Self.samples + "/projects.jsonl")
    _ = try beaconOrFail("sources", "add", "--data", data, Self.samples + "/sources.jsonl")
    _ = try beaconOrFail("publish", "--rebase", "--clock", clock, "--data", data, Self.samples + "/articles")
    let report = try beaconOrFail("run", "--until-idle", "--clock", clock, "--data", data)
    #expect(report.output.contains(#""published":31,"#))
    #expect(report.output.contains(#""deadLetters":0},"#))
  }

  private func alerts(in data: String) throws -> [Alert] {
    try beaconOrFail("alerts", "--json", "--data", data).lines.map {
      try JSONDecoder().decode(Alert.self, from: Data($0.utf8))
    }
  }

  private func standing(_ alerts: [Alert], _ subject: String, _ category: String? = nil) -> [Alert] {
    let mine = alerts.filter {
      "\($0.subject.type)/\($0.subject.id)" == subject && (category ?? $0.category) == $0.category
    }
    return mine.enumerated().filter { index, alert in !mine[(index + 1)...].contains { $0.id == alert.id } }
      .map(\.element)
  }

  @Test("The samples raise the alerts that they are made to raise, today and 400 days from now")
  func alertsOfSamples() throws {
    for clock in ["2026-11-24T12:00:00Z", "2027-12-29T12:00:00Z"] {
      let folder = try TemporaryFolder()
      try run(at: clock, in: folder.path)
      let alerts = try alerts(in: folder.path)
      let gwadar = standing(alerts, "project/gwadar-port", "SEC")
      #expect(gwadar.map(\.level) == ["critical"], "an attack told by three outlets, \(clock)")
      #expect(gwadar.first?.evidence.contains { $0.quote.contains("convoy") } == true)
      #expect(
        standing(alerts, "project/mombasa-nairobi-railway", "SEC").map(\.status) == ["cancelled"],
        "an attack whose outlet takes it back, \(clock)")
      #expect(standing(alerts, "project/mes-aynak-mine", "LEG").map(\.status).contains("resolved") == false)
      #expect(!standing(alerts, "project/mes-aynak-mine", "LEG").isEmpty, "a licence revoked")
      #expect(!standing(alerts, "country/GN", "POL").isEmpty, "a coup")
      #expect(standing(alerts, "project/karot-hydropower", "SEC").isEmpty, "an attack of years ago")
      #expect(standing(alerts, "project/jakarta-bandung-railway", "OPS").isEmpty, "a denial")
      #expect(standing(alerts, "project/jakarta-bandung-railway", "LEG").isEmpty, "a denial")
      #expect(standing(alerts, "project/jakarta-bandung-railway", "INT").isEmpty, "a forged letter that is denied")
      #expect(standing(alerts, "project/las-bambas-mine").isEmpty, "a closure with an if, and a deal that is struck")
    }
  }

  @Test("Two runs over the same samples write the same bytes")
  func sameBytes() throws {
    var outputs: [[String]] = []
    for _ in 0..<2 {
      let folder = try TemporaryFolder()
      try run(at: "2026-11-24T12:00:00Z", in: folder.path)
      outputs.append([
        try beaconOrFail("alerts", "--json", "--data", folder.path).output,
        try beaconOrFail("assess", "--json", "--data", folder.path).output,
      ])
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0].allSatisfy { !$0.isEmpty })
  }

  @Test("Every assessment of the samples adds up, and explain says so in words")
  func explanations() throws {
    let folder = try TemporaryFolder()
    try run(at: "2026-11-24T12:00:00Z", in: folder.path)
    let subjects = try beaconOrFail("assess", "--json", "--data", folder.path).lines.compactMap { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["subject"] as? String
    }
    #expect(subjects.contains("project/gwadar-port"))
    #expect(subjects.contains("portfolio/all"))
    for subject in subjects {
      #expect(try beaconOrFail("explain", subject, "--data", folder.path).output.contains(#""addsUp":true"#))
    }
    let words = try beaconOrFail("explain", "project/gwadar-port", "--data", folder.path, onTerminal: true)
    #expect(words.output.contains("All of it adds up."))
    #expect(words.output.contains("\u{201C}"))
    let alert = try #require(try alerts(in: folder.path).first)
    #expect(
      try beaconOrFail("explain", String(alert.id.prefix(12)), "--data", folder.path, onTerminal: true).output
        .contains("All of it adds up."))
    let json = try beaconOrFail("explain", alert.id, "--json", "--data", folder.path).output
    #expect(json.contains(#""alertRecords":[{"#) && json.contains(#""record":"\#(alert.record)""#))
  }

  @Test("Alerts can be narrowed to a subject and a level, and people see the current record of each")
  func narrowedAlerts() throws {
    let folder = try TemporaryFolder()
    try run(at: "2026-11-24T12:00:00Z", in: folder.path)
    let all = try alerts(in: folder.path)
    let critical = try beaconOrFail("alerts", "--level", "critical", "--data", folder.path).lines
    #expect(critical.count == all.filter { $0.level == "critical" }.count)
    let gwadar = try beaconOrFail("alerts", "--subject", "project/gwadar-port", "--data", folder.path).lines
    #expect(gwadar.count == all.filter { $0.subject.id == "gwadar-port" }.count)
    #expect(!critical.isEmpty && !gwadar.isEmpty && gwadar.count < all.count)
    let words = try beaconOrFail(
      "alerts", "--subject", "project/gwadar-port", "--data", folder.path, onTerminal: true)
    #expect(words.output.contains("CRITICAL  Gwadar Port  SEC"))
    #expect(words.output.components(separatedBy: "CRITICAL  Gwadar Port  SEC").count == 2)
    #expect(words.output.contains("\u{201C}Gunmen "))
  }

  @Test("A backtest of the samples prints alert records marked as an exercise, and leaves nothing behind")
  func backtest() throws {
    let answer = try beaconOrFail(
      "backtest", "--clock", "2026-12-01T00:00:00Z", "--projects", Self.samples + "/projects.jsonl", "--sources",
      Self.samples + "/sources.jsonl",
      Self.samples + "/articles")
    #expect(answer.lines.contains { $0.contains(#""id":"gwadar-port""#) })
    #expect(answer.lines.allSatisfy { $0.contains(#""exercise":true"#) })
    #expect(answer.errors.contains("1 input without publishedAt skipped"))
  }
}
