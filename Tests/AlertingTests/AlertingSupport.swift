import Models

@testable import Alerting

let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)
let port = SubjectKey(.project, "gwadar-port")
let pakistan = SubjectKey(.country, "PK")

let policy = AlertPolicy(
  levels: [
    .watch: .init(expiresHours: 72, roles: [.enterprise]), .advisory: .init(expiresHours: 72, roles: [.enterprise]),
    .warning: .init(expiresHours: 72, roles: [.enterprise, .competentAuthority]),
    .critical: .init(expiresHours: 96, roles: [.enterprise, .competentAuthority]),
  ], coolDownHours: 24, typeLabels: ["ATTACK_ON_PROJECT": "Attack on project"], categoryNames: ["SEC": "Security"])

func evidence(_ article: String, cluster: String = "k1", projects: Bool = true) -> Evidence {
  Evidence(
    cluster: cluster, articleId: article, url: "https://example.org/\(article)",
    quote: TextSpan(text: "Gunmen attacked the port.", start: 0, end: 25),
    subjects: projects ? [pakistan, port] : [pakistan],
    type: "ATTACK_ON_PROJECT", place: "Gwadar", eventTime: noon)
}

func warning(
  _ change: Warning.Change, _ level: AlertLevel, lane: Warning.Lane = .severity, hours: Int = 0,
  subject: SubjectKey = port, articles: [String] = ["a1"], cluster: String = "k1", projects: Bool = true,
  withdraws: [String] = [], families: Int = 1, unconfirmed: Bool = false, id: String? = nil
) -> Warning {
  Warning(
    id: id ?? "w-\(change.rawValue)-\(lane.rawValue)-\(level.rawValue)-\(hours)", subject: subject,
    subjectName: subject == port ? "Gwadar Port" : "Pakistan", category: "SEC", lane: lane, change: change,
    level: level, asOf: noon.adding(hours: hours), certainty: .likely, urgency: .immediate, score: 52, confidence: 0.75,
    families: families, evidence: articles.map { evidence($0, cluster: cluster, projects: projects) },
    withdraws: withdraws, unconfirmed: unconfirmed, model: "test")
}

/// Takes warnings through an episode, and says in a word what each called for.
struct Walk {
  var episode: Episode?
  var decisions: [AlertDecision] = []

  init(_ warnings: [Warning]) {
    let alerter = Alerter(policy: policy)
    for warning in warnings {
      let (next, decisions) = alerter.step(episode, warning)
      episode = next
      self.decisions += decisions
    }
  }

  var words: [String] {
    decisions.map { decision in
      let word = "\(decision.alert.status.rawValue) \(decision.alert.level.rawValue)"
      return decision.suppressed.map { "\(word) (\($0.rawValue))" } ?? word
    }
  }
}
