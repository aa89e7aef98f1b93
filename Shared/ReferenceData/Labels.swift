import Models

/// The terms of one language for what Beacon prints: levels, categories, event types, headings.
///
/// Read from `RiskModel/labels-<language>.tsv`, one term a row. English is not a table: its labels are the columns
/// `label` and `name` of the risk model's own tables.
package struct Labels: Sendable {
  /// BCP 47, such as `zh`.
  package let language: String
  private let rows: [Key: Label]
  /// What is around terms, names and quotations in an alert: the labels of the kind `text`.
  package let texts: Texts<LabelText>

  private struct Key: Hashable {
    let kind: String
    let term: String
  }

  /// A term in the table's language.
  package struct Label: Hashable, Sendable {
    package let text: String
    /// The short name of the document that the wording comes from, as the head of the table lists it; `own` for the
    /// project's own wording.
    package let source: String
  }

  /// `directory` is the folder of the reference data, which contains `RiskModel`.
  package init(directory: String, language: String) throws(TableError) {
    let table = try Table(
      path: "\(directory)/RiskModel/labels-\(language).tsv", columns: ["of", "term", "label", "source"])
    var rows: [Key: Label] = [:]
    for row in table.rows {
      let key = Key(kind: try row.text("of"), term: try row.text("term"))
      let label = Label(text: try row.text("label"), source: try row.text("source"))
      guard rows.updateValue(label, forKey: key) == nil else {
        throw row.error("term", expected: "each term of a kind once")
      }
    }
    self.language = language
    self.rows = rows
    texts = try Texts(rows: table.rows.filter { $0["of"] == "text" }, of: table, key: "term", text: "label")
  }

  /// The label of `term` among those of `kind`, such as `("level", "watch")`; nil where the table has none.
  package subscript(kind: String, term: String) -> String? { rows[Key(kind: kind, term: term)]?.text }

  /// The label of `term` among those of `kind`, with the source of its wording; nil where the table has none.
  package func label(_ kind: String, _ term: String) -> Label? { rows[Key(kind: kind, term: term)] }

  /// All terms of a kind, such as `level`, sorted.
  package func terms(of kind: String) -> [String] { rows.keys.filter { $0.kind == kind }.map(\.term).sorted() }

  /// What to do about an event of a type in a category: `LevelMeasure.texts`.
  package func measures(type: String?, category: String, level: AlertLevel) -> [String] {
    func listed(_ key: String) -> [LevelMeasure] {
      AlertLevel.allCases.compactMap { level in
        self["measure_\(key)", level.rawValue].map { LevelMeasure(level: level, text: $0) }
      }
    }
    return LevelMeasure.texts(at: level, ofType: type.map(listed) ?? [], ofCategory: listed(category))
  }

  /// The name of the official class of risk to which a category belongs; nil if it belongs to no class.
  package func riskClass(ofCategory category: String) -> String? {
    self["class_of", category].flatMap { self["class", $0] }
  }

  /// The name of the insured peril to which an event type belongs; nil if it belongs to no peril.
  package func peril(ofType type: String) -> String? { self["peril_of", type].flatMap { self["peril", $0] } }
}

/// A text around the terms of an alert: a term of the kind `text`.
package enum LabelText: String, TextKey {
  /// Colour, level, and what the alert is of.
  case head
  /// A name or heading, and what it is of.
  case named
  /// A sentence of a heading and its value.
  case sentence
  case list, clauses, bracketed, quote
  /// Names one after the other.
  case names
  /// A number of people.
  case dead, injured
  /// Year, month and day.
  case date

  package var arguments: Int {
    switch self {
    case .quote, .dead, .injured: 1
    case .named, .sentence, .list, .clauses, .bracketed, .names: 2
    case .head, .date: 3
    }
  }
}
