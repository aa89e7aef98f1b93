import BeaconCommands
import CommandLine
import Foundation
import Testing

@Suite struct HelpTests {
  private func commands(_ command: Command, _ path: [String]) -> [(command: Command, path: [String])] {
    [(command, path)] + command.commands.flatMap { commands($0, path + [$0.name]) }
  }

  private var all: [(command: Command, path: [String])] { commands(BeaconCommand.root, ["beacon"]) }

  @Test("Every command has an example, and every example is a command line that is accepted")
  func examples() throws {
    let parser = CommandParser(root: BeaconCommand.root)
    for (command, path) in all {
      #expect(!command.examples.isEmpty, "\(path.joined(separator: " "))")
      #expect(command.examples.contains { $0.contains(path.joined(separator: " ")) })
      for example in command.examples {
        let words = try #require(shellWords(example).split(separator: "beacon").last)
        #expect(throws: Never.self, "\(example)") { _ = try parser.parse(Array(words)) }
      }
    }
  }

  @Test("The help of all commands is the text in Golden/help.txt; BEACON_WRITE_GOLDEN=1 rewrites it")
  func golden() throws {
    let text = try all.map { try beacon($0.path.dropFirst() + ["--help"], input: []).output }
      .joined(separator: "\n\n")
    let file = checkout + "/Tests/BeaconCommandsTests/Golden/help.txt"
    if ProcessInfo.processInfo.environment["BEACON_WRITE_GOLDEN"] == "1" {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }

  @Test("No line of any help is wider than 100 columns, commands to copy apart")
  func width() throws {
    for (command, path) in all {
      let text = try beacon(path.dropFirst() + ["--help"], input: []).output
      for line in text.split(separator: "\n") where !command.examples.contains(String(line.dropFirst(2))) {
        #expect(line.count <= 100, "\(path): \(line)")
      }
    }
  }

  /// A shell's words, as far as the examples need: quotes, and nothing else.
  private func shellWords(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
