import Models

/// Value and people at risk in words and cells.
struct ExposureText {
  static let headings: [ReportText] = [.columnLevel, .columnProjects, .columnValue, .columnHeadcount]

  /// A row for each level, then the total.
  let rows: [[String]]
  let notes: [String]

  /// - Parameter name: a project's name by its id.
  init(_ exposure: ProjectExposure, _ language: ReportLanguage, name: (String) -> String) {
    let cells = { (heading: String, sum: ExposureSum) in
      [
        heading, "\(sum.projects)", Self.values(sum.values, language),
        sum.headcount.map { language.amount(Double($0)) } ?? "–",
      ]
    }
    rows =
      exposure.levels.map { cells($0.level.map { language.level($0) } ?? language(.exposureBelow), $0) }
      + [cells(language(.exposureTotal), exposure.total)]
    let unstated = exposure.unstated.map(name).joined(separator: language.enumeration)
    notes = [language(.exposureNote)] + (unstated.isEmpty ? [] : [language(.exposureUnstated, unstated)])
  }

  static func values(_ values: [Money], _ language: ReportLanguage) -> String {
    values.isEmpty ? "–" : values.map(language.money).joined(separator: language.enumeration)
  }
}
