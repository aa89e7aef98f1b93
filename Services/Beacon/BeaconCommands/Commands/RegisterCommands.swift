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
  /// Warnings about an entry that is accepted in spite of them, given the codes of all countries.
  var doubts: @Sendable (Entry, _ knownCountries: Set<String>) -> [String] = { _, _ in [] }
  /// Warnings about entries beside each other: those that are added, and those that the register has.
  var conflicts: @Sendable (_ added: [Entry], _ registered: [Entry]) -> [String] = { _, _ in [] }
  /// Puts an entry's fields into the form in which they are compared.
  var normalised: @Sendable (Entry) -> Entry = { $0 }
  /// Reads a spreadsheet saved as CSV, given the codes of all countries; nil where only JSON is accepted.
  var readSheet: (@Sendable (DelimitedText, _ knownCountries: Set<String>) -> Reading)?
  /// Commands in addition to `add`, `list` and `remove`.
  var others: [Command] = []

  /// What a register's file contains.
  struct Reading: Sendable {
    var entries: [Entry]
    /// A message for each row or field that was not understood.
    var problems: [String] = []
    /// The number of rows that were left out.
    var leftOut = 0
  }

  struct DerivedColumns: Sendable {
    let columns: [Table.Column]
    let cells: @Sendable (any RecordSource) throws(CommandFailure) -> (Entry) -> [String]
  }

  private var file: Positional<String> {
    Positional(
      "FILE|-",
      help: "JSON: one record, an array, or one record a line"
        + (readSheet == nil ? "." : "; or a spreadsheet saved as CSV."))
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
          ? ""
          : " Of a spreadsheet, rows that cannot be read are reported and left out, the others are added, and the exit "
            + "status is 2."),
      options: common + [OptionEntry(CommonOptions.reference)], positionals: [PositionalEntry(file)],
      examples: ["beacon \(name) add \(sample)"]
    ) { (arguments, console) throws(CommandFailure) in
      let word = arguments[file] ?? "-"
      let input: InputFile = word == "-" ? .standardInput : .file(path: word)
      let knownCountries = try ReferenceFolder(try arguments.configuration(console)).countryCodes()
      let reading = try read(input, knownCountries, console, remedy: "correct that record; nothing was added")
      for warning in reading.entries.flatMap({ doubts($0, knownCountries) }) { console.warn(warning) }
      let registered = registered(in: try LogLocation(arguments, console))
      for warning in conflicts(reading.entries, registered) { console.warn(warning) }
      let location = try write(reading.entries.map { (id($0), topic.encode($0)) }, arguments, console)
      let rest = reading.leftOut > 0 ? "; \(counted(reading.leftOut, "row")) left out" : ""
      console.errors.printLine("Added \(counted(reading.entries.count, noun)) \(location.effect)\(rest).")
      return reading.leftOut > 0 ? .partial : .success
    }
  }

  private var list: Command {
    Command(
      "list", summary: "print the register", flags: CommonOptions.forms, options: common,
      examples: ["beacon \(name) list"]
    ) { (arguments, console) throws(CommandFailure) in
      let isJSON = console.printsJSON(arguments)
      let source = try LogLocation(arguments, console).source()
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
      try LogLocation(arguments, console)
        .requireEntries(ids, of: topic.name, noun: noun, listedBy: "beacon \(name) list")
      let location = try write(ids.map { ($0, nil) }, arguments, console)
      console.errors.printLine("Removed \(counted(ids.count, noun)) \(location.effect).")
      return .success
    }
  }

  /// The entries that the register of a data folder has; none over Kafka and before the first run.
  private func registered(in location: LogLocation) -> [Entry] {
    guard case .embedded(let directory) = location, let source = try? EmbeddedSource(directory: directory) else {
      return []
    }
    return (try? source.latest(topic)) ?? []
  }

  /// The entries of the file that a command reads in place of the register; none where no file is named. Of a
  /// spreadsheet, the rows that are not understood are reported.
  func entries(ofFile path: String?, _ arguments: Arguments, _ console: Console) throws(CommandFailure) -> [Entry] {
    guard let path else { return [] }
    let knownCountries = try ReferenceFolder(try arguments.configuration(console)).countryCodes()
    return try read(.file(path: path), knownCountries, console, remedy: "correct that record").entries
  }

  /// Reads a register's file. Fails with `dataError`, naming the record; of a spreadsheet, it reports the rows that are
  /// not understood and accepts the others.
  ///
  /// - Parameter remedy: what to do about a record in JSON that is not valid.
  private func read(
    _ input: InputFile, _ knownCountries: Set<String>, _ console: Console, remedy: String
  ) throws(CommandFailure) -> Reading {
    let header = readSheet == nil ? "" : "; each part of a spreadsheet begins with the row of column names"
    let bytes = try input.contents(standardInput: console.input, remedy: "split it\(header)")
    guard let readSheet, isSheet(bytes, input.name) else {
      return Reading(entries: try entries(in: bytes, of: input.name, console, remedy: remedy))
    }
    let text: DelimitedText
    do throws(DelimitedText.Problem) {
      text = try DelimitedText(bytes)
    } catch {
      throw CommandFailure(.dataError, "\(input.name): \(error)", expected: "a spreadsheet saved as CSV")
    }
    let reading = readSheet(text, knownCountries)
    for problem in reading.problems { console.errors.printLine(terminalText("\(input.name), \(problem)")) }
    guard !reading.entries.isEmpty else {
      throw CommandFailure(
        .dataError, "\(input.name) contains no \(noun) that could be read", expected: "at least one \(noun)",
        remedy: "`beacon \(name) template` prints the columns with an example")
    }
    return reading
  }

  /// Whether a file is a spreadsheet: by its name, or as it begins like no JSON.
  private func isSheet(_ bytes: [UInt8], _ name: String) -> Bool {
    if name.lowercased().hasSuffix(".csv") { return true }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let first = text.first(where: { !isSpace($0) }) else { return false }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }

  /// Reads records in JSON, and warns of fields that records of the register do not have. Fails with `dataError` at the
  /// first record that is not valid, naming it.
  private func entries(
    in bytes: [UInt8], of name: String, _ console: Console, remedy: String
  ) throws(CommandFailure) -> [Entry] {
    var entries: [Entry] = []
    var unknown: [String: Int] = [:]
    for (index, element) in jsonElements(bytes).enumerated() {
      do {
        entries.append(normalised(try topic.decode(element)))
        for field in Set(unknownFields(of: element, topic.shape)) { unknown[field, default: 0] += 1 }
      } catch {
        throw CommandFailure(
          .dataError, "record \(index + 1) of \(name) is not a \(noun): \(error.description) (\(error.code.rawValue))",
          expected: "a \(noun) by Shared/PipelineContracts/Schemas/\(noun).schema.json", remedy: remedy)
      }
    }
    guard !entries.isEmpty else {
      throw CommandFailure(.dataError, "\(name) contains no \(self.name)", expected: "at least one \(noun)")
    }
    for (field, count) in unknown.sorted(by: { $0.key < $1.key }) {
      console.warn(
        "the field \(quoted(field)) of \(counted(count, noun)) is not read; "
          + "Shared/PipelineContracts/Schemas/\(noun).schema.json lists the fields")
    }
    return entries
  }

  private func write(
    _ rows: [(key: String, value: [UInt8]?)], _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> LogLocation {
    let location = try LogLocation(arguments, console)
    let now = SystemClock.now()
    try location.sink(writer: name).append(
      rows.map { OutgoingRecord(topic: topic.name, key: Array($0.key.utf8), value: $0.value, time: now) })
    return location
  }
}

/// A warning for each of an entry's countries that has no code of ISO 3166-1.
func countryDoubts(of id: String, _ countries: [String], _ knownCountries: Set<String>) -> [String] {
  countries.filter { !knownCountries.contains($0) }.map {
    "\(id) has the country \"\($0)\", which is no code of ISO 3166-1"
  }
}
