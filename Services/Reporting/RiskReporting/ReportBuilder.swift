import Models
import ReferenceData

/// Builds the report of one subject over one period. The same input gives the same report.
package struct ReportBuilder: Sendable {
  let settings: ReportSettings

  package init(settings: ReportSettings) { self.settings = settings }

  /// The report; nil if the subject has no stored assessment from before the end of the period.
  package func report(_ input: ReportInput) -> AssessmentReport? {
    guard let current = input.history.last(before: input.period.to), let assessment = current.assessment else {
      return nil
    }
    let inputHash = input.hash(of: assessment.subject)
    let previous = input.history.last(before: input.period.from)?.scores
    let projects = input.projects.filter { $0.concerns(assessment.subject) }.sorted { $0.id < $1.id }
    let risks = incidents(of: assessment.categories, of: assessment, since: previous, in: input.period)
    let statuses = projects.map {
      status(of: $0, level: input.levels[SubjectKey(.project, $0.id)], incidents: risks, end: input.period.to)
    }
    let categories = self.categories(of: assessment, before: previous)
    return AssessmentReport(
      id: contentHash(
        "report", assessment.subject.description, input.period.kind.rawValue,
        input.period.from.description, input.period.to.description, inputHash),
      subject: assessment.subject, subjectName: assessment.subjectName ?? assessment.subject.id,
      period: input.period, knownAt: input.knownAt,
      judgement: judgement(of: assessment, categories, before: previous),
      score: score(of: assessment, risks, categories, before: previous),
      series: input.history.days(from: input.period.to.adding(days: -settings.seriesDays), to: input.period.to).map {
        ScorePoint(time: $0.scores.time, score: $0.scores.score)
      },
      categories: categories, projects: statuses, exposure: exposure(statuses),
      incidents: Array(risks.prefix(settings.listedIncidents)),
      opportunities: Array(
        incidents(of: assessment.opportunity.categories, of: assessment, since: previous, in: input.period)
          .prefix(settings.listedIncidents)),
      outlook: outlook(statuses, risks, assessment.announced, end: input.period.to),
      measures: measures(categories, risks),
      counterparties: counterparties(projects, risks, input.levels), layers: layers(risks),
      coverage: coverage(assessment, risks, statuses, input), suppressed: suppressed(input),
      accuracy: Scorecard(of: input.alerts, feedback: input.feedback, sentIn: input.period.previous),
      method: ReportMethod(
        model: assessment.model, assessments: input.history.days(in: input.period).reduce(0) { $0 + $1.count },
        inputHash: inputHash))
  }

  private func judgement(
    of assessment: Assessment, _ categories: [ReportCategory], before previous: DayScores?
  ) -> Judgement {
    Judgement(
      level: categories.compactMap(\.level).max(), direction: previous.map { direction(assessment.score - $0.score) },
      category: categories.first { $0.points > 0 }?.category, likelihood: assessment.confidence)
  }

  /// - Parameter change: the change of the score over the period, in points.
  private func direction(_ change: Double) -> Judgement.Direction {
    change >= settings.directionPoints ? .rising : change <= -settings.directionPoints ? .falling : .steady
  }

  private func score(
    of assessment: Assessment, _ incidents: [ReportIncident], _ categories: [ReportCategory],
    before previous: DayScores?
  ) -> ReportScore {
    ReportScore(
      now: assessment.score, last: previous?.score, confidence: assessment.confidence, baseline: assessment.baseline,
      baselinePoints: assessment.baseline == nil ? 0 : assessment.score - categories.reduce(0) { $0 + $1.points },
      percentile: assessment.percentile, opportunity: assessment.opportunity.score,
      drivers: drivers(incidents, categories, before: previous))
  }

  private func categories(of assessment: Assessment, before previous: DayScores?) -> [ReportCategory] {
    assessment.categories.map { category in
      let points = category.score > 0 ? category.share / category.score : 0
      return ReportCategory(
        category: category.category, now: category.score,
        last: previous.map { $0.categories[category.category]?.score ?? 0 }, points: category.share,
        level: category.level,
        incidents: category.contributions.count + category.others.count + category.older.count,
        otherPoints: points * (category.others.share + category.older.share))
    }
    .sorted { ($1.points, $0.category) < ($0.points, $1.category) }
  }

  /// The contributions as incidents, those with the most points of the subject's score first.
  private func incidents(
    of categories: [CategoryScore], of assessment: Assessment, since previous: DayScores?, in period: ReportPeriod
  ) -> [ReportIncident] {
    let isProject = assessment.subject.kind == .project
    return categories.flatMap { category in
      let points = category.score > 0 ? category.share / category.score : 0
      return category.contributions.map { contribution in
        ReportIncident(
          contribution, category: category.category, points: contribution.share * points,
          isNew: isNew(contribution, since: previous, in: period),
          isElsewhere: isProject && contribution.p < settings.projectProximity
            && !settings.partnerAbroad.contains(contribution.p),
          isPartnerAbroad: isProject && settings.partnerAbroad.contains(contribution.p))
      }
    }
    .sorted { ($1.points, $0.id) < ($0.points, $1.id) }
  }

  /// Whether an incident's first report came out after the last assessment before the period, or in the period where
  /// there is none. An older incident may be listed for the first time: others have decayed by more than it has.
  private func isNew(_ contribution: Contribution, since previous: DayScores?, in period: ReportPeriod) -> Bool {
    if previous?.contributions[contribution.cluster] != nil { return false }
    let quoted = contribution.evidence.compactMap(\.publishedAt).min()
    guard let first = contribution.firstPublished ?? quoted else { return true }
    return first >= (previous?.time ?? period.from)
  }

  private func measures(_ categories: [ReportCategory], _ incidents: [ReportIncident]) -> [RecommendedMeasure] {
    categories.compactMap { category in
      category.level.map { level in
        RecommendedMeasure(
          category: category.category, level: level,
          type: incidents.first { $0.category == category.category }?.type)
      }
    }
    .sorted { ($1.level, $0.category) < ($0.level, $1.category) }
  }

  private func suppressed(_ input: ReportInput) -> [SuppressedCount] {
    var counts: [String: Int] = [:]
    for suppression in input.suppressions where input.period.contains(suppression.asOf) {
      counts[suppression.reason.rawValue, default: 0] += 1
    }
    return counts.map { SuppressedCount(reason: $0.key, count: $0.value) }.sorted { $0.reason < $1.reason }
  }
}

