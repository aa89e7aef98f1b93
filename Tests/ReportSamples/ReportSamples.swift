import FoundationEssentials
import Models
import ReferenceData
import RiskReporting

/// Invented assessments, projects and alerts for tests of reports.
package enum ReportSamples {
  /// The reference data of this checkout.
  package static let reference: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/Shared/ReferenceData"
  }()

  package static func day(_ text: String) -> Timestamp {
    guard let day = CivilDate(iso8601: text) else { preconditionFailure("\(text) is no day") }
    return Timestamp(startOf: day)
  }

  package static func evidence(
    _ article: String, quote: String, type: String = "ARMED_CLASH", deaths: Int? = nil,
    subjects: [SubjectKey] = [], contested: Bool = false, position: Position? = nil
  ) -> Evidence {
    Evidence(
      articleId: article, publishedAt: day("2026-03-04"), title: "Title of \(article)",
      quote: TextSpan(text: quote, start: 0, end: quote.utf8.count), subjects: subjects, type: type, place: "Tanwa",
      eventTime: day("2026-03-03"), deaths: deaths, contested: contested, sourceName: "Harbour Post", grade: .b,
      latitude: position?.latitude, longitude: position?.longitude)
  }

  package static func contribution(
    _ id: String, share: Double, type: String = "ARMED_CLASH", isState: Bool = false, evidence: [Evidence]
  ) -> Contribution {
    Contribution(
      cluster: id, type: type, share: share, x: share, s: 0.9, c: 0.8, m: 1, n: 1, p: 1, ageDays: 2,
      halfLifeDays: isState ? nil : 7, reports: 3, sources: 2, evidence: evidence)
  }

  /// A category whose listed contributions and others sum to its score, as scoring publishes it.
  package static func category(
    _ code: String, share: Double, level: AlertLevel? = nil, others: Double = 0, _ contributions: [Contribution]
  ) -> CategoryScore {
    CategoryScore(
      category: code, score: contributions.reduce(others) { $0 + $1.share }, share: share, level: level,
      contributions: contributions, others: ContributionRest(count: others > 0 ? 2 : 0, share: others, x: others))
  }

  package static func assessment(
    subject: SubjectKey = SubjectKey(.country, "KE"), at time: Timestamp, score: Double? = nil,
    coverage: Coverage = .monitored, baseline: Baseline? = nil, _ categories: [CategoryScore],
    opportunities: [CategoryScore] = [], announced: [AnnouncedDate] = [], sources: [SourceActivity] = []
  ) -> Assessment {
    Assessment(
      id: contentHash("sample", subject.description, time.description), subject: subject, subjectName: "Kenya",
      asOf: time, score: score ?? categories.reduce(0) { $0 + $1.share }, confidence: 0.72, coverage: coverage,
      baseline: baseline, categories: categories,
      opportunity: LedgerScore(
        score: opportunities.reduce(0) { $0 + $1.share }, confidence: 0.6, categories: opportunities),
      announced: announced, sources: sources, model: "2026.11-test")
  }

  package static func project(
    _ id: String, milestones: [ExpectedMilestone] = [], value: Money? = nil, headcount: Int? = nil
  ) -> Project {
    Project(
      id: id, name: "Port of \(id)", countries: ["KE"], sector: "port", phase: "construction",
      counterparties: [Counterparty(name: "Tanwa Harbour Works", role: "contractor")],
      sites: [Site(name: "Quay", latitude: -4, longitude: 39.6, radiusKm: 10)], milestones: milestones,
      value: value, headcount: headcount)
  }

  package static func source(_ id: String, country: String = "KE", expectedEvery: String?) -> Source {
    Source(
      id: id, domain: "\(id).example", name: "Name of \(id)", grade: .b, country: country,
      expectedEvery: expectedEvery)
  }

  /// A week in which every section of a report has content.
  package static func full(quote: String = "Armed men stopped a convoy of Tanwa Harbour Works near Tanwa.")
    -> ReportInput
  {
    let projects = ["tanwa", "lamba"].map { SubjectKey(.project, $0) }
    let country = SubjectKey(.country, "KE")
    let attack = contribution(
      "c-attack", share: 30,
      evidence: [
        evidence(
          "a1", quote: quote, deaths: 4, subjects: [country] + projects,
          position: Position(latitude: -4.05, longitude: 39.67))
      ])
    var permit = evidence(
      "a2", quote: "The ministry withdrew the licence.", type: "LICENCE_REVOKED", subjects: [country], contested: true)
    permit.layer = .host
    let licence = contribution("c-licence", share: 20, type: "LICENCE_REVOKED", isState: true, evidence: [permit])
    let award = contribution(
      "c-award", share: 12, type: "CONTRACT_AWARD",
      evidence: [evidence("a3", quote: "The second berth was awarded.", type: "CONTRACT_AWARD", subjects: [country])])
    var history = AssessmentHistory()
    history.add(assessment(at: day("2026-02-27"), [category("LEG", share: 9, [licence])]))
    history.add(
      assessment(
        at: day("2026-03-05").adding(hours: 9), score: 45, baseline: Baseline(value: 20, source: "Index", date: "2023"),
        [
          category("SEC", share: 22, level: .warning, others: 4, [attack]), category("LEG", share: 15, [licence]),
        ], opportunities: [category("FIN", share: 12, [award])],
        announced: [
          AnnouncedDate(
            date: PartialDate(day: day("2026-03-20").day), reports: 1,
            evidence: evidence("a4", quote: "The court will hear the case on 20 March 2026."))
        ], sources: [SourceActivity(source: "harbour-post", lastArticle: day("2026-03-01"))]))
    return ReportInput(
      period: ReportPeriod(.weekly, containing: day("2026-03-05")), knownAt: day("2026-03-09"), history: history,
      projects: [
        project(
          "tanwa",
          milestones: [
            ExpectedMilestone(type: "COMMISSIONED", expected: PartialDate(iso8601: "2026-04")),
            ExpectedMilestone(type: "FINANCIAL_CLOSE", expected: PartialDate(iso8601: "2026-01")),
          ], value: Money(value: 1_500_000_000, currency: "USD"), headcount: 420), project("lamba"),
      ], sources: [source("harbour-post", expectedEvery: "P1D")], levels: [SubjectKey(.project, "tanwa"): .warning],
      alerts: [alert("al-1", .raised, at: day("2026-02-24")), alert("al-1", .cancelled, at: day("2026-02-26"))],
      feedback: [feedback("al-1", .refuted, at: day("2026-02-27"))],
      suppressions: [
        Suppression(
          id: "s1", warning: "w1", subject: country, category: "SEC", reason: .inhibited, detail: "project/tanwa",
          asOf: day("2026-03-04"))
      ])
  }

  package static func feedback(_ alert: String, _ verdict: Action.Verdict, at time: Timestamp) -> Action {
    Action(
      id: "\(alert) \(verdict.rawValue) \(time)", alert: alert, verdict: verdict, at: time,
      subject: SubjectKey(.country, "KE"), category: "SEC", lane: .severity, level: .warning)
  }

  package static func alert(_ id: String, _ status: Alert.Status, at time: Timestamp) -> Alert {
    Alert(
      record: "\(id)-\(status.rawValue)", id: id, episode: "e", status: status, subject: SubjectKey(.country, "KE"),
      subjectName: "Kenya", category: "SEC", lane: .severity, level: .warning, urgency: .immediate, certainty: .likely,
      headline: "", description: "", confidence: 0.8, evidence: [], sentAt: time, expiresAt: time.adding(days: 1),
      roles: [], model: "2026.11-test")
  }
}
