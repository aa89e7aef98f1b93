import Models
import ReferenceData
import TextAnalysis

/// The weight of evidence for each country, and each state or province, in one article.
struct CountryEvidence: Sendable {
  private var countries: [Double]
  private var regions: [Int32: Double] = [:]
  private(set) var total = 0.0

  init(countries: Int) { self.countries = Array(repeating: 0, count: countries) }

  mutating func add(_ weight: Double, country: CountryIndex, region: Int32 = -1) {
    guard country != .none else { return }
    countries[Int(country.rawValue)] += weight
    total += weight
    if region >= 0 { regions[region, default: 0] += weight }
  }

  func weight(of country: CountryIndex) -> Double {
    country == .none ? 0 : countries[Int(country.rawValue)]
  }

  func weight(ofRegion region: Int32) -> Double { region < 0 ? 0 : regions[region] ?? 0 }
}
