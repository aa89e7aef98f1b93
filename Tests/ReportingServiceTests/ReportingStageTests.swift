import Messaging
import Models
import Observability
import PipelineComposition
import PipelineContracts
import ReferenceData
import ReportSamples
import ReportingService
import RiskReporting
import Synchronization
import TestSupport
import Testing

@Suite("The reporting stage")
struct ReportingStageTests {
  private let stage: Stage
  private let kenya = SubjectKey(.country, "KE")

  init() throws {
    stage = ReportingStages.reporting(settings: try ReportSettings(directory: ReportSamples.reference))
  }

  /// An assessment of a subject with one incident, as the stage receives it.
  private func record(_ day: String, hour: Int = 12, subject: SubjectKey? = nil, offset: Int) -> Record {
    let time = ReportSamples.day(day).adding(hours: hour)
    let incident = ReportSamples.contribution(
      "c-\(day)", share: 20, evidence: [ReportSamples.evidence("a-\(day)", quote: "They fought.")])
    let assessment = ReportSamples.assessment(
      subject: subject ?? kenya, at: time, [ReportSamples.category("SEC", share: 20, level: .warning, [incident])])
    return Record(
      topic: TopicCatalogue.assessments.name, partition: 0, offset: Int64(offset),
      key: Array(assessment.subject.description.utf8), value: TopicCatalogue.assessments.encode(assessment),
      headers: [Header(CloudEvent.id, assessment.id)], time: time)
  }

  /// Folds the records with a new processor every so many of them, as after restarts.
  private func run(_ records: [Record], restartEvery size: Int = .max) throws -> (
    reports: [AssessmentReport], rows: [InMemoryStageState.Row]
  ) {
    let state = InMemoryStageState()
    var reports: [AssessmentReport] = []
    var time = Timestamp.distantPast
    var processor = try stage.makeProcessor()
    for (index, record) in records.enumerated() {
      if index > 0, index % size == 0 { processor = try stage.makeProcessor() }
      time = max(time, record.time)
      var batch = StageBatch(state: state, time: time)
      try processor.process(record, in: &batch)
      try processor.willCommit(state)
      reports += try batch.outputs.map { try TopicCatalogue.reports.decode($0.value ?? []) }
    }
    return (reports, state.rows)
  }

  private func kinds(_ reports: [AssessmentReport]) -> [ReportPeriod.Kind] { reports.map(\.period.kind) }

  @Test("a period's report is written with the first assessment after its end, once")
  func daily() throws {
    let days = [("2026-03-03", 9), ("2026-03-03", 15), ("2026-03-04", 9), ("2026-03-04", 15)]
    let reports = try run(days.enumerated().map { record($1.0, hour: $1.1, offset: $0) }).reports
    #expect(kinds(reports) == [.daily])
    #expect(reports.first?.period.from == ReportSamples.day("2026-03-03"))
    #expect(reports.first?.knownAt == ReportSamples.day("2026-03-04"))
    #expect(reports.first?.method.assessments == 2)
  }

  @Test("a week and a month end with the days that end them")
  func calendar() throws {
    let days = ["2026-03-27", "2026-03-29", "2026-03-31", "2026-04-02"]
    let reports = try run(days.enumerated().map { record($1, offset: $0) }).reports
    #expect(kinds(reports) == [.daily, .weekly, .daily, .monthly, .daily])
  }

  @Test("an assessment within the grace after a period's end is not in its report")
  func grace() throws {
    let records = [record("2026-03-03", offset: 0), record("2026-03-04", hour: 0, offset: 1)]
    #expect(try run(records).reports.isEmpty)
    let reports = try run(records + [record("2026-03-04", hour: 1, offset: 2)]).reports
    #expect(reports.map(\.incidents).map { $0.map(\.id) } == [["c-2026-03-03"]])
  }

  @Test("a long quiet time gives the reports of the periods with assessments, and none for those without")
  func gap() throws {
    let reports = try run([record("2026-01-05", offset: 0), record("2026-09-01", offset: 1)]).reports
    #expect(kinds(reports) == [.daily, .weekly, .monthly])
  }

  @Test("restarts change neither reports nor state")
  func restarts() throws {
    let records = (0..<60).map { index in
      record(
        ReportSamples.day("2026-02-20").adding(days: index / 2).day.description, hour: 6 + index % 2,
        subject: index % 3 == 0 ? SubjectKey(.portfolio, "all") : kenya, offset: index)
    }
    let whole = try run(records)
    let restarted = try run(records, restartEvery: 1)
    #expect(whole.reports == restarted.reports && whole.rows == restarted.rows)
    #expect(whole.reports.contains { $0.period.kind == .monthly && $0.subject == .portfolio })
  }

