import Models

/// A report's judgement in sentences: level, direction, leading category, certainty and coverage.
struct JudgementText {
  let sentences: [String]

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    let judgement = report.judgement
    let name = language.name(of: report)
    guard report.isScored else {
      sentences = [language(.judgementNoProjects, name)]
      return
    }
    var sentences: [String]
    if let level = judgement.level {
      sentences = [language(.judgementLevel, name, language.level(level), language.colour(level))]
    } else if report.subject.kind.hasLevels {
      sentences = [language(.judgementNone, name)]
    } else {
      sentences = [language(.judgementScore, name, language.score(report.score.now))]
      let levels = Self.levels(of: report.projects, language)
      if !levels.isEmpty { sentences.append(language(.judgementProjects, levels)) }
    }
    sentences.append(
      judgement.direction.map { language(.judgementDirection, language.term("direction", $0.rawValue)) }
        ?? language(.judgementFirst))
    if let category = judgement.category {
      sentences.append(language(.judgementCategory, language.category(category)))
      sentences.append(
        language(
          .judgementCertainty, language.certainty(of: report, in: category), language.percent(judgement.likelihood)))
    } else {
      sentences.append(language(judgement.level == nil ? .judgementNothing : .judgementAlertOnly))
    }
    switch report.coverage.coverage {
    case .monitored: break
    case .stale: sentences.append(language(.judgementStale))
    case .unmonitored: sentences.append(language(.judgementUnmonitored))
    }
    self.sentences = sentences
  }

  /// How many projects are at each level, highest first.
  private static func levels(of projects: [ProjectStatus], _ language: ReportLanguage) -> String {
    AlertLevel.allCases.sorted(by: >).compactMap { level in
      let count = projects.count { $0.level == level }
      return count > 0 ? language(.judgementProjectLevel, "\(count)", language.level(level)) : nil
    }.joined(separator: language.enumeration)
  }
}
