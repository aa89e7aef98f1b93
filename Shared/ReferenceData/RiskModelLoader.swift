import Models

/// Reads the risk model from a folder of tables. Every rule that the tables have to keep is checked here, so that a
/// mistake is reported with file and line when the program starts, never as a wrong score.
package struct RiskModelLoader: Sendable {
  /// The folder `RiskModel` of the reference data, without a slash at its end.
  let folder: String

  /// `directory` is the folder of the reference data, which contains `RiskModel`.
  package init(directory: String) {
    folder = directory + "/RiskModel"
  }

  package func load() throws(TableError) -> RiskModel {
    let (version, constants) = try loadConstants()
    let levels = try loadLevels()
    let categories = try loadCategories(thresholds: try loadThresholds(levels))
    let credibility = try loadCredibility()
    let types = try loadTypes(categories: Set(categories.map(\.code)))
    let alerting = try AlertingModel(
      folder: folder, types: Set(types.all.map(\.type)), categories: categories.map(\.code))
    return RiskModel(
      version: version, constants: constants, types: types,
      categories: categories, levels: levels, gradeCredibility: credibility.grades,
      claimCredibility: credibility.claims, credibilityCeilings: credibility.ceilings, realis: try loadRealis(),
      currencies: try loadCurrencies(), baselines: try loadBaselines(scale: constants.baselineScale),
      occurrencePhrases: try loadPhrases("occurrence-phrases.tsv"),
      correctionPhrases: try loadPhrases("correction-phrases.tsv"),
      representationPhrases: try loadPhrases("representation-phrases.tsv"), listingLevels: try loadListingLevels(),
      scoreQuantiles: try loadQuantiles(), alerting: alerting,
      evidenceTexts: try EvidenceTexts(path: "\(folder)/evidence-text.tsv"))
  }

  func table(_ name: String, _ columns: String...) throws(TableError) -> Table {
    try Table(path: "\(folder)/\(name)", columns: columns)
  }

  private func loadCategories(thresholds: [String: [Double]]) throws(TableError) -> [RiskModel.Category] {
    let table = try table(
      "categories.tsv", "code", "name", "weight", "project", "scale", "decay", "cap", "second_level", "chart")
    var categories: [RiskModel.Category] = []
    for row in table.rows {
      let code = try row.text("code")
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
        throw row.error("code", expected: "three capital letters")
      }
      guard !categories.contains(where: { $0.code == code }) else { throw row.error("code", expected: "a new code") }
      guard let enter = thresholds[code] else { throw row.error("code", expected: "a row in level-thresholds.tsv") }
      guard ["one-speed", "two-speed"].contains(row["decay"]) else {
        throw row.error("decay", expected: "one-speed or two-speed")
      }
      let parts = row["second_level"].split(separator: ";").map { String($0.drop { $0 == " " }) }
      categories.append(
        RiskModel.Category(
          code: code, name: try row.text("name"), countryWeight: try row.number("weight", in: 0...1000),
          weight: try row.number("project", in: 0...1000), scale: try row.number("scale", in: 1...10_000),
          isTwoSpeed: row["decay"] == "two-speed", cap: try row.word("cap", as: RiskModel.CAPCategory.self),
          secondLevel: parts, chartColour: try chartColour(row, differingFrom: categories), thresholds: enter))
    }
    let heaviest = categories.map(\.countryWeight).max() ?? 0
    let heaviestProject = categories.map(\.weight).max() ?? 0
    guard heaviest > 0, heaviestProject > 0 else {
      throw TableError(file: table.file, line: 0, problem: "has no category with a weight")
    }
    for index in categories.indices {
      categories[index].countryWeight /= heaviest
      categories[index].weight /= heaviestProject
    }
    return categories
  }

  private func chartColour(
    _ row: Table.Row, differingFrom earlier: [RiskModel.Category]
  ) throws(TableError) -> String {
    let colour = row["chart"]
    guard colour.hasPrefix("#"), colour.utf8.count == 7,
      colour.utf8.dropFirst().allSatisfy({ "0123456789abcdef".utf8.contains($0) }),
      !earlier.contains(where: { $0.chartColour == colour })
    else { throw row.error("chart", expected: "a new colour such as #b03a3a, in lower case") }
    return colour
  }

  private func loadThresholds(_ levels: [RiskModel.LevelRule]) throws(TableError) -> [String: [Double]] {
    var thresholds: [String: [Double]] = [:]
    for row in try table("level-thresholds.tsv", "category", "watch", "advisory", "warning", "critical").rows {
      var enter: [Double] = []
      for rule in levels {
        let value = try row.number(rule.level.rawValue, in: 0...100)
        guard value >= rule.floor, value > enter.last ?? 0 else {
          throw row.error(rule.level.rawValue, expected: "at least the level's floor, and more than the level below it")
        }
        enter.append(value)
      }
      thresholds[try row.text("category")] = enter
    }
    return thresholds
  }

  private func loadLevels() throws(TableError) -> [RiskModel.LevelRule] {
    let table = try table(
      "levels.tsv", "level", "share", "floor", "severity", "leave", "hold_hours", "expires_hours", "colour", "roles")
    var levels: [RiskModel.LevelRule] = []
    for row in table.rows {
      let level = try row.word("level", as: AlertLevel.self)
      let share = try row.number("share", in: 0...1)
      guard level.rank == levels.count + 1 else { throw row.error("level", expected: "each level once, lowest first") }
      guard share > levels.last?.share ?? 0 else { throw row.error("share", expected: "more than the level below it") }
      var roles: [AlertRole] = []
      for name in row.list("roles") {
        guard let role = AlertRole(rawValue: name) else {
          throw row.error("roles", expected: AlertRole.allCases.map(\.rawValue).joined(separator: ", "))
        }
        roles.append(role)
      }
      levels.append(
        RiskModel.LevelRule(
          level: level, share: share, floor: try row.number("floor", in: 0...100),
          severity: try row.number("severity", in: 0...1),
          leave: try row.number("leave", in: 0...1), holdHours: try row.integer("hold_hours", in: 0...8760),
          expiresHours: try row.integer("expires_hours", in: 1...8760), colour: try row.text("colour"), roles: roles))
    }
    guard levels.count == AlertLevel.allCases.count else {
      throw TableError(file: table.file, line: 0, problem: "has \(levels.count) levels; expected all four")
    }
    return levels
  }

  private func loadCredibility() throws(TableError) -> (
    grades: [Source.Grade: Double], claims: [ClaimKind: Double], ceilings: [Source.Grade: Double]
  ) {
    let table = try table("credibility.tsv", "of", "name", "value")
    var grades: [Source.Grade: Double] = [:]
    var claims: [ClaimKind: Double] = [:]
    var ceilings: [Source.Grade: Double] = [:]
    for row in table.rows {
      let value = try row.number("value", in: 0...1)
      switch row["of"] {
      case "grade": grades[try row.word("name", as: Source.Grade.self)] = value
      case "claim": claims[try row.word("name", as: ClaimKind.self)] = value
      case "ceiling": ceilings[try row.word("name", as: Source.Grade.self)] = value
      default: throw row.error("of", expected: "grade, claim or ceiling")
      }
    }
    guard grades.count == Source.Grade.allCases.count, claims.count == ClaimKind.allCases.count,
      ceilings.count == grades.count
    else {
      throw TableError(
        file: table.file, line: 0, problem: "lacks a grade, a ceiling or a kind of claim; expected each once")
    }
    return (grades, claims, ceilings)
  }

  private func loadListingLevels() throws(TableError) -> [ListedParty.Measure: AlertLevel] {
    let table = try table("listing-levels.tsv", "measure", "level")
    var levels: [ListedParty.Measure: AlertLevel] = [:]
    for row in table.rows {
      levels[try row.word("measure", as: ListedParty.Measure.self)] = try row.word("level", as: AlertLevel.self)
    }
    guard levels.count == ListedParty.Measure.allCases.count else {
      throw TableError(file: table.file, line: 0, problem: "lacks a measure; expected each once")
    }
    return levels
  }

  private func loadQuantiles() throws(TableError) -> [RiskModel.ScoreQuantile] {
    var quantiles: [RiskModel.ScoreQuantile] = []
    for row in try table("score-quantiles.tsv", "share", "score").rows {
      let quantile = RiskModel.ScoreQuantile(
        share: try row.number("share", in: 0...1), score: try row.number("score", in: 0...100))
      if let last = quantiles.last, quantile.share <= last.share || quantile.score < last.score {
        throw row.error("share", expected: "more than the row above, with no lower score")
      }
      quantiles.append(quantile)
    }
    return quantiles
  }

  private func loadPhrases(_ name: String) throws(TableError) -> [RiskModel.Phrase] {
    var phrases: [RiskModel.Phrase] = []
    for row in try table(name, "language", "phrase").rows {
      let phrase = RiskModel.Phrase(language: try row.text("language"), text: try row.text("phrase"))
      guard phrase.language.utf8.count == 2 else { throw row.error("language", expected: "a code of ISO 639-1") }
      guard !phrases.contains(phrase) else { throw row.error("phrase", expected: "each phrase once a language") }
      phrases.append(phrase)
    }
    return phrases
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

  /// Reads the baselines. `scale` is the baseline, in points, of a country with governance 0.
  private func loadBaselines(scale: Double) throws(TableError) -> [SubjectKey: Baseline] {
    var baselines: [SubjectKey: Baseline] = [:]
    for row in try table("baselines.tsv", "subject", "governance", "source", "date").rows {
      guard let subject = SubjectKey(row["subject"]) else { throw row.error("subject", expected: "type/id") }
      guard baselines[subject] == nil else { throw row.error("subject", expected: "each subject once") }
      baselines[subject] = Baseline(
        value: scale * (1 - (try row.number("governance", in: 0...1))), source: try row.text("source"),
        date: try row.text("date"))
    }
    return baselines
  }
}
