import DelimitedText
import Models

/// Projects from a spreadsheet: one project per row; semicolons separate the items of a list within a field.
struct ProjectSheet {
  struct RowProblem: Hashable, CustomStringConvertible {
    /// The line in the file, counted from 1.
    let line: Int
    let column: String
    let problem: String

    var description: String { "line \(line), \(column): \(problem)" }
  }

  private(set) var projects: [Project] = []
  /// Rows that were refused, and fields that were not understood, with the reason.
  private(set) var problems: [RowProblem] = []
  /// The number of rows that were refused.
  private(set) var leftOut = 0

  /// The columns, in the order of the template. A file may have them in any order and leave out all but the required.
  static let columns: [Column] = [
    Column("id", isRequired: true, help: "letters, digits and hyphens; never change it"),
    Column("name", isRequired: true, help: "as printed in alerts and reports"),
    Column("aliases", help: "other names, also in other languages; separated by ;"),
    Column("countries", isRequired: true, help: "ISO 3166-1 codes of two letters; separated by ;"),
    Column("sector", isRequired: true, help: Project.knownSectors.sorted().joined(separator: ", ")),
    Column("corridor", help: "an id"),
    Column("phase", help: "planning, construction, operation …"),
    Column("connectivity", help: "hard, soft, heart; separated by ;"),
    Column("scale", help: "landmark or small"),
    Column("field", help: "traditional or emerging"),
    Column("actor_class", help: "soe, private or mixed"),
    Column("counterparties", help: "name (role); separated by ;"),
    Column("sites", help: "name @ latitude, longitude ~ radius in km; separated by ;"),
    Column(
      "milestones",
      help: "TYPE expected 2027-06 or TYPE actual 2024-11; separated by ; of the types, news is understood to reach "
        + ExpectedMilestone.reportedTypes.sorted().joined(separator: ", ")),
    Column("value", help: "amount at risk and currency, such as 1500000000 USD"),
    Column("headcount", help: "people on site"),
    Column("protected", help: "yes: no silence or cap may hide it"),
  ]

  struct Column {
    let name: String
    let isRequired: Bool
    let help: String

    init(_ name: String, isRequired: Bool = false, help: String) {
      self.name = name
      self.isRequired = isRequired
      self.help = help
    }
  }

  /// A CSV file with the header and an example row.
  static let template: String = {
    let example = [
      "id": "sample-port", "name": "Port of Sample", "aliases": "Sample Port; Puerto de Muestra", "countries": "PE",
      "sector": "port", "phase": "construction", "connectivity": "hard", "scale": "landmark", "field": "traditional",
      "actor_class": "soe", "counterparties": "Sample Harbour Authority (authority)",
      "sites": "Main quay @ -11.59, -77.28 ~ 15", "milestones": "COMMISSIONED expected 2027-06",
      "value": "1500000000 USD", "headcount": "420", "protected": "no",
    ]
    return columns.map(\.name).joined(separator: ",") + "\n"
      + columns.map { DelimitedText.field(example[$0.name] ?? "") }.joined(separator: ",") + "\n"
  }()

  /// Whether a file with these columns is a sheet of projects: it has the required columns, and no other than the
  /// template's.
  static func isSheet(columns: [String]) -> Bool {
    let names = Set(columns.map { normalised($0) })
    return names.isSubset(of: Self.columns.map(\.name))
      && names.isSuperset(of: Self.columns.filter(\.isRequired).map(\.name))
  }

  /// - Parameter knownCountries: the codes of all countries, ISO 3166-1 alpha-2.
  init(_ text: DelimitedText, knownCountries: Set<String>) {
    let known = Set(Self.columns.map(\.name))
    let names = text.columns.map { normalised($0) }
    for (index, name) in names.enumerated() where !known.contains(name) {
      problems.append(
        RowProblem(line: 1, column: text.columns[index], problem: "is not a column of projects and is ignored"))
    }
    var lines: [String: Int] = [:]
    for row in text.rows {
      let count = (row.fields.lastIndex { !$0.isEmpty } ?? -1) + 1
      guard count <= names.count else {
        problems.append(
          RowProblem(
            line: row.line, column: "row",
            problem: "has \(count) fields for \(names.count) columns and is left out; quote a field that contains the "
              + "separator"))
        leftOut += 1
        continue
      }
      var reader = ProjectRow(
        line: row.line,
        fields: Dictionary(zip(names, row.fields).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first }),
        knownCountries: knownCountries)
      let project = reader.project()
      problems += reader.problems
      guard let project else {
        leftOut += 1
        continue
      }
      if let earlier = lines.updateValue(row.line, forKey: project.id) {
        problems.append(
          RowProblem(line: row.line, column: "id", problem: "\(project.id) replaces the row on line \(earlier)"))
        projects.removeAll { $0.id == project.id }
      }
      projects.append(project)
    }
  }
}

/// A column's name in the form for comparison: lower case, with underscores for spaces and hyphens.
private func normalised(_ name: String) -> String {
  String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
}
