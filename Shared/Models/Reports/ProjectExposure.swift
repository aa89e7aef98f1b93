/// The exposure of a report's projects: the value and headcount that the register of projects states, summed by the
/// projects' levels.
package struct ProjectExposure: Hashable, Sendable {
  /// The sum over all projects.
  package var total: ExposureSum
  /// One sum for each level with a project, highest level first; last the projects below every level.
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

/// The summed value and headcount of several projects.
package struct ExposureSum: Hashable, Sendable {
  /// The level of the summed projects; nil for projects below every level, and for the total.
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
  /// `exposure`; nil where the register states neither value nor headcount for any project.
  package var statedExposure: ProjectExposure? { exposure.flatMap { $0.isStated ? $0 : nil } }
}
