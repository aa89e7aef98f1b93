/// A country that the text is about.
package struct CountryMention: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  package var code: String
  /// The share of this country in the article, 0 to 1; the shares of a document sum to 1.
  package var salience: Double
  package var mentions: Int

  package init(code: String, salience: Double, mentions: Int) {
    self.code = code
    self.salience = salience
    self.mentions = mentions
  }
}

/// A place that the text names.
package struct Place: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case country, region, city, facility, physical, other
  }

  package var span: TextSpan
  package var country: String?
  package var kind: Kind
  package var latitude: Double?
  package var longitude: Double?

  package init(
    span: TextSpan, country: String? = nil, kind: Kind, latitude: Double? = nil, longitude: Double? = nil
  ) {
    self.span = span
    self.country = country
    self.kind = kind
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// An organisation that the text names.
package struct Organisation: Hashable, Sendable {
  package var span: TextSpan
  package var kind: ActorKind
  package var country: String?

  package init(span: TextSpan, kind: ActorKind, country: String? = nil) {
    self.span = span
    self.kind = kind
    self.country = country
  }
}

/// A project that the text names: a registered one (then with `id`), or one recognised by its form.
package struct ProjectMention: Hashable, Sendable {
  package enum Flag: String, Sendable, CaseIterable {
    /// Named by an alias; `canonical` is the registered name.
    case aliasNormalised
    /// A translation error was corrected ("China-Laism-Thai-Malaysia").
    case translationDefect
  }

  package var span: TextSpan
  package var id: String?
  package var canonical: String?
  package var sector: String
  package var connectivity: [Connectivity]
  package var scale: ProjectScale?
  package var field: ProjectField?
  package var actorClass: ActorClass?
  package var countries: [String]
  package var flags: [Flag]

  package init(
    span: TextSpan, id: String? = nil, canonical: String? = nil, sector: String, connectivity: [Connectivity] = [],
    scale: ProjectScale? = nil, field: ProjectField? = nil, actorClass: ActorClass? = nil, countries: [String] = [],
    flags: [Flag] = []
  ) {
    self.span = span
    self.id = id
    self.canonical = canonical
    self.sector = sector
    self.connectivity = connectivity
    self.scale = scale
    self.field = field
    self.actorClass = actorClass
    self.countries = countries
    self.flags = flags
  }
}
