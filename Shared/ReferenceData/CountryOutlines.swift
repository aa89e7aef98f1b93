/// Outlines of countries for maps, from `Tables/country-outlines.tsv`; an operator may replace that file.
package struct CountryOutlines: Sendable {
  package struct Ring: Sendable {
    /// ISO 3166-1 alpha-2; nil for an area without one.
    package let country: String?
    /// Longitude and latitude in degrees.
    package let points: [(longitude: Double, latitude: Double)]
  }

  package let rings: [Ring]

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    let table = try Table(path: "\(directory)/Tables/country-outlines.tsv", columns: ["code", "name", "ring"])
    var rings: [Ring] = []
    for row in table.rows {
      var points: [(Double, Double)] = []
      for pair in row["ring"].utf8.split(separator: UInt8(ascii: ",")) {
        let parts = pair.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, let x = Int(Substring(parts[0])), let y = Int(Substring(parts[1])),
          abs(x) <= 18_000, abs(y) <= 9_000
        else { throw row.error("ring", expected: "pairs of longitude and latitude in hundredths of a degree") }
        points.append((Double(x) / 100, Double(y) / 100))
      }
      guard points.count >= 3 else { throw row.error("ring", expected: "at least three points") }
      rings.append(Ring(country: row.optional("code"), points: points))
    }
    self.rings = rings
  }
}
