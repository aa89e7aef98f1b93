import Models

extension ExportRow {
  /// The row of an event of a facts document.
  init(_ event: Event, of document: FactsDocument) {
    add("articleId", document.articleId)
    add("sourceId", document.sourceId)
    add("event", event.id)
    add("type", event.type)
    add("category", event.category)
    add("ledger", event.ledger.rawValue)
    add("realis", event.realis.rawValue)
    add("negated", event.negated ? "true" : "false")
    add("countries", event.countries)
    add("project", event.project)
    add("place", event.place)
    add("date", event.when?.value)
    add("deaths", event.deaths)
    add("injured", event.injured)
    add("amount", event.amount?.value)
    add("currency", event.amount?.currency)
    add("actors", event.actors.map(\.text).joined(separator: "; "))
    add("confidence", event.confidence)
    add("quote", event.quote.text)
    let place = document.places.first { $0.span.text == event.place && $0.latitude != nil }
    if let latitude = place?.latitude, let longitude = place?.longitude { position = (latitude, longitude) }
  }

  /// The row of a contribution to a subject's score.
  init(_ contribution: Contribution, category: CategoryScore, ledger: Ledger, of assessment: Assessment) {
    let best = contribution.evidence.first
    add("incident", contribution.cluster)
    add("subject", assessment.subject.description)
    add("name", assessment.subjectName)
    add("ledger", ledger.rawValue)
    add("category", category.category)
    add("type", contribution.type)
    add("points", category.score > 0 ? contribution.share * category.share / category.score : 0)
    add("x", contribution.x)
    add("credibility", contribution.c)
    add("ageDays", contribution.ageDays)
    add("reports", contribution.reports)
    add("place", best?.place)
    add("time", best?.eventTime?.description)
    add("deaths", contribution.evidence.compactMap(\.deaths).max())
    add("article", best?.articleId)
    add("url", best?.url)
    add("quote", best?.quote.text)
    if let latitude = best?.latitude, let longitude = best?.longitude { position = (latitude, longitude) }
  }

  /// The row of a subject's current score, at the position of `site`.
  init(_ assessment: Assessment, categories: [String], site: Site?) {
    add("subject", assessment.subject.description)
    add("name", assessment.subjectName)
    add("asOf", assessment.asOf.description)
    add("score", assessment.score)
    add("confidence", assessment.confidence)
    add("coverage", assessment.coverage.rawValue)
    add("baseline", assessment.baseline?.value)
    add("opportunity", assessment.opportunity.score)
    let scores = Dictionary(
      assessment.categories.map { ($0.category, $0.score) }, uniquingKeysWith: { first, _ in first })
    add("categories", categories.compactMap { code in scores[code].map { "\(code)=\(fixed($0, 1))" } })
    add("model", assessment.model)
    position = site.map { ($0.latitude, $0.longitude) }
  }

  /// The row of an alert in its latest state, at the centre of its first area.
  init(_ alert: Alert) {
    add("alert", alert.id)
    add("record", alert.record)
    add("status", alert.status.rawValue)
    add("subject", alert.subject.description)
    add("name", alert.subjectName)
    add("category", alert.category)
    add("lane", alert.lane.rawValue)
    add("level", alert.level.rawValue)
    add("certainty", alert.certainty.rawValue)
    add("urgency", alert.urgency.rawValue)
    add("headline", alert.headline)
    add("sentAt", alert.sentAt.description)
    add("expiresAt", alert.expiresAt.description)
    add("article", alert.evidence.first?.articleId)
    add("url", alert.evidence.first?.url)
    add("quote", alert.evidence.first?.quote.text)
    position = alert.area.circles.first.map { ($0.latitude, $0.longitude) }
  }
}
