/// A country or territory of ISO 3166-1 (and Kosovo as XK).
package struct Country: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  package let code: String
  package let name: String
  package let capital: String?
  package let population: Int
}

extension Country {
  /// The rows of `Tables/countries.tsv`; `directory` is the folder of the reference data.
  static func table(directory: String) throws(TableError) -> Table {
    try Table(path: "\(directory)/Tables/countries.tsv", columns: ["code", "name", "capital", "population"])
  }

  /// The English names by code.
  static func names(directory: String) throws(TableError) -> [String: String] {
    var names: [String: String] = [:]
    for row in try table(directory: directory).rows { names[try row.text("code")] = try row.text("name") }
    return names
  }
}

/// An index into `Gazetteer.countries`.
package struct CountryIndex: Hashable, Sendable, Comparable {
  package let rawValue: Int16

  package init(_ rawValue: Int) { self.rawValue = Int16(truncatingIfNeeded: rawValue) }

  /// For a name that does not belong to a single country.
  package static let none = CountryIndex(-1)

  package static func < (left: CountryIndex, right: CountryIndex) -> Bool { left.rawValue < right.rawValue }
}
