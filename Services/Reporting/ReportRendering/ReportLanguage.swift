import Models
import ReferenceData
import RiskReporting

/// The words of one language for reports and bulletins.
package struct ReportLanguage: Sendable {
  package enum Code: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"
  }

  package let code: Code
  private let texts: [String: String]
  private let labels: Labels?
  private let countries: [String: String]
  private let model: RiskModel
  let settings: ReportSettings

  /// `directory` is the folder of the reference data. English terms come from the risk model, those of other languages
  /// from `RiskModel/labels-<code>.tsv`.
  package init(
    _ code: Code, directory: String, model: RiskModel, settings: ReportSettings
  ) throws(TableError) {
    self.code = code
    self.model = model
    self.settings = settings
    labels = code == .english ? nil : try Labels(directory: directory, language: code.rawValue)
    countries =
      code == .english
      ? try Self.englishNames(directory: directory)
      : try CountryNames(directory: directory).names(in: code.rawValue)
    let table = try Table(path: "\(directory)/Reports/report-text.tsv", columns: ["key", "en", "zh"])
    var texts: [String: String] = [:]
    for row in table.rows {
      let key = try row.text("key")
      guard texts.updateValue(try row.text(code.rawValue), forKey: key) == nil else {
        throw row.error("key", expected: "each key once")
      }
    }
    for key in ReportText.allCases where texts[key.rawValue] == nil {
      throw TableError(file: table.file, line: 0, problem: "has no text \(key.rawValue)")
    }
    self.texts = texts
  }

  /// English country names by ISO 3166-1 alpha-2 code.
  private static func englishNames(directory: String) throws(TableError) -> [String: String] {
    var names: [String: String] = [:]
    for row in try Table(path: "\(directory)/Tables/countries.tsv", columns: ["code", "name", "capital", "population"])
      .rows
    {
      names[try row.text("code")] = try row.text("name")
    }
    return names
  }

  /// A country's name by its code; the code where the tables have none.
  func country(_ code: String) -> String { countries[code] ?? code }

  /// The text with `{0}`, `{1}` and so on replaced by the arguments, or by nothing where there is no such argument.
  package func callAsFunction(_ key: ReportText, _ arguments: String...) -> String {
    var text = ""
    var rest = Substring(texts[key.rawValue] ?? "")
    while let brace = rest.firstIndex(of: "{") {
      text += rest[..<brace]
      rest = rest[rest.index(after: brace)...]
      guard let end = rest.firstIndex(of: "}"), let number = Int(rest[..<end]) else { continue }
      if arguments.indices.contains(number) { text += arguments[number] }
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  package func level(_ level: AlertLevel?) -> String {
    guard let level else { return "–" }
    return labels?["level", level.rawValue] ?? capitalised(level.rawValue)
  }

  /// The official colour of a level: blue, yellow, orange or red.
  package func colour(_ level: AlertLevel) -> String {
    labels?["colour", level.rawValue]
      ?? ["watch": "blue", "advisory": "yellow", "warning": "orange", "critical": "red"][level.rawValue] ?? ""
  }

  /// `Critical (red)`, `一级（严重），红色`.
  func levelWithColour(_ level: AlertLevel) -> String {
    switch code {
    case .english: "\(self.level(level)) (\(colour(level)))"
    case .chinese: self.level(level) + comma + colour(level)
    }
  }

  package func category(_ code: String) -> String {
    labels?["category", code] ?? model.categories.first { $0.code == code }?.name ?? code
  }

  package func eventType(_ type: String) -> String {
    labels?["event", type] ?? model.types[type]?.label ?? spaced(type)
  }

  /// The name of a step in a project's life, such as `COMMISSIONED`: its label, else that of the event type that
  /// reaches it.
  package func milestone(_ type: String) -> String {
    labels?["milestone", type] ?? model.types.all.first { $0.milestone == type }.map { eventType($0.type) }
      ?? capitalised(spaced(type))
  }

  /// The subject's name in the language, where one is known; a portfolio is named by its kind.
  func name(of report: AssessmentReport) -> String {
    switch report.subject.kind {
    case .portfolio: capitalised(term("subject", report.subject.kind.rawValue))
    case .country: countries[report.subject.id] ?? report.subjectName
    case .project:
      report.projects.first { $0.project.id == report.subject.id }.map { name(of: $0.project) } ?? report.subjectName
    case .sector: capitalised(term("sector", report.subject.id))
    case .corridor: labels?["corridor", report.subject.id] ?? titled(report.subjectName)
    case .counterparty: report.subjectName
    }
  }

  /// The project's name, in Chinese where the register has one.
  package func name(of project: Project) -> String {
    code == .chinese ? project.chineseName ?? project.name : project.name
  }

  /// The label of a code, where the language has one, else the code with spaces.
  package func term(_ kind: String, _ code: String) -> String { labels?[kind, code] ?? spaced(code) }

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

  /// The text of the measures of a category at a level; nil in English, whose measures `MeasureTexts` takes from the
  /// risk model, by event type too.
  func measure(category: String, level: AlertLevel) -> String? {
    labels?.measure(category: category, level: level.rawValue)
  }

  /// MOFCOM's class of risk for a category; nil in a language whose readers don't use it.
  package func riskClass(_ category: String) -> String? { labels?.riskClass(ofCategory: category) }

  private func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  /// A code as a name: `china-pakistan` is `China Pakistan`.
  private func titled(_ code: String) -> String {
    code.split { $0 == "-" || $0 == "_" }.map { capitalised(String($0)) }.joined(separator: " ")
  }

  private func spaced(_ code: String) -> String {
    String(code.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }
}
