extension Project {
  /// The sectors that Beacon has names for. A project of another sector is accepted and scored too.
  package static let knownSectors: Set<String> = [
    "port", "railway", "road", "airport", "bridge", "power", "grid", "mine", "smelter", "oil_gas", "pipeline", "water",
    "hydropower", "industrial_park", "telecom", "digital", "health", "education", "agriculture", "housing", "finance",
    "other",
  ]
}
