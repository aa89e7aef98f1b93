import Foundation
import Models
import TestSupport
import Testing

@testable import ReferenceData

private let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path

@Suite("The risk model's tables")
struct RiskModelTests {
  private let model: RiskModel

  init() throws {
    model = try RiskModelLoader(directory: directory).load()
  }

  @Test("the committed tables load, and every score can print their version")
  func loads() {
    #expect(!model.version.isEmpty)
    #expect(model.categories.count == 13)
    #expect(model.categories.map(\.countryWeight).max() == 1 && model.categories.map(\.weight).max() == 1)
    #expect(model.categories.allSatisfy { $0.scale > 0 })
  }

  @Test("the milestones that projects are told of are those that event types reach")
  func milestones() {
    #expect(ExpectedMilestone.reportedTypes == Set(model.types.all.compactMap(\.milestone)))
  }

  @Test("every constant comes from model.tsv: the code has no value for any")
  func constantsOfTable() throws {
    let table = try String(contentsOfFile: directory + "/RiskModel/model.tsv", encoding: .utf8)
    let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("version\t") }.dropFirst()
    let values = Mirror(reflecting: model.constants).children
    #expect(values.count == rows.count)
    for (name, value) in values { #expect(!((value as? Double)?.isNaN ?? false), "\(name ?? "")") }
  }

  @Test(
    "severities and half-lives are those of the design",
    arguments: [
      ("ATTACK_ON_PROJECT", 0.95, 14.0), ("COUP", 0.95, 30), ("EXPROPRIATION", 0.95, 365), ("PROTEST", 0.45, 5),
      ("CONTRACT_CANCELLED", 0.85, 180), ("DEFAULT", 0.90, 365), ("CYBER_ATTACK", 0.65, 10), ("DIALOGUE", 0.20, 30),
      ("COMMISSIONING", 0.80, 180), ("EPIDEMIC", 0.65, 21), ("UNAUTHORISED_REPRESENTATION", 0.55, 180),
    ])
  func severities(type: String, severity: Double, halfLife: Double) throws {
    let found = try #require(model.types[type])
    #expect(found.severity == severity)
    #expect(found.duration == .halfLife(halfLife))
  }

  @Test(
    "every state names the types that end it",
    arguments: [
      ("EMERGENCY_RULE", "EMERGENCY_LIFTED"), ("SANCTION", "SANCTION_EASED"), ("ENTITY_LISTING", "DELISTED"),
      ("LICENCE_REVOKED", "REINSTATED"), ("CAPITAL_CONTROLS", "CONTROLS_LIFTED"), ("SUSPENSION", "RESUMED"),
      ("ROUTE_CLOSURE", "REOPENED"),
    ])
  func states(type: String, ender: String) throws {
    let found = try #require(model.types[type])
    #expect(found.isState && found.endedBy == [ender])
    #expect(try #require(model.types[ender]).ledger == .opportunity)
  }

  @Test("an event that lasts names the types that end it", arguments: ["STRIKE", "SITE_BLOCKADE", "PROTEST"])
  func lasting(type: String) throws {
    let found = try #require(model.types[type])
    #expect(!found.isState && found.endedBy.contains("PROTEST_ENDED"))
  }

  @Test("every PLOVER category is reached, and every category has a type")
  func coverage() {
    #expect(Set(model.types.all.compactMap(\.plover)) == RiskModelLoader.ploverCategories)
    #expect(Set(model.types.all.compactMap(\.category)) == Set(model.categories.map(\.code)))
  }

  @Test("the levels are the percentiles of the design, with its least stays")
  func levels() {
    #expect(model.levels.map(\.share) == [0.80, 0.92, 0.975, 0.995])
    #expect(model.levels.map(\.holdHours) == [12, 24, 24, 48])
    for category in model.categories {
      #expect(category.thresholds.count == 4 && category.thresholds == category.thresholds.sorted())
    }
  }

  @Test("baselines follow from governance, and what no source knows has none")
  func baselines() throws {
    let norway = try #require(model.baselines[SubjectKey(.country, "NO")])
    let somalia = try #require(model.baselines[SubjectKey(.country, "SO")])
    #expect(norway.value < 15 && somalia.value > 45 && somalia.value <= model.constants.baselineScale)
    #expect(norway.source.contains("World Bank") && norway.date == "2022")
    #expect(model.baselines[SubjectKey(.country, "XX")] == nil && model.baselines[SubjectKey(.project, "x")] == nil)
  }

