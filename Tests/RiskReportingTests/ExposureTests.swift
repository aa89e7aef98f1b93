import Models
import ReferenceData
import ReportSamples
import RiskReporting
import Testing

struct ExposureTests {
  private func exposure(_ projects: [Project], levels: [String: AlertLevel] = [:]) throws -> ProjectExposure {
    var input = ReportSamples.full()
    input.projects = projects
    input.levels = Dictionary(uniqueKeysWithValues: levels.map { (SubjectKey(.project, $0.key), $0.value) })
    let settings = try ReportSettings(directory: ReportSamples.reference)
    let report = try #require(ReportBuilder(settings: settings).report(input))
    return try #require(report.exposure)
  }

  private func project(_ id: String, _ value: Double? = nil, _ currency: String = "USD", people: Int? = nil) -> Project
  {
    ReportSamples.project(id, value: value.map { Money(value: $0, currency: currency) }, headcount: people)
  }

  @Test("values are summed for each currency and level, and never across currencies")
  func sums() throws {
    let exposure = try exposure(
      [
        project("a", 100, people: 10), project("b", 50, "CNY", people: 5), project("c", 200),
        project("d", 7, people: 1),
      ],
      levels: ["a": .critical, "b": .watch, "c": .critical])
    #expect(exposure.total.values == [Money(value: 50, currency: "CNY"), Money(value: 307, currency: "USD")])
    #expect(exposure.total.headcount == 16 && exposure.total.projects == 4)
    #expect(exposure.levels.map(\.level) == [.critical, .watch, nil])
    #expect(exposure.levels.map(\.projects) == [2, 1, 1])
    #expect(exposure.levels.first?.values == [Money(value: 300, currency: "USD")])
    #expect(exposure.levels.map(\.headcount) == [10, 5, 1])
  }

  @Test("the sums of the levels are the total")
  func partition() throws {
    var projects: [Project] = []
    var levels: [String: AlertLevel] = [:]
    for index in 0..<40 {
      let currency = index.isMultiple(of: 3) ? "USD" : "CNY"
      let people: Int? = index.isMultiple(of: 4) ? nil : index
      projects.append(project("p\(index)", Double(index * index), currency, people: people))
      if index < 30 { levels["p\(index)"] = AlertLevel.allCases[index % AlertLevel.allCases.count] }
    }
    let exposure = try exposure(projects, levels: levels)
    let people: [Int] = exposure.levels.compactMap(\.headcount)
    let counts: [Int] = exposure.levels.map(\.projects)
    #expect(counts.reduce(0, +) == 40 && people.reduce(0, +) == exposure.total.headcount)
    for sum in exposure.total.values {
      let parts: [Double] = exposure.levels.flatMap(\.values).filter { $0.currency == sum.currency }.map(\.value)
      #expect(parts.reduce(0, +) == sum.value, "\(sum.currency)")
    }
  }

  @Test("a project for which nothing is stated is named, and adds nothing")
  func unstated() throws {
    let exposure = try exposure([project("a"), project("b", people: 3)])
    #expect(exposure.unstated == ["a"])
    #expect(exposure.total.values.isEmpty && exposure.total.headcount == 3 && exposure.isStated)
    let nothing = try self.exposure([project("a")])
    #expect(!nothing.isStated)
  }

  @Test("a changed value, headcount or level of a project changes the hash of the input")
  func hash() throws {
    let settings = try ReportSettings(directory: ReportSamples.reference)
    let input = ReportSamples.full()
    var changed = [ReportInput](repeating: input, count: 3)
    changed[0].projects[0].value?.value += 1
    changed[1].projects[0].headcount = 421
    changed[2].levels[SubjectKey(.project, "lamba")] = .watch
    let builder = ReportBuilder(settings: settings)
    var hashes: Set<String> = []
    for input in [input] + changed { hashes.insert(try #require(builder.report(input)).method.inputHash) }
    #expect(hashes.count == 4)
  }

  @Test("the level of a project is the highest of its alerts that neither ended nor expired")
  func levels() {
    let day = ReportSamples.day
    var escalated = ReportSamples.alert("a", .escalated, at: day("2026-03-02"))
    escalated.level = .critical
    var expired = ReportSamples.alert("c", .raised, at: day("2026-02-01"))
    expired.level = .critical
    let raised = ReportSamples.alert("a", .raised, at: day("2026-03-01"))
    let other = ReportSamples.alert("b", .raised, at: day("2026-03-02"))
    let time = day("2026-03-02").adding(hours: 12)
    #expect(AlertLevel.highestOpen(of: [escalated, raised, other, expired], at: time) == .critical)
    let resolved = ReportSamples.alert("a", .resolved, at: day("2026-03-02").adding(hours: 1))
    #expect(AlertLevel.highestOpen(of: [raised, resolved, escalated, other], at: time) == .warning)
    #expect(AlertLevel.highestOpen(of: [raised, resolved, expired], at: time) == nil)
  }

  @Test("an alert that was raised and resolved at one time is not open; one that was resolved and raised again is")
  func levelsAtOneTime() {
    let time = ReportSamples.day("2026-03-02")
    let raised = ReportSamples.alert("a", .raised, at: time)
    let resolved = ReportSamples.alert("a", .resolved, at: time)
    #expect(AlertLevel.highestOpen(of: [raised, resolved], at: time) == nil)
    #expect(AlertLevel.highestOpen(of: [resolved, raised], at: time) == .warning)
  }
}
