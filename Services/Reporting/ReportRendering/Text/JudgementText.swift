import Models

/// The judgement in sentences.
struct JudgementText {
  let sentences: [String]

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    let judgement = report.judgement
    let direction = language.term("direction", judgement.direction.rawValue)
    let name = language.name(of: report)
    var sentences: [String]
    if let level = judgement.level {
      sentences = [language(.judgementLevel, name, language.level(level), language.colour(level), direction)]
    } else if report.subject.kind.hasLevels {
      sentences = [language(.judgementNone, name, direction)]
    } else {
      sentences = [language(.judgementScore, name, language.score(report.score.now), direction)]
    }
    if let category = judgement.category {
      sentences.append(language(.judgementCategory, language.category(category)))
      sentences.append(
        language(
          .judgementLikelihood, language.likelihood(judgement.likelihood), language.percent(judgement.likelihood)))
    } else {
      sentences.append(language(.judgementNothing))
    }
    switch report.coverage.coverage {
    case .monitored: break
    case .stale: sentences.append(language(.judgementStale))
    case .unmonitored: sentences.append(language(.judgementUnmonitored))
    }
    self.sentences = sentences
  }
}
