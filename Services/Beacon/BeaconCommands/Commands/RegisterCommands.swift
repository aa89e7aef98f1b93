import CommandLine
import EmbeddedMessaging
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// `beacon projects` and `beacon sources`: registers that people keep, as compacted topics.
struct RegisterCommands<Entry: JSONCodable & Sendable>: Sendable {
  /// For example `projects`.
  let name: String
  /// For example `project`.
  let noun: String
  let topic: Topic<Entry>
  let sample: String
  let sampleId: String
  let columns: [Table.Column]
  let cells: @Sendable (Entry) -> [String]
  let id: @Sendable (Entry) -> String
  /// What a person may want to correct in an entry that is taken all the same.
  var doubt: @Sendable (Entry) -> String? = { _ in nil }

  private static var file: Positional<String> {
    Positional("FILE|-", help: "JSON: one record, an array, or one record a line.")
  }

  private static var ids: Positional<String> { Positional("ID", help: "The ids of the records to remove.") }

  var command: Command {
    Command(
      group: name, summary: "add to, list and remove from the register of \(name)",
      discussion: "A change takes effect with the next `beacon run`, or at once in one that is running.",
      examples: ["beacon \(name) add \(sample)", "beacon \(name) list"], commands: [add, list, remove])
  }

  private var common: [OptionEntry] { [OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.config)] }

  private var add: Command {
    Command(
      "add", summary: "add \(name), or replace those with the same id",
      discussion: "Every record is checked first; where one is wrong, nothing is added.",
      options: common, positionals: [PositionalEntry(Self.file)], examples: ["beacon \(name) add \(sample)"]
    ) { (arguments, console) throws(CommandFailure) in
      let word = arguments[Self.file] ?? "-"
      let input: InputFile = word == "-" ? .standardInput : .file(path: word)
      let entries = try entries(in: try input.contents(standardInput: console.input), of: input.name)
      for warning in entries.compactMap(doubt) { console.errors.printLine("warning: \(terminalText(warning))") }
      try write(
        entries.map { KeyedLine.encode(key: id($0), value: topic.encode($0)) },
        to: try arguments.configuration(console).data)
      console.errors.printLine("Added \(counted(entries.count, noun)) for the next run.")
      return .success
    }
  }

  private var list: Command {
    Command(
      "list", summary: "print the register as the last run knew it", flags: CommonOptions.forms, options: common,
      examples: ["beacon \(name) list"]
    ) { (arguments, console) throws(CommandFailure) in
      let folder = try arguments.configuration(console).data
      let records = try withDataFolder { () throws(EmbeddedLogError) in
        try EmbeddedReader(directory: folder).latest(topic: topic.name)
      }
      if console.printsJSON(arguments) {
        for record in records { console.printJSONLine(record.value ?? []) }
        return .success
      }
      var table = Table(columns)
      for record in records { table.add(cells(try decoded(record))) }
      console.output.print(records.isEmpty ? "There are no \(name) yet.\n" : table.text(style: console.output.style))
      return .success
    }
  }

  private var remove: Command {
    Command(
      "remove", summary: "remove \(name) by id", options: common, positionals: [PositionalEntry(Self.ids, .atLeastOne)],
      examples: ["beacon \(name) remove \(sampleId)"]
    ) { (arguments, console) throws(CommandFailure) in
      let ids = arguments.all(Self.ids)
      try write(ids.map { KeyedLine.encode(key: $0, value: nil) }, to: try arguments.configuration(console).data)
      console.errors.printLine("Removed \(counted(ids.count, noun)) for the next run.")
      return .success
    }
  }

  /// Reads a register's file. Fails with `dataError`, naming the record.
  func entries(in bytes: [UInt8], of name: String) throws(CommandFailure) -> [Entry] {
    var entries: [Entry] = []
    for (index, element) in jsonElements(bytes).enumerated() {
      do {
        entries.append(try topic.decode(element))
      } catch {
        throw CommandFailure(
          .dataError, "record \(index + 1) of \(name) is no \(noun): \(error.description) (\(error.code.rawValue))",
          expected: "a \(noun) as the README describes it", remedy: "correct that record; nothing was added")
      }
    }
    guard !entries.isEmpty else {
      throw CommandFailure(.dataError, "\(name) holds no \(self.name)", expected: "at least one \(noun)")
    }
    return entries
  }

  private func decoded(_ record: Record) throws(CommandFailure) -> Entry {
    do {
      return try topic.decode(record.value ?? [])
    } catch {
      throw CommandFailure(
        .internalError, "record \(record.offset) of \(topic.name) cannot be read: \(error.description)")
    }
  }

  private func write(_ lines: [[UInt8]], to folder: String) throws(CommandFailure) {
    _ = try withDataFolder { () throws(EmbeddedLogError) in
      try InboxWriter(directory: folder).append(topic: topic.name, lines: lines)
    }
  }
}

enum ProjectsCommand {
  static let register = RegisterCommands(
    name: "projects", noun: "project", topic: TopicCatalogue.projects, sample: "deploy/samples/projects.jsonl",
    sampleId: "chancay-port",
    columns: [.init("id"), .init("name"), .init("countries"), .init("sector"), .init("also known as", limit: 60)],
    cells: {
      [$0.id, $0.name, $0.countries.joined(separator: " "), $0.sector, $0.aliases.joined(separator: ", ")]
    }, id: { $0.id },
    doubt: { project in
      Project.knownSectors.contains(project.sector)
        ? nil
        : "the sector \"\(project.sector)\" of \(project.id) is none of \(Project.knownSectors.sorted().joined(separator: ", ")); it is kept"
    })
}

enum SourcesCommand {
  static let register = RegisterCommands(
    name: "sources", noun: "source", topic: TopicCatalogue.sources, sample: "deploy/samples/sources.jsonl",
    sampleId: "gulf-wire",
    columns: [.init("id"), .init("grade"), .init("domain"), .init("name"), .init("owner"), .init("country")],
    cells: { [$0.id, $0.grade.rawValue, $0.domain, $0.name, $0.owner ?? "-", $0.country ?? "-"] }, id: { $0.id })
}
