import ArticleForms
import ArticleIntake
import CommandLine
import ReferenceData
import ServiceRuntime

/// The stages' reference data, loaded once.
struct ReferenceValues: Sendable {
  let data: ReferenceData
  let intake: IntakeRules
  let alertTables: AlertTables

  /// Fails with `noInput` where the data is not found, `dataError` where a table is wrong.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    (data, intake, alertTables) = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      (
        try ReferenceData(directory: path),
        try IntakeRules(tables: "\(path)/Tables"),
        try AlertTables(directory: path)
      )
    }
  }
}

extension IntakeTimes {
  /// The times of ingestion, for commands that need no more of the reference data.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    self = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try IntakeTimes(path: "\(path)/Tables/intake.tsv")
    }
  }
}

extension BacktestTimes {
  /// The times of backtests, of the reference data that the settings name.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    self = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try BacktestTimes(path: "\(path)/Tables/backtest.tsv")
    }
  }
}

extension LanguageCheck {
  /// The check of articles' languages, for commands that need no more of the reference data.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    self = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try LanguageCheck(tables: "\(path)/Tables")
    }
  }
}

extension FormRules {
  /// The tables by which articles are read, for commands that need no more of the reference data.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    self = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try FormRules(tables: "\(path)/Tables")
    }
  }
}
