import Glibc
import Messaging
import Models
import ReferenceData
import ServiceRuntime
import TestSupport
import Testing

@testable import BeaconCommands

@Suite("Backtests") struct BacktestTests {
  @Test("an interrupted backtest fails and prints no alerts, since they would not be all")
  func interrupted() async {
    await #expect(processExitsWith: .success) {
      let article = #"{"body":"Gunmen attacked a dam in Pakistan on Monday.","publishedAt":"2026-03-02T08:00:00Z"}"#
      StopSignal.install()
      raise(SIGINT)
      for form in ["--json", "--text"] {
        let answer = try beacon(
          "backtest", "--clock", "2026-03-03T00:00:00Z", form, "-", input: article,
          environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
        #expect(answer.code == .temporaryFailure, "\(form)")
        #expect(answer.output.isEmpty && answer.errors.contains("no alerts are printed"), "\(form): \(answer.errors)")
      }
    }
  }

  private func backtest(_ dates: [String], clock: String) throws -> Answer {
    let articles = dates.map {
      #"{"body":"Gunmen attacked a dam in Pakistan, killing four workers, police said.","publishedAt":"\#($0)"}"#
    }
    return try beacon(
      ["backtest", "--clock", clock, "--json", "-"], input: Array(articles.joined(separator: "\n").utf8),
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
  }

  @Test("articles dated farther in the future than ingestion allows are skipped, with a warning")
  func future() throws {
    let dates = ["2026-03-02T08:00:00Z", "9999-12-31T08:00:00Z", "2026-03-06T08:00:01Z", "2026-03-06T08:00:00Z"]
    let answer = try backtest(dates, clock: "2026-03-05T08:00:00Z")
    #expect(answer.code == .success && answer.errors.contains("2 inputs dated in the future skipped."))
    let refused = try backtest(["9999-12-31T08:00:00Z"], clock: "2026-03-05T08:00:00Z")
    #expect(refused.code == .dataError && refused.errors.contains("--clock"), "\(refused.errors)")
  }

  @Test("the files that a folder has besides articles are passed over, with a warning")
  func passedOver() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "in/a.json", #"{"body":"Officials visited a dam in Pakistan.","publishedAt":"2026-03-02T08:00:00Z"}"#)
    try folder.write("in/notes.pdf", "text")
    let answer = try beacon(
      ["backtest", "--clock", "2026-03-05T08:00:00Z", "\(folder.path)/in"], input: [],
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
    #expect(answer.code == .success)
    #expect(
      answer.errors.contains("1 file passed over, the first of them \(folder.path)/in/notes.pdf:"), "\(answer.errors)")
  }

