import CommandLine

/// A small tree of commands that shows every kind of parameter.
enum SampleCommands {
  static let count = Option<Int>("count", "N", help: "How many, from 1 to 9.", expected: "a whole number from 1 to 9") {
    Int($0).flatMap { (1...9).contains($0) ? $0 : nil }
  }
  static let folder = Option("folder", "DIR", help: "Where to put them.")
  static let json = Flag("json", help: "Print JSON lines.")
  static let fruit = Positional("FRUIT", help: "What to pick.")

  static let pick = Command(
    "pick", summary: "pick fruit", discussion: "Ripe ones first.\n\nThe rest is left.", flags: [json],
    options: [OptionEntry(count), OptionEntry(folder)], positionals: [PositionalEntry(fruit, .atLeastOne)],
    examples: ["garden pick --count 3 plums"]
  ) { arguments, console in
    console.output.printLine("\(arguments[count] ?? 1) \(arguments.all(fruit).joined(separator: "+"))")
    return .success
  }

  static let fail = Command("fail", summary: "fail", examples: ["garden fail"]) { _, _ throws(CommandFailure) in
    throw CommandFailure(.noInput, "no such tree: \u{1B}[31m", expected: "a tree", remedy: "plant one")
  }

  static let root = Command(
    group: "garden", summary: "keep a garden", examples: ["garden pick --count 3 plums"],
    commands: [pick, fail, Command(group: "tools", summary: "tools", examples: ["garden tools"], commands: [fail])])
}
