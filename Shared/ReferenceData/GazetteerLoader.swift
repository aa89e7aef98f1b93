/// Reads the gazetteer from the folder `Tables` and the English abbreviations of regions from `Languages/en`.
struct GazetteerLoader {
  let directory: String
  private var countries: [Country] = []
  /// Countries by the number of their code (see `pair`); `none` where no country has that code.
  private var indexes = [CountryIndex](repeating: .none, count: 26 * 26)
  private var entries: [Gazetteer.Entry] = []
  private var names: [UInt8] = []
  private var regions: [String] = []
  private var regionIndexes: [String: Int32] = [:]
  /// Indexes into `regions` of the states of the United States, by the number of their abbreviation (see `pair`); -1
  /// for a state that no row has named yet.
  private var states = [Int32](repeating: -1, count: 26 * 26)

  init(directory: String) { self.directory = directory }

  mutating func load() throws(TableError) -> Gazetteer {
    entries.reserveCapacity(120_000)
    names.reserveCapacity(2_000_000)
    try loadCountries()
    try loadCountryNames()
    try loadDemonyms()
    try loadRegions()
    try loadCounties()
    try loadCities()
    try loadPlaces()
    try loadAbbreviations()
    try loadChinesePlaces()
    try loadCountryLetters()
    try loadNamesakes()
    return Gazetteer(
      countries: countries, entries: entries, names: names, regions: regions, givenNames: try loadGivenNames(),
      governmentSeats: try loadGovernmentSeats())
  }

  private func scanner(_ file: String, _ columns: String...) throws(TableError) -> TableScanner {
    try TableScanner(path: "\(directory)/\(file)", columns: columns)
  }

  private mutating func loadCountries() throws(TableError) {
    for row in try Country.table(directory: directory).rows {
      let country = Country(
        code: try row.text("code"), name: try row.text("name"), capital: row.optional("capital"),
        population: try row.integer("population", in: 0...10_000_000_000))
      guard let pair = Self.pair(Array(country.code.utf8)[...]) else {
        throw row.error("code", expected: "an ISO 3166-1 alpha-2 code")
      }
      indexes[pair] = CountryIndex(countries.count)
      countries.append(country)
    }
  }

  private mutating func loadCountryNames() throws(TableError) {
    var scanner = try scanner("Tables/country-names.tsv", "name", "code", "languages")
    while try scanner.advance() {
      let country = try country(scanner, 1)
      let isLatin = scanner.bytes[scanner.range(0)].allSatisfy { $0 < 0xCC }
      let isEnglish = scanner.list(2, contains: "en") || !isLatin
      add(scanner, .country, country, isEnglish: isEnglish)
    }
  }

  private mutating func loadDemonyms() throws(TableError) {
    var scanner = try scanner("Tables/demonyms.tsv", "word", "codes")
    while try scanner.advance() {
      if scanner.range(1).count == 2 { add(scanner, .demonym, try country(scanner, 1)) }
    }
  }

  private mutating func loadRegions() throws(TableError) {
    var scanner = try scanner("Tables/regions.tsv", "name", "country", "code", "also")
    while try scanner.advance() {
      add(
        scanner, .region, try country(scanner, 1), otherUse: otherUse(scanner, 3), region: region(scanner.text(2)))
    }
  }

  private mutating func loadCounties() throws(TableError) {
    guard let country = country(Array("US".utf8)[...]) else { return }
    var scanner = try scanner("Tables/us-counties.tsv", "name", "states")
    while try scanner.advance() {
      let state = scanner.range(1).count == 2 ? state(scanner, 1) : -1
      add(scanner, .county, country, region: state)
    }
  }

  private mutating func loadCities() throws(TableError) {
    var scanner = try scanner(
      "Tables/cities.tsv", "name", "country", "state", "latitude", "longitude", "population", "also")
    while try scanner.advance() {
      let state = scanner.isAbsent(2) ? -1 : state(scanner, 2)
      add(
        scanner, .city, try country(scanner, 1), otherUse: otherUse(scanner, 6), region: state,
        position: (try scanner.number(3), try scanner.number(4)), population: try scanner.number(5) ?? 0)
    }
  }

  private mutating func loadPlaces() throws(TableError) {
    var scanner = try scanner("Tables/places.tsv", "name", "country", "kind", "latitude", "longitude")
    while try scanner.advance() {
      guard let kind = kind(scanner, 2, hasCountry: !scanner.isAbsent(1)), kind != .country else {
        throw scanner.error(2, expected: "region, physical, city or facility")
      }
      // It outranks most cities of its name in cities.tsv, so it may not lack what they have.
      for column in 3...4 where kind == .city && scanner.isAbsent(column) {
        throw scanner.error(column, expected: "a number, since each city has a position")
      }
      let country = scanner.isAbsent(1) ? CountryIndex.none : try country(scanner, 1)
      add(
        scanner, kind, country, position: (try scanner.number(3), try scanner.number(4)),
        population: kind == .city ? 1_000_000 : 0)
    }
  }

  private mutating func loadAbbreviations() throws(TableError) {
    var scanner = try scanner("Languages/en/region-abbreviations.tsv", "text", "country", "code")
    while try scanner.advance() {
      add(scanner, .abbreviation, try country(scanner, 1), region: region(scanner.text(2)))
    }
  }

