import CommandLine
import EmbeddedMessaging
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// `beacon dead-letters`
enum DeadLettersCommand {
  private static let number = Positional<Int>(
    "NUMBER", help: "The number that `beacon dead-letters list` prints.", expected: "a whole number from 0"
  ) { Int($0).flatMap { $0 >= 0 ? $0 : nil } }

  static let command = Command(
    group: "dead-letters", summary: "list, show and replay the records that could not be handled",
    discussion: "A dead letter keeps the original bytes, with a stable code and what was expected.",
    examples: ["beacon dead-letters list"], commands: [list, show, replay])

  private static let common = [OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.config)]

  private static let list = Command(
    "list", summary: "print the number, stage, code and message of each dead letter", flags: CommonOptions.forms,
    options: common, examples: ["beacon dead-letters list"]
  ) { (arguments, console) throws(CommandFailure) in
    var table = Table([
      .init("number", .right), .init("time"), .init("stage"), .init("code"), .init("bytes", .right),
      .init("message", limit: 100),
    ])
    let isJSON = console.printsJSON(arguments)
    var isEmpty = true
    try forEach(arguments, console) { (record, letter) throws(CommandFailure) in
      isEmpty = false
      if isJSON {
        console.printJSON(DeadLetterLine(number: record.offset, letter: letter))
      } else {
        table.add(
          String(record.offset), letter.timestamp.description, letter.stage, letter.code,
          String(letter.value?.count ?? 0), letter.message)
      }
      return true
    }
    if !isJSON {
      console.output.print(isEmpty ? "There are no dead letters.\n" : table.text(style: console.output.style))
    }
    return .success
  }

  private static let show = Command(
    "show", summary: "print what is known of a dead letter, then its original bytes",
    discussion: "Where the output is no terminal only the original bytes are printed, unchanged.",
    options: common, positionals: [PositionalEntry(number)], examples: ["beacon dead-letters show 0"]
  ) { (arguments, console) throws(CommandFailure) in
    let (_, letter) = try find(arguments[number] ?? 0, arguments, console)
    let value = letter.value ?? []
    guard console.output.isTerminal else {
      console.output.write(value)
      return .success
    }
    console.output.print(
      """
      code:     \(letter.code)
      message:  \(terminalText(letter.message))
      stage:    \(letter.stage)
      from:     \(letter.topic), partition \(letter.partition), offset \(letter.offset), \(letter.timestamp)
      version:  \(terminalText(letter.version)), attempts: \(letter.attempts)
      value:    \(counted(value.count, "byte"))

      """)
    console.output.printLine(terminalText(truncated(String(decoding: value.prefix(4000), as: UTF8.self), to: 2000)))
    return .success
  }

  private static let replay = Command(
    "replay", summary: "hand a dead letter's original bytes to the pipeline again",
    discussion: """
      For use after the cause was mended: a new version, or a corrected register. It takes records that people publish; \
      one that failed in a later stage comes again when its article is published again.
      """,
    options: common, positionals: [PositionalEntry(number, .atLeastOne)], examples: ["beacon dead-letters replay 0"]
  ) { (arguments, console) throws(CommandFailure) in
    let folder = try arguments.configuration(console).data
    var letters: [DeadLetter] = []
    for number in arguments.all(number) { letters.append(try find(number, arguments, console).letter) }
    for letter in letters {
      let line = try inboxLine(of: letter)
      _ = try withDataFolder { () throws(EmbeddedLogError) in
        try InboxWriter(directory: folder).append(topic: letter.topic, lines: [line])
      }
    }
    console.errors.printLine("Handed over \(counted(letters.count, "record")) for the next run.")
    return .success
  }

  private static func inboxLine(of letter: DeadLetter) throws(CommandFailure) -> [UInt8] {
    let registers = [TopicCatalogue.projects.name, TopicCatalogue.sources.name, TopicCatalogue.silences.name]
    if letter.topic == TopicCatalogue.articles.name, let value = letter.value { return value }
    guard registers.contains(letter.topic), let value = letter.value else {
      throw CommandFailure(
        .dataError, "the dead letter comes from \(letter.topic), which the pipeline alone writes",
        expected: "one from \(([TopicCatalogue.articles.name] + registers).joined(separator: ", "))",
        remedy: "publish its article again")
    }
    guard let key = letter.key else { return value }
    return KeyedLine.encode(key: String(decoding: key, as: UTF8.self), value: value)
  }

  private static func find(
    _ number: Int, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> (record: Record, letter: DeadLetter) {
    var found: (Record, DeadLetter)?
    try forEach(from: Int64(number), arguments, console) { (record, letter) throws(CommandFailure) in
      if record.offset == Int64(number) { found = (record, letter) }
      return false
    }
    guard let found else {
      throw CommandFailure(
        .dataError, "there is no dead letter \(number)", expected: "a number of `beacon dead-letters list`")
    }
    return found
  }

  private static func forEach(
    from offset: Int64 = 0, _ arguments: Arguments, _ console: Console,
    _ visit: (Record, DeadLetter) throws(CommandFailure) -> Bool
  ) throws(CommandFailure) {
    let reader = try LogReader(arguments, console)
    try reader.scan(TopicCatalogue.deadLetters.name, from: offset) { (record) throws(CommandFailure) in
      guard let letter = DeadLetterRecord.read(record) else { return true }
      return try visit(record, letter)
    }
  }
}
