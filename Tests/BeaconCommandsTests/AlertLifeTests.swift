import Models
import PipelineContracts
import Testing

@testable import BeaconCommands

/// What a desk sees of an alert from its first record to its last, from article texts.
@Suite("The life of alerts") struct AlertLifeTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]
  private static let clock = ["--clock", "2026-12-01T00:00:00Z"]
  private static let sources = #"{"id":"gulf-wire","domain":"gulf.example","name":"Gulf Wire","grade":"A"}"#

  private struct Text {
    var id: String
    var title: String
    var body: String
    var day: String

    var json: String {
      #"{"id":"\#(id)","title":"\#(title)","body":"\#(body)","publishedAt":"\#(day)T08:00:00Z","source":{"name":"Gulf Wire","domain":"gulf.example"}}"#
    }
  }

  /// The alert records of a backtest over texts.
  private func alerts(_ texts: [Text]) throws -> [Alert] {
    let folder = try TemporaryFolder()
    _ = try folder.write("sources.jsonl", Self.sources)
    return try decoded(
      beacon(
        ["backtest", "-", "--sources", "\(folder.path)/sources.jsonl"] + Self.clock,
        input: Array(texts.map(\.json).joined(separator: "\n").utf8), environment: Self.environment))
  }

  private func decoded(_ answer: Answer) throws -> [Alert] {
    #expect(answer.code == .success, "\(answer.errors)")
    return try answer.lines.map { try TopicCatalogue.alerts.decode(Array($0.utf8)) }
  }

  @Test("sanctions lifted in the active voice end the state")
  func sanctionsLifted() throws {
    let imposed = Text(
      id: "a", title: "United States sanctions Norland shipping firms",
      body: "The United States imposed sanctions on Venezuela on Monday, the Treasury said.", day: "2026-03-02")
    let lifted = Text(
      id: "b", title: "Washington lifts sanctions on Venezuela",
      body: "The United States lifted the sanctions on Venezuela on Wednesday, the Treasury said.", day: "2026-03-18")
    let records = try alerts([imposed, lifted]).filter { $0.category == "TRD" && $0.subject.id == "VE" }
    #expect(records.first?.status == .raised && records.last?.status == .resolved, "\(records.map(\.headline))")
    #expect(try alerts([imposed]).filter { $0.category == "TRD" }.last?.status != .resolved)
  }

  @Test("a backtest takes its projects from a spreadsheet, and reports the rows that it leaves out")
  func sheet() throws {
    let folder = try TemporaryFolder()
    let sheet = try folder.write(
      "projects.csv", "id,name,countries,sector\nrask-dam,Rask Dam,PK,hydropower\nb,B,XX,port\n")
    _ = try folder.write("sources.jsonl", Self.sources)
    let attack = Text(
      id: "a", title: "Dam attacked",
      body: "Gunmen attacked the Rask Dam in Pakistan on Monday, killing four workers, police said.",
      day: "2026-11-24")
    let answer = try beacon(
      ["backtest", "-", "--projects", sheet, "--sources", "\(folder.path)/sources.jsonl"] + Self.clock,
      input: Array(attack.json.utf8), environment: Self.environment)
    #expect(answer.errors.contains("projects.csv, line 3, countries: \"XX\" is no country"), "\(answer.errors)")
    #expect(try decoded(answer).contains { $0.subject.id == "rask-dam" })
  }

  @Test("in a backtest of the samples no record is an update without new evidence, another toll or a new level")
  func updates() throws {
    let samples = checkout + "/deploy/samples"
    let files = [
      "--projects", "\(samples)/projects.jsonl", "--sources", "\(samples)/sources.jsonl", "\(samples)/articles",
    ]
    let records = try decoded(
      beacon(["backtest"] + Self.clock + files, input: [], environment: Self.environment))
    var known: [String: (evidence: Set<String>, level: AlertLevel)] = [:]
    for record in records {
      let evidence = Set(record.evidence.map { "\($0.articleId) \($0.event ?? "") \($0.deaths ?? 0)" })
      if record.status == .updated, let before = known[record.id] {
        #expect(
          !evidence.isSubset(of: before.evidence) || record.level != before.level || record.contested,
          "\(record.headline)")
      }
      known[record.id] = ((known[record.id]?.evidence ?? []).union(evidence), record.level)
    }
    #expect(records.contains { $0.status == .updated || $0.status == .escalated })
  }
}
