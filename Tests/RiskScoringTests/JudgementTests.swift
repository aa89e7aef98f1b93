import Foundation
import Models
import ReferenceData
import Testing

@testable import RiskScoring

/// Every constant of judgement is a row of data, and moving it moves a result.
@Suite("Judgement as data")
struct JudgementTests {
  @Test("moving a constant moves a result", arguments: moves)
  fileprivate func constants(_ move: Move) throws {
    let (before, after) = (try move.scenario.figures(), try move.scenario.figures(move.change))
    #expect(before != after, "\(before)")
  }

  @Test("every row of model.tsv is moved here, or read where its note says")
  func rows() throws {
    let text = try String(contentsOf: riskModelFolder.appending(path: "model.tsv"), encoding: .utf8)
    let names = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map {
      String($0.prefix { $0 != "\t" })
    }
    let elsewhere: Set<String> = [
      // Printed on every score.
      "version",
      // Read by deploy/fit, which writes the scales of categories.tsv.
      "scale_share", "scale_score", "scale_floor",
      // Applied when baselines.tsv is loaded: RiskModelTests.
      "baseline_scale",
      // Alerting's: AlerterTests. Subject matching's: SubjectMatcherTests.
      "cool_down_hours", "lead_sentences", "main_sentences", "opening_sentences",
    ]
    #expect(Set(names) == Set(moves.map(\.name)).union(elsewhere))
  }
}

/// A constant of judgement, moved, and the scenario whose figures it moves.
private struct Move: Sendable, CustomTestStringConvertible {
  let name: String
  let scenario: Scenario
  let change: @Sendable (inout RiskModel) -> Void

  init<Value: Sendable>(
    _ name: String, _ path: WritableKeyPath<RiskModel.Constants, Value> & Sendable, _ value: Value,
    _ scenario: Scenario
  ) {
    self.name = name
    self.scenario = scenario
    change = { $0.constants[keyPath: path] = value }
  }

  var testDescription: String { name }
}

private let debt = Scenario([.report("DEFAULT", amount: 5e8)])
private let foreign = Scenario([.report(subject: pakistan)], of: pakistan)
private let closure = Scenario([.report("ROUTE_CLOSURE")])
private let oneVoice = Scenario([.report(claim: .witness)])

private let moves: [Move] = formulaMoves + incidentMoves + warningMoves + anomalyMoves + outputMoves

private let formulaMoves: [Move] = [
  Move("severity_power", \.severityPower, 1, .twoVoices),
  Move("deaths_weight", \.deathsWeight, 2, .twoVoices),
  Move("amount_weight", \.amountWeight, 2, debt),
  Move("amount_unit", \.amountUnit, 1e6, debt),
  Move("update_novelty", \.updateNovelty, 0, .twoVoices),
  Move("subject_norm", \.subjectNorm, 1, Scenario([.report(), .report("RIOT", article: "b")])),
  Move("single_voice_cap", \.singleVoiceCap, 0.3, oneVoice),
  Move("official_casualties", \.officialCasualties, 0.2, Scenario([.report(deaths: 3, claim: .officialParty)])),
  Move("contested_factor", \.contestedFactor, 1, .denied),
  Move("fast_share", \.fastShare, 0.1, .twoVoices.seen(after: 30)),
  Move("slow_half_life", \.slowHalfLife, 20, .twoVoices.seen(after: 60)),
  Move("state_confirmed_days", \.stateConfirmedDays, 10, closure.seen(after: 50)),
  Move("state_fade_half_life", \.stateFadeHalfLife, 5, closure.seen(after: 120)),
  Move("coverage_half_life", \.coverageHalfLife, 5, foreign.seen(after: 20)),
  Move("coverage_reference", \.coverageReference, 0.01, foreign),
  Move("exposure_power", \.exposurePower, 2, foreign.with { $0.constants.coverageReference = 0.1 }),
  Move("exposure_floor", \.exposureFloor, 0.2, foreign),
  Move("stale_after", \.staleAfterDays, 100, oneVoice.seen(after: 30)),
  Move("unmonitored_after", \.unmonitoredAfterDays, 20, oneVoice.seen(after: 30)),
  Move("stale_trust", \.staleTrust, 0.9, oneVoice.seen(after: 30)),
  Move("unmonitored_trust", \.unmonitoredTrust, 0.9, oneVoice.seen(after: 90)),
]

private let incidentMoves: [Move] = [
  Move("family_distance", \.familyDistance, 64, .twoVoices),
  Move("window_days", \.windowDays, 0, Scenario([.report(), .report(article: "b", day: 2)])),
  Move(
    "stated_day_tolerance", \.statedDayTolerance, 3,
    Scenario([.report(isStated: true), .report(article: "b", day: 2, isStated: true)])),
  Move("same_place", \.samePlaceKilometres, 0, .translated),
  Move("site_place", \.sitePlaceKilometres, 0, .besideProject),
  Move(
    "end_reach_days", \.endReachDays, 5,
    Scenario([.report("STRIKE"), .report("PROTEST_ENDED", article: "b", day: 10)])),
  Move(
    "end_credibility", \.endCredibility, 0.3,
    Scenario([
      .report("STRIKE"), .report("STRIKE", article: "b", day: 0.1),
      .report("PROTEST_ENDED", article: "c", day: 1, grade: .f),
    ])),
  Move("new_occurrence_factor", \.newOccurrenceFactor, 50, .secondAttack),
  Move("new_occurrence_deaths", \.newOccurrenceDeaths, 500, .secondAttack),
]

