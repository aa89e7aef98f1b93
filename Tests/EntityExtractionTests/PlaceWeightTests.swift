import ExtractionFixtures
import Models
import Testing

/// Each row of `place-weights.tsv`, with a text whose places or countries it changes.
extension MovedWeight {
  fileprivate static let places: [MovedWeight] = [
    MovedWeight("contained_evidence", "20", "The mayor of Paris, Texas, spoke. A court in Georgia agreed."),
    MovedWeight("country_evidence", "0", "San Jose was calm. The president of Costa Rica spoke."),
    MovedWeight("demonym_evidence", "0", "Americans met in Georgia. Officials in Ohio agreed."),
    MovedWeight(
      "region_evidence", "0", "The storm hit Georgia. Floods followed in Alabama and in Franklin County."),
    MovedWeight("city_evidence", "0", "The plant in Tripoli closed. Beirut was calm."),
    MovedWeight("feature_evidence", "20", "The Jhelum rose. Hyderabad was calm."),
    MovedWeight("organisation_evidence", "6", "A fire broke out in Tripoli. Hezbollah denied it."),
    MovedWeight("evident_city", "1000000000", "Hyderabad was calm. Karachi was calm."),
    MovedWeight("evident_lead", "1", "Hyderabad was calm. Karachi was calm."),
    MovedWeight("rival_city", "20", "San Jose was calm. The president of Costa Rica spoke."),
    MovedWeight("rival_region", "20", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedWeight("country_prior", "3", "Jordan met the king. The road to Amman is closed."),
    MovedWeight("region_prior", "3", "The Ganges rose. Officials in Hyderabad met."),
    MovedWeight("listed_region_prior", "3", "Officials in Victoria met. Police in Melbourne and Geelong agreed."),
    MovedWeight("unsupported_region", "0", "Colombian engineers met. Officials in Segovia agreed."),
    MovedWeight("least_city", "1000000000", "Jordan met the king. The road to Amman is closed."),
    MovedWeight("country_weight", "0", "The plant in Tripoli closed. Beirut was calm."),
    MovedWeight("region_weight", "0", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedWeight(
      "namesake_share", "0", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedWeight("neighbour_weight", "0", "Officials in Cambridge met. Boston and Somerville were calm."),
    MovedWeight("neighbours_counted", "1", "Officials in Cambridge met. Boston and Somerville were calm."),
    MovedWeight("support", "6", "Zacapu was calm. Mexico agreed."),
    MovedWeight("region_support", "20", "Enid was calm. Oklahoma agreed. The Oklahoma court met."),
    MovedWeight("foreign", "20", "Kenya and Peru and Ghana agreed. Officials in Barstow met."),
    MovedWeight("known_city", "1000000000", "Tripoli was calm."),
    MovedWeight("foreign_city", "1000", "Kenya and Peru and Ghana agreed. Officials in Barstow met."),
    MovedWeight("known_person_city", "60000", "Austin was calm."),
    MovedWeight("supported_person_city", "1000000000", "Lincoln was calm. America agreed."),
    MovedWeight("large_city", "60000", "Officials in Jackson met. Kenya and Peru agreed."),
    MovedWeight("word_city", "200000", "The shipyard in Split has taken on welders."),
    MovedWeight("seat_population", "1000000000", "Tripoli said it would agree. Beirut was calm."),
    MovedWeight("title_salience", "6", title: "Kenya and Chile agree", "Peru was calm."),
    MovedWeight("lead_salience", "6", "Lima was calm. It was late. It was dark. Chile agreed."),
    MovedWeight("lead_sentences", "1", "Lima was calm. Chile agreed."),
    MovedWeight("place_salience", "0.2", "Lima was calm. Chile agreed."),
    MovedWeight("name_salience", "1", "The Nairobi Hospital and the Lima University agreed. Chile was calm."),
    MovedWeight("project_salience", "3", "The Toro Port is large. Kenya was calm."),
  ]
}

@Suite("Weights of places")
struct PlaceWeightTests {
  private static let register = [Project(id: "toro", name: "Toro Port", countries: ["PE"], sector: "port")]

  @Test("each row of the table moves what a name means or what an article is about", arguments: MovedWeight.places)
  func moves(_ moved: MovedWeight) throws {
    #expect(try places(moved, weight: nil) != places(moved, weight: (moved.row, moved.value)))
  }

  @Test("every row of the table has a text that it moves")
  func isComplete() throws {
    #expect(try ChangedTables.rows("place-weights.tsv") == MovedWeight.places.map(\.row))
  }

  private func places(_ moved: MovedWeight, weight: (row: String, value: String)?) throws -> [String] {
    let findings = try EntityFixture.findings(
      moved.text, title: moved.title, register: Self.register, placeWeight: weight)
    return findings.countries.map { "\($0.code) \($0.salience)" }
      + findings.places.map { "\($0.span.text) \($0.country ?? "-")" }
  }
}
