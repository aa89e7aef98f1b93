import Models

/// The texts of evidence that no article gives but a register or a list: `evidence-text.tsv`.
package struct EvidenceTexts: Hashable, Sendable {
  package enum Key: String, Sendable, CaseIterable {
    /// The name of the subject of all projects.
    case portfolio
    /// The title of the register of projects.
    case register
    /// A milestone that the register expects: its name and date.
    case milestone
    /// A listed party for the warning of its counterparty: the list, the party, what the list does, the counterparty.
    case listing
    /// A listed party: the party, what the list does, the list.
    case listed
    /// What is added to a listed party: the text so far, and a date or the list's reason.
    case since = "listed.since"
    case until = "listed.until"
    case reason = "listed.reason"
    case sanction = "measure.sanction"
    case debarment = "measure.debarment"
    case exportControl = "measure.exportControl"
    case watchlist = "measure.watchlist"

    /// How many arguments the text has: `{0}`, `{1}` and so on.
    var arguments: Int {
      switch self {
      case .portfolio, .register, .sanction, .debarment, .exportControl, .watchlist: 0
      case .milestone, .since, .until, .reason: 2
      case .listed: 3
      case .listing: 4
      }
    }
  }

  private let texts: [Key: String]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["key", "en"]))
  }

  package init(table: Table) throws(TableError) {
    var texts: [Key: String] = [:]
    for row in table.rows {
      let key = try row.word("key", as: Key.self)
      let text = try row.text("en")
      guard texts.updateValue(text, forKey: key) == nil else { throw row.error("key", expected: "each key once") }
      let arguments = (0..<key.arguments).map { "\($0)" }
      guard Set(text.namesInBraces) == Set(arguments) else {
        throw row.error(
          "en",
          expected: arguments.isEmpty ? "no braces" : "in braces just \(arguments.joined(separator: ", "))")
      }
    }
    for key in Key.allCases where texts[key] == nil {
      throw TableError(file: table.file, line: 0, problem: "lacks \(key.rawValue)")
    }
    self.texts = texts
  }

  /// The text with its arguments.
  package func callAsFunction(_ key: Key, _ arguments: String...) -> String {
    (texts[key] ?? "").filled { name in
      Int(name).flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    }
  }

  /// What a list does to the parties on it, as a word about them.
  package func word(for measure: ListedParty.Measure) -> String {
    switch measure {
    case .sanction: self(.sanction)
    case .debarment: self(.debarment)
    case .exportControl: self(.exportControl)
    case .watchlist: self(.watchlist)
    }
  }
}
