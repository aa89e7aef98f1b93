/// The names of countries and places, and the ends of datelines, that alerting needs in addition to the risk model.
package struct AlertNames: Sendable {
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package var countryCodes: [String: String]
  /// English names of places, by `Evidence.placeKey`.
  package var places: [String: String]
  /// What the dateline before a sentence ends with.
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
      datelineEnds: try Self.datelineEnds(directory: directory))
  }

  /// Reads `RiskModel/headline-datelines.tsv`; `directory` is the folder of the reference data.
  package static func datelineEnds(directory: String) throws(TableError) -> [String] {
    let table = try Table(path: "\(directory)/RiskModel/headline-datelines.tsv", columns: ["end"])
    var ends: [String] = []
    for row in table.rows { ends.append(try row.text("end")) }
    return ends
  }
}
