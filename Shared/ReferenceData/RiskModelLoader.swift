import Models

/// Reads the risk model from a folder of tables. Every rule that the tables have to keep is checked here, so that a
/// mistake is reported with file and line when the program starts, never as a wrong score.
package struct RiskModelLoader: Sendable {
  /// The folder that holds `RiskModel`, without a slash at its end.
  let folder: String

  /// `directory` is the reference data's own, in which `RiskModel` lies.
  package init(directory: String) {
    folder = directory + "/RiskModel"
  }

  package func load() throws(TableError) -> RiskModel {
    let (version, constants) = try loadConstants()
    let categories = try loadCategories()
    let (grades, claims) = try loadCredibility()
    let types = try loadTypes(categories: Set(categories.map(\.code)))
    let alerting = try AlertingModel(
      folder: folder, types: Set(types.all.map(\.type)), categories: categories.map(\.code))
    return RiskModel(
      version: version, constants: constants, types: types,
      categories: categories, levels: try loadLevels(), gradeCredibility: grades, claimCredibility: claims,
      realis: try loadRealis(), currencies: try loadCurrencies(), baselines: try loadBaselines(),
      alerting: alerting)
  }

  private func table(_ name: String, _ columns: String...) throws(TableError) -> Table {
    try Table(path: "\(folder)/\(name)", columns: columns)
  }

  private func loadCategories() throws(TableError) -> [RiskModel.Category] {
    let table = try table("categories.tsv", "code", "name", "weight", "second_level")
    var categories: [RiskModel.Category] = []
    for row in table.rows {
      let code = try row.text("code")
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
        throw row.error("code", expected: "three capital letters")
      }
      guard !categories.contains(where: { $0.code == code }) else { throw row.error("code", expected: "a new code") }
      let parts = row["second_level"].split(separator: ";").map { String($0.drop { $0 == " " }) }
      categories.append(
        RiskModel.Category(
          code: code, name: try row.text("name"), weight: try row.number("weight", in: 0...1000), secondLevel: parts))
    }
    let total = categories.reduce(0) { $0 + $1.weight }
    guard total > 0 else { throw TableError(file: table.file, line: 0, problem: "has no category with a weight") }
    for index in categories.indices { categories[index].weight /= total }
    return categories
  }

  private func loadLevels() throws(TableError) -> [RiskModel.LevelRule] {
    let table = try table("levels.tsv", "level", "enter", "leave", "hold_hours", "expires_hours", "roles")
    var levels: [RiskModel.LevelRule] = []
    for row in table.rows {
      let level = try row.word("level", as: AlertLevel.self)
      let enter = try row.number("enter", in: 0...100)
      let leave = try row.number("leave", in: 0...100)
      guard level.rank == levels.count + 1 else { throw row.error("level", expected: "each level once, lowest first") }
      guard leave < enter else { throw row.error("leave", expected: "less than enter") }
      if let below = levels.last, enter <= below.enter || leave <= below.leave {
        throw row.error("enter", expected: "more than the level below it")
      }
      var roles: [AlertRole] = []
      for name in row.list("roles") {
        guard let role = AlertRole(rawValue: name) else {
          throw row.error("roles", expected: AlertRole.allCases.map(\.rawValue).joined(separator: ", "))
        }
        roles.append(role)
      }
      levels.append(
        RiskModel.LevelRule(
          level: level, enter: enter, leave: leave, holdHours: try row.integer("hold_hours", in: 0...8760),
          expiresHours: try row.integer("expires_hours", in: 1...8760), roles: roles))
    }
    guard levels.count == AlertLevel.allCases.count else {
      throw TableError(file: table.file, line: 0, problem: "has \(levels.count) levels; expected all four")
    }
    return levels
  }

  private func loadCredibility() throws(TableError) -> ([Source.Grade: Double], [ClaimKind: Double]) {
    let table = try table("credibility.tsv", "of", "name", "value")
    var grades: [Source.Grade: Double] = [:]
    var claims: [ClaimKind: Double] = [:]
    for row in table.rows {
      let value = try row.number("value", in: 0...1)
      switch row["of"] {
      case "grade": grades[try row.word("name", as: Source.Grade.self)] = value
      case "claim": claims[try row.word("name", as: ClaimKind.self)] = value
      default: throw row.error("of", expected: "grade or claim")
      }
    }
    guard grades.count == Source.Grade.allCases.count, claims.count == ClaimKind.allCases.count else {
      throw TableError(file: table.file, line: 0, problem: "lacks a grade or a kind of claim; expected each once")
    }
    return (grades, claims)
  }

  private func loadRealis() throws(TableError) -> [Realis: RiskModel.RealisRule] {
    let table = try table("realis.tsv", "realis", "value", "urgency")
    var rules: [Realis: RiskModel.RealisRule] = [:]
    for row in table.rows {
      rules[try row.word("realis", as: Realis.self)] = RiskModel.RealisRule(
        value: try row.number("value", in: 0...1), urgency: try row.word("urgency", as: Urgency.self))
    }
    guard rules.count == Realis.allCases.count else {
      throw TableError(
        file: table.file, line: 0, problem: "has \(rules.count) kinds; expected \(Realis.allCases.count)")
    }
    return rules
  }

  private func loadCurrencies() throws(TableError) -> [String: Double] {
    var rates: [String: Double] = [:]
    for row in try table("currencies.tsv", "currency", "usd").rows {
      let code = try row.text("currency")
      guard code.utf8.count == 3, rates[code] == nil else {
        throw row.error("currency", expected: "a new code of ISO 4217")
      }
      rates[code] = try row.number("usd", in: 0.000_000_1...1000)
    }
    return rates
  }

  private func loadBaselines() throws(TableError) -> [SubjectKey: Baseline] {
    var baselines: [SubjectKey: Baseline] = [:]
    for row in try table("baselines.tsv", "subject", "value", "source", "date").rows {
      guard let subject = SubjectKey(row["subject"]) else { throw row.error("subject", expected: "type/id") }
      baselines[subject] = Baseline(
        value: try row.number("value", in: 0...100), source: try row.text("source"), date: try row.text("date"))
    }
    return baselines
  }

  private func loadConstants() throws(TableError) -> (String, RiskModel.Constants) {
    let table = try table("model.tsv", "name", "value", "unit", "note")
    let reader = try ConstantReader(table)
    var constants = RiskModel.Constants()
    constants.categoryScale = try reader.number("category_scale", in: 1...1000)
    constants.subjectNorm = try reader.number("subject_norm", in: 1...50)
    constants.olderBelow = try reader.number("older_below", in: 0.000_001...1)
    constants.shownContributions = try reader.integer("shown_contributions", in: 1...1000)
    constants.updateNovelty = try reader.number("update_novelty", in: 0...1)
    constants.deathsWeight = try reader.number("deaths_weight", in: 0...1)
    constants.amountWeight = try reader.number("amount_weight", in: 0...1)
    constants.amountUnit = try reader.number("amount_unit", in: 1...1e12)
    constants.familyDistance = try reader.integer("family_distance", in: 0...16)
    constants.singleFamilyCap = try reader.number("single_family_cap", in: 0...1)
    constants.clusterDays = try reader.integer("cluster_days", in: 0...7)
    constants.stateConfirmedDays = try reader.number("state_confirmed_days", in: 1...3650)
    constants.stateFadeHalfLife = try reader.number("state_fade_half_life", in: 1...3650)
    constants.stateGateHalfLife = try reader.number("state_gate_half_life", in: 1...3650)
    constants.warnSeverity = try reader.number("warn_severity", in: 0...1)
    constants.warnCredibility = try reader.number("warn_credibility", in: 0...1)
    constants.warnUnconfirmedCredibility = try reader.number("warn_unconfirmed_credibility", in: 0...1)
    constants.warnRealis = try reader.number("warn_realis", in: 0...1)
    constants.warnProximity = try reader.number("warn_proximity", in: 0...1)
    constants.criticalSeverity = try reader.number("critical_severity", in: 0...1)
    constants.immediateHours = try reader.integer("immediate_hours", in: 0...8760)
    constants.staleAfterDays = try reader.number("stale_after", in: 0...3650)
    constants.unmonitoredAfterDays = try reader.number("unmonitored_after", in: 0...3650)
    constants.evidenceQuotes = try reader.integer("evidence_quotes", in: 1...50)
    constants.emitMove = try reader.number("emit_move", in: 0...100)
    constants.emitHours = try reader.integer("emit_hours", in: 1...168)
    constants.laneCheckHours = try reader.integer("lane_check_hours", in: 1...168)
    constants.coolDownHours = try reader.integer("cool_down_hours", in: 0...8760)
    return (try reader.row("version").text("value"), constants)
  }
}

/// Looks constants up by name.
private struct ConstantReader {
  private let file: String
  private var rows: [String: Table.Row] = [:]

  init(_ table: Table) throws(TableError) {
    file = table.file
    for row in table.rows {
      guard rows.updateValue(row, forKey: row["name"]) == nil else {
        throw row.error("name", expected: "each name once")
      }
    }
  }

  func row(_ name: String) throws(TableError) -> Table.Row {
    guard let row = rows[name] else { throw TableError(file: file, line: 0, problem: "lacks \(name)") }
    return row
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(TableError) -> Double {
    try row(name).number("value", in: range)
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(TableError) -> Int {
    try row(name).integer("value", in: range)
  }
}
