import CommandLine
import DelimitedText
import Messaging
import Models
import PipelineContracts
import ReferenceData
import ServiceRuntime

/// The command `beacon lists`.
enum ListsCommand {
  private static let file = Positional("FILE|-", help: "A CSV file with a row of column names.")
  private static let list = Option("list", "NAME", help: "The list's name, where the file has no column for it.")
  private static let measure = Option<ListedParty.Measure>(
    "measure", "WORD", help: "What the list does, where the file has no column for it: \(words).", expected: words
  ) { ListedParty.Measure(rawValue: $0) }
  private static let ids = Positional("ID", help: "The ids that `beacon lists list` prints.")
  private static let words = ListedParty.Measure.allCases.map(\.rawValue).joined(separator: ", ")
  private static let common = CommonOptions.log + [OptionEntry(CommonOptions.config)]
  private static let example = #"beacon lists add debarred.csv --list "World Bank debarred firms" --measure debarment"#

  static let command = Command(
    group: "lists", summary: "import lists of sanctioned and debarred parties",
    discussion: """
      A party on a list that is the counterparty of a registered project, by its name or an alias without legal forms, \
      warns (INT), with list, date and match. The register is \(TopicCatalogue.parties.name).
      """,
    examples: [example, "beacon lists list"], commands: [add, show, remove])

  private static let add = Command(
    "add", summary: "add the parties of a CSV file, or replace those with the same list, name and date",
    discussion: """
      Columns, in any order: name (required), aliases (separated by semicolons), list, measure, country (code or \
      name), date, until, reason, url; the headers of well-known publishers are understood, in English and Chinese \
      (Shared/ReferenceData/Tables/list-columns.tsv), others are ignored with a warning. The text is UTF-8 or GB18030, \
      separated by commas, semicolons or tabs. Rows that are not understood are reported with the reason, the others are \
      added, and the exit status is 2. An end such as Ongoing or 永久 means none; a row whose end is not understood is \
      reported too, and added without an end.
      """,
    options: common + [OptionEntry(list), OptionEntry(measure), OptionEntry(CommonOptions.reference)],
    positionals: [PositionalEntry(file)], examples: [example]
  ) { (arguments, console) throws(CommandFailure) in
    let word = arguments[file] ?? "-"
    let input: InputFile = word == "-" ? .standardInput : .file(path: word)
    let parsed = try read(input, arguments, console)
    for header in parsed.ignoredHeaders {
      console.warn("the column \"\(header)\" of \(input.name) is not read")
    }
    for problem in (parsed.problems + parsed.unreadEnds).sorted(by: { $0.line < $1.line }) {
      console.errors.printLine(terminalText("line \(problem.line) of \(input.name) \(problem.reason)"))
    }
    let location = try LogLocation(arguments, console)
    let topic = TopicCatalogue.parties
    let now = SystemClock.now()
    if !parsed.parties.isEmpty {
      try location.sink(writer: "lists").append(
        parsed.parties.map {
          OutgoingRecord(topic: topic.name, key: topic.key($0), value: topic.encode($0), time: now)
        })
    }
    console.errors.printLine(
      "Added \(parties(parsed.parties.count)) \(location.effect); \(counted(parsed.problems.count, "row")) not understood."
    )
    return parsed.problems.isEmpty && parsed.unreadEnds.isEmpty ? .success : .partial
  }

  private static let show = Command(
    "list", summary: "print the register", flags: CommonOptions.forms, options: common,
    examples: ["beacon lists list"]
  ) { (arguments, console) throws(CommandFailure) in
    let parties = try LogLocation(arguments, console).source().latest(TopicCatalogue.parties, skipped: console.warn)
    if console.printsJSON(arguments) {
      for party in parties { console.printJSON(party) }
      return .success
    }
    var table = Table([
      .init("id"), .init("list", limit: 40), .init("measure"), .init("name", limit: 50), .init("country"),
      .init("date"), .init("until"), .init("reason", limit: 40),
    ])
    for party in parties {
      table.add(
        party.id, party.list, party.measure.rawValue, party.name, party.country ?? "-", party.date?.value ?? "-",
        party.until?.value ?? "-", party.reason ?? "-")
    }
    console.output.print(parties.isEmpty ? "There are no listed parties.\n" : table.text(style: console.output.style))
    return .success
  }

  private static let remove = Command(
    "remove", summary: "remove listed parties by id", options: common,
    positionals: [PositionalEntry(ids, .atLeastOne)], examples: ["beacon lists remove 3f2b8c1d9e0a4756b1c2d3e4f5061728"]
  ) { (arguments, console) throws(CommandFailure) in
    let location = try LogLocation(arguments, console)
    let now = SystemClock.now()
    let ids = arguments.all(ids)
    try location.requireEntries(
      ids, of: TopicCatalogue.parties.name, noun: "listed party", listedBy: "beacon lists list")
    try location.sink(writer: "lists").append(
      ids.map { OutgoingRecord(topic: TopicCatalogue.parties.name, key: Array($0.utf8), value: nil, time: now) })
    console.errors.printLine("Removed \(parties(ids.count)) \(location.effect).")
    return .success
  }

  private static func parties(_ count: Int) -> String { count == 1 ? "1 listed party" : "\(count) listed parties" }

  private static func read(
    _ input: InputFile, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> PartyFile {
    let bytes = try input.contents(
      standardInput: console.input, remedy: "split it; each part begins with the row of column names")
    let reference = try ReferenceFolder(try arguments.configuration(console))
    let text: DelimitedText
    do { text = try DelimitedText(bytes) } catch {
      throw CommandFailure(.dataError, "\(input.name): \(error.description)", expected: "a CSV file")
    }
    return try PartyFile(
      text,
      columns: try reference.read { (path) throws(TableError) in
        try ListColumns(path: "\(path)/Tables/list-columns.tsv")
      }, defaults: .init(list: arguments[list], measure: arguments[measure]),
      countryCodes: try reference.read { (path) throws(TableError) in try CountryNames(directory: path).codes })
  }
}