extension ReportIncident {
  init(
    _ contribution: Contribution, category: String, points: Double, isNew: Bool, isElsewhere: Bool,
    isPartnerAbroad: Bool
  ) {
    let best = contribution.evidence.first
    let placed = contribution.evidence.first { $0.latitude != nil && $0.longitude != nil }
    self.init(
      id: contribution.cluster, category: category, type: contribution.type, points: points,
      credibility: contribution.c, reports: contribution.reports, sources: contribution.sources, time: best?.eventTime,
      place: best?.place,
      countries: (best?.subjects ?? []).filter { $0.kind == .country }.map(\.id),
      latitude: placed?.latitude, longitude: placed?.longitude,
      deaths: (contribution.evidence.map(\.deaths) + [contribution.deaths]).compactMap { $0 }.max(),
      injured: contribution.evidence.compactMap(\.injured).max(), layer: best?.layer,
      isOpen: contribution.halfLifeDays == nil,
      isContested: contribution.contested || contribution.evidence.contains(where: \.contested),
      isNew: isNew, isElsewhere: isElsewhere, isPartnerAbroad: isPartnerAbroad,
      subjects: Set(contribution.evidence.flatMap(\.subjects)).sorted(), evidence: contribution.evidence,
      denials: contribution.denials)
  }
}
