import Configuration
import Testing

@Suite struct ConfigurationTests {
  enum Colour: String, CaseIterable, Sendable {
    case red, green
  }

  static let data = ConfigurationKey.text("data", type: "a folder", default: "beacon-data", "Where it is.")
  static let records = ConfigurationKey.integer(
    "run.batch-records", default: 500, in: 1...500, unit: "records", "The most in a batch.")
  static let colour = ConfigurationKey<Colour>.choice("ui.colour", default: .red, "The colour.")
  static let token = ConfigurationKey.text("token", type: "a token", default: nil, isSecret: true, "A secret.")
  static let keys = [data.description, records.description, colour.description, token.description]

  private func reader(
    arguments: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
  ) throws -> ConfigurationReader {
    let file = try file.map { try ConfigurationFile(name: "beacon.yaml", bytes: Array($0.utf8)) }
    return try ConfigurationReader(
      keys: Self.keys, arguments: arguments, environment: environment, file: file)
  }

  @Test("Command line wins over environment, environment over file, file over default")
  func precedence() throws {
    let file = "# settings\ndata: from-file\nrun:\n  batch-records: 7\nui: {colour: green}\n"
    #expect(try reader().value(Self.records) == 500)
    #expect(try reader(file: file).value(Self.records) == 7)
    #expect(try reader(file: file).value(Self.colour) == .green)
    let environment = ["BEACON_RUN_BATCH_RECORDS": "9", "BEACON_DATA": ""]
    #expect(try reader(environment: environment, file: file).value(Self.records) == 9)
    #expect(try reader(environment: environment, file: file).value(Self.data) == "from-file")
    #expect(
      try reader(arguments: ["run.batch-records": "11"], environment: environment, file: file).value(Self.records)
        == 11)
  }

  @Test("Each setting says where its value comes from, and a secret is never shown")
  func effective() throws {
    let reader = try reader(
      arguments: ["data": "d", "token": "on-the-command-line"], environment: ["BEACON_TOKEN": "s3cret"],
      file: "run:\n  batch-records: 7\n")
    let settings = Self.keys.map(reader.setting)
    #expect(settings.map(\.value) == ["d", "7", "red", "(hidden)"])
    #expect(settings.map(\.origin.description) == ["--data", "beacon.yaml:2:18", "default", "BEACON_TOKEN"])
    #expect(try reader.optional(Self.token) == "s3cret")
  }

  @Test(
    "A flag has three spellings of yes and of no, and no other",
    arguments: [("yes", true), ("true", true), ("1", true), ("no", false), ("false", false), ("0", false), ("on", nil)])
  func flag(text: String, expected: Bool?) {
    #expect(ConfigurationKey.flag("feeds.private", default: false, "Whether.").read(text) == expected)
  }

  @Test(
    "A bad value is refused with its key, its place and what was expected",
    arguments: [
      ("run:\n  batch-records: 501\n", "run.batch-records cannot be \"501\"", "beacon.yaml:2:18"),
      ("run:\n  batch-records: many\n", "run.batch-records cannot be \"many\"", "beacon.yaml:2:18"),
      ("run: {batch-records: }\n", "run.batch-records cannot be \"\"", "beacon.yaml:1:22"),
    ])
  func badValue(file: String, message: String, place: String) {
    let error = #expect(throws: ConfigurationError.self) { try reader(file: file).value(Self.records) }
    #expect(error?.key == "run.batch-records")
    #expect(error?.message == message)
    #expect(error?.place == place)
    #expect(error?.expected == "a whole number of records, 1 to 500")
  }

  @Test("A bad value in the environment or on the command line names that place")
  func badValueElsewhere() {
    let inEnvironment = #expect(throws: ConfigurationError.self) {
      try reader(environment: ["BEACON_UI_COLOUR": "blue"]).value(Self.colour)
    }
    #expect(inEnvironment?.place == "BEACON_UI_COLOUR")
    #expect(inEnvironment?.expected == "one of red, green")
    let onCommandLine = #expect(throws: ConfigurationError.self) {
      try reader(arguments: ["ui.colour": "blue"]).value(Self.colour)
    }
    #expect(onCommandLine?.place == "--ui.colour")
  }

  @Test("A key that nobody sets and that has no default is named with its variable")
  func missing() {
    let error = #expect(throws: ConfigurationError.self) { try reader().value(Self.token) }
    #expect(error?.place.contains("BEACON_TOKEN") == true)
  }

  @Test(
    "A file that is not plain settings is refused with line and column",
    arguments: [
      ("date: x\n", "there is no setting date", "beacon.yaml:1:1"),
      ("run:\n  batch: 3\n", "there is no setting run.batch", "beacon.yaml:2:3"),
      ("data: a\nrun:\n  batch-records: 1\ndata: b\n", "data is set twice, first in line 1", "beacon.yaml:4:1"),
      ("data: [a, b]\n", "data is a list", "beacon.yaml:1:7"),
      ("data: &x a\n", "an anchor is used", "beacon.yaml:1:7"),
      ("data: *x\n", "an alias is used", "beacon.yaml:1:7"),
      ("data: !!str a\n", "a tag is used", "beacon.yaml:1:7"),
      ("- data\n", "the file contains no settings", "beacon.yaml:1:1"),
      ("just words\n", "the file contains no settings", "beacon.yaml:1:1"),
      ("data: a\n---\ndata: b\n", "a second document begins", "beacon.yaml:3:1"),
      ("? [a]\n: b\n", "a key is not a text", "beacon.yaml:1:3"),
    ])
  func badFile(file: String, message: String, place: String) {
    let error = #expect(throws: ConfigurationError.self) { try reader(file: file) }
    #expect(error?.message == message)
    #expect(error?.place == place)
  }

  @Test(
    "What is not YAML at all is refused with line and column",
    arguments: [
      "data: \"open\n", "data: a: b\n", "\tdata: a\n", "data: \u{1}\n", "{", "run:\n batch-records: 1\n  x: 2",
    ])
  func notYAML(file: String) {
    let error = #expect(throws: ConfigurationError.self) { try reader(file: file) }
    #expect(error?.message.hasPrefix("not YAML") == true)
    #expect(error?.place.hasPrefix("beacon.yaml:") == true)
  }

  @Test("An empty file sets nothing", arguments: ["", "# nothing\n", "---\n"])
  func emptyFile(file: String) throws {
    #expect(try reader(file: file).value(Self.records) == 500)
  }
}
