/// The registered projects that extraction matches.
package struct ProjectRegister: Sendable {
  /// In order of their ids, one of each id.
  package let projects: [Project]
  /// A short hash of the fields of all projects that extraction reads.
  package let version: String

  /// Of several projects with one id the last counts.
  package init(_ projects: [Project] = []) {
    let byId = Dictionary(projects.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    self.projects = byId.keys.sorted().compactMap { byId[$0] }
    version = Self.version(of: self.projects)
  }

  package func project(_ id: String) -> Project? {
    let place = projects.partitioningIndex { $0.id >= id }
    return place < projects.count && projects[place].id == id ? projects[place] : nil
  }

  private static func version(of projects: [Project]) -> String {
    guard !projects.isEmpty else { return "empty" }
    var fields: [String] = []
    for project in projects {
      fields += [project.id, project.name, project.sector, project.corridor ?? "", String(project.aliases.count)]
      fields += project.aliases + ["\(project.countries.count)"] + project.countries
      fields += project.connectivity.map(\.rawValue) + [project.scale?.rawValue ?? "", project.field?.rawValue ?? ""]
      fields += [project.actorClass?.rawValue ?? "", String(project.counterparties.count)]
      for counterparty in project.counterparties {
        fields += [counterparty.name, counterparty.role] + counterparty.aliases
      }
      for site in project.sites { fields += [site.name, "\(site.latitude)", "\(site.longitude)", "\(site.radiusKm)"] }
    }
    return String(contentHash("register", fields).prefix(12))
  }
}
