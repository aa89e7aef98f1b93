import CommandLine
import Models

/// The alert records that were not sent, as a table for people.
struct SuppressionTable {
  let suppressions: [Suppression]
  /// The silences by id, to name the owner and reason of each.
  let silences: [String: Silence]
  let projectNames: [String: String]

  func text(style: Style) -> String {
    guard !suppressions.isEmpty else { return "No alert was suppressed.\n" }
    var table = Table([
      .init("time"), .init("subject", limit: 40), .init("category"), .init("level"), .init("reason", limit: 110),
      .init("what it would have said", limit: 110),
    ])
    for suppression in suppressions {
      table.add(
        suppression.asOf.description, suppression.subjectName ?? suppression.subject.description,
        suppression.category, suppression.level?.rawValue ?? "-", reason(of: suppression), suppression.headline ?? "-")
    }
    return table.text(style: style)
  }

  /// Why the record was not sent, in plain English, with names.
  func reason(of suppression: Suppression) -> String {
    switch suppression.reason {
    case .silenced:
      guard let silence = silences[suppression.detail] else { return "silenced (\(suppression.detail))" }
      return "silenced by \(silence.owner): \(silence.reason)"
    case .inhibited:
      let names = suppression.detail.split(separator: " ").map { key in
        SubjectKey(String(key)).flatMap { projectNames[$0.id] } ?? String(key)
      }
      return "every incident concerns a project that has the alert: \(names.joined(separator: ", "))"
    case .coolDown: return "no escalation within the cool-down; sent when that ends, if it is still true"
    case .hourlyCap: return "the subject had its number of records for the hour; the rest came as one after it"
    case .unchanged: return "no new evidence and no new level"
    }
  }
}
