import CommandLine
import Models

/// An incident that affects two or more projects, shown once for all of them.
struct SharedDriver: Hashable {
  /// The incident's id, which is the same for every project.
  var incident: String
  var type: String
  var category: String
  /// The names of the affected projects, in alphabetical order.
  var projects: [String]
  /// The largest number of points that it adds to the score of a category of one of these projects.
  var points: Double
  var quote: String?

  /// The incidents that contribute to the assessments of two or more projects, those with most projects first.
  static func all(in assessments: [Assessment]) -> [SharedDriver] {
    var drivers: [String: SharedDriver] = [:]
    for assessment in assessments where assessment.subject.kind == .project {
      let name = assessment.subjectName ?? assessment.subject.id
      for category in assessment.categories {
        for contribution in category.contributions where contribution.share > 0 {
          var driver =
            drivers[contribution.cluster]
            ?? SharedDriver(
              incident: contribution.cluster, type: contribution.type, category: category.category, projects: [],
              points: 0, quote: contribution.evidence.first?.quote.text)
          driver.projects.append(name)
          driver.points = max(driver.points, contribution.share)
          drivers[contribution.cluster] = driver
        }
      }
    }
    return drivers.values.filter { $0.projects.count > 1 }.map { driver in
      var driver = driver
      driver.projects.sort()
      return driver
    }.sorted { left, right in
      if left.projects.count != right.projects.count { return left.projects.count > right.projects.count }
      return left.points == right.points ? left.incident < right.incident : left.points > right.points
    }
  }
}

extension [SharedDriver] {
  /// The first 10 drivers as a table under a title; empty for an empty list.
  func text(style: Style) -> String {
    guard !isEmpty else { return "" }
    var table = Table([
      .init("category"), .init("event"), .init("points", .right), .init("projects", limit: 60),
      .init("said", limit: 90),
    ])
    for driver in prefix(10) {
      table.add(
        driver.category, driver.type, fixed(driver.points, 1), driver.projects.joined(separator: ", "),
        driver.quote ?? "-")
    }
    return "\n" + style.bold("Drivers that several projects share") + "\n" + table.text(style: style)
  }
}
