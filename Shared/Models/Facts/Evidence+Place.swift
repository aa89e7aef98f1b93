extension Evidence {
  /// The key of a place's name in a table of its names in another language.
  package static func placeKey(_ name: String, in country: String) -> String { "\(country)/\(name.lowercased())" }

  /// The place's name in another language: that of `names`, by `placeKey`, in one of the countries of the event.
  package func place(in names: [String: String]) -> String? {
    guard let place else { return nil }
    return subjects.lazy.filter { $0.kind == .country }.compactMap { names[Self.placeKey(place, in: $0.id)] }.first
  }

  /// The place in English: its English name, or as the article has it in Latin letters; nil for a name that English
  /// readers cannot read.
  package func englishPlace(in names: [String: String]) -> String? {
    place(in: names) ?? place.flatMap { $0.isLatin ? $0 : nil }
  }
}

extension String {
  /// The name of a place without that of the country or project around it, as in a headline that names the latter
  /// anyway: `Callao` of `Callao, Peru` in Peru; nil where nothing remains.
  package func withoutEnclosing(_ name: String) -> String? {
    let (own, other) = (lowercased(), name.lowercased())
    if own == other { return nil }
    let ending = ", " + other
    guard own.hasSuffix(ending), own.count > ending.count else { return self }
    return String(dropLast(ending.count))
  }

  /// Whether all letters are Latin, so that English readers can read it.
  package var isLatin: Bool {
    unicodeScalars.allSatisfy { scalar in
      scalar.value < 0x300 || (0x1E00...0x1EFF).contains(scalar.value) || !scalar.properties.isAlphabetic
    }
  }
}
