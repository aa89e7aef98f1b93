/// The names of countries and places that alerting needs in addition to the risk model.
package struct AlertNames: Sendable {
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package var countryCodes: [String: String]
  /// English names of places, by `Evidence.placeKey`.
  package var places: [String: String]

  package init(countryCodes: [String: String] = [:], places: [String: String] = [:]) {
    self.countryCodes = countryCodes
    self.places = places
  }

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    self.init(
      countryCodes: try CountryNames(directory: directory).codes, places: try PlaceNames(directory: directory).english)
  }
}
