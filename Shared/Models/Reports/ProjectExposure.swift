/// The exposure of a report's projects: the value and headcount that the register of projects states, summed by the
/// projects' levels.
package struct ProjectExposure: Hashable, Sendable {
  /// Over all projects.
  package var total: ExposureSum
  /// By level, highest first; last the projects below every level. Levels without a project are left out.
  package var levels: [ExposureSum]
  /// The ids of the projects for which the register states neither value nor headcount.
  package var unstated: [String]

  package init(total: ExposureSum, levels: [ExposureSum], unstated: [String]) {
    self.total = total
    self.levels = levels
    self.unstated = unstated
  }

  /// Whether the register states anything that could be summed.
  package var isStated: Bool { !total.values.isEmpty || total.headcount != nil }
}

/// The value and headcount of several projects in sum.
package struct ExposureSum: Hashable, Sendable {
  /// Nil for projects below every level, and for the total.
  package var level: AlertLevel?
  package var projects: Int
  /// One sum for each currency, in order of their codes: amounts are never converted.
  package var values: [Money]
  /// People on site; nil where no project states a number.
  package var headcount: Int?

  package init(level: AlertLevel? = nil, projects: Int, values: [Money], headcount: Int?) {
    self.level = level
    self.projects = projects
    self.values = values
    self.headcount = headcount
  }
}

extension AssessmentReport {
  /// The exposure, where the register states any.
  package var statedExposure: ProjectExposure? { exposure.flatMap { $0.isStated ? $0 : nil } }
}
