import CommandLine
import DelimitedText
import Models
import PipelineContracts
import ReferenceData

/// The command `beacon lists`.
enum ListsCommand {
  static let register = RegisterCommands(
    name: "lists", noun: ("listed party", "listed parties"), topic: TopicCatalogue.parties,
    summary: "import lists of sanctioned and debarred parties",
    discussion: """
      A party on a list that is the counterparty of a registered project, by its name or an alias without legal forms, \
      warns (INT), with list, date and match.


      """,
    sample: #"debarred.csv --list "World Bank debarred firms" --measure debarment"#,
    sampleId: "3f2b8c1d9e0a4756b1c2d3e4f5061728",
    columns: [
      .init("id"), .init("list", limit: 40), .init("measure"), .init("name", limit: 50), .init("country"),
      .init("date"), .init("until"), .init("reason", limit: 40),
    ],
    cells: {
      [
        $0.id, $0.list, $0.measure.rawValue, $0.name, $0.country ?? "-", $0.date?.value ?? "-", $0.until?.value ?? "-",
        $0.reason ?? "-",
      ]
    }, id: { $0.id },
    normalised: { party in
      var party = party
      party.id = ListedParty.id(list: party.list, name: party.name, date: party.date)
      return party
    },
    sheet: .init(
      command: "beacon lists add --help", help: sheetHelp, options: [OptionEntry(list), OptionEntry(measure)],
      read: read))

  private static let list = Option("list", "NAME", help: "The list's name, where the file has no column for it.")
  private static let measure = Option<ListedParty.Measure>(
    "measure", "WORD", help: "What the list does, where the file has no column for it: \(words).", expected: words
  ) { ListedParty.Measure(rawValue: $0) }
  private static let words = ListedParty.Measure.allCases.map(\.rawValue).joined(separator: ", ")
  private static let sheetHelp = """


    The columns of a spreadsheet, in any order: name (required), aliases (separated by semicolons), list, measure, \
    country (code or name), date, until, reason, url; the headers of well-known publishers are understood, in English \
    and Chinese (Shared/ReferenceData/Tables/list-columns.tsv), others are reported and ignored. The text is UTF-8 or \
    GB18030, separated by commas, semicolons or tabs. An end such as Ongoing or 永久 means none; a row whose end is not \
    understood is reported, and added without an end: the exit status is then 2 too.

    A row or record replaces the party of the same list, name and date, from which the id is computed, whatever id a \
    record in JSON has.
    """

  @Sendable private static func read(
    _ text: DelimitedText, _ context: RegisterCommands<ListedParty>.SheetContext
  ) throws(CommandFailure) -> RegisterCommands<ListedParty>.Reading {
    let words = try context.reference.read { (path) throws(TableError) in
      PartyFile.Words(
        columns: try ListColumns(path: "\(path)/Tables/list-columns.tsv"),
        months: try MonthNames(path: "\(path)/Tables/month-names.tsv"),
        countryCodes: try CountryNames(directory: path).codes)
    }
    let file = try PartyFile(
      text, words: words, defaults: .init(list: context.arguments[list], measure: context.arguments[measure]))
    let ignored = file.ignoredHeaders.map { "line 1: the column \"\($0)\" is not read" }
    let problems = (file.problems + file.unreadEnds).sorted { $0.line < $1.line }.map { "line \($0.line) \($0.reason)" }
    return .init(
      entries: file.parties, problems: ignored + problems, leftOut: file.problems.count,
      hasUnreadValues: !file.unreadEnds.isEmpty)
  }
}
