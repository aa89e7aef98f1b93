import CommandLine
import JSONCoding
import Models
import ReferenceData
import ReportRendering
import RiskReporting

/// The formats in which a report is printed.
enum ReportFormat: String, CaseIterable {
  case json, md, html
}

/// The reference data that reports are built and printed with.
struct ReportSources {
  let folder: ReferenceFolder
  let reference: ReferenceValues
  let settings: ReportSettings

  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    folder = try ReferenceFolder(configuration)
    reference = try ReferenceValues(configuration)
    settings = try folder.read { (path) throws(TableError) in try ReportSettings(directory: path) }
  }
}

/// Prints reports and bulletins in one language.
struct ReportPrinter {
  let language: ReportLanguage
  private let measures: MeasureTexts
  private let outlines: CountryOutlines

  init(_ code: ReportLanguage.Code, _ sources: ReportSources) throws(CommandFailure) {
    let model = sources.reference.data.riskModel
    (language, outlines) = try sources.folder.read { (path) throws(TableError) in
      (
        ReportLanguage(
          code, words: try ReportTexts(directory: path, language: code.rawValue, keys: ReportText.keys), model: model,
          settings: sources.settings),
        try CountryOutlines(directory: path)
      )
    }
    measures = MeasureTexts(model.alerting)
  }

  func print(_ report: AssessmentReport, as format: ReportFormat, to console: Console) {
    if format == .json { console.printJSON(report) } else { console.output.print(text(of: report, as: format)) }
  }

  func text(of report: AssessmentReport, as format: ReportFormat) -> String {
    switch format {
    case .json: String(decoding: report.jsonBytes(), as: UTF8.self) + "\n"
    case .md: MarkdownReport(report, language: language, measures: measures).markdown()
    case .html: HTMLReport(report, language: language, outlines: outlines, measures: measures).html()
    }
  }

  /// An information bulletin on an incident of a report.
  func bulletin(
    on incident: ReportIncident, of report: AssessmentReport, issuer: String, issuedAt: Timestamp
  ) -> Bulletin {
    Bulletin(
      on: incident, subjectName: language.name(of: report),
      level: report.categories.first { $0.category == incident.category }?.level, issuer: issuer, issuedAt: issuedAt,
      language: language, measures: measures)
  }
}