  @Test("what becomes overdue in a long gap is reported on its day and at its level, not after the gap")
  func milestoneInGap() throws {
    let folder = try TemporaryFolder()
    let projects = try folder.write(
      "projects.jsonl",
      #"{"id":"chancay-port","name":"Chancay Port","countries":["PE"],"sector":"port","#
        + #""milestones":[{"type":"COMMISSIONED","expected":"2021-06"}]}"#)
    let articles = ["2020-01-05", "2022-01-05"].map {
      #"{"body":"Officials visited Chancay Port in Peru on Monday.","publishedAt":"\#($0)T10:00:00Z"}"#
    }
    let answer = try beacon(
      ["backtest", "--projects", projects, "--text", "-"], input: Array(articles.joined(separator: "\n").utf8),
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
    let alerts = answer.lines.filter { $0.contains("EXERCISE") }
    #expect(alerts.first?.hasPrefix("ADVISORY  Chancay Port  OPS  raised 2021-07-02T") == true, "\(alerts)")
    #expect(alerts.contains { $0.hasPrefix("WARNING  Chancay Port  OPS  escalated 2021-08-01T") }, "\(alerts)")
    #expect(alerts.filter { $0.contains("  renewed 2021-") }.count > 4, "\(alerts)")
  }

  @Test("a milestone without a date or that is reached adds no day to a gap")
  func overdueDays() throws {
    var constants = try RiskModelLoader(directory: Self.reference).load().constants
    constants.silenceWarningDays = 10
    let milestones = [
      ExpectedMilestone(type: "A", expected: PartialDate(iso8601: "2021-06")), ExpectedMilestone(type: "B"),
      ExpectedMilestone(
        type: "C", expected: PartialDate(iso8601: "2021"), actual: PartialDate(iso8601: "2021-01-02")),
    ]
    let project = Project(id: "p", name: "P", countries: ["PE"], sector: "port", milestones: milestones)
    #expect(
      BacktestCommand.overdueDays(of: [project], constants).map { "\($0)" } == ["2021-07-01", "2021-07-11"])
  }

  private static let reference = checkout + "/Shared/ReferenceData"

  /// The rows of `backtest.tsv`, with other values.
  private func times(dailyGap: Int, step: Int) throws -> BacktestTimes {
    try withChangedFiles(
      of: Self.reference,
      [
        "Tables/backtest.tsv": {
          try $0.replacingPart("daily_gap\t360\t", with: "daily_gap\t\(dailyGap)\t")
            .replacingPart("gap_step\t7\t", with: "gap_step\t\(step)\t")
        }
      ]
    ) { try BacktestTimes(path: "\($0)/Tables/backtest.tsv") }
  }

  private func days(_ dates: [String]) throws -> ArticleDays {
    ArticleDays(
      try dates.map { date in
        let time = try #require(Timestamp(rfc3339: "\(date)T23:59:59Z"))
        return OutgoingRecord(topic: "articles", key: nil, value: nil, time: time)
      })
  }

  @Test(
    "every day up to the last article is replayed; of a long gap its first days, then steps, its last and given ones",
    arguments: [
      (["2026-03-02"], ["02"]), (["2026-03-04", "2026-03-02"], ["02", "03", "04"]),
      (["2026-03-02", "2026-03-05"], ["02", "03", "04", "05"]),
      (["2026-03-02", "2026-03-06"], ["02", "03", "04", "05", "06"]),
      (["2026-03-01", "2026-03-16"], ["01", "02", "03", "07", "10", "11", "15", "16"]),
      (["2026-03-01", "2026-03-17"], ["01", "02", "03", "07", "10", "11", "15", "16", "17"]),
      (["2026-03-02", "2026-03-02"], ["02"]),
    ])
  func gaps(dates: [String], replayed: [String]) throws {
    let days = try days(dates)
    let changes = try ["2026-03-10", "2026-03-11", "2026-03-20", "2026-02-20"].map {
      try #require(CivilDate(iso8601: $0))
    }
    let found = days.replayed(try times(dailyGap: 2, step: 4), changes: changes)
    #expect(found.map { "\($0)" } == replayed.map { "2026-03-\($0)" })
    let dated = found.filter { !days.articles(on: $0).isEmpty }
    #expect(Set(dated.map { "\($0)" }) == Set(dates) && days.count == dates.count)
  }

  @Test("each row of backtest.tsv moves the days that are replayed, whose number is bounded in a gap of any length")
  func rows() throws {
    let gap = try days(["2020-01-01", "2022-01-01"])
    let committed = try BacktestTimes(path: Self.reference + "/Tables/backtest.tsv")
    #expect(try committed == times(dailyGap: 360, step: 7))
    #expect(gap.replayed(committed).count == 2 + 360 + 53)
    #expect(try gap.replayed(times(dailyGap: 30, step: 7)).count == 2 + 30 + 100)
    #expect(try gap.replayed(times(dailyGap: 360, step: 30)).count == 2 + 360 + 13)
    let longest = try days(["0001-01-01", "9999-12-31"])
    #expect(try longest.replayed(times(dailyGap: 360, step: 1)).count < 12_000)
  }

  @Test("a row of backtest.tsv out of its range is refused", arguments: [(-1, 7), (360, 0)])
  func wrongRows(dailyGap: Int, step: Int) {
    #expect(throws: TableError.self) { try times(dailyGap: dailyGap, step: step) }
  }
}
