import CommandLine
import Foundation
import Models
import Testing

@testable import BeaconCommands

/// Every figure of a report against what other commands print of the same topics.
@Suite("The figures of reports") struct ReportFigureTests {
  private static let data: Result<String, any Error> = Result {
    let folder = NSTemporaryDirectory() + "beacon-report-figures.\(ProcessInfo.processInfo.processIdentifier)"
    let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "deploy/samples").path
    let clock = ["--clock", "2026-11-27T12:00:00Z", "--data", folder]
    let sheet = folder + ".csv"
    try """
    id,name,countries,sector,value,headcount,sites
    gwadar-port,Gwadar Port,PK,port,1620000000 USD,530,Gwadar harbour @ 25.11; 62.33
    dasu-dam,Dasu Hydropower Project,PK,hydropower,4300000000 CNY,1200,Dasu @ 35.3\u{FF0C} 73.2 ~ 25
    """.write(toFile: sheet, atomically: true, encoding: .utf8)
    _ = try beacon(["projects", "add", "\(samples)/projects.jsonl", "--data", folder], input: [])
    _ = try beacon(["projects", "add", sheet, "--data", folder], input: [])
    _ = try beacon(["sources", "add", "\(samples)/sources.jsonl", "--data", folder], input: [])
    _ = try beacon(["publish", "\(samples)/articles"] + clock, input: [])
    _ = try beacon(["run", "--until-idle"] + clock, input: [])
    return folder
  }

  private typealias Object = [String: Any]

  private func objects(_ words: String...) throws -> [Object] {
    let answer = try beacon(words + ["--data", try Self.data.get()], input: [])
    #expect(answer.code == .success, "\(answer.errors)")
    return try answer.lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
  }

  /// A number of a document with its path, such as `incidents[].points`.
  private struct Figure {
    let path: String
    let value: Double
  }

  private func figures(_ value: Any, at path: String = "") -> [Figure] {
    switch value {
    case let object as Object:
      object.sorted { $0.key < $1.key }.flatMap { figures($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case let list as [Any]: list.flatMap { figures($0, at: path + "[]") }
    case let number as NSNumber where String(cString: number.objCType) != "c":
      [Figure(path: path, value: number.doubleValue)]
    default: []
    }
  }

  private func contributions(_ parts: [Object]) -> [(part: Object, contribution: Object)] {
    parts.flatMap { part in ((part["contributions"] as? [Object]) ?? []).map { (part, $0) } }
  }

  private func number(_ object: Object, _ key: String) -> Double { (object[key] as? NSNumber)?.doubleValue ?? 0 }

  @Test(
    "every number of a report is one that explain, assess, alerts or the registers print, or follows from those",
    arguments: ["project/gwadar-port", "country/PK", "portfolio/all", "corridor/china-pakistan"])
  func traced(_ subject: String) throws {
    let report = try #require(try objects("report", subject, "--format", "json").first)
    let known = try #require(report["knownAt"] as? String)
    let explanation = try #require(try objects("explain", subject, "--json", "--as-known-at", known).first)
    let assessment = try #require(try objects("assess", subject, "--json").first)
    #expect(explanation["addsUp"] as? Bool == true)
    let parts = (explanation["parts"] as? [Object]) ?? []
    let projects = try objects("projects", "list", "--json")
    let sources = try objects("sources", "list", "--json")
    let subjects = alerted(of: subject, projects)
    let alerts = try objects("alerts", "--json").filter { alert in
      let own = alert["subject"] as? Object
      return subjects.contains("\(own?["type"] ?? "")/\(own?["id"] ?? "")")
    }
    let suppressed = try objects("alerts", "--suppressed", "--json").filter {
      subjects.contains($0["subject"] as? String ?? "")
    }

    var allowed: [String: Set<Double>] = [:]
    let everything = Set(figures([explanation, assessment, projects, sources]).map(\.value))
    let points = contributions(parts).map { part, contribution in
      number(contribution, "share") * number(part, "points") / max(number(part, "score"), .leastNonzeroMagnitude)
    }
    let sums = parts.map { part in
      let rest =
        number((part["others"] as? Object) ?? [:], "share") + number((part["older"] as? Object) ?? [:], "share")
      return rest * number(part, "points") / max(number(part, "score"), .leastNonzeroMagnitude)
    }
    let counts = parts.map { part in
      Double(((part["contributions"] as? [Any]) ?? []).count) + number((part["others"] as? Object) ?? [:], "count")
    }
    let riskPoints = zip(contributions(parts), points).filter { $0.0.part["ledger"] as? String == "risk" }
    allowed["incidents[].points"] = Set(riskPoints.map(\.1))
    allowed["opportunities[].points"] = Set(points)
    allowed["categories[].otherPoints"] = Set(sums + [0])
    allowed["categories[].incidents"] = Set(counts + [0])
    let share = parts.filter { $0["ledger"] as? String == "risk" }.reduce(0) { $0 + number($1, "points") }
    allowed["score.baselinePoints"] = [0, number(assessment, "score") - share]
    allowed["score.opportunity"] = [number((assessment["opportunity"] as? Object) ?? [:], "score")]
    allowed["judgement.likelihood"] = [number(assessment, "confidence")]
    // Of a project's points and count: sums over the listed incidents that concern it.
    let incidents = (report["incidents"] as? [Object]) ?? []
    var pointSums: Set<Double> = [0]
    var incidentCounts: Set<Double> = [0]
    for project in projects {
      let own = incidents.filter { ($0["subjects"] as? [String] ?? []).contains("project/\(project["id"] ?? "")") }
      pointSums.insert(own.reduce(0) { $0 + number($1, "points") })
      incidentCounts.insert(Double(own.count))
    }
    allowed["projects[].points"] = pointSums
    allowed["projects[].incidents"] = incidentCounts
    // Distances are checked in tests of their own.
    let evidence = incidents.flatMap { ($0["evidence"] as? [Object]) ?? [] }
    allowed["coverage.articles"] = [Double(Set(evidence.compactMap { $0["articleId"] as? String }).count)]
    allowed["coverage.sources"] = [Double(Set(evidence.compactMap { $0["sourceName"] as? String }).count)]
    let board = (report["projects"] as? [Object])?.compactMap { $0["project"] as? Object } ?? []
    let values = board.compactMap { $0["value"] as? Object }
    func exposure(_ rows: [Object]) -> [Double] {
      Dictionary(grouping: rows.compactMap { $0["value"] as? Object }) { $0["currency"] as? String ?? "" }.values
        .map { $0.reduce(0) { $0 + number($1, "value") } }
        + [Double(rows.count), rows.reduce(0) { $0 + number($1, "headcount") }]
    }
    let levels = Dictionary(grouping: (report["projects"] as? [Object]) ?? []) { $0["level"] as? String ?? "" }
    allowed["exposure.total"] = Set(exposure(board))
    allowed["exposure.levels[]"] = Set(
      levels.values.flatMap { rows in exposure(rows.compactMap { $0["project"] as? Object }) })
    allowed["suppressed[].count"] = Set(
      Dictionary(grouping: suppressed) { $0["reason"] as? String ?? "" }.values.map { Double($0.count) })
    allowed["method.assessments"] = [Double(try assessments(of: subject))]
    allowed["accuracy"] = Set([0, Double(Set(alerts.compactMap { $0["id"] as? String }).count)])

    for figure in figures(report) where !figure.path.hasSuffix("distanceKm") {
      let rule = allowed.filter { figure.path == $0.key || figure.path.hasPrefix($0.key + ".") }
        .max { $0.key.count < $1.key.count }
      let candidates = rule?.value ?? everything
      let near = candidates.contains { abs($0 - figure.value) <= 1e-9 * max(1, abs(figure.value)) }
      #expect(near, "\(figure.path) is \(figure.value)")
    }
    #expect(values.isEmpty || figures(report).contains { $0.path.hasPrefix("exposure.total.values") })
  }

  /// The subject, or for a group its projects with their counterparties and countries.
  private func alerted(of subject: String, _ projects: [Object]) -> Set<String> {
    let group = subject.split(separator: "/")
    guard group[0] == "portfolio" || group[0] == "corridor" else { return [subject] }
    let members = projects.filter { group[0] == "portfolio" || $0["corridor"] as? String == String(group[1]) }
    return Set(
      members.flatMap { project in
        let countries = (project["countries"] as? [String] ?? []).map { "country/\($0)" }
        let parties = (project["counterparties"] as? [Object] ?? []).map {
          SubjectKey.counterparty(named: $0["name"] as? String ?? "").description
        }
        return ["project/\(project["id"] ?? "")"] + countries + parties
      })
  }

  /// How many assessments of the subject the topic has.
  private func assessments(of subject: String) throws -> Int {
    let source = try EmbeddedSource(directory: try Self.data.get())
    var count = 0
    _ = try source.scan("beacon.assessments.v1") { (record) throws(CommandFailure) in
      if record.key == Array(subject.utf8) { count += 1 }
    }
    return count
  }

  @Test("a report names no id where a name is known, and no event in place of a country")
  func names() throws {
    let answer = try beacon(["report", "--data", try Self.data.get()], input: [])
    let data = try Self.data.get()
    for id in ["gwadar-port", "project/", "country/", "_"] {
      let lines = answer.lines.filter { $0.contains(id) && !$0.contains("beacon explain") }
      #expect(lines.isEmpty, "\(id) \(lines.prefix(2)) \(data)")
    }
  }
}
