import ExtractionFixtures
import Testing

@Suite("Places that a text says to be in a country")
struct WithinCountryTests {
  /// A text about works with the name of a city abroad, and the row by which they are in the other country that it
  /// names.
  private static let rows: [(text: String, file: String, row: String)] = [
    ("Gunmen raided the Valencia mine in Botswana.", "en/word-roles.tsv", "in\twithin_preposition"),
    ("Gunmen raided the Valencia mine in neighbouring Botswana.", "en/word-roles.tsv", "neighbouring\tbefore_country"),
    ("Gunmen raided the Valencia mine in oil-rich Botswana.", "en/word-roles.tsv", "rich\tbefore_country"),
    ("A fire swept the Valencia quarry in Botswana.", "en/word-roles.tsv", "quarry\tworks_noun"),
    ("Diggers left the Valencia diamond mine in Botswana.", "en/word-roles.tsv", "diamond\tworks_part"),
    (
      "A fault shut the Valencia interconnector in Botswana.", "en/project-nouns.tsv",
      "interconnector\tgrid\thard\ttraditional\tstrong\tno"
    ),
    ("Silt has filled the Valencia barrage in Botswana.", "en/place-heads.tsv", "Barrage\tfacility\tlast"),
  ]

  @Test(
    "works in a country are not in the city that has their name, by rows for the words between them", arguments: rows)
  func works(text: String, file: String, row: String) throws {
    #expect(countries(text) == ["BW"])
    let changed = try EntityFixture.findings(
      text, register: [], changing: [(file, "\n\(row)\n", "\n")])
    #expect(Set(changed.places.compactMap(\.country)) == ["BW", "VE"])
  }

  @Test(
    "a place that is only followed by a country keeps its own, and so do the names of peoples",
    arguments: [
      ("A mob broke up a concert in Vienna in aid of Lebanon.", "AT LB"),
      ("A bomb exploded in Doha in the run up to Iraq's vote.", "IQ QA"),
      ("Pilots met in Lagos and airport in Ghana.", "GH NG"),
      ("Gunmen burned a hotel in Belfast in Ireland.", "GB IE"),
      ("Thousands marched in Paris against a pipeline in Uganda.", "FR UG"),
      ("Belarusians in Serbia were fined.", "BY RS"), ("A Chinese mine in Zambia was sold.", "CN ZM"),
    ])
  func apart(text: String, codes: String) {
    #expect(EntityFixture.countries(text).sorted().joined(separator: " ") == codes)
  }

  @Test("a name that cities share means the one in the country that it is said to be in")
  func shared() { #expect(countries("The council in Santiago in Peru met.") == ["PE"]) }

  @Test("a noun for works right before the name says so too, in languages that put it there")
  func before() {
    #expect(countries("Hombres armados asaltaron la mina Valencia en Botsuana.", language: "es") == ["BW"])
  }

  private func countries(_ text: String, language: String? = nil) -> Set<String> {
    Set(EntityFixture.findings(text, language: language).places.compactMap(\.country))
  }
}
