import CommandLine
import Models

/// The option `--subject`, which several commands share.
enum SubjectOption {
  static let expected = "a subject such as project/chancay-port, country/PE, sector/port or portfolio/all"

  static let option = Option<SubjectKey>(
    "subject", "SUBJECT", help: "Only this subject, for example project/chancay-port.", expected: expected
  ) { SubjectKey($0) }
}