  @Test(
    "a constant that the program does not know is refused by name, and so is one that is missing or contradicts another"
  )
  func constants() throws {
    let table = try String(contentsOfFile: directory + "/RiskModel/model.tsv", encoding: .utf8)
    for (text, says) in [
      (table + "made_up\t1\tx\tx\n", "known constant"),
      (table.replacingOccurrences(of: "slow_half_life\t180", with: "slow_half_life\t0"), "value is"),
      (table.replacingOccurrences(of: "certainty_likely\t0.5", with: "certainty_likely\t0.9"), "out of order"),
      (table.replacingOccurrences(of: "version\t2026", with: "version_of\t2026"), "rows version"),
      (table.replacingOccurrences(of: "emit_hours\t24\thours\tand at least so often\n", with: ""), "emit_hours"),
    ] {
      let folder = FileManager.default.temporaryDirectory.appending(path: "risk-model-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: URL(filePath: directory + "/RiskModel"), to: folder.appending(path: "RiskModel"))
      defer { try? FileManager.default.removeItem(at: folder) }
      try Data(text.utf8).write(to: folder.appending(path: "RiskModel/model.tsv"))
      let error = #expect(throws: TableError.self) { try RiskModelLoader(directory: folder.path).load() }
      #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }
  }

  @Test("a category has a category of CAP that the standard knows, or is refused with its line")
  func capCategory() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "risk-model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "RiskModel")
    try FileManager.default.copyItem(at: URL(filePath: directory + "/RiskModel"), to: copy)
    let table = copy.appending(path: "categories.tsv")
    let text = try String(contentsOf: table, encoding: .utf8)
    let cases: [(String, String?)] = [("Rescue", nil), ("Space", "cap is \"Space\""), ("-", "cap is \"-\"")]
    for (cap, problem) in cases {
      try Data(text.replacingOccurrences(of: "two-speed\tSecurity", with: "two-speed\t\(cap)").utf8).write(to: table)
      guard let problem else {
        #expect(try RiskModelLoader(directory: folder.path).load().category("SEC")?.cap.rawValue == cap)
        continue
      }
      let error = #expect(throws: TableError.self) { try RiskModelLoader(directory: folder.path).load() }
      #expect((error?.line ?? 0) > 1 && error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }
  }

  @Test(
    "a category has a colour of its own in charts, or is refused with its line",
    arguments: ["red", "#b03a3", "#B03A3A", "b03a3a0", "-", "#8f4aa8"])
  func chartColour(colour: String) throws {
    let error = #expect(throws: TableError.self) {
      try withChangedFiles(
        of: directory,
        ["RiskModel/categories.tsv": { try $0.replacingPart("\t#b03a3a\n", with: "\t\(colour)\n") }]
      ) { try RiskModelLoader(directory: $0).load() }
    }
    #expect((error?.line ?? 0) > 1 && error?.description.contains("chart is ") == true, "\(error?.description ?? "")")
  }

  private static let header =
    "type\tlabel\tledger\tcategory\tseverity\thalf_life\tended_by\tplover\tcameo\tcameo_fit\tfamily\tmilestone\twarn_deaths\n"

  @Test(
    "a wrong row is refused with its line and what was expected",
    arguments: [
      ("A\tA\trisk\tSEC\t1.2\t7\t-\tASSAULT\t18\texact\ta\t-\t-\n", "severity"),
      ("A\tA\trisk\tXXX\t.9\t7\t-\tASSAULT\t18\texact\ta\t-\t-\n", "category"),
      ("A\tA\tnone\tSEC\t-\t-\t-\tASSAULT\t18\texact\ta\t-\t-\n", "category"),
      ("A\tA\trisk\tSEC\t.9\tstate\t-\tASSAULT\t18\texact\ta\t-\t-\n", "ended_by"),
      ("A\tA\trisk\tSEC\t.9\tstate\tB\tASSAULT\t18\texact\ta\t-\t-\n", "ended_by"),
      ("A\tA\topportunity\tSEC\t.9\t7\tA\tASSAULT\t18\texact\ta\t-\t-\n", "ended_by"),
      ("A\tA\trisk\tSEC\t.9\t0\t-\tASSAULT\t18\texact\ta\t-\t-\n", "half_life"),
      ("A\tA\trisk\tSEC\t.9\t7\t-\tBOMB\t18\texact\ta\t-\t-\n", "plover"),
      ("A\tA\trisk\tSEC\t.9\t7\t-\tASSAULT\t21\texact\ta\t-\t-\n", "cameo"),
      ("A\tA\trisk\tSEC\t.9\t7\t-\tASSAULT\t-\texact\ta\t-\t-\n", "cameo_fit"),
      (
        "A\tA\trisk\tSEC\t.9\t7\t-\t-\t-\tnone\ta\t-\t-\nA\tB\trisk\tSEC\t.9\t7\t-\t-\t-\tnone\ta\t-\t-\n",
        "each type once"
      ),
      ("A\tA\trisk\tSEC\t.9\t7\t-\t-\t-\tnone\ta\t-\t-\nB\tB\trisk\tPOL\t.9\t7\t-\t-\t-\tnone\ta\t-\t-\n", "family"),
      ("A\tA\trisk\tSEC\t.9\t7\t-\t-\t-\tnone\ta\t-\t0\n", "warn_deaths"),
      ("A\tA\trisk\tSEC\t.9\n", "expected 13"),
    ])
  func wrongRows(rows: String, says: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "risk-model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "RiskModel"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data((Self.header + rows).utf8).write(to: folder.appending(path: "RiskModel/event-types.tsv"))
    let error = #expect(throws: TableError.self) {
      try RiskModelLoader(directory: folder.path).loadTypes(categories: ["SEC", "POL"])
    }
    #expect((error?.line ?? 0) > 1)
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test("a table with more types than fit is refused at the first row too many")
  func mostTypes() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "risk-model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "RiskModel"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func load(_ count: Int) throws -> EventTypes {
      let rows = (0..<count).map { "T\($0)\tT\trisk\tSEC\t.9\t7\t-\t-\t-\tnone\tt\t-\t-\n" }.joined()
      try Data((Self.header + rows).utf8).write(to: folder.appending(path: "RiskModel/event-types.tsv"))
      return try RiskModelLoader(directory: folder.path).loadTypes(categories: ["SEC"])
    }
    #expect(try load(EventTypes.mostTypes).all.count == EventTypes.mostTypes)
    let error = #expect(throws: TableError.self) { try load(EventTypes.mostTypes + 1) }
    #expect(error?.line == EventTypes.mostTypes + 2)
    #expect(error?.description.contains("at most 256 types") == true, "\(error?.description ?? "")")
  }

  @Test("a missing folder is an error that names the file")
  func missing() {
    let error = #expect(throws: TableError.self) { try RiskModelLoader(directory: "/nowhere").load() }
    #expect(error?.description.contains("/nowhere/RiskModel/") == true)
  }
}

@Suite("Tab-separated tables")
struct TableTests {
  private func table(_ text: String) throws(TableError) -> Table {
    try Table(bytes: Array(text.utf8), file: "t.tsv", columns: ["name", "value"])
  }

  @Test("comments and blank lines are skipped, but counted as lines")
  func comments() throws {
    let table = try table("# about\n\nname\tvalue\n# more\na\t1\nb\t-\n")
    #expect(table.rows.map { $0["name"] } == ["a", "b"])
    #expect(table.rows.map(\.line) == [5, 6])
    #expect(table.rows[1].optional("value") == nil)
  }

  @Test(
    "what is no table is refused",
    arguments: ["", "# only a comment\n", "name\tother\n", "name\tvalue\na\n", "name\tvalue\na\t1\t2\n"])
  func refused(text: String) {
    #expect(throws: TableError.self) { try table(text) }
  }

  @Test("bytes that are not UTF-8 are refused with their line")
  func encoding() {
    let error = #expect(throws: TableError.self) {
      try Table(bytes: Array("name\tvalue\na\t".utf8) + [0xFF], file: "t.tsv", columns: ["name", "value"])
    }
    #expect(error?.line == 2)
  }
}
