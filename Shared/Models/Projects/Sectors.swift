extension Project {
  /// The sectors that Beacon has names for. A project of another sector is accepted and scored too.
  package static let knownSectors: Set<String> = [
    "port", "railway", "road", "airport", "bridge", "power", "grid", "mine", "smelter", "oil_gas", "pipeline", "water",
    "hydropower", "industrial_park", "telecom", "digital", "health", "education", "agriculture", "housing", "finance",
    "other",
  ]

  /// The known sector whose name begins most like the text, with at least three letters in common; nil
  /// without such a sector.
  package static func knownSector(like text: String) -> String? {
    let word = text.lowercased()
    let shared = knownSectors.sorted().map { ($0, zip(word, $0).prefix { $0 == $1 }.count) }
    guard let closest = shared.max(by: { $0.1 < $1.1 }), closest.1 >= 3 else { return nil }
    return closest.0
  }
}