  private mutating func loadChinesePlaces() throws(TableError) {
    var scanner = try scanner(
      "Languages/zh/places.tsv", "name", "country", "kind", "latitude", "longitude", "population")
    while try scanner.advance() {
      guard let kind = kind(scanner, 2, hasCountry: !scanner.isAbsent(1)) else {
        throw scanner.error(2, expected: "country, region, physical, city or facility")
      }
      let country = scanner.isAbsent(1) ? CountryIndex.none : try country(scanner, 1)
      add(
        scanner, kind, country, position: (try scanner.number(3), try scanner.number(4)),
        population: try scanner.number(5) ?? 0)
    }
  }

  /// Chinese one-character names of countries; `EntityScan` accepts them in certain contexts only.
  private mutating func loadCountryLetters() throws(TableError) {
    var scanner = try scanner("Languages/zh/country-letters.tsv", "letter", "country", "ambiguous")
    while try scanner.advance() { add(scanner, .demonym, try country(scanner, 1)) }
  }

  /// They come last, because no entries belong to them.
  private mutating func loadNamesakes() throws(TableError) {
    var scanner = try scanner("Tables/namesakes.tsv", "name")
    while try scanner.advance() {
      names += scanner.bytes[scanner.range(0)]
      names.append(UInt8(ascii: "\n"))
    }
  }

  private func loadGovernmentSeats() throws(TableError) -> [String: CountryIndex] {
    var seats: [String: CountryIndex] = [:]
    for (index, country) in countries.enumerated() {
      if let capital = country.capital { seats[capital.lowercased()] = CountryIndex(index) }
    }
    let table = try Table(path: "\(directory)/Languages/mul/government-seats.tsv", columns: ["name", "country"])
    for row in table.rows {
      guard let country = country(Array(row["country"].utf8)[...]) else {
        throw row.error("country", expected: "an ISO 3166-1 alpha-2 code of countries.tsv")
      }
      seats[try row.text("name").lowercased()] = country
    }
    return seats
  }

  private func loadGivenNames() throws(TableError) -> [String] {
    var scanner = try scanner("Tables/given-names.tsv", "name")
    var names: [String] = []
    while try scanner.advance() { names.append(scanner.text(0)) }
    return names
  }

  private mutating func add(
    _ scanner: TableScanner, _ kind: Gazetteer.Kind, _ country: CountryIndex, isEnglish: Bool = true,
    otherUse: Gazetteer.OtherUse = .none, region: Int32 = -1, position: (Double?, Double?) = (nil, nil),
    population: Double = 0
  ) {
    names += scanner.bytes[scanner.range(0)]
    names.append(UInt8(ascii: "\n"))
    entries.append(
      Gazetteer.Entry(
        kind: kind, otherUse: otherUse, isEnglish: isEnglish, country: country, region: region,
        latitude: Float(position.0 ?? .nan), longitude: Float(position.1 ?? .nan),
        population: Int32(min(population, 2_000_000_000))))
  }

  private func country(_ scanner: TableScanner, _ column: Int) throws(TableError) -> CountryIndex {
    guard let index = country(scanner.bytes[scanner.range(column)]) else {
      throw scanner.error(column, expected: "an ISO 3166-1 alpha-2 code of countries.tsv")
    }
    return index
  }

  private func country(_ code: ArraySlice<UInt8>) -> CountryIndex? {
    guard let pair = Self.pair(code), indexes[pair] != .none else { return nil }
    return indexes[pair]
  }

  /// The number of two ASCII capitals, from 0 (`AA`) to 675 (`ZZ`); nil for any other text.
  private static func pair(_ code: ArraySlice<UInt8>) -> Int? {
    guard code.count == 2 else { return nil }
    let first = Int(code[code.startIndex]) - Int(UInt8(ascii: "A"))
    let second = Int(code[code.startIndex + 1]) - Int(UInt8(ascii: "A"))
    return (0..<26).contains(first) && (0..<26).contains(second) ? first * 26 + second : nil
  }

  /// The index in `regions` of the state of the United States with the postal abbreviation in that column.
  private mutating func state(_ scanner: TableScanner, _ column: Int) -> Int32 {
    let pair = Self.pair(scanner.bytes[scanner.range(column)])
    if let pair, states[pair] >= 0 { return states[pair] }
    let found = region("US-" + scanner.text(column))
    if let pair { states[pair] = found }
    return found
  }

  private mutating func region(_ code: String) -> Int32 {
    if let known = regionIndexes[code] { return known }
    let made = Int32(regions.count)
    regions.append(code)
    regionIndexes[code] = made
    return made
  }

  /// The kind of place that a column names; a region without a country is an area. Nil for an unknown word.
  private func kind(_ scanner: TableScanner, _ column: Int, hasCountry: Bool) -> Gazetteer.Kind? {
    switch scanner.text(column) {
    case "country": .country
    case "region": hasCountry ? .region : .area
    case "physical": .physical
    case "city": .city
    case "facility": .facility
    default: nil
    }
  }

  private func otherUse(_ scanner: TableScanner, _ column: Int) -> Gazetteer.OtherUse {
    switch scanner.text(column) {
    case "person": .person
    case "word": .word
    default: .none
    }
  }
}
