import CommandLine
import DelimitedText
import Models
import ReferenceData

/// A file of sanctioned or debarred parties: the rows that were understood, and why the others were not.
struct PartyFile {
  struct Problem: Hashable {
    var line: Int
    var reason: String
  }

  private(set) var parties: [ListedParty] = []
  /// The rows that were left out.
  private(set) var problems: [Problem] = []
  /// The rows that were understood except for their end, and have none.
  private(set) var unreadEnds: [Problem] = []
  /// The headers that match no known column; their columns are not read.
  private(set) var ignoredHeaders: [String] = []

  /// The values for rows whose own field is empty or missing.
  struct Defaults {
    var list: String?
    var measure: ListedParty.Measure?
  }

  /// The words by which rows are read.
  struct Words {
    let columns: ListColumns
    let months: MonthNames
    /// ISO 3166-1 alpha-2 codes by name in lower case.
    let countryCodes: [String: String]
  }

  init(_ text: DelimitedText, words: Words, defaults: Defaults) throws(CommandFailure) {
    var places: [ListColumns.Column: Int] = [:]
    for (index, header) in text.columns.enumerated() {
      guard let column = words.columns[header] else {
        ignoredHeaders.append(header)
        continue
      }
      if places[column] == nil { places[column] = index }
    }
    guard places[.name] != nil else {
      throw CommandFailure(
        .dataError, "no column names the party; found: \(text.columns.joined(separator: ", "))",
        expected: "a column such as name, firm name or 名称", remedy: "`beacon lists add --help` describes the columns")
    }
    var seen: [String: Int] = [:]
    for row in text.rows {
      let reader = RowReader(row: row, places: places, words: words, defaults: defaults)
      switch reader.party() {
      case .success(let party):
        if let first = seen.updateValue(row.line, forKey: party.id) {
          problems.append(Problem(line: row.line, reason: "repeats the party of line \(first)"))
        } else {
          parties.append(party)
          if let end = reader.unreadEnd {
            unreadEnds.append(Problem(line: row.line, reason: "has the end \"\(end)\"; it is added without an end"))
          }
        }
      case .failure(let reason): problems.append(Problem(line: row.line, reason: reason.text))
      }
    }
  }
}

/// Why a row was not understood, for people.
private struct RowFault: Error {
  var text: String
}

private struct RowReader {
  let row: DelimitedText.Row
  let places: [ListColumns.Column: Int]
  let words: PartyFile.Words
  let defaults: PartyFile.Defaults

  func party() -> Result<ListedParty, RowFault> {
    do throws(RowFault) {
      guard let name = field(.name) else { throw RowFault(text: "has no name") }
      guard let list = field(.list) ?? defaults.list else {
        throw RowFault(text: "has no list; add a column list, or give --list")
      }
      let date = try self.date(.date)
      let until = field(.until).flatMap { PartialDate(listDate: $0, words.months) }
      if let date, let until, until.firstDay < date.firstDay {
        throw RowFault(text: "ends on \(until.value), before it begins on \(date.value)")
      }
      return .success(
        ListedParty(
          list: list, measure: try measure(), name: name, aliases: aliases, country: try country(), date: date,
          until: until, reason: field(.reason), url: field(.url)))
    } catch {
      return .failure(error)
    }
  }

  /// The row's text in a column; nil if it is empty or the file lacks the column.
  private func field(_ column: ListColumns.Column) -> String? {
    guard let place = places[column], place < row.fields.count, !row.fields[place].isEmpty else { return nil }
    return row.fields[place]
  }

  /// The text of the row's end where it cannot be read: it is no date and no word for `none`.
  var unreadEnd: String? {
    field(.until).flatMap { words.columns.meansNoEnd($0) || PartialDate(listDate: $0, words.months) != nil ? nil : $0 }
  }

  private var aliases: [String] {
    (field(.aliases) ?? "").split { $0 == ";" || $0 == "|" || $0 == "\u{FF1B}" }
      .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  private func measure() throws(RowFault) -> ListedParty.Measure {
    guard let word = field(.measure) else {
      if let measure = defaults.measure { return measure }
      throw RowFault(text: "has no measure; add a column measure, or give --measure")
    }
    guard let measure = ListedParty.Measure(rawValue: word) else {
      let known = ListedParty.Measure.allCases.map(\.rawValue).joined(separator: ", ")
      throw RowFault(text: "has the measure \"\(word)\"; expected \(known)")
    }
    return measure
  }

  private func country() throws(RowFault) -> String? {
    guard let text = field(.country) else { return nil }
    if text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text }
    if let code = words.countryCodes[text.lowercased()] { return code }
    throw RowFault(text: "has the country \"\(text)\"; expected a code of ISO 3166-1 such as PE, or a country's name")
  }

  private func date(_ column: ListColumns.Column) throws(RowFault) -> PartialDate? {
    guard let text = field(column) else { return nil }
    if let date = PartialDate(listDate: text, words.months) { return date }
    throw RowFault(
      text:
        "has the date \"\(text)\"; expected 2025-11-03, 2025/11/03, 03-NOV-2025 or 2025年11月3日, as 03/11/2025 may be two days"
    )
  }
}

extension PartialDate {
  /// Reads a date as lists write it (`2025/11/03`, `03-NOV-2025`); nil where it is ambiguous, such as `03/11/2025`.
  init?(listDate text: String, _ months: MonthNames) {
    if let date = PartialDate(iso8601: text) {
      self = date
      return
    }
    let parts = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    guard parts.count == 3 else { return nil }
    let day: CivilDate?
    if parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let number = Int(parts[2]) {
      day = CivilDate(year: year, month: month, day: number)
    } else if let number = Int(parts[0]), parts[2].count == 4, let year = Int(parts[2]),
      let month = months.month(parts[1].lowercased())
    {
      day = CivilDate(year: year, month: month, day: number)
    } else {
      day = nil
    }
    guard let day else { return nil }
    self.init(day: day)
  }
}
