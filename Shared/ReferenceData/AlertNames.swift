/// The names of countries that alerting needs in addition to the risk model.
package struct AlertNames: Sendable {
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package var countryCodes: [String: String]

  package init(countryCodes: [String: String] = [:]) {
    self.countryCodes = countryCodes
  }

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    self.init(countryCodes: try CountryNames(directory: directory).codes)
  }
}
