import CommandLine
import DelimitedText
import EmbeddedMessaging
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// `beacon projects`, `beacon sources` and `beacon lists`: registers that people keep, as compacted topics.
struct RegisterCommands<Entry: ContractValue>: Sendable {
  /// The command's name: `projects`.
  let name: String
  /// What one entry is called, and several: `project`, `projects`.
  let noun: (one: String, several: String)
  let topic: Topic<Entry>
  /// The summary of the command's help; nil for that of every register.
  var summary: String?
  /// What the command's help says first.
  var discussion = ""
  /// The words of an example after `add`: a file, and options if it needs them.
  let sample: String
  let sampleId: String
  let columns: [Table.Column]
  let cells: @Sendable (Entry) -> [String]
  let id: @Sendable (Entry) -> String
  /// Further columns of the list, whose cells are computed from other topics.
  var derived: DerivedColumns?
  /// Warnings about an entry that is accepted in spite of them, given the codes of all countries.
  var warnings: @Sendable (Entry, _ knownCountries: Set<String>) -> [String] = { _, _ in [] }
  /// Warnings about entries beside each other: those that are added, and those that the register has.
  var conflicts: (@Sendable (_ added: [Entry], _ registered: [Entry]) -> [String])?
  /// Puts an entry's fields into the form in which they are compared.
  var normalised: @Sendable (Entry) -> Entry = { $0 }
  /// How a spreadsheet saved as CSV is read; nil where only JSON is accepted.
  var sheet: Sheet?
  /// Commands in addition to `add`, `list` and `remove`.
  var others: [Command] = []

  /// What a register's file contains.
  struct Reading: Sendable {
    var entries: [Entry]
    /// A message for each row or field that was not understood.
    var problems: [String] = []
    /// The number of rows that were left out.
    var leftOut = 0
    /// Whether an entry lacks a value that was given and not understood.
    var hasUnreadValues = false
  }

  struct Sheet: Sendable {
    /// The command that describes the columns: `beacon projects template`.
    let command: String
    /// What the help of `add` says about a spreadsheet.
    var help = ""
    /// Further options of `add`, which `read` reads.
    var options: [OptionEntry] = []
    let read: @Sendable (DelimitedText, SheetContext) throws(CommandFailure) -> Reading
  }

  /// What a spreadsheet is read with.
  struct SheetContext: Sendable {
    let arguments: Arguments
    let reference: ReferenceFolder
    /// The codes of all countries, ISO 3166-1 alpha-2.
    let knownCountries: Set<String>
  }

  struct DerivedColumns: Sendable {
    let columns: [Table.Column]
    let cells: @Sendable (any RecordSource) throws(CommandFailure) -> (Entry) -> [String]
  }

  private var file: Positional<String> {
    Positional(
      "FILE|-",
      help: "JSON: one record, an array, or one record a line"
        + (sheet == nil ? "." : "; or a spreadsheet saved as CSV."))
  }

  private var ids: Positional<String> { Positional("ID", help: "The ids that `beacon \(name) list` prints.") }

  var command: Command {
    Command(
      group: name, summary: summary ?? "add to, list and remove from the register of \(noun.several)",
      discussion: discussion + """
        A change in a data folder takes effect with the next `beacon run`, or at once in one that is running; over Kafka \
        (\(topic.name)) the services apply it at once.
        """,
      examples: ["beacon \(name) add \(sample)", "beacon \(name) list"], commands: [add, list, remove] + others)
  }

  private var common: [OptionEntry] { CommonOptions.log + [OptionEntry(CommonOptions.config)] }

  private var sheetHelp: String {
    guard let sheet else { return "" }
    return " Of a spreadsheet, rows that cannot be read are reported and left out, the others are added, and the exit "
      + "status is 2." + sheet.help
  }

