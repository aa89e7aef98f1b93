import Models
import ReferenceData
import ReportRendering
import ReportSamples
import RiskReporting

/// Reports of the sample week, rendered with the reference data of this checkout.
struct Rendering {
  let language: ReportLanguage
  let measures: MeasureTexts
  let outlines: CountryOutlines
  private let settings: ReportSettings

  init(_ code: ReportLanguage.Code) throws {
    let directory = ReportSamples.reference
    let model = try RiskModelLoader(directory: directory).load()
    settings = try ReportSettings(directory: directory)
    language = ReportLanguage(
      code, words: try ReportTexts(directory: directory, language: code.rawValue, keys: ReportText.keys), model: model,
      settings: settings)
    measures = MeasureTexts(model.alerting)
    outlines = try CountryOutlines(directory: directory)
  }

  func report(_ input: ReportInput) -> AssessmentReport {
    guard let report = ReportBuilder(settings: settings).report(input) else { preconditionFailure("no report") }
    return report
  }

  func html(_ input: ReportInput) -> String {
    HTMLReport(report(input), language: language, outlines: outlines, measures: measures).html()
  }

  func markdown(_ input: ReportInput) -> String {
    MarkdownReport(report(input), language: language, measures: measures).markdown()
  }
}

extension ReportInput {
  /// A subject without any event, project, alert or feedback.
  static var empty: ReportInput {
    var history = AssessmentHistory()
    history.add(ReportSamples.assessment(at: ReportSamples.day("2026-03-05"), coverage: .unmonitored, []))
    return ReportInput(
      period: ReportPeriod(.weekly, containing: ReportSamples.day("2026-03-05")),
      knownAt: ReportSamples.day("2026-03-09"), history: history)
  }
}
