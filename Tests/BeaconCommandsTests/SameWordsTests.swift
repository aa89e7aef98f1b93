import Models
import ReferenceData
import ReportRendering
import Testing

@testable import BeaconCommands

@Suite("Words that reports and other commands share") struct SameWordsTests {
  private func english() throws -> ReportLanguage {
    let reference = checkout + "/Shared/ReferenceData"
    return ReportLanguage(
      .english, words: try ReportTexts(directory: reference, language: "en", keys: ReportText.keys),
      model: try RiskModelLoader(directory: reference).load(), settings: try ReportSettings(directory: reference))
  }

  @Test(
    "how often a source is expected is said as in reports",
    arguments: ["PT1H", "PT6H", "PT36H", "PT90M", "P1D", "P2D", "P1W", "often"])
  func expected(every duration: String) throws {
    let late = LateSource(source: "s", name: "S", expectedEvery: duration, lastArticle: nil)
    #expect(try english().every(duration) == late.expectedText)
  }

  @Test("a record that was not sent for want of news is explained as in reports")
  func unchanged() throws {
    let suppression = Suppression(
      id: "s", warning: "w", subject: .portfolio, category: "SEC", reason: .unchanged, detail: "",
      asOf: Timestamp(milliseconds: 0))
    let table = SuppressionTable(suppressions: [suppression], silences: [:], projectNames: [:])
    let language = try english()
    #expect(table.reason(of: suppression) == language(.reasonUnchanged))
  }
}
