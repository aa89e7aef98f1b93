import Models

/// What alerting reads of the risk model: `alerting.tsv`, `alert-text.tsv`, `lanes.tsv`, whose categories scoring
/// reads, `measures.tsv` and `counterparty-categories.tsv`.
package struct AlertingModel: Hashable, Sendable {
  package var constants: Constants
  /// `lanes.tsv`: a row for every lane.
  package var lanes: [Warning.Lane: LaneRule]
  package var measures: [Measure]
  /// `alert-text.tsv`.
  package var phrases: Texts<AlertPhrase>
  /// Codes of the categories in which an incident concerns a counterparty itself.
  package var counterpartyCategories: Set<String>

  /// The constants of `alerting.tsv`, in the table's units.
  package struct Constants: Hashable, Sendable {
    package var renewBeforeHours: Int
    package var renewedHours: Int
    package var longestRenewalHours: Int
    package var futureHours: Int
    package var headlineQuoteBytes: Int
    package var translatedQuoteColumns: Int
    package var describedReports: Int
    package var shownMeasures: Int
    /// `beacon` refuses a value at which it would no longer know what became of an alert record.
    package var deliveryHours: Int
    package var hourlyCap: Int
  }

  package struct LaneRule: Hashable, Sendable {
    /// The category that the lane warns in; nil where that is the category of the incident.
    package var category: String?
    /// Why the lane warns, in English and without a full stop, with `{category}`, `{subject}` and `{score}` to be
    /// filled in.
    package var reason: String
    /// The reason where no credible source reports the event.
    package var unconfirmed: String

    /// The names that a reason may contain in braces.
    static let variables: Set<String> = ["category", "score", "subject"]
    /// The lanes that need a category, because no incident gives them one.
    static let lanesOfOneCategory: Set<Warning.Lane> = [.silence, .counterparty]
  }

  /// A recommended measure.
  package struct Measure: Hashable, Sendable {
    /// The event type or category code that the measure is for.
    package var of: String
    /// The lowest alert level at which the measure is recommended.
    package var level: AlertLevel
    /// Plain English: an instruction, without a full stop.
    package var text: String
  }
}

extension AlertingModel.Constants {
  /// Reads `alerting.tsv` for programs that need no more of the risk model; `directory` is the folder of the reference
  /// data.
  package init(directory: String) throws(TableError) {
    try self.init(folder: directory + "/RiskModel")
  }

  init(folder: String) throws(TableError) {
    let rules = try Table(path: "\(folder)/alerting.tsv", columns: ["name", "value", "unit", "note"])
    func integer(_ name: String, in range: ClosedRange<Int>) throws(TableError) -> Int {
      guard let row = rules.rows.first(where: { $0["name"] == name }) else {
        throw TableError(file: rules.file, line: 0, problem: "lacks \(name)")
      }
      return try row.integer("value", in: range)
    }
    self.init(
      renewBeforeHours: try integer("renew_before", in: 0...24), renewedHours: try integer("renewed", in: 24...8760),
      longestRenewalHours: try integer("longest_renewal", in: 24...8760),
      futureHours: try integer("future", in: 1...87_600),
      headlineQuoteBytes: try integer("headline_quote", in: 40...2000),
      translatedQuoteColumns: try integer("headline_quote_translated", in: 10...500),
      describedReports: try integer("described_reports", in: 1...50),
      shownMeasures: try integer("shown_measures", in: 1...20),
      deliveryHours: try integer("delivery_hours", in: 1...8760), hourlyCap: try integer("hourly_cap", in: 1...1000))
  }
}

extension AlertingModel {
  /// Reads the tables in `folder`. Fails unless every category has a measure at each level and every key is one of
  /// `types` or `categories`.
  init(folder: String, types: Set<String>, categories: [String]) throws(TableError) {
    constants = try Constants(folder: folder)
    lanes = try Self.lanes(folder: folder, categories: categories)
    phrases = try Texts(path: "\(folder)/alert-text.tsv")
    counterpartyCategories = []
    for row in try Table(path: "\(folder)/counterparty-categories.tsv", columns: ["category", "why"]).rows {
      let code = try row.text("category")
      guard categories.contains(code), counterpartyCategories.insert(code).inserted else {
        throw row.error("category", expected: "a category, once")
      }
    }
    let table = try Table(path: "\(folder)/measures.tsv", columns: ["of", "level", "measure"])
    measures = []
    for row in table.rows {
      let key = try row.text("of")
      guard types.contains(key) || categories.contains(key) else {
        throw row.error("of", expected: "an event type or a category")
      }
      let text = try row.text("measure")
      guard text.utf8.last != UInt8(ascii: "."), !measures.contains(where: { $0.of == key && $0.text == text }) else {
        throw row.error("measure", expected: "an instruction without a full stop, once for each type or category")
      }
      measures.append(Measure(of: key, level: try row.word("level", as: AlertLevel.self), text: text))
    }
    for code in categories {
      for level in AlertLevel.allCases where !measures.contains(where: { $0.of == code && $0.level == level }) {
        throw TableError(file: table.file, line: 0, problem: "lacks a measure for \(code) at \(level.rawValue)")
      }
    }
  }

  private static func lanes(
    folder: String, categories: [String]
  ) throws(TableError) -> [Warning.Lane: LaneRule] {
    let table = try Table(path: "\(folder)/lanes.tsv", columns: ["lane", "category", "reason", "unconfirmed"])
    var lanes: [Warning.Lane: LaneRule] = [:]
    for row in table.rows {
      let lane = try row.word("lane", as: Warning.Lane.self)
      let reason = try row.text("reason")
      let rule = LaneRule(
        category: row.optional("category"), reason: reason, unconfirmed: row.optional("unconfirmed") ?? reason)
      guard lanes.updateValue(rule, forKey: lane) == nil else { throw row.error("lane", expected: "each lane once") }
      guard LaneRule.lanesOfOneCategory.contains(lane) == (rule.category != nil) else {
        let expected = rule.category == nil ? "a category" : "-, since the lane warns in the incident's category"
        throw row.error("category", expected: expected)
      }
      if let category = rule.category, !categories.contains(category) {
        throw row.error("category", expected: "a category of categories.tsv")
      }
      for column in ["reason", "unconfirmed"] where !LaneRule.variables.isSuperset(of: row[column].namesInBraces) {
        throw row.error(
          column, expected: "in braces only \(LaneRule.variables.sorted().joined(separator: ", "))")
      }
    }
    for lane in Warning.Lane.allCases where lanes[lane] == nil {
      throw TableError(file: table.file, line: 0, problem: "lacks the lane \(lane.rawValue)")
    }
    return lanes
  }
}
