import CommandLine
import JSONCoding
import Models
import PipelineContracts

/// What is printed for the portfolio where no project is registered: it then has no score, rather than a score of 0.
struct UnscoredPortfolio: JSONEncodable {
  static let reason = "no projects registered"

  private let subject: SubjectKey
  /// The portfolio's latest assessment; nil before the first one.
  let assessment: Assessment?

  /// Nil for every other subject, and where a project is registered.
  init?(_ subject: SubjectKey, in source: any RecordSource) throws(CommandFailure) {
    guard subject.kind == .portfolio, try !source.hasProjects else { return nil }
    self.subject = subject
    assessment = try source.latest(TopicCatalogue.assessments, key: subject.description)
  }

  var text: String {
    """
    No projects are registered, so that \(subject) has no score: register some with `beacon projects add`, \
    or ask for another subject that `beacon assess` lists.

    """
  }

  func print(_ arguments: Arguments, _ console: Console) {
    if console.printsJSON(arguments) { console.printJSON(self) } else { console.output.print(text) }
  }

  /// The portfolio's cells in the list of all subjects.
  var row: [String] {
    [
      subject.description, Self.reason, "-", "-", assessment?.coverage.rawValue ?? "-", "-",
      assessment?.asOf.description ?? "-",
    ]
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("subject", subject.description)
    if let assessment {
      json.field("asOf", assessment.asOf.description)
      json.field("coverage", assessment.coverage.rawValue)
    }
    json.field("scored", false)
    json.field("reason", Self.reason)
    json.endObject()
  }
}

extension RecordSource {
  /// Whether any project is registered.
  fileprivate var hasProjects: Bool {
    get throws(CommandFailure) { try !latest(TopicCatalogue.projects).isEmpty }
  }
}
