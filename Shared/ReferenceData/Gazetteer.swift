/// The names of countries, their people, their parts, cities and other places.
///
/// A class, as all tables that every article is read with: to pass it on counts one reference, not one for each list,
/// and counts of what threads share are slow.
package final class Gazetteer: Sendable {
  package enum Kind: UInt8, Sendable {
    case country, demonym, region, county, city, physical, facility
    /// Rhodesia, the Gulf states: several countries or none.
    case area
    /// A state's short form, which counts after a comma only.
    case abbreviation
  }

  package enum OtherUse: UInt8, Sendable {
    case none
    /// The name is also a person's.
    case person
    /// The name is also an English word.
    case word
  }

  package struct Entry: Sendable {
    package let kind: Kind
    package let otherUse: OtherUse
    /// The name is English or written in another script than Latin; else it counts in texts of other languages only.
    package let isEnglish: Bool
    package let country: CountryIndex
    /// An index into `regions`, for states and provinces and for the places in them; -1 where it is not known.
    package let region: Int32
    package let latitude: Float
    package let longitude: Float
    /// 0 where it is not known.
    package let population: Int32

    package var hasPosition: Bool { latitude.isFinite }
  }

  package let countries: [Country]
  package let entries: [Entry]
  /// The names of the entries, in the same order, each closed by a line feed.
  package let names: [UInt8]
  /// ISO 3166-2 codes.
  package let regions: [String]
  package let givenNames: [String]
  /// The names, in lower case, that can mean a government ("Washington said"): capitals and other seats.
  package let governmentSeats: [String: CountryIndex]
  private let indexes: [String: Int]

  init(
    countries: [Country], entries: [Entry], names: [UInt8], regions: [String], givenNames: [String],
    governmentSeats: [String: CountryIndex]
  ) {
    self.governmentSeats = governmentSeats
    self.countries = countries
    self.entries = entries
    self.names = names
    self.regions = regions
    self.givenNames = givenNames
    indexes = Dictionary(countries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of code: String) -> CountryIndex? { indexes[code].map(CountryIndex.init) }

  package func code(_ country: CountryIndex) -> String? {
    countries.indices.contains(Int(country.rawValue)) ? countries[Int(country.rawValue)].code : nil
  }

  package func country(_ code: String) -> Country? { indexes[code].map { countries[$0] } }
}

extension Gazetteer {
  /// English names by ISO 3166-1 alpha-2 code.
  package var countryNames: [String: String] {
    Dictionary(countries.map { ($0.code, $0.name) }) { first, _ in first }
  }
}
