import CommandLine
import DelimitedText
import JSONCoding
import Messaging
import Models
import PipelineContracts
import ServiceRuntime

/// `beacon projects` and `beacon sources`: registers that people keep, as compacted topics.
struct RegisterCommands<Entry: ContractValue>: Sendable {
  /// The command's name, which is also the plural of `noun`: `projects`.
  let name: String
  /// What one entry is called: `project`.
  let noun: String
  let topic: Topic<Entry>
  let sample: String
  let sampleId: String
  let columns: [Table.Column]
  let cells: @Sendable (Entry) -> [String]
  let id: @Sendable (Entry) -> String
  /// Further columns of the list, whose cells are computed from other topics.
  var derived: DerivedColumns?
  /// A warning about an entry that is accepted in spite of it; nil for no warning.
  var doubt: @Sendable (Entry) -> String? = { _ in nil }
  /// Reads a spreadsheet saved as CSV: its entries, and a message for each problem; nil where only JSON is accepted.
  var readSheet: (@Sendable (DelimitedText) -> (entries: [Entry], problems: [String]))?
  /// Commands in addition to `add`, `list` and `remove`.
  var others: [Command] = []

  struct DerivedColumns: Sendable {
    let columns: [Table.Column]
    let cells: @Sendable (any RecordSource) throws(CommandFailure) -> (Entry) -> [String]
  }

  private var file: Positional<String> {
    Positional(
      "FILE|-",
      help: "JSON: one record, an array, or one record a line"
        + (readSheet == nil ? "." : "; or a spreadsheet saved as a .csv file."))
  }

  private static var ids: Positional<String> { Positional("ID", help: "The ids of the records to remove.") }

  var command: Command {
    Command(
      group: name, summary: "add to, list and remove from the register of \(name)",
      discussion: """
        A change in a data folder takes effect with the next `beacon run`, or at once in one that is running; over Kafka \
        (\(topic.name)) the services apply it at once.
        """,
      examples: ["beacon \(name) add \(sample)", "beacon \(name) list"], commands: [add, list, remove] + others)
  }

  private var common: [OptionEntry] { CommonOptions.log + [OptionEntry(CommonOptions.config)] }

  private var add: Command {
    Command(
      "add", summary: "add \(name), or replace those with the same id",
      discussion: "All records are checked first: if one record of a JSON file is wrong, nothing is added."
        + (readSheet == nil
          ? "" : " Of a spreadsheet, rows that cannot be read are reported and left out, and the others are added."),
      options: common, positionals: [PositionalEntry(file)], examples: ["beacon \(name) add \(sample)"]
    ) { (arguments, console) throws(CommandFailure) in
      let word = arguments[file] ?? "-"
      let input: InputFile = word == "-" ? .standardInput : .file(path: word)
      let entries = try entries(in: try input.contents(standardInput: console.input), of: input.name, console)
      for warning in entries.compactMap(doubt) { console.warn(warning) }
      let place = try write(entries.map { (id($0), topic.encode($0)) }, arguments, console)
      console.errors.printLine("Added \(counted(entries.count, noun)) \(place.effect).")
      return .success
    }
  }

  private var list: Command {
    Command(
      "list", summary: "print the register", flags: CommonOptions.forms, options: common,
      examples: ["beacon \(name) list"]
    ) { (arguments, console) throws(CommandFailure) in
      let isJSON = console.printsJSON(arguments)
      let source = try RecordPlace(arguments, console).source()
      var table = Table(columns + (derived?.columns ?? []))
      let more = try derived?.cells(source)
      var isEmpty = true
      for entry in try source.latest(topic, skipped: console.warn) {
        isEmpty = false
        if isJSON { console.printJSON(entry) } else { table.add(cells(entry) + (more?(entry) ?? [])) }
      }
      if !isJSON {
        console.output.print(isEmpty ? "There are no \(name) yet.\n" : table.text(style: console.output.style))
      }
      return .success
    }
  }

  private var remove: Command {
    Command(
      "remove", summary: "remove \(name) by id", options: common, positionals: [PositionalEntry(Self.ids, .atLeastOne)],
      examples: ["beacon \(name) remove \(sampleId)"]
    ) { (arguments, console) throws(CommandFailure) in
      let ids = arguments.all(Self.ids)
      let place = try write(ids.map { ($0, nil) }, arguments, console)
      console.errors.printLine("Removed \(counted(ids.count, noun)) \(place.effect).")
      return .success
    }
  }

  /// Reads a register's file. Fails with `dataError`, naming the record; of a spreadsheet, it reports the rows that are
  /// not understood and accepts the others.
  private func entries(in bytes: [UInt8], of name: String, _ console: Console) throws(CommandFailure) -> [Entry] {
    guard let readSheet, name.hasSuffix(".csv") else { return try entries(in: bytes, of: name) }
    let text: DelimitedText
    do throws(DelimitedText.Problem) {
      text = try DelimitedText(bytes)
    } catch {
      throw CommandFailure(.dataError, "\(name): \(error)", expected: "a spreadsheet saved as CSV")
    }
    let (entries, problems) = readSheet(text)
    for problem in problems { console.errors.printLine(terminalText("\(name), \(problem)")) }
    guard !entries.isEmpty else {
      throw CommandFailure(
        .dataError, "\(name) contains no \(noun) that could be read", expected: "at least one \(noun)",
        remedy: "`beacon \(self.name) template` prints the columns with an example")
    }
    return entries
  }

  /// Reads records in JSON. Fails with `dataError` at the first record that is not valid, naming it.
  func entries(in bytes: [UInt8], of name: String) throws(CommandFailure) -> [Entry] {
    var entries: [Entry] = []
    for (index, element) in jsonElements(bytes).enumerated() {
      do {
        entries.append(try topic.decode(element))
      } catch {
        throw CommandFailure(
          .dataError, "record \(index + 1) of \(name) is not a \(noun): \(error.description) (\(error.code.rawValue))",
          expected: "a \(noun) by Shared/PipelineContracts/Schemas/\(noun).schema.json",
          remedy: "correct that record; nothing was added")
      }
    }
    guard !entries.isEmpty else {
      throw CommandFailure(.dataError, "\(name) contains no \(self.name)", expected: "at least one \(noun)")
    }
    return entries
  }

  private func write(
    _ rows: [(key: String, value: [UInt8]?)], _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> RecordPlace {
    let place = try RecordPlace(arguments, console)
    let now = SystemClock.now()
    try place.sink(writer: "publish").append(
      rows.map { OutgoingRecord(topic: topic.name, key: Array($0.key.utf8), value: $0.value, time: now) })
    return place
  }
}
