import CommandLine
import Synchronization
import Testing

/// Gathers what a command writes.
final class Capture: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let answer: Int32

  init(answering answer: Int32 = 0) { self.answer = answer }

  func channel(isTerminal: Bool = false) -> OutputChannel {
    OutputChannel(isTerminal: isTerminal, colour: false) { more in
      self.bytes.withLock { $0 += more }
      return self.answer
    }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

@Suite struct ExecutionTests {
  private func run(_ words: [String]) -> (status: ExitCode, output: String, errors: String) {
    let output = Capture()
    let errors = Capture()
    let console = Console(output: output.channel(), errors: errors.channel(), environment: [:])
    let status = execute(SampleCommands.root, version: "1.2", words: words, console: console)
    return (status, output.text, errors.text)
  }

  @Test("A command's output goes to standard output and its status to the shell")
  func success() {
    let result = run(["pick", "--count", "2", "plum", "pear"])
    #expect(result == (.success, "2 plum+pear\n", ""))
  }

  @Test("A failure says on standard error what happened, what was expected and what to do, harmlessly")
  func failure() {
    let result = run(["fail"])
    #expect(result.status == .noInput)
    #expect(result.output == "")
    #expect(
      result.errors
        == "garden fail: no such tree: \\u{1B}[31m\n  expected: a tree\n  what to do: plant one\n")
  }

  @Test("--version prints the version")
  func version() {
    #expect(run(["--version"]) == (.success, "garden 1.2\n", ""))
  }

  @Test("The help of a command is this text")
  func goldenHelp() {
    #expect(
      run(["pick", "--help"]).output == """
        garden pick: pick fruit

        Usage: garden pick [--count N] [--folder DIR] [--json] FRUIT...

        Ripe ones first.

        The rest is left.

        Arguments:
          FRUIT  What to pick.

        Options:
          --count N     How many, from 1 to 9.
          --folder DIR  Where to put them.
          --json        Print JSON lines.
          --help        Print this text.

        Example:
          garden pick --count 3 plums

        """)
  }

  @Test("The help of a group lists its commands")
  func goldenGroupHelp() {
    #expect(
      run(["--help"]).output == """
        garden: keep a garden

        Usage: garden COMMAND ...

        Commands:
          pick   pick fruit
          fail   fail
          tools  tools

        Example:
          garden pick --count 3 plums

        """)
  }

  @Test("An output that cannot be written is a failure, not a silent loss")
  func brokenOutput() {
    let errors = Capture()
    let console = Console(
      output: Capture(answering: 28).channel(), errors: errors.channel(), environment: [:])
    #expect(execute(SampleCommands.root, version: "1", words: ["pick", "plum"], console: console) == .inputOutput)
    #expect(errors.text.contains("could not be written"))
  }
}
