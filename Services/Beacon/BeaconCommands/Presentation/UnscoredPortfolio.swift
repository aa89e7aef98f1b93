import CommandLine
import JSONCoding
import Models
import PipelineContracts

/// What is printed of the portfolio where no project is registered: it has no score then, and not one of 0.
struct UnscoredPortfolio: JSONEncodable {
  static let reason = "no projects registered"

  let assessment: Assessment

  /// Nil for every other subject, and where a project is registered.
  init?(_ assessment: Assessment, in source: any RecordSource) throws(CommandFailure) {
    guard assessment.subject.kind == .portfolio, try !source.hasProjects else { return nil }
    self.assessment = assessment
  }

  var text: String {
    """
    No projects are registered, so that \(assessment.subject) has no score: register some with `beacon projects add`, \
    or ask for another subject that `beacon assess` lists.

    """
  }

  /// Its cells in the list of all subjects.
  var row: [String] {
    [
      assessment.subject.description, Self.reason, "-", "-", assessment.coverage.rawValue, "-",
      assessment.asOf.description,
    ]
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("subject", assessment.subject.description)
    json.field("asOf", assessment.asOf.description)
    json.field("coverage", assessment.coverage.rawValue)
    json.field("scored", false)
    json.field("reason", Self.reason)
    json.endObject()
  }
}

extension RecordSource {
  /// Whether the register has a project.
  fileprivate var hasProjects: Bool {
    get throws(CommandFailure) { try !latest(TopicCatalogue.projects).isEmpty }
  }
}
