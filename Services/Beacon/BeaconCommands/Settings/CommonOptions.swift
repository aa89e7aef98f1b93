import CommandLine
import Configuration
import ReportRendering

/// The options that several commands share.
enum CommonOptions {
  static let data = Option(
    "data", "DIR", help: "The folder of the embedded log (BEACON_DATA; default beacon-data).")
  static let reference = Option(
    "reference", "DIR",
    help:
      "The folder of the reference data (BEACON_REFERENCE; default: the program's ../share/beacon, then its checkout).")
  static let config = Option("config", "FILE", help: "A YAML file of settings (BEACON_CONFIG); see `beacon config`.")
  static let language = Option<ReportLanguage.Code>(
    "language", "CODE", help: "The language of the text: en (the default) or zh.", expected: "en or zh"
  ) { ReportLanguage.Code(rawValue: $0) }
  static let json = Flag(
    "json", help: "Print JSON lines; the default where the output is not a terminal.", excludes: ["language"])
  static let text = Flag("text", help: "Print text for people; the default on a terminal.", excludes: ["json"])
  static let forms = [json, text]
}

extension Arguments {
  /// Reads the settings in effect for this command line. Fails with `configuration`, `noInput` where the file is
  /// missing, or `dataError` where it is too large.
  func configuration(_ console: Console) throws(CommandFailure) -> BeaconConfiguration {
    let reader = try configurationReader(console)
    do {
      return try BeaconConfiguration(reader: reader)
    } catch {
      throw CommandFailure(error)
    }
  }

  func configurationReader(_ console: Console) throws(CommandFailure) -> ConfigurationReader {
    let path = self[CommonOptions.config] ?? console.environment["BEACON_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let bytes: [UInt8]? =
      if let path {
        try InputFile.file(path: path).contents(
          standardInput: console.input, limit: ConfigurationFile.maximumBytes,
          remedy: "check that this is a file of settings")
      } else {
        nil
      }
    do {
      let file: ConfigurationFile? =
        if let path, let bytes { try ConfigurationFile(name: path, bytes: bytes) } else { nil }
      return try ConfigurationReader(
        keys: BeaconConfiguration.keys, arguments: given, environment: console.environment, file: file)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  init(_ error: ConfigurationError) {
    self.init(
      .configuration, "\(error.message) (\(error.place))", expected: error.expected,
      remedy: "`beacon config --help` lists the settings and where they are read from")
  }
}
