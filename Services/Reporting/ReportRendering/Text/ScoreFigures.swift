import Models

/// The headline figures, and the drivers that moved the score since the period began.
struct ScoreFigures {
  let tiles: [(label: String, value: String)]
  let drivers: [String]
  /// What to say where no driver is listed.
  let noDrivers: String

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    let score = report.score
    var tiles = [(language(.scoreNow), report.isScored ? language.score(score.now) : "–")]
    tiles.append((language(.scoreLast), score.last.map(language.score) ?? "–"))
    tiles.append((language(.scoreChange), score.last.map { language.change(score.now - $0) } ?? "–"))
    tiles.append((language(.scoreConfidence), language.percent(score.confidence)))
    tiles.append((language(.scoreOpportunity), language.score(score.opportunity)))
    if let percentile = score.percentile {
      tiles.append((language(.scorePercentile), language.percent(percentile)))
    }
    self.tiles = tiles
    noDrivers = language(score.last == nil ? .driversFirst : .driversNone)
    drivers = score.drivers.map { driver in
      let name = language.category(driver.category)
      let what =
        if let type = driver.ended {
          language(.driversEnded, language.eventType(type), IncidentText.shown(driver.incident ?? ""))
        } else {
          driver.incident.map { id in language(.driversIncident, report.line(language)(id)) }
            ?? language(.driversCategory, name)
        }
      return language.points(language.change(driver.points)) + language.colon + what
    }
  }
}

extension AssessmentReport {
  /// Whether there is something to score: a portfolio without a project has no score, not one of 0.
  var isScored: Bool { subject.kind != .portfolio || !projects.isEmpty }
}

/// The name of a category with the official class of risk that it belongs to, where the language has one.
struct CategoryText {
  let language: ReportLanguage

  init(_ language: ReportLanguage) { self.language = language }

  func name(_ code: String) -> String {
    let name = language.category(code)
    return language.riskClass(code).map { name + language.bracketed($0) } ?? name
  }
}
