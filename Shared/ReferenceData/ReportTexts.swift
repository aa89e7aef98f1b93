/// The words of one language for reports: `Reports/report-text.tsv`, the labels, and the names of countries.
package struct ReportTexts: Sendable {
  /// By key; `{0}`, `{1}` and so on are to be replaced.
  package let texts: [String: String]
  /// The terms of the language; nil for English, whose terms are those of the risk model.
  package let labels: Labels?
  /// By ISO 3166-1 alpha-2 code.
  package let countries: [String: String]
  /// The units of large numbers, the largest first.
  package let units: [NumberUnit]

  /// A unit in which a language writes large numbers, such as a million or 万.
  package struct NumberUnit: Hashable, Sendable {
    /// The key of the text of a number in this unit.
    package let key: String
    /// The number that one of the unit is, and from which numbers are written in it.
    package let size: Double
    /// The most decimals of a number in this unit.
    package let decimals: Int
  }

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
    units = try Self.units(of: table, language)
  }

  /// The units of the texts `K` that have the rows `K.from` and `K.decimals`.
  private static func units(of table: Table, _ language: String) throws(TableError) -> [NumberUnit] {
    var units: [NumberUnit] = []
    for row in table.rows where row["key"].hasSuffix(".from") {
      let key = String(row["key"].dropLast(".from".count))
      guard let decimals = table.rows.first(where: { $0["key"] == key + ".decimals" }) else {
        throw row.error("key", expected: "a row \(key).decimals too")
      }
      units.append(
        NumberUnit(
          key: key, size: try row.number(language, in: 100...1e15), decimals: try decimals.integer(language, in: 0...6))
      )
    }
    return units.sorted { $0.size > $1.size }
  }
}
