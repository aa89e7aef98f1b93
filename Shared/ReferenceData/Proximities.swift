/// The proximity, 0 to 1, of an event to the subjects that it affects: the table `proximities.tsv`.
package struct Proximities: Hashable, Sendable {
  package let named: Double
  package let sameSite: Double
  package let sameCompany: Double
  /// The proximity of an event that concerns a whole country to the projects in that country.
  package let countryWide: Double
  /// The proximity of an event that concerns a partner in another country to the partner's project.
  package let partnerAbroad: Double
  package let sectorAndCountry: Double

  package init(
    named: Double, sameSite: Double, sameCompany: Double, countryWide: Double, partnerAbroad: Double,
    sectorAndCountry: Double
  ) {
    self.named = named
    self.sameSite = sameSite
    self.sameCompany = sameCompany
    self.countryWide = countryWide
    self.partnerAbroad = partnerAbroad
    self.sectorAndCountry = sectorAndCountry
  }

  package init(path: String) throws(TableError) {
    var values: [String: Double] = [:]
    for row in try Table(path: path, columns: ["name", "value"]).rows {
      values[try row.text("name")] = try row.number("value", in: 0...1)
    }
    guard let named = values["named"], let sameSite = values["same_site"], let sameCompany = values["same_company"],
      let countryWide = values["country_wide"], let partnerAbroad = values["partner_abroad"],
      let sectorAndCountry = values["sector_country"]
    else {
      throw TableError(
        file: path, line: 0,
        problem: "lacks one of named, same_site, same_company, country_wide, partner_abroad, sector_country")
    }
    self.init(
      named: named, sameSite: sameSite, sameCompany: sameCompany, countryWide: countryWide,
      partnerAbroad: partnerAbroad, sectorAndCountry: sectorAndCountry)
  }
}
