/// A registered project, which Beacon watches for its owner.
package struct Project: Hashable, Sendable {
  package var id: String
  package var name: String
  package var aliases: [String]
  package var countries: [String]
  package var sector: String
  package var corridor: String?
  package var connectivity: [Connectivity]
  package var scale: ProjectScale?
  package var field: ProjectField?
  package var actorClass: ActorClass?
  package var phase: String?
  package var counterparties: [Counterparty]
  package var sites: [Site]
  package var milestones: [ExpectedMilestone]
  /// The money that the owner has at risk.
  package var value: Money?
  /// The number of people on site.
  package var headcount: Int?
  /// Whether the project's alerts are never silenced or capped.
  package var protected: Bool

  package init(
    id: String, name: String, aliases: [String] = [], countries: [String], sector: String, corridor: String? = nil,
    connectivity: [Connectivity] = [], scale: ProjectScale? = nil, field: ProjectField? = nil,
    actorClass: ActorClass? = nil, phase: String? = nil, counterparties: [Counterparty] = [], sites: [Site] = [],
    milestones: [ExpectedMilestone] = [], value: Money? = nil, headcount: Int? = nil, protected: Bool = false
  ) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.countries = countries
    self.sector = sector
    self.corridor = corridor
    self.connectivity = connectivity
    self.scale = scale
    self.field = field
    self.actorClass = actorClass
    self.phase = phase
    self.counterparties = counterparties
    self.sites = sites
    self.milestones = milestones
    self.value = value
    self.headcount = headcount
    self.protected = protected
  }
}

extension Project {
  /// The first alias in Chinese characters; nil if all aliases are in other scripts.
  package var chineseName: String? {
    aliases.first { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
  }
}

/// A company or body that a project depends on.
package struct Counterparty: Hashable, Sendable {
  package var name: String
  package var aliases: [String]
  package var role: String

  package init(name: String, aliases: [String] = [], role: String) {
    self.name = name
    self.aliases = aliases
    self.role = role
  }
}

/// A place where a project is built or works: a circle around a point, in degrees (WGS 84).
package struct Site: Hashable, Sendable {
  package var name: String
  package var latitude: Double
  package var longitude: Double
  package var radiusKm: Double

  package init(name: String, latitude: Double, longitude: Double, radiusKm: Double) {
    self.name = name
    self.latitude = latitude
    self.longitude = longitude
    self.radiusKm = radiusKm
  }
}

/// A step in the life of a project: when the register expects it, and when it was reached.
package struct ExpectedMilestone: Hashable, Sendable {
  package var type: String
  package var expected: PartialDate?
  package var actual: PartialDate?

  package init(type: String, expected: PartialDate? = nil, actual: PartialDate? = nil) {
    self.type = type
    self.expected = expected
    self.actual = actual
  }

  /// The steps that Beacon notices in the news when they are reached: those of `event-types.tsv`. Of another type only
  /// the register can say that it was reached.
  package static let reportedTypes: Set<String> = [
    "AGREEMENT_SIGNED", "COMMISSIONED", "CONTRACT_AWARDED", "FINANCIAL_CLOSE", "LAUNCH_CEREMONY", "SERVICE_LAUNCH",
  ]
}
