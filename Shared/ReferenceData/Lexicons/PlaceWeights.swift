/// How the meaning of a place's name is chosen: the rows of `place-weights.tsv`, which gives the meaning and unit of
/// each.
package struct PlaceWeights: Hashable, Sendable {
  package var containedEvidence = 0.0
  package var countryEvidence = 0.0
  package var demonymEvidence = 0.0
  package var regionEvidence = 0.0
  package var cityEvidence = 0.0
  package var featureEvidence = 0.0
  package var organisationEvidence = 0.0
  package var evidentCity = 0.0
  package var evidentLead = 0.0
  package var rivalCity = 0.0
  package var rivalRegion = 0.0
  package var countryPrior = 0.0
  package var regionPrior = 0.0
  package var listedRegionPrior = 0.0
  package var unsupportedRegion = 0.0
  package var leastCity = 0.0
  package var countryWeight = 0.0
  package var regionWeight = 0.0
  package var namesakeShare = 0.0
  package var neighbourWeight = 0.0
  package var neighboursCounted = 0
  package var support = 0.0
  package var regionSupport = 0.0
  package var foreign = 0.0
  package var knownCity = 0.0
  package var foreignCity = 0.0
  package var knownPersonCity = 0.0
  package var supportedPersonCity = 0.0
  package var largeCity = 0.0
  package var wordCity = 0.0
  package var seatPopulation = 0.0
  package var titleSalience = 0.0
  package var leadSalience = 0.0
  package var leadSentences = 0
  package var placeSalience = 0.0
  package var nameSalience = 0.0
  package var projectSalience = 0.0

  package init(_ folders: LanguageFolders) throws(TableError) {
    try NamedNumbers(numbers: Self.numbers, integers: Self.integers).read("place-weights.tsv", of: folders, into: &self)
  }

  private static var numbers: [NamedNumbers<Self>.Field<Double>] {
    [
      ("contained_evidence", \.containedEvidence, 0...100),
      ("country_evidence", \.countryEvidence, 0...100),
      ("demonym_evidence", \.demonymEvidence, 0...100),
      ("region_evidence", \.regionEvidence, 0...100),
      ("city_evidence", \.cityEvidence, 0...100),
      ("feature_evidence", \.featureEvidence, 0...100),
      ("organisation_evidence", \.organisationEvidence, 0...100),
      ("evident_city", \.evidentCity, 0...1e9),
      ("evident_lead", \.evidentLead, 1...1e6),
      ("rival_city", \.rivalCity, 0...1e9),
      ("rival_region", \.rivalRegion, 0...100),
      ("country_prior", \.countryPrior, 0...100),
      ("region_prior", \.regionPrior, 0...100),
      ("listed_region_prior", \.listedRegionPrior, 0...100),
      ("unsupported_region", \.unsupportedRegion, 0...100),
      ("least_city", \.leastCity, 1...1e9),
      ("country_weight", \.countryWeight, 0...100),
      ("region_weight", \.regionWeight, 0...100),
      ("namesake_share", \.namesakeShare, 0...1),
      ("neighbour_weight", \.neighbourWeight, 0...100),
      ("support", \.support, 0...100),
      ("region_support", \.regionSupport, 0...100),
      ("foreign", \.foreign, 0...100),
      ("known_city", \.knownCity, 0...1e9),
      ("foreign_city", \.foreignCity, 0...1e9),
      ("known_person_city", \.knownPersonCity, 0...1e9),
      ("supported_person_city", \.supportedPersonCity, 0...1e9),
      ("large_city", \.largeCity, 0...1e9),
      ("word_city", \.wordCity, 0...1e9),
      ("seat_population", \.seatPopulation, 0...1e10),
      ("title_salience", \.titleSalience, 0...100),
      ("lead_salience", \.leadSalience, 0...100),
      ("place_salience", \.placeSalience, 0...1),
      ("name_salience", \.nameSalience, 0...1),
      ("project_salience", \.projectSalience, 0...100),
    ]
  }

  private static var integers: [NamedNumbers<Self>.Field<Int>] {
    [
      ("neighbours_counted", \.neighboursCounted, 0...1_000),
      ("lead_sentences", \.leadSentences, 0...1_000),
    ]
  }
}