private let warningMoves: [Move] = [
  Move("warn_severity", \.warnSeverity, 0.97, .twoVoices),
  Move("warn_credibility", \.warnCredibility, 0.95, oneVoice),
  Move("warn_unconfirmed_credibility", \.warnUnconfirmedCredibility, 0.7, Scenario([.report()])),
  Move("warn_realis", \.warnRealis, 0.9, Scenario([.report(realis: .imminent)])),
  Move(
    "alert_proximity", \.alertProximity, 0.95,
    Scenario([.report(proximity: 0.7), .report(article: "b", place: "Turbat", proximity: 0.7)])),
  Move("alert_realis", \.alertRealis, 0.8, Scenario([.report(realis: .imminent)])),
  Move("warn_proximity", \.warnProximity, 0.95, Scenario([.report(proximity: 0.9)])),
  Move(
    "critical_severity", \.criticalSeverity, 0.99, Scenario([.report("ATTACK_ON_PROJECT", claim: .officialParty)])),
  Move("critical_deaths", \.criticalDeaths, 3, Scenario([.report(deaths: 5, claim: .officialParty)])),
  Move(
    "critical_toll", \.criticalToll, 2, Scenario([.report("VIOLENCE", deaths: 30, claim: .officialParty)])),
  Move(
    "critical_sources", \.criticalSources, 3,
    Scenario([.report("ATTACK_ON_PROJECT"), .report("ATTACK_ON_PROJECT", article: "b")])),
  Move(
    "critical_alone_credibility", \.criticalAloneCredibility, 0.7,
    Scenario([.report("ATTACK_ON_PROJECT", grade: .b, claim: .officialParty)])),
  Move(
    "state_gate_half_life", \.stateGateHalfLife, 100,
    Scenario([.report("LICENCE_REVOKED", eventDay: -60, claim: .officialParty)])),
  Move("immediate_hours", \.immediateHours, 1, Scenario([.report(eventDay: -0.5, claim: .witness)])),
  Move("expected_hours", \.expectedHours, 24, Scenario([.report(eventDay: -1.5, claim: .witness)])),
  Move("certainty_observed", \.observedCredibility, 0.6, oneVoice),
  Move("certainty_likely", \.likelyCredibility, 0.8, oneVoice),
  Move("certainty_possible", \.possibleCredibility, 0.4, .denied),
  Move("silence_warning_days", \.silenceWarningDays, 5, .overdueMilestone),
  Move(
    "lane_check_hours", \.laneCheckHours, 168,
    // Other subjects' signals a few hours before and after its half-life.
    Scenario(
      [.report()]
        + [6.9, 7.05].map { .report("CRIME", article: "z\($0)", day: $0, subject: SubjectKey(.country, "PE")) })),
]

private let anomalyMoves: [Move] = [
  Move("anomaly_discount", \.anomalyDiscount, 0.5, .burst.with { $0.constants.anomalyRate = 0.000_05 }),
  Move("anomaly_prior_incidents", \.anomalyPriorIncidents, 500, .burst),
  Move(
    "anomaly_prior_days", \.anomalyPriorDays, 100_000, .burst.with { $0.constants.anomalyRate = 0.000_000_000_001 }),
  Move("anomaly_rate", \.anomalyRate, 0.000_000_000_001, .burst),
  Move("anomaly_days", \.anomalyDays, 1, .burst),
  Move("anomaly_incidents", \.anomalyIncidents, 100, .burst),
  Move("anomaly_sources", \.anomalySources, 100, .burst),
  Move("anomaly_warmup_days", \.anomalyWarmupDays, 3000, .burst),
  Move("cusum_reference", \.cusumReference, 10, .drift),
  Move("cusum_threshold", \.cusumThreshold, 1000, .drift),
  Move("cusum_cap", \.cusumCap, 0.76, .drift),
]

private let outputMoves: [Move] = [
  Move(
    "shown_contributions", \.shownContributions, 1,
    Scenario([.report(subject: pakistan), .report(article: "b", subject: pakistan, place: "Turbat")], of: pakistan)),
  Move("evidence_quotes", \.evidenceQuotes, 1, .twoVoices),
  Move("movers", \.movers, 1, Scenario([.report(), .report("RIOT", article: "b")])),
  Move("least_move", \.leastMove, 100, oneVoice),
  Move("own_weeks", \.ownWeeks, 40, foreign.seen(after: 60)),
  Move("emit_move", \.emitMove, 100, Scenario([.report("CRIME"), .report("CRIME", article: "b", place: "Turbat")])),
  Move("emit_hours", \.emitHours, 2, Scenario([.report("EXPROPRIATION", claim: .witness)]).seen(after: 0.5)),
  Move(
    "least_score", \.leastScore, 100,
    // Another subject's signal after the coverage of the first has ended, and a check of both later.
    Scenario([.report("CRIME"), .report("CRIME", article: "z", day: 70, subject: SubjectKey(.country, "PE"))])
      .seen(after: 75)),
]
