import Models
import ReferenceData

/// The words of one language for reports and bulletins.
package struct ReportLanguage: Sendable {
  package enum Code: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"
  }

  package let code: Code
  private let words: ReportTexts
  private let model: RiskModel
  let settings: ReportSettings

  /// English terms come from the risk model, those of other languages from `words`, which have every text of
  /// `ReportText`.
  package init(_ code: Code, words: ReportTexts, model: RiskModel, settings: ReportSettings) {
    self.code = code
    self.words = words
    self.model = model
    self.settings = settings
  }

  private var labels: Labels? { words.labels }

  /// A country's name by its code; the code where the tables have none.
  func country(_ code: String) -> String { words.countries[code] ?? code }

  /// The text with `{0}`, `{1}` and so on replaced by the arguments.
  package func callAsFunction(_ key: ReportText, _ arguments: String...) -> String {
    (words.texts[key.rawValue] ?? "").filled(with: arguments)
  }

  /// The units of large numbers, the largest first.
  var units: [ReportTexts.NumberUnit] { words.units }

  /// A number in a unit: `1.5 billion`.
  func number(_ value: String, in unit: ReportTexts.NumberUnit) -> String {
    (words.texts[unit.key] ?? "{0}").filled(with: [value])
  }

  /// The name of a month in a date, by its number from 1.
  func month(_ number: Int) -> String { words.texts[ReportText.month(number)] ?? "" }

  /// The name of a quarter of a year in a date, by its number from 1.
  func quarter(_ number: Int) -> String { words.texts[ReportText.quarter(number)] ?? "" }

  package func level(_ level: AlertLevel?) -> String {
    guard let level else { return "–" }
    return labels?["level", level.rawValue] ?? level.rawValue.capitalisedFirst
  }

  /// The official colour of a level: blue, yellow, orange or red.
  package func colour(_ level: AlertLevel) -> String {
    labels?["colour", level.rawValue] ?? model.levels.first { $0.level == level }?.colour ?? ""
  }

  /// `Critical (red)`, `一级（严重），红色`.
  func levelWithColour(_ level: AlertLevel) -> String { self(.levelColour, self.level(level), colour(level)) }

  package func category(_ code: String) -> String {
    labels?["category", code] ?? model.categories.first { $0.code == code }?.name ?? code
  }

  /// The colour of the bars of each category in charts: `#b03a3a`.
  var chartColours: [(category: String, colour: String)] { model.categories.map { ($0.code, $0.chartColour) } }

  package func eventType(_ type: String) -> String {
    labels?["event", type] ?? model.types[type]?.label ?? spaced(type)
  }

  /// The name of a step in a project's life, such as `COMMISSIONED`: its label, else that of the event type that
  /// reaches it.
  package func milestone(_ type: String) -> String {
    labels?["milestone", type] ?? model.types.all.first { $0.milestone == type }.map { eventType($0.type) }
      ?? spaced(type).capitalisedFirst
  }

  /// The subject's name in the language, where one is known; a portfolio is named by its kind.
  package func name(of report: AssessmentReport) -> String {
    switch report.subject.kind {
    case .portfolio: term("subject", report.subject.kind.rawValue).capitalisedFirst
    case .country: words.countries[report.subject.id] ?? report.subjectName
    case .project:
      report.projects.first { $0.project.id == report.subject.id }.map { name(of: $0.project) } ?? report.subjectName
    case .sector: term("sector", report.subject.id).capitalisedFirst
    case .corridor: labels?["corridor", report.subject.id] ?? titled(report.subjectName)
    case .counterparty: report.subjectName
    }
  }

  /// The project's name, in Chinese where the register has one.
  package func name(of project: Project) -> String {
    code == .chinese ? project.chineseName ?? project.name : project.name
  }

  /// The label of a code, however a register writes its case, where the language has one; else the code with spaces.
  package func term(_ kind: String, _ code: String) -> String {
    labels?[kind, code] ?? labels?[kind, code.lowercased()] ?? spaced(code)
  }

  /// The word for how certain the report's judgement is, on the scale of alerts; unknown if the subject is unmonitored.
  func certainty(of report: AssessmentReport, in category: String) -> String {
    let incidents = report.incidents.filter { $0.category == category }
    let certainty =
      report.coverage.coverage == .unmonitored
      ? Certainty.unknown
      : model.constants.certainty(
        of: report.judgement.likelihood, isContested: !incidents.isEmpty && incidents.allSatisfy(\.isContested))
    return term("certainty", certainty.rawValue)
  }

  /// A currency by its ISO 4217 code, as it follows an amount.
  func currency(_ code: String) -> String { labels?["currency", code] ?? code }

  /// The texts of a measure; nil in English, whose texts `MeasureTexts` takes from the risk model.
  func measures(_ measure: RecommendedMeasure) -> [String]? {
    labels?.measures(type: measure.type, category: measure.category, level: measure.level)
  }

  /// Whether a text is in the script of the language: with Chinese characters in Chinese, without in another.
  func reads(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } == (code == .chinese)
  }

  /// MOFCOM's class of risk for a category; nil in a language whose readers don't use it.
  package func riskClass(_ category: String) -> String? { labels?.riskClass(ofCategory: category) }

  /// A code as a name: `china-pakistan` is `China Pakistan`.
  private func titled(_ code: String) -> String {
    code.split { $0 == "-" || $0 == "_" }.map { String($0).capitalisedFirst }.joined(separator: " ")
  }

  private func spaced(_ code: String) -> String {
    String(code.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }
}
