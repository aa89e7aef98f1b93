/// The words of one language for reports: `Reports/report-text.tsv`, the labels, and the names of countries.
package struct ReportTexts: Sendable {
  /// By key; `{0}`, `{1}` and so on are to be replaced.
  package let texts: [String: String]
  /// The terms of the language; nil for English, whose terms are those of the risk model.
  package let labels: Labels?
  /// By ISO 3166-1 alpha-2 code.
  package let countries: [String: String]

  /// Reads the tables of a language, `en` or `zh`.
  ///
  /// - Parameters:
  ///   - directory: the folder of the reference data.
  ///   - keys: the texts that there must be.
  package init(directory: String, language: String, keys: [String]) throws(TableError) {
    let isEnglish = language == "en"
    labels = isEnglish ? nil : try Labels(directory: directory, language: language)
    countries =
      isEnglish
      ? try Country.names(directory: directory) : try CountryNames(directory: directory).names(in: language)
    let table = try Table(path: "\(directory)/Reports/report-text.tsv", columns: ["key", "en", "zh"])
    var texts: [String: String] = [:]
    for row in table.rows {
      let key = try row.text("key")
      guard texts.updateValue(try row.text(language), forKey: key) == nil else {
        throw row.error("key", expected: "each key once")
      }
    }
    for key in keys where texts[key] == nil {
      throw TableError(file: table.file, line: 0, problem: "has no text \(key)")
    }
    self.texts = texts
  }
}
