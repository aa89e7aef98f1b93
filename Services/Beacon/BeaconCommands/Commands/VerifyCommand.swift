import CommandLine
import JSONCoding
import Messaging
import Models
import NotificationService
import PipelineContracts
import ScoringService

/// The command `beacon verify`.
enum VerifyCommand {
  static let command = Command(
    "verify", summary: "recompute every published score, warning and alert, and report any difference",
    discussion: """
      Folds \(TopicCatalogue.signals.name) again into assessments and warnings, and \(TopicCatalogue.warnings.name) into \
      alerts and suppressions, and compares them with what the topics have: the same records for each key, in the same \
      order, byte for byte. It also checks that the shares of every current score add up. Nothing is written. Exit \
      status 70 where anything differs.

      Records that another version of the risk model made cannot be recomputed; the first difference then says so. \
      Silences and projects are taken as the registers have them now.
      """,
    flags: CommonOptions.forms,
    options: CommonOptions.log + [OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config)],
    examples: ["beacon verify", "beacon verify --kafka 127.0.0.1:29092 --json"], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    let reference = try ReferenceValues(try arguments.configuration(console))
    let report = try Verifier(Replay(source, RefoldStages(reference))).run()
    if console.printsJSON(arguments) {
      for difference in report.differences { console.printJSON(difference) }
      console.printJSON(report)
    } else {
      console.output.print(report.text(style: console.output.style))
    }
    return report.isClean ? .success : .internalError
  }
}

/// The result of `beacon verify`.
struct VerificationReport: JSONEncodable {
  /// How many records were folded, by input topic.
  var folded: [(topic: String, count: Int)] = []
  /// How many published records were compared, by topic.
  var compared: [(topic: String, count: Int)] = []
  var differences: [Verification.Difference] = []
  /// The subjects whose current score does not add up.
  var unbalanced: [String] = []

  var isClean: Bool { differences.isEmpty && unbalanced.isEmpty }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.list("folded", folded) { $0.writeCount($1) }
    json.list("compared", compared) { $0.writeCount($1) }
    json.field("differences", differences.count)
    json.list("unbalanced", unbalanced)
    json.endObject()
  }

  func text(style: Style) -> String {
    var text = ""
    for difference in differences.prefix(Self.shown) {
      text +=
        "\(style.red(difference.kind.rawValue))  \(difference.topic)  \(terminalText(difference.key))  \(difference.id)\n"
      if !difference.detail.isEmpty { text += "    \(terminalText(difference.detail))\n" }
    }
    if differences.count > Self.shown { text += "… and \(differences.count - Self.shown) more\n" }
    for subject in unbalanced { text += "\(style.red("does not add up"))  \(terminalText(subject))\n" }
    let inputs = folded.map { "\($0.count) of \($0.topic)" }.joined(separator: ", ")
    let outputs = compared.map { "\($0.count) of \($0.topic)" }.joined(separator: ", ")
    text += "Folded \(inputs); compared \(outputs).\n"
    return text
      + (isClean ? "Every record is as it should be.\n" : "\(differences.count + unbalanced.count) differences.\n")
  }

  /// The number of differences that the text shows; JSON has all.
  private static let shown = 50
}

extension JSONWriter {
  fileprivate mutating func writeCount(_ entry: (topic: String, count: Int)) {
    beginObject()
    field("topic", entry.topic)
    field("count", entry.count)
    endObject()
  }
}
