import Models
import ReferenceData

@testable import Alerting

let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)
let port = SubjectKey(.project, "gwadar-port")
let pakistan = SubjectKey(.country, "PK")

/// The committed texts.
let phrases: Texts<AlertPhrase> = {
  let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  do {
    return try Texts(path: "\(root)/Shared/ReferenceData/RiskModel/alert-text.tsv")
  } catch {
    fatalError("\(error)")
  }
}()

let policy = AlertPolicy(
  levels: [
    .watch: .init(expiresHours: 72, roles: [.enterprise]),
    .advisory: .init(expiresHours: 72, roles: [.enterprise]),
    .warning: .init(expiresHours: 72, roles: [.enterprise, .competentAuthority]),
    .critical: .init(expiresHours: 96, roles: [.enterprise, .competentAuthority]),
  ], thresholds: ["SEC": [25, 45, 65, 85]], coolDownHours: 24,
  rules: .init(
    renewBeforeHours: 6, renewedHours: 168, longestRenewalHours: 720,
    urgency: UrgencyRules(
      byRealis: [
        .actual: .immediate, .imminent: .immediate, .threatened: .future, .conditional: .future,
        .prescriptive: .unknown, .generic: .unknown, .historical: .past,
      ], immediateHours: 24, expectedHours: 72), futureHours: 720, headlineQuoteBytes: 160, describedReports: 3,
    evidenceQuotes: 5, measures: 4, hourlyCap: 6),
  typeLabels: ["ATTACK_ON_PROJECT": "Attack on project", "SUSPENSION": "Suspension of works"],
  categoryNames: ["SEC": "Security", "OPS": "Delivery"], stateTypes: ["SUSPENSION"],
  measures: [
    "SEC": [.init(level: .watch, text: "brief staff"), .init(level: .critical, text: "prepare evacuation")],
    "ATTACK_ON_PROJECT": [.init(level: .advisory, text: "close the perimeter")],
  ],
  laneReasons: [
    .severity: .init(
      confirmed: "a single severe event that a credible source reports",
      unconfirmed: "a severe event that no second credible source or acting authority has confirmed yet"),
    .level: .init(confirmed: "{score}", unconfirmed: "{score}"),
    .anomaly: .init(
      confirmed: "more {category} incidents than is usual {subject}", unconfirmed: "more {category} incidents"),
    .silence: .init(confirmed: "a milestone {of} no table is past its date", unconfirmed: "a milestone"),
    .counterparty: .init(confirmed: "a party is on a list", unconfirmed: "a party is on a list"),
  ], phrases: phrases, counterpartyCategories: ["INT"])

/// A report of the attack on the port, as article `article` has it.
func evidence(
  _ article: String, cluster: String = "k1", projects: Bool = true, event: String? = "attack", causedBy: String? = nil,
  type: String = "ATTACK_ON_PROJECT", start: Int = 0, realis: Realis? = .actual
) -> Evidence {
  Evidence(
    cluster: cluster, articleId: article, url: "https://example.org/\(article)", title: "Port attacked",
    quote: TextSpan(text: "Gunmen attacked the port.", start: start, end: start + 25),
    subjects: projects ? [pakistan, port] : [pakistan], type: type, place: "Gwadar", eventTime: noon,
    event: event.map { "\(article)-\($0)" }, causedBy: causedBy.map { "\(article)-\($0)" }, realis: realis)
}

/// The report of the attack in article `a1`, in an edition with that number of deaths.
func toll(_ deaths: Int) -> Evidence {
  var piece = evidence("a1")
  piece.quote.text = "Gunmen attacked the port, killing \(deaths)."
  piece.deaths = deaths
  return piece
}

func warning(
  _ change: Warning.Change, _ level: AlertLevel, lane: Warning.Lane = .severity, hours: Int = 0,
  subject: SubjectKey = port, category: String = "SEC", evidence pieces: [Evidence]? = nil,
  articles: [String] = ["a1"], cluster: String = "k1", projects: Bool = true, withdraws: [String] = [],
  sourceCount: Int = 1, unconfirmed: Bool = false, contested: Bool = false, id: String? = nil
) -> Warning {
  Warning(
    id: id ?? "w-\(change.rawValue)-\(lane.rawValue)-\(level.rawValue)-\(hours)", subject: subject,
    subjectName: subject == port ? "Gwadar Port" : subject == pakistan ? "Pakistan" : "Coast Builders",
    category: category, lane: lane, change: change, level: level, asOf: noon.adding(hours: hours), certainty: .likely,
    urgency: .immediate, score: 52, confidence: 0.75, sourceCount: sourceCount,
    evidence: pieces ?? articles.map { evidence($0, cluster: cluster, projects: projects) }, withdraws: withdraws,
    unconfirmed: unconfirmed, contested: contested, model: "test")
}

/// Takes warnings through the alerts of their subject, and says in a word what each called for.
struct Walk {
  var state: SubjectAlerts?
  var decisions: [AlertDecision] = []

  /// `hours` are times after noon at which nothing comes but time passes.
  init(_ warnings: [Warning], then hours: [Int] = []) {
    let alerter = Alerter(policy: policy)
    for warning in warnings {
      if let before = state { advance(before, to: warning.asOf, alerter) }
      let (next, decisions) = alerter.step(state, warning)
      state = next
      self.decisions += decisions
    }
    for hour in hours {
      if let before = state { advance(before, to: noon.adding(hours: hour), alerter) }
    }
  }

  private mutating func advance(_ before: SubjectAlerts, to time: Timestamp, _ alerter: Alerter) {
    let (next, decisions) = alerter.advance(before, to: time)
    state = next
    self.decisions += decisions
  }

  var words: [String] {
    decisions.map { decision in
      let word = "\(decision.alert.status.rawValue) \(decision.alert.level.rawValue)"
      return decision.suppressed.map { "\(word) (\($0.rawValue))" } ?? word
    }
  }

  var remembers: Bool { state.map { !$0.episodes.isEmpty } ?? false }
}
