import Models

/// The groups of registered projects: the portfolio of all of them, each sector and each corridor.
///
/// An event concerns a group only through the group's projects: its proximity to the group is its mean proximity to
/// them, 0 for each that it does not concern. A group's score is thus that of an average project. Neither a larger
/// register nor news of places without a project raises it.
struct ProjectGroups {
  /// The number of projects in each group.
  private let sizes: [SubjectKey: Int]
  /// The groups of each project, by the project's id.
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

  /// The event's nearness to each group with a project among `subjects`, which has each subject once.
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
  /// The factor of the event's contribution to the subject's score, above 0 and at most 1.
  var proximity: Double
  /// For a group, the proximity of its nearest project; for another subject, the same as `proximity`.
  var closest: Double
}
