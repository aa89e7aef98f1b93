import CommandLine
import Testing

@Suite struct CommandParserTests {
  private func arguments(_ words: [String]) throws -> Arguments? {
    guard case .run(let arguments, _) = try CommandParser(root: SampleCommands.root).parse(words) else { return nil }
    return arguments
  }

  @Test(
    "An option's value may follow it or its equals sign",
    arguments: [["pick", "--count", "3", "plum"], ["pick", "--count=3", "plum"], ["pick", "plum", "--count", "3"]])
  func optionValues(words: [String]) throws {
    let parsed = try #require(try arguments(words))
    #expect(parsed[SampleCommands.count] == 3)
    #expect(parsed.all(SampleCommands.fruit) == ["plum"])
    #expect(parsed[SampleCommands.folder] == nil)
    #expect(!parsed[SampleCommands.json])
  }

  @Test("After -- every word is a positional, and - always is")
  func positionals() throws {
    let parsed = try #require(try arguments(["pick", "--json", "-", "--", "--count", "--help"]))
    #expect(parsed[SampleCommands.json])
    #expect(parsed.all(SampleCommands.fruit) == ["-", "--count", "--help"])
  }

  @Test(
    "A wrong command line is refused with status 64, naming the word and what was expected",
    arguments: [
      (["pick"], "FRUIT is missing"),
      (["pick", "--count", "12", "plum"], "--count cannot be \"12\""),
      (["pick", "--count", "--json", "plum"], "--count needs a value"),
      (["pick", "plum", "--count"], "--count needs a value"),
      (["pick", "--count=1", "--count=2", "plum"], "--count is given twice"),
      (["pick", "--json=yes", "plum"], "--json takes no value"),
      (["pick", "--cuont", "3", "plum"], "there is no option \"--cuont\"; did you mean \"--count\"?"),
      (["pick", "-x", "plum"], "there is no option \"-x\""),
      (["pcik"], "there is no command \"pcik\"; did you mean \"pick\"?"),
      (["weed"], "there is no command \"weed\""),
      (["tools"], "a command is missing after `garden tools`"),
      ([], "a command is missing after `garden`"),
      (["fail", "now"], "\"now\" is one word too many"),
    ])
  func misuse(words: [String], message: String) {
    let failure = #expect(throws: CommandFailure.self) { try arguments(words) }
    #expect(failure?.status == .misuse)
    #expect(failure?.message == message)
    #expect(failure?.remedy?.contains("--help") == true)
  }

  @Test(
    "A parameter that takes any text is expected by its name alone",
    arguments: [(["pick"], "FRUIT"), (["pick", "plum", "--folder"], "DIR")])
  func expectedName(words: [String], name: String) {
    let failure = #expect(throws: CommandFailure.self) { try arguments(words) }
    #expect(failure?.expected == name)
  }

  @Test(
    "A flag and what it excludes are refused together, in either order",
    arguments: [
      (["--text", "--json"], "--text and --json are both given"),
      (["--json", "--text"], "--text and --json are both given"),
      (["--text", "--to", "DIR"], "--text and --to are both given"), (["--text"], nil),
      (["--json", "--to", "DIR"], nil),
    ] as [([String], String?)])
  func exclusive(words: [String], message: String?) {
    let print = Command(
      "print", summary: "print", flags: [Flag("json", help: ""), Flag("text", help: "", excludes: ["json", "to"])],
      options: [OptionEntry(Option("to", "DIR", help: ""))], examples: []
    ) { _, _ in .success }
    let root = Command(group: "garden", summary: "", examples: [], commands: [print])
    var failure: CommandFailure?
    do throws(CommandFailure) { _ = try CommandParser(root: root).parse(["print"] + words) } catch { failure = error }
    #expect(failure?.message == message)
    #expect(failure == nil || failure?.status == .misuse && failure?.expected == "only one of them")
  }

  @Test(
    "Help wins over everything else on the command line",
    arguments: [
      (["--help"], "garden"), (["-h"], "garden"), (["help"], "garden"), (["help", "pick"], "garden pick"),
      (["pick", "--help"], "garden pick"), (["pick", "--nonsense", "-h"], "garden pick"),
      (["tools", "fail", "--help"], "garden tools fail"),
    ])
  func help(words: [String], name: String) throws {
    guard case .help(_, let path) = try CommandParser(root: SampleCommands.root).parse(words) else {
      Issue.record("\(words) asks for help")
      return
    }
    #expect(path.joined(separator: " ") == name)
  }

  @Test(
    "A suggestion is made only where a known word is near",
    arguments: [
      ("pubish", "publish"), ("puhlish", "publish"), ("alert", "alerts"), ("--datta", "--data"), ("xyz", nil),
      ("", nil),
    ] as [(String, String?)])
  func suggestions(word: String, expected: String?) {
    #expect(suggestion(for: word, among: ["publish", "alerts", "run", "--data"]) == expected)
  }
}