  private var add: Command {
    Command(
      "add", summary: "add \(noun.several), or replace those with the same id",
      discussion: "All records are checked first: if one record of a JSON file is wrong, nothing is added."
        + sheetHelp,
      options: common + (sheet?.options ?? []) + [
        OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.reference),
      ],
      positionals: [PositionalEntry(file)],
      examples: ["beacon \(name) add \(sample)"]
    ) { (arguments, console) throws(CommandFailure) in
      let word = arguments[file] ?? "-"
      let input: InputFile = word == "-" ? .standardInput : .file(path: word)
      let context = try sheetContext(arguments, console)
      let reading = try read(input, context, console, remedy: "correct that record; nothing was added")
      for warning in reading.entries.flatMap({ warnings($0, context.knownCountries) }) { console.warn(warning) }
      if let conflicts {
        let registered = registered(in: try LogLocation(arguments, console))
        for warning in conflicts(reading.entries, registered) { console.warn(warning) }
      }
      let location = try write(reading.entries.map { (id($0), topic.encode($0)) }, arguments, console)
      let rest = reading.leftOut > 0 ? "; \(counted(reading.leftOut, "row")) left out" : ""
      console.errors.printLine(
        "Added \(counted(reading.entries.count, noun.one, noun.several)) \(location.effect)\(rest).")
      return reading.leftOut > 0 || reading.hasUnreadValues ? .partial : .success
    }
  }

  private var list: Command {
    Command(
      "list", summary: "print the register", flags: CommonOptions.forms, options: common,
      examples: ["beacon \(name) list"]
    ) { (arguments, console) throws(CommandFailure) in
      let isJSON = console.printsJSON(arguments)
      let location = try LogLocation(arguments, console)
      let waiting = try waiting(in: location)
      if !waiting.isEmpty {
        printWaiting(waiting, isJSON: isJSON, console)
        return .success
      }
      let source = try location.source()
      var table = Table(columns + (derived?.columns ?? []))
      let more = try derived?.cells(source)
      var isEmpty = true
      for entry in try source.latest(topic, skipped: console.warn) {
        isEmpty = false
        if isJSON { console.printJSON(entry) } else { table.add(cells(entry) + (more?(entry) ?? [])) }
      }
      if !isJSON {
        console.output.print(isEmpty ? "There are no \(noun.several) yet.\n" : table.text(style: console.output.style))
      }
      return .success
    }
  }

  /// The entries that wait in the inbox of a data folder in which nothing has been run, in order of their keys; empty
  /// over Kafka and where there is a log.
  private func waiting(in location: LogLocation) throws(CommandFailure) -> [Entry] {
    guard case .embedded(let directory) = location, try !hasLog(directory) else { return [] }
    let records = try withDataFolder { () throws(EmbeddedLogError) in
      try InboxReader(directory: directory).records(ofTopic: topic.name, isKeyed: true)
    }
    var entries: [String: Entry] = [:]
    for record in records {
      entries[String(decoding: record.key ?? [], as: UTF8.self)] = record.value.flatMap { try? topic.decode($0) }
    }
    return entries.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether the pipeline has run over the data folder.
  private func hasLog(_ directory: String) throws(CommandFailure) -> Bool {
    do throws(CommandFailure) {
      _ = try EmbeddedSource(directory: directory)
      return true
    } catch {
      guard error.status == .noInput else { throw error }
      return false
    }
  }

  /// Prints entries that wait for the first run, without the columns that are computed from other topics.
  private func printWaiting(_ entries: [Entry], isJSON: Bool, _ console: Console) {
    var table = Table(columns)
    for entry in entries {
      if isJSON { console.printJSON(entry) } else { table.add(cells(entry)) }
    }
    if !isJSON { console.output.print(table.text(style: console.output.style)) }
    console.errors.printLine(
      "Nothing has been run yet: \(counted(entries.count, noun.one, noun.several)) in the inbox for the next run.")
  }

  private var remove: Command {
    Command(
      "remove", summary: "remove \(noun.several) by id", options: common + [OptionEntry(CommonOptions.clock)],
      positionals: [PositionalEntry(ids, .atLeastOne)],
      examples: ["beacon \(name) remove \(sampleId)"]
    ) { (arguments, console) throws(CommandFailure) in
      let ids = arguments.all(ids)
      try LogLocation(arguments, console)
        .requireEntries(ids, of: topic.name, noun: noun.one, listedBy: "beacon \(name) list")
      let location = try write(ids.map { ($0, nil) }, arguments, console)
      console.errors.printLine("Removed \(counted(ids.count, noun.one, noun.several)) \(location.effect).")
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
    let context = try sheetContext(arguments, console)
    return try read(.file(path: path), context, console, remedy: "correct that record").entries
  }

  private func sheetContext(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> SheetContext {
    let reference = try ReferenceFolder(try arguments.configuration(console))
    return SheetContext(arguments: arguments, reference: reference, knownCountries: try reference.countryCodes())
  }

  /// Reads a register's file. Fails with `dataError`, naming the record; of a spreadsheet, it reports the rows that are
  /// not understood and accepts the others.
  ///
  /// - Parameter remedy: what to do about a record in JSON that is not valid.
  private func read(
    _ input: InputFile, _ context: SheetContext, _ console: Console, remedy: String
  ) throws(CommandFailure) -> Reading {
    let header = sheet == nil ? "" : "; each part of a spreadsheet begins with the row of column names"
    let bytes = try input.contents(standardInput: console.input, remedy: "split it\(header)")
    let isSheet = isSheet(bytes, input.name)
    if isSheet, let register = RegisterForm.register(ofSheet: bytes), register != name {
      throw otherRegister(register, input)
    }
    guard let sheet else {
      guard !isSheet else { throw notJSON(input) }
      return Reading(entries: try entries(in: bytes, of: input, console, remedy: remedy))
    }
    guard isSheet else {
      try requireNoOptions(of: sheet, context.arguments, input)
      return Reading(entries: try entries(in: bytes, of: input, console, remedy: remedy))
    }
    let text: DelimitedText
    do throws(DelimitedText.Problem) {
      text = try DelimitedText(bytes)
    } catch {
      throw CommandFailure(.dataError, "\(input.name): \(error)", expected: "a spreadsheet saved as CSV")
    }
    let reading = try sheet.read(text, context)
    for problem in reading.problems { console.errors.printLine(terminalText("\(input.name), \(problem)")) }
    guard !reading.entries.isEmpty else {
      throw CommandFailure(
        .dataError, "\(input.name) contains no \(noun.one) that could be read", expected: "at least one \(noun.one)",
        remedy: "`\(sheet.command)` describes the columns")
    }
    return reading
  }

  /// Fails with `misuse` where an option is given that only the reading of a spreadsheet uses.
  private func requireNoOptions(
    of sheet: Sheet, _ arguments: Arguments, _ input: InputFile
  ) throws(CommandFailure) {
    let given = sheet.options.map { $0.parameter.name }.filter { arguments.given[$0] != nil }
    guard given.isEmpty else {
      let names = given.map { "--\($0)" }.joined(separator: " and ")
      throw CommandFailure(
        .misuse, "\(names) cannot be used with \(input.name), which is JSON", expected: "\(names) with a spreadsheet",
        remedy: "leave out \(names), and write the values into the records")
    }
  }

  private func otherRegister(_ register: String, _ input: InputFile) -> CommandFailure {
    let file = input == .standardInput ? "-" : input.name
    return CommandFailure(
      .dataError, "\(input.name) is a register of \(register)", expected: noun.several,
      remedy: "use `beacon \(register) add \(file)`")
  }

  private func notJSON(_ input: InputFile) -> CommandFailure {
    CommandFailure(
      .dataError, "\(input.name) looks like a spreadsheet or plain text and is no JSON",
      expected: "one \(noun.one), an array, or one \(noun.one) a line, by \(schema)",
      remedy: "write the \(noun.several) as JSON, as in deploy/samples")
  }

  /// Whether a file is a spreadsheet: by its name, or because it does not begin like JSON.
  private func isSheet(_ bytes: [UInt8], _ name: String) -> Bool {
    if name.lowercased().hasSuffix(".csv") { return true }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let first = text.first(where: { !isSpace($0) }) else { return false }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }

  /// Reads records in JSON, and warns of fields that records of the register do not have. Fails with `dataError` at the
  /// first record that is not valid, naming it, or the register to which it belongs.
  private func entries(
    in bytes: [UInt8], of input: InputFile, _ console: Console, remedy: String
  ) throws(CommandFailure) -> [Entry] {
    let name = input.name
    var entries: [Entry] = []
    var unknown: [String: Int] = [:]
    for (index, element) in jsonElements(bytes).enumerated() {
      do {
        entries.append(normalised(try topic.decode(element)))
        for field in Set(unknownFields(of: element, topic.shape)) { unknown[field, default: 0] += 1 }
      } catch {
        if let register = RegisterForm.register(ofRecord: element), register != self.name {
          throw otherRegister(register, input)
        }
        throw CommandFailure(
          .dataError,
          "record \(index + 1) of \(name) is not a \(noun.one): \(error.description) (\(error.code.rawValue))",
          expected: "a \(noun.one) by \(schema)", remedy: remedy)
      }
    }
    guard !entries.isEmpty else {
      throw CommandFailure(.dataError, "\(name) contains no \(noun.several)", expected: "at least one \(noun.one)")
    }
    for (field, count) in unknown.sorted(by: { $0.key < $1.key }) {
      console.warn(
        "the field \(quoted(field)) of \(counted(count, noun.one, noun.several)) is not read; "
          + "\(schema) lists the fields")
    }
    return entries
  }

  private func write(
    _ rows: [(key: String, value: [UInt8]?)], _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> LogLocation {
    let location = try LogLocation(arguments, console)
    let now = arguments.clock()
    try location.sink(writer: name).append(
      rows.map { OutgoingRecord(topic: topic.name, key: Array($0.key.utf8), value: $0.value, time: now) })
    return location
  }

  /// The path of an entry's schema in the checkout.
  private var schema: String { "Shared/PipelineContracts/Schemas/\(Entry.definition.name).schema.json" }
}

/// A warning for each of an entry's countries that has no code of ISO 3166-1.
func countryWarnings(of id: String, _ countries: [String], _ knownCountries: Set<String>) -> [String] {
  countries.filter { !knownCountries.contains($0) }.map {
    "\(id) has the country \"\($0)\", which is no code of ISO 3166-1"
  }
}
