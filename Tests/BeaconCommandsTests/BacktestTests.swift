import Glibc
import Messaging
import Models
import ReferenceData
import ServiceRuntime
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

  @Test("a gap is long after four half-lives of coverage, about a year")
  func longestGap() throws {
    var constants = try RiskModelLoader(directory: checkout + "/Shared/ReferenceData").load().constants
    #expect((330...400).contains(BacktestCommand.longestGap(constants)))
    constants.coverageHalfLife = 10.1
    #expect(BacktestCommand.longestGap(constants) == 41)
  }

  @Test(
    "every day up to the last article is replayed; of a long gap, its first days and its last",
    arguments: [
      (["2026-03-02"], ["2026-03-02"]),
      (["2026-03-04", "2026-03-02"], ["2026-03-02", "2026-03-03", "2026-03-04"]),
      (["2026-03-02", "2026-03-05"], ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]),
      (
        ["1970-01-01", "2026-03-02"], ["1970-01-01", "1970-01-02", "1970-01-03", "2026-03-01", "2026-03-02"]
      ),
      (["2026-03-02", "2026-03-02"], ["2026-03-02"]),
    ])
  func gaps(dates: [String], replayed: [String]) throws {
    let records = try dates.map { date in
      let time = try #require(Timestamp(rfc3339: "\(date)T23:59:59Z"))
      return OutgoingRecord(topic: "articles", key: nil, value: nil, time: time)
    }
    let days = ArticleDays(records)
    #expect(days.replayed(longestGap: 2).map { "\($0)" } == replayed)
    let dated = days.replayed(longestGap: 2).filter { !days.articles(on: $0).isEmpty }
    #expect(Set(dated.map { "\($0)" }) == Set(dates) && days.count == dates.count)
  }
}
