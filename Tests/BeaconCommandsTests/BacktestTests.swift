import Glibc
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
          "backtest", form, "-", input: article, environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
        #expect(answer.code == .temporaryFailure, "\(form)")
        #expect(answer.output.isEmpty && answer.errors.contains("no alerts are printed"), "\(form): \(answer.errors)")
      }
    }
  }
}
