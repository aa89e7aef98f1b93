/// What alerting needs of the reference data in addition to the risk model.
package struct AlertTables: Sendable {
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package var countryCodes: [String: String]
  /// English names of places, by `Evidence.placeKey`.
  package var places: [String: String]
  /// The words with which the dateline before a quoted sentence ends.
  package var datelineEnds: [String]

  package init(countryCodes: [String: String] = [:], places: [String: String] = [:], datelineEnds: [String] = []) {
    self.countryCodes = countryCodes
    self.places = places
    self.datelineEnds = datelineEnds
  }

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    self.init(
      countryCodes: try CountryNames(directory: directory).codes, places: try CityNames(directory: directory).english,
      datelineEnds: try DatelineEnds(path: "\(directory)/Tables/dateline-ends.tsv").headlineWords)
  }
}
