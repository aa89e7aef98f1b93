/// A text of which alerts are composed: a row of `alert-text.tsv`, whose key is the raw value.
package enum AlertPhrase: String, TextKey {
  case headlineRaised = "headline.raised"
  case headlineUpdated = "headline.updated"
  case headlineEscalated = "headline.escalated"
  case headlineRenewed = "headline.renewed"
  case headlineResolved = "headline.resolved"
  case headlineCancelled = "headline.cancelled"
  case headlineQuote = "headline.quote"
  case headlineBelief = "headline.belief"

  case alert
  case risk
  case about
  case subjectProject = "subject.project"
  case subjectCountry = "subject.country"
  case subjectOther = "subject.other"
  case list
  case contested
  case unconfirmed
  case quote
  case quoteSource = "quote.source"

  case withdrawn
  case withdrawnReport = "withdrawn.report"
  case resolved
  case resolvedScore = "resolved.score"
  case denied
  case renewed

  case report
  case reportBy = "report.by"
  case reportAgainst = "report.against"
  case reportHarm = "report.harm"
  case reportDead = "report.dead"
  case reportInjured = "report.injured"
  case reportPartner = "report.partner"
  case reportDenied = "report.denied"
  case reportsMoreOne = "reports.more.one"
  case reportsMore = "reports.more"
  case corrected

  case reason
  case score
  case scoreUnknown = "score.unknown"
  case scoreIndex = "score.index"
  case scoreBound = "score.bound"
  case levelBegins = "level.begins"
  /// Of a score that lies above where a higher level begins.
  case levelCapped = "level.capped"
  case levelKept = "level.kept"
  case levelHeld = "level.held"

  case certainty
  case certaintyContested = "certainty.contested"
  case certaintyRegister = "certainty.register"
  /// Of a party that a list names.
  case certaintyList = "certainty.list"
  case certaintyOne = "certainty.one"
  case certaintyMany = "certainty.many"

  case urgencyImmediate = "urgency.immediate"
  case urgencyExpected = "urgency.expected"
  case urgencyFuture = "urgency.future"

  case measures
  case measuresMore = "measures.more"

  package var arguments: Int {
    switch self {
    case .contested, .unconfirmed, .withdrawn, .denied, .renewed, .reportDenied, .reportsMoreOne, .corrected,
      .certaintyRegister, .certaintyList, .certaintyOne:
      0
    case .alert, .risk, .subjectProject, .subjectCountry, .subjectOther, .quote, .withdrawnReport, .resolved,
      .resolvedScore, .reportBy, .reportAgainst, .reportHarm, .reportDead, .reportInjured, .reportPartner,
      .reportsMore, .scoreUnknown, .scoreIndex, .certaintyMany, .urgencyImmediate, .urgencyExpected, .urgencyFuture,
      .measures:
      1
    case .headlineRaised, .headlineUpdated, .headlineEscalated, .headlineRenewed, .headlineResolved,
      .headlineCancelled, .headlineQuote, .headlineBelief, .about, .list, .quoteSource, .report, .reason, .score,
      .scoreBound, .levelBegins, .levelCapped, .levelKept, .levelHeld, .certainty, .certaintyContested, .measuresMore:
      2
    }
  }
}
