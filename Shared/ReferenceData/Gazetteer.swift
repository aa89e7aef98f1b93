/// The names of countries, their people, regions, cities and other places.
///
/// A class, so that passing it on changes one reference count, not one for each list: counts that threads share are
/// slow.
package final class Gazetteer: Sendable {
  package enum Kind: UInt8, Sendable {
    case country, demonym, region, county, city, physical, facility
    /// A region of several countries or of none, such as `Rhodesia` or `the Gulf states`.
    case area
    /// A region's short form, which counts only after a comma: `Athens, Ga.`
    case abbreviation
  }

  /// What else a place's name may mean.
  package enum OtherUse: UInt8, Sendable {
    case none
    /// The name is also a person's name.
    case person
    /// The name is also an English word.
    case word
  }

  package struct Entry: Sendable {
    package let kind: Kind
    package let otherUse: OtherUse
    /// Whether the name is English or not in Latin script; the others are foreign names, which not all languages read.
    package let isEnglish: Bool
    package let country: CountryIndex
    /// An index into `regions` for states, provinces and places in them; -1 where the region is not known.
    package let region: Int32
    package let latitude: Float
    package let longitude: Float
    /// The number of inhabitants; 0 where it is not known.
    package let population: Int32

    package var hasPosition: Bool { latitude.isFinite }
  }

  package let countries: [Country]
  package let entries: [Entry]
  /// The names of the entries, in the same order, each closed by a line feed, and after them those of namesakes: things
  /// that have the name of a place and lie in none (`Kyoto Protocol`, `Lassa fever`).
  package let names: [UInt8]
  /// ISO 3166-2 codes, to which `Entry.region` refers.
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
  /// English names of countries by ISO 3166-1 alpha-2 code.
  package var countryNames: [String: String] {
    Dictionary(countries.map { ($0.code, $0.name) }) { first, _ in first }
  }
}
