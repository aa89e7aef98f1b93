import Models

/// The groups that the registered projects form: the portfolio of all of them, each sector and each corridor.
///
/// Nothing bears on a group but through its projects. A group is as near to an event as its projects are in the mean,
/// those that the event does not concern counted 0, so that its score is that of an average project: it neither grows
/// with the size of the register nor with news of places without a project.
struct ProjectGroups {
  /// The number of projects in each group.
  private let sizes: [SubjectKey: Int]
  /// The groups of each project, by its id.
  private let groups: [String: [SubjectKey]]

  init(_ projects: [Project]) {
    var sizes: [SubjectKey: Int] = [:]
    var groups: [String: [SubjectKey]] = [:]
    for project in projects {
      let own = Self.groups(of: project)
      groups[project.id] = own
      for group in own { sizes[group, default: 0] += 1 }
    }
    self.sizes = sizes
    self.groups = groups
  }

  static func groups(of project: Project) -> [SubjectKey] {
    [.portfolio, SubjectKey(.sector, project.sector)] + (project.corridor.map { [SubjectKey(.corridor, $0)] } ?? [])
  }

  /// How near an event is to each group of the projects among `subjects`, each of which is listed once.
  func nearness(to subjects: [Nearness]) -> [Nearness] {
    var sums: [SubjectKey: (sum: Double, greatest: Double)] = [:]
    for near in subjects where near.subject.kind == .project {
      for group in groups[near.subject.id] ?? [] {
        let known = sums[group] ?? (0, 0)
        sums[group] = (known.sum + near.proximity, max(known.greatest, near.proximity))
      }
    }
    return sums.compactMap { group, found in
      sizes[group].map {
        Nearness(subject: group, proximity: found.sum / Double($0), closest: found.greatest)
      }
    }
  }
}

/// How near an event is to a subject.
struct Nearness {
  var subject: SubjectKey
  /// The factor p of the event's contribution to the subject, above 0 and at most 1.
  var proximity: Double
  /// The proximity of the group's project that is nearest; of other subjects their own.
  var closest: Double
}
