import CommandLine
import Configuration
import JSONCoding

/// The command `beacon config`.
enum ConfigCommand {
  static let command = Command(
    "config", summary: "print the settings in effect and where each comes from",
    discussion: """
      A setting is taken from the first of these that has it: the command line, the environment, the file, the default. \
      In the file the parts of a name are nested: `log: {level: debug}`. A bad value, an unknown key or a key given \
      twice stops every command with status 78.
      """,
    flags: CommonOptions.forms,
    options: [
      OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ],
    examples: ["beacon config", "BEACON_LOG_LEVEL=debug beacon config --json"], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let reader = try arguments.configurationReader(console)
    _ = try arguments.configuration(console)
    let settings = BeaconConfiguration.keys.map(reader.setting)
    if console.printsJSON(arguments) {
      for setting in settings { console.printJSON(setting) }
      return .success
    }
    var table = Table([.init("setting"), .init("value"), .init("from"), .init("what it is", limit: 200)])
    for setting in settings {
      table.add(
        setting.key.name, setting.value ?? "-", setting.origin.description,
        "\(setting.key.summary) (\(setting.key.expected))")
    }
    console.output.print(table.text(style: console.output.style))
    return .success
  }
}

extension EffectiveSetting: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("key", key.name)
    json.field("value", value)
    json.field("from", origin.description)
    json.field("environment", key.environmentName)
    json.field("type", key.type)
    json.field("unit", key.unit)
    json.field("range", key.range)
    json.field("default", key.defaultText)
    json.field("summary", key.summary)
    json.endObject()
  }
}