  @Test("whole assessments are kept only as long as a report needs them")
  func trimming() throws {
    let records = (0..<30).map { record(ReportSamples.day("2026-03-01").adding(days: $0).day.description, offset: $0) }
    let rows = try run(records).rows.filter { $0.key.first == UInt8(ascii: "s") }
    #expect(rows.count == 30)
    #expect(rows.filter { $0.value.count > 400 }.count <= 3)
  }

  @Test("a stage that starts again from what compaction has left of the topic goes on with the same reports")
  func compaction() throws {
    let records = (0..<400).map { index in
      record(
        ReportSamples.day("2025-03-01").adding(days: index).day.description,
        subject: index % 7 == 0 ? .portfolio : kenya, offset: index)
    }
    let now = ReportSamples.day("2025-03-01").adding(days: 360)
    let (before, after) = (records.prefix { $0.time < now }, records.drop { $0.time < now })
    let horizon = now.adding(days: -TopicCatalogue.assessmentDays)
    let latest = Dictionary(before.map { ($0.key, $0.offset) }, uniquingKeysWith: max)
    let left = before.filter { $0.time >= horizon || latest[$0.key] == $0.offset }
    #expect(left.count < before.count)
    let whole = try run(records)
    let again = try run(left + after)
    let isLater = { (report: AssessmentReport) in report.knownAt > now }
    #expect(whole.reports.filter(isLater) == again.reports.filter(isLater))
    #expect(whole.reports.filter(isLater).contains { $0.period.kind == .monthly && $0.series.count > 60 })
    #expect(whole.rows == again.rows)
  }

  @Test("the topic keeps every assessment for as long as the stage remembers days")
  func retention() throws {
    let settings = try ReportSettings(directory: ReportSamples.reference)
    #expect(TopicCatalogue.assessmentDays >= settings.keptDays)
    #expect(TopicCatalogue.assessments.specification.cleanup == .compact(afterDays: TopicCatalogue.assessmentDays))
  }

  @Test("a report over the size limit is left out, and those of other subjects and of later periods are written")
  func tooLarge() throws {
    let peru = SubjectKey(.country, "PE")
    let processor = try stage.makeProcessor()
    // Each alias is about as long as a record of the register may be; the projects are Kenya's.
    let projects = (0..<9).map { number in
      var project = ReportSamples.project("p\(number)")
      project.aliases = [String(repeating: "x", count: 1_000_000)]
      return project
    }
    for project in projects {
      try processor.tableChanged(
        TopicCatalogue.projects.name, key: Array(project.id.utf8), value: TopicCatalogue.projects.encode(project))
    }
    let state = InMemoryStageState()
    var written: [[SubjectKey]] = []
    var omitted: [Int] = []
    func fold(_ record: Record) throws -> BatchSummary {
      var batch = StageBatch(state: state, time: record.time)
      try processor.process(record, in: &batch)
      written.append(try batch.outputs.map { try TopicCatalogue.reports.decode($0.value ?? []).subject })
      omitted.append(batch.tally[PipelineMetrics.reportsOmitted, "output_too_large"])
      var summary = BatchSummary(records: 1)
      summary.tally = batch.tally
      return summary
    }
    _ = try fold(record("2026-03-03", offset: 0))
    _ = try fold(record("2026-03-03", hour: 13, subject: peru, offset: 1))
    let summary = try fold(record("2026-03-04", offset: 2))
    for project in projects {
      try processor.tableChanged(TopicCatalogue.projects.name, key: Array(project.id.utf8), value: nil)
    }
    _ = try fold(record("2026-03-05", offset: 3))
    #expect(written == [[], [], [peru], [kenya]])
    #expect(omitted == [0, 0, 1, 0])
    #expect(
      events(of: summary).hasSuffix(
        #""event":"reports_omitted","stage":"reporting","code":"output_too_large","reports":1}"# + "\n"))
    var again = summary
    again.isCatchUp = true
    #expect(events(of: again).isEmpty)
  }

  /// The lines that a runtime logs of a committed batch, from the level of warnings.
  private func events(of summary: BatchSummary) -> String {
    let lines = Lines()
    let log = Log(
      level: .warning, form: .json, clock: { Timestamp(milliseconds: 0) }, sink: { line in lines.add(line) })
    let reporter = PipelineReporter(log: log, metrics: MetricsRegistry(catalogue: PipelineMetrics.catalogue))
    reporter.committed(summary, of: ReportingStages.reportingName, milliseconds: nil)
    return lines.text
  }

  private final class Lines: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    func add(_ line: [UInt8]) { bytes.withLock { $0 += line } }
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
  }

  @Test("an assessment that cannot be read is a bad record")
  func badRecord() throws {
    let processor = try stage.makeProcessor()
    var record = record("2026-03-03", offset: 0)
    record.value = Array("{}".utf8)
    var batch = StageBatch(state: InMemoryStageState(), time: record.time)
    #expect {
      try processor.process(record, in: &batch)
    } throws: { error in
      if case .badRecord = error as? StageFailure { true } else { false }
    }
  }
}
