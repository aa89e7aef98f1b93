extension RiskModelLoader {
  /// Reads the version and the constants of `model.tsv`: each name of the lists below once, and no other.
  func loadConstants() throws(TableError) -> (String, RiskModel.Constants) {
    let table = try table("model.tsv", "name", "value", "unit", "note")
    let versions = table.rows.filter { $0["name"] == "version" }
    guard versions.count == 1 else {
      throw TableError(file: table.file, line: 0, problem: "has \(versions.count) rows version; expected one")
    }
    var constants = RiskModel.Constants()
    try NamedNumbers(numbers: Self.numbers, integers: Self.integers)
      .read(table.rows.filter { $0["name"] != "version" }, of: table.file, into: &constants)
    guard constants.observedCredibility > constants.likelyCredibility,
      constants.likelyCredibility > constants.possibleCredibility
    else {
      throw TableError(
        file: table.file, line: 0,
        problem:
          "has certainty_observed, certainty_likely and certainty_possible out of order; expected each less than the one before"
      )
    }
    return (try versions[0].text("value"), constants)
  }

  /// The numbers of `model.tsv`, with their ranges.
  private static var numbers: [NamedNumbers<RiskModel.Constants>.Field<Double>] {
    [
      ("severity_power", \.severityPower, 1...10),
      ("deaths_weight", \.deathsWeight, 0...10),
      ("amount_weight", \.amountWeight, 0...10),
      ("amount_unit", \.amountUnit, 1...1e12),
      ("update_novelty", \.updateNovelty, 0...1),
      ("scale_share", \.scaleShare, 0.5...1),
      ("scale_score", \.scaleScore, 1...99),
      ("scale_floor", \.scaleFloor, 0.1...1000),
      ("subject_norm", \.subjectNorm, 1...50),
      ("single_voice_cap", \.singleVoiceCap, 0...1),
      ("official_casualties", \.officialCasualties, 0...1),
      ("same_place", \.samePlaceKilometres, 0...100),
      ("site_place", \.sitePlaceKilometres, 0...1000),
      ("new_occurrence_factor", \.newOccurrenceFactor, 1...100),
      ("end_credibility", \.endCredibility, 0...1),
      ("contested_factor", \.contestedFactor, 0...1),
      ("fast_share", \.fastShare, 0...1),
      ("slow_half_life", \.slowHalfLife, 1...3650),
      ("certainty_observed", \.observedCredibility, 0...1),
      ("certainty_likely", \.likelyCredibility, 0...1),
      ("certainty_possible", \.possibleCredibility, 0...1),
      ("state_confirmed_days", \.stateConfirmedDays, 1...3650),
      ("state_fade_half_life", \.stateFadeHalfLife, 1...3650),
      ("state_gate_half_life", \.stateGateHalfLife, 1...3650),
      ("coverage_half_life", \.coverageHalfLife, 1...3650),
      ("coverage_reference", \.coverageReference, 0.01...1e6),
      ("exposure_power", \.exposurePower, 0...2),
      ("exposure_floor", \.exposureFloor, 0.01...1),
      ("baseline_scale", \.baselineScale, 0...100),
      ("warn_severity", \.warnSeverity, 0...1),
      ("warn_credibility", \.warnCredibility, 0...1),
      ("warn_unconfirmed_credibility", \.warnUnconfirmedCredibility, 0...1),
      ("warn_realis", \.warnRealis, 0...1),
      ("warn_proximity", \.warnProximity, 0...1),
      ("alert_proximity", \.alertProximity, 0...1),
      ("alert_realis", \.alertRealis, 0...1),
      ("critical_severity", \.criticalSeverity, 0...1),
      ("critical_alone_credibility", \.criticalAloneCredibility, 0...1),
      ("anomaly_discount", \.anomalyDiscount, 0.5...1),
      ("anomaly_prior_incidents", \.anomalyPriorIncidents, 0.001...1000),
      ("anomaly_prior_days", \.anomalyPriorDays, 0.001...100_000),
      ("anomaly_rate", \.anomalyRate, 0.000001...0.5),
      ("cusum_reference", \.cusumReference, 0...10),
      ("cusum_threshold", \.cusumThreshold, 0.1...100),
      ("cusum_cap", \.cusumCap, 0.1...100),
      ("stale_after", \.staleAfterDays, 0...3650),
      ("unmonitored_after", \.unmonitoredAfterDays, 0...3650),
      ("stale_trust", \.staleTrust, 0...1),
      ("unmonitored_trust", \.unmonitoredTrust, 0...1),
      ("least_move", \.leastMove, 0...100),
      ("emit_move", \.emitMove, 0...100),
      ("least_score", \.leastScore, 0...100),
    ]
  }

  /// The whole numbers of `model.tsv`, with their ranges.
  private static var integers: [NamedNumbers<RiskModel.Constants>.Field<Int>] {
    [
      ("shown_contributions", \.shownContributions, 1...30),
      ("family_distance", \.familyDistance, 0...16),
      ("window_days", \.windowDays, 0...7),
      ("stated_day_tolerance", \.statedDayTolerance, 0...7),
      ("end_reach_days", \.endReachDays, 0...3650),
      ("new_occurrence_deaths", \.newOccurrenceDeaths, 0...1000),
      ("critical_deaths", \.criticalDeaths, 1...1000000),
      ("critical_toll", \.criticalToll, 1...1000),
      ("critical_sources", \.criticalSources, 1...100),
      ("immediate_hours", \.immediateHours, 0...8760),
      ("expected_hours", \.expectedHours, 0...8760),
      ("anomaly_days", \.anomalyDays, 1...60),
      ("anomaly_incidents", \.anomalyIncidents, 1...100),
      ("anomaly_sources", \.anomalySources, 1...100),
      ("anomaly_warmup_days", \.anomalyWarmupDays, 0...3650),
      ("silence_warning_days", \.silenceWarningDays, 0...3650),
      ("evidence_quotes", \.evidenceQuotes, 1...50),
      ("movers", \.movers, 0...50),
      ("own_weeks", \.ownWeeks, 1...52),
      ("emit_hours", \.emitHours, 1...168),
      ("lane_check_hours", \.laneCheckHours, 1...168),
      ("cool_down_hours", \.coolDownHours, 0...8760),
      ("lead_sentences", \.leadSentences, 1...1000),
      ("main_sentences", \.mainSentences, 1...1000),
      ("opening_sentences", \.openingSentences, 0...1000),
    ]
  }
}
