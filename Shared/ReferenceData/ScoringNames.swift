import Models

/// The names that scoring needs in addition to the risk model.
package struct ScoringNames: Sendable {
  /// English names by ISO 3166-1 alpha-2 code, for the subjects that no register names.
  package var countries: [String: String]
  /// Names of provinces and states that no city shares, in lower case: such an area may contain another place.
  package var regions: Set<String>

  package init(countries: [String: String] = [:], regions: Set<String> = []) {
    self.countries = countries
    self.regions = regions
  }

  package init(_ gazetteer: Gazetteer) {
    countries = gazetteer.countryNames
    regions = gazetteer.regionNames
  }
}

extension Gazetteer {
  /// Names of provinces and states that no city shares, with ASCII letters in lower case.
  var regionNames: Set<String> {
    var regions: Set<String> = []
    var cities: Set<String> = []
    for (entry, name) in zip(entries, names.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)) {
      guard entry.kind == .region || entry.kind == .city else { continue }
      let text = String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
      if entry.kind == .region { regions.insert(text) } else { cities.insert(text) }
    }
    return regions.subtracting(cities)
  }
}
