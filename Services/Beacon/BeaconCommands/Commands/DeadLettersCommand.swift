import CommandLine
import Messaging
import Models
import PipelineContracts

/// The command `beacon dead-letters`.
enum DeadLettersCommand {
  private static let number = Positional<RecordNumber>(
    "NUMBER", help: "The number that `beacon dead-letters list` prints: partition:offset, or an offset of partition 0.",
    expected: "partition:offset, such as 3:17, or one number"
  ) { RecordNumber($0) }

  static let command = Command(
    group: "dead-letters", summary: "list, show and replay the records that could not be handled",
    discussion: """
      A dead letter keeps the original bytes, key and headers, with a stable code and what was expected. Its number is \
      its place in \(TopicCatalogue.deadLetters.name), partition:offset, for as long as it is kept.
      """,
    examples: ["beacon dead-letters list"], commands: [list, show, replay])

  private static let common = CommonOptions.log + [OptionEntry(CommonOptions.config)]

  private static let list = Command(
    "list", summary: "print the number, stage, code and message of each dead letter", flags: CommonOptions.forms,
    options: common, examples: ["beacon dead-letters list"]
  ) { (arguments, console) throws(CommandFailure) in
    let source = try LogLocation(arguments, console).source()
    let (lines, _) = try source.inOrder(TopicCatalogue.deadLetters.name) { record in
      DeadLetterRecord.read(record).map { DeadLetterLine(record, $0) }
    }
    if console.printsJSON(arguments) {
      for line in lines { console.printJSON(line) }
      return .success
    }
    var table = Table([
      .init("number", .right), .init("time"), .init("stage"), .init("code"), .init("bytes", .right),
      .init("message", limit: 300),
    ])
    for line in lines {
      table.add(
        line.number.description, line.letter.timestamp.description, line.letter.stage, line.letter.code,
        String(line.bytes), line.letter.message)
    }
    console.output.print(lines.isEmpty ? "There are no dead letters.\n" : table.text(style: console.output.style))
    return .success
  }

  private static let show = Command(
    "show", summary: "print the metadata of a dead letter, then its original bytes",
    discussion: "Where the output is no terminal only the original bytes are printed, unchanged.",
    options: common, positionals: [PositionalEntry(number)], examples: ["beacon dead-letters show 0"]
  ) { (arguments, console) throws(CommandFailure) in
    let source = try LogLocation(arguments, console).source()
    let letters = try arguments.all(number).map { (number) throws(CommandFailure) in try find(number, source) }
    guard let letter = letters.first?.letter else { return .success }
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
    "replay", summary: "send a dead letter's original bytes to the topic that it came from",
    discussion: """
      For use after the cause was fixed: a new version, or a corrected register. The original key, headers and bytes \
      go to the original topic, over Kafka to the original partition; in a data folder they wait for the next run. The \
      dead letter stays where it is.
      """,
    options: common, positionals: [PositionalEntry(number, .atLeastOne)], examples: ["beacon dead-letters replay 0:17"]
  ) { (arguments, console) throws(CommandFailure) in
    let location = try LogLocation(arguments, console)
    let source = try location.source()
    let letters = try arguments.all(number).map { (number) throws(CommandFailure) in try find(number, source) }
    for (record, letter) in letters where !topics.contains(letter.topic) {
      throw CommandFailure(
        .dataError, "the dead letter \(RecordNumber(record)) says that it came from \(letter.topic)",
        expected: "a topic of Beacon", remedy: "nothing was replayed; find out who wrote that dead letter")
    }
    for (record, letter) in letters {
      guard let size = letter.cutFrom else { continue }
      throw CommandFailure(
        .dataError, "the dead letter \(RecordNumber(record)) has only the first bytes of a record of \(size) bytes",
        expected: "a dead letter that has the whole record",
        remedy: "nothing was sent; publish the original again")
    }
    let sink = try location.sink(writer: "dead-letters")
    for (record, letter) in letters {
      guard let original = DeadLetterRecord.replay(record) else { continue }
      try sink.append(original, toPartition: letter.partition)
    }
    try sink.finish()
    console.errors.printLine("Sent \(counted(sink.kept, "record")) \(location.effect).")
    return .success
  }

  private static let topics = Set(TopicCatalogue.all.map(\.name)).subtracting([TopicCatalogue.deadLetters.name])

  private static func find(
    _ number: RecordNumber, _ source: any RecordSource
  ) throws(CommandFailure) -> (record: Record, letter: DeadLetter) {
    guard let record = try source.record(TopicCatalogue.deadLetters.name, number),
      let letter = DeadLetterRecord.read(record)
    else {
      throw CommandFailure(
        .dataError, "there is no dead letter \(number)", expected: "a number of `beacon dead-letters list`")
    }
    return (record, letter)
  }
}
