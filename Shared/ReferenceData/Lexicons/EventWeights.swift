/// How the events of an article are read, joined and ranked: the rows of `event-weights.tsv`, which gives the meaning
/// and unit of each.
package struct EventWeights: Hashable, Sendable {
  package var actual = 0.0
  package var imminent = 0.0
  package var threatened = 0.0
  package var conditional = 0.0
  package var prescriptive = 0.0
  package var historical = 0.0
  package var negated = 0.0
  package var riskGravity = 0.0
  package var opportunityGravity = 0.0
  package var severityGravity = 0.0
  package var plainGravity = 0.0
  package var shortText = 0
  package var repeatWeight = 0.0
  package var repeatsCounted = 0
  package var projectWeight = 0.0
  package var confidenceShare = 0.0
  package var joinedConfidence = 0.0
  package var highestConfidence = 0.0
  package var unrealConfidence = 0.0
  package var titlePosition = 0.0
  package var nearDecline = 0.0
  package var nearSentences = 0
  package var farDecline = 0.0
  package var leastPosition = 0.0
  package var wordDecline = 0.0
  package var wordsCounted = 0
  package var dependentClause = 0.0
  package var infinitive = 0.0
  package var gerund = 0.0
  package var governedNoun = 0.0
  package var mainCountry = 0.0
  package var settingDecline = 0.0
  package var settingHost = 0.0
  package var settingSentences = 0
  package var againReach = 0
  package var recordReach = 0
  package var involvementReach = 0
  package var otherReach = 0
  package var firmPlace = 0
  package var sceneReach = 0
  package var headlineReach = 0
  package var leadReach = 0
  package var leadDays = 0
  package var projectReach = 0
  package var causeReach = 0
  package var genreReach = 0
  package var footerReach = 0
  package var recallReach = 0
  package var argumentReach = 0
  package var openerReach = 0
  package var institutionReach = 0
  package var unlocatedPlace = 0
  package var countryPlace = 0
  package var apartPlace = 0
  package var speakerPlace = 0

  package init(_ folders: LanguageFolders) throws(TableError) {
    try NamedNumbers(numbers: Self.numbers, integers: Self.integers).read("event-weights.tsv", of: folders, into: &self)
  }

  private static var numbers: [NamedNumbers<Self>.Field<Double>] {
    [
      ("actual", \.actual, 0...2),
      ("imminent", \.imminent, 0...2),
      ("threatened", \.threatened, 0...2),
      ("conditional", \.conditional, 0...2),
      ("prescriptive", \.prescriptive, 0...2),
      ("historical", \.historical, 0...2),
      ("negated", \.negated, 0...2),
      ("risk_gravity", \.riskGravity, 0...2),
      ("opportunity_gravity", \.opportunityGravity, 0...2),
      ("severity_gravity", \.severityGravity, 0...2),
      ("plain_gravity", \.plainGravity, 0...2),
      ("repeat_weight", \.repeatWeight, 0...1),
      ("project_weight", \.projectWeight, 0...10),
      ("confidence_share", \.confidenceShare, 0...1),
      ("joined_confidence", \.joinedConfidence, 0...1),
      ("highest_confidence", \.highestConfidence, 0...1),
      ("unreal_confidence", \.unrealConfidence, 0...1),
      ("title_position", \.titlePosition, 0...10),
      ("near_decline", \.nearDecline, 0...1),
      ("far_decline", \.farDecline, 0...1),
      ("least_position", \.leastPosition, 0...1),
      ("word_decline", \.wordDecline, 0...0.1),
      ("dependent_clause", \.dependentClause, 0...1),
      ("infinitive", \.infinitive, 0...1),
      ("gerund", \.gerund, 0...1),
      ("governed_noun", \.governedNoun, 0...1),
      ("main_country", \.mainCountry, 0...1),
      ("setting_decline", \.settingDecline, 0...10),
      ("setting_host", \.settingHost, 0...10),
    ]
  }

  private static var integers: [NamedNumbers<Self>.Field<Int>] {
    [
      ("short_text", \.shortText, 0...1_000),
      ("repeats_counted", \.repeatsCounted, 0...1_000),
      ("near_sentences", \.nearSentences, 0...1_000),
      ("words_counted", \.wordsCounted, 0...1_000),
      ("setting_sentences", \.settingSentences, 1...1_000),
      ("again_reach", \.againReach, 0...1_000),
      ("record_reach", \.recordReach, 0...1_000),
      ("involvement_reach", \.involvementReach, 0...1_000),
      ("other_reach", \.otherReach, 0...1_000),
      ("firm_place", \.firmPlace, 0...1_000),
      ("scene_reach", \.sceneReach, 0...1_000),
      ("headline_reach", \.headlineReach, 0...1_000),
      ("lead_reach", \.leadReach, 0...1_000),
      ("lead_days", \.leadDays, 0...366),
      ("project_reach", \.projectReach, 0...1_000),
      ("cause_reach", \.causeReach, 0...1_000),
      ("genre_reach", \.genreReach, 0...1_000),
      ("footer_reach", \.footerReach, 0...1_000),
      ("recall_reach", \.recallReach, 0...1_000),
      ("argument_reach", \.argumentReach, 0...1_000),
      ("opener_reach", \.openerReach, 0...1_000),
      ("institution_reach", \.institutionReach, 0...1_000),
      ("unlocated_place", \.unlocatedPlace, 0...1_000),
      ("country_place", \.countryPlace, 0...1_000),
      ("apart_place", \.apartPlace, 0...1_000),
      ("speaker_place", \.speakerPlace, 0...1_000),
    ]
  }
}
