import ExtractionFixtures
import Models
import Testing

/// A row of `place-weights.tsv`, another value of it, and a text whose places or countries that value changes.
struct MovedPlaceWeight: Sendable, CustomTestStringConvertible {
  let row: String
  let value: String
  let title: String?
  let text: String

  init(_ row: String, _ value: String, title: String? = nil, _ text: String) {
    (self.row, self.value, self.title, self.text) = (row, value, title, text)
  }

  var testDescription: String { "\(row) \(value)" }

  static let all: [MovedPlaceWeight] = [
    MovedPlaceWeight("contained_evidence", "20", "The mayor of Paris, Texas, spoke. A court in Georgia agreed."),
    MovedPlaceWeight("country_evidence", "0", "San Jose was calm. The president of Costa Rica spoke."),
    MovedPlaceWeight("demonym_evidence", "0", "Americans met in Georgia. Officials in Ohio and Alabama agreed."),
    MovedPlaceWeight(
      "region_evidence", "6", "The storm hit Georgia. Floods followed in Alabama and in Franklin County."),
    MovedPlaceWeight("city_evidence", "0", "The plant in Tripoli closed. Beirut was calm."),
    MovedPlaceWeight("feature_evidence", "20", "The Jhelum rose. Hyderabad was calm."),
    MovedPlaceWeight("organisation_evidence", "6", "A fire broke out in Tripoli. Hezbollah denied it."),
    MovedPlaceWeight("evident_city", "1000000000", "Hyderabad was calm. Karachi was calm."),
    MovedPlaceWeight("evident_lead", "1", "Hyderabad was calm. Karachi was calm."),
    MovedPlaceWeight("rival_city", "20", "San Jose was calm. The president of Costa Rica spoke."),
    MovedPlaceWeight("rival_region", "20", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedPlaceWeight("country_prior", "3", "Jordan met the king. The road to Amman is closed."),
    MovedPlaceWeight("region_prior", "3", "The Ganges rose. Officials in Hyderabad met."),
    MovedPlaceWeight("listed_region_prior", "3", "Officials in Victoria met. Police in Melbourne and Geelong agreed."),
    MovedPlaceWeight("least_city", "1000000000", "Jordan met the king. The road to Amman is closed."),
    MovedPlaceWeight("country_weight", "0", "The plant in Tripoli closed. Beirut was calm."),
    MovedPlaceWeight("region_weight", "0", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedPlaceWeight(
      "namesake_share", "0", "Lebanon was calm. A plant in Lebanon, Ohio, closed. Cincinnati was calm."),
    MovedPlaceWeight("neighbour_weight", "0", "Officials in Cambridge met. Boston and Somerville were calm."),
    MovedPlaceWeight("neighbours_counted", "1", "Officials in Cambridge met. Boston and Somerville were calm."),
    MovedPlaceWeight("support", "6", "Zacapu was calm. Mexico agreed."),
    MovedPlaceWeight("region_support", "20", "Enid was calm. Oklahoma agreed. The Oklahoma court met."),
    MovedPlaceWeight("foreign", "20", "Kenya and Peru and Ghana agreed. Officials in Barstow met."),
    MovedPlaceWeight("known_city", "1000000000", "Tripoli was calm."),
    MovedPlaceWeight("foreign_city", "1000", "Kenya and Peru and Ghana agreed. Officials in Barstow met."),
    MovedPlaceWeight("known_person_city", "60000", "Austin was calm."),
    MovedPlaceWeight("supported_person_city", "1000000000", "Lincoln was calm. America agreed."),
    MovedPlaceWeight("large_city", "60000", "Officials in Jackson met. Kenya and Peru agreed."),
    MovedPlaceWeight("title_salience", "6", title: "Kenya and Chile agree", "Peru was calm."),
    MovedPlaceWeight("lead_salience", "6", "Lima was calm. It was late. It was dark. Chile agreed."),
    MovedPlaceWeight("lead_sentences", "1", "Lima was calm. Chile agreed."),
    MovedPlaceWeight("place_salience", "0.2", "Lima was calm. Chile agreed."),
    MovedPlaceWeight("name_salience", "1", "The Nairobi Hospital and the Lima University agreed. Chile was calm."),
    MovedPlaceWeight("project_salience", "3", "The Toro Port is large. Kenya was calm."),
  ]
}

@Suite("Weights of places")
struct PlaceWeightTests {
  private static let register = [Project(id: "toro", name: "Toro Port", countries: ["PE"], sector: "port")]

  @Test("each row of the table moves what a name means or what an article is about", arguments: MovedPlaceWeight.all)
  func moves(_ moved: MovedPlaceWeight) throws {
    #expect(try places(moved, weight: nil) != places(moved, weight: (moved.row, moved.value)))
  }

  @Test("every row of the table has a text that it moves")
  func isComplete() throws {
    #expect(try ChangedTables.rows("place-weights.tsv") == MovedPlaceWeight.all.map(\.row))
  }

  private func places(_ moved: MovedPlaceWeight, weight: (row: String, value: String)?) throws -> [String] {
    let findings = try EntityFixture.findings(
      moved.text, title: moved.title, register: Self.register, placeWeight: weight)
    return findings.countries.map { "\($0.code) \($0.salience)" }
      + findings.places.map { "\($0.span.text) \($0.country ?? "-")" }
  }
}
