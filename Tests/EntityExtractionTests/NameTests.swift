import ExtractionFixtures
import Models
import Testing

@testable import EntityExtraction

struct NameTests {
  @Test(
    "organisations are found by name, by legal form and by abbreviation",
    arguments: [
      (
        "The Ministry of Culture and Tourism met investors.", "Ministry of Culture and Tourism", ActorKind.government,
        "-"
      ),
      ("Acme Mining Ltd halted work.", "Acme Mining Ltd", .company, "-"),
      ("Work by China Road and Bridge Corporation stopped.", "China Road and Bridge Corporation", .company, "CN"),
      ("Iraqi forces entered the town.", "Iraqi forces", .military, "IQ"),
      ("They blamed the government of Iraq for it.", "government of Iraq", .government, "IQ"),
      ("Washington said it would respond.", "Washington", .government, "US"),
      ("Talks with the EU failed.", "EU", .igo, "-"), ("Fighters of al-Shabaab fled.", "al-Shabaab", .military, "SO"),
      ("The 134th Expeditionary Fighter Squadron landed.", "134th Expeditionary Fighter Squadron", .military, "-"),
      ("It went to Arven Road & Bridge.", "Arven Road & Bridge", .company, "-"),
      ("It went to Tarvan Gold.", "Tarvan Gold", .company, "-"),
      ("It went to Construtora Velmar.", "Construtora Velmar", .company, "-"),
      ("The State Council of China met.", "State Council of China", .government, "CN"),
    ])
  func organisations(text: String, name: String, kind: ActorKind, country: String) {
    let found = EntityFixture.findings(text).organisations
    #expect(
      found.contains { $0.span.text.hasSuffix(name) && $0.kind == kind && ($0.country ?? "-") == country }, "\(found)")
  }

  @Test("a short form is known after it has been explained")
  func acronyms() {
    let text = "The Rural Power Authority (RPA) met. RPA engineers left."
    #expect(
      EntityFixture.findings(text).organisations.filter { $0.span.text == "RPA" }.map(\.kind) == [
        .government, .government,
      ])
  }

  @Test(
    "what is no organisation is not taken for one",
    arguments: [
      "The trend of The Times cannot be stopped.", "The General Secretary of the AA spoke.", "NEWS",
      "It will set off in the West.", "They left Trinidad & Tobago.", "They deal in Oil & Gas.",
    ])
  func none(text: String) {
    #expect(EntityFixture.findings(text).organisations.isEmpty)
  }

  @Test(
    "people are found by title, given name, initial and particle, and again by family name",
    arguments: [
      ("President Joseph Kabila left. Later Kabila returned.", ["Joseph Kabila", "Kabila"]),
      ("It was said by Scott C. Dayton.", ["Scott C. Dayton"]),
      ("It was Haider al-Abadi who won.", ["Haider al-Abadi"]),
      ("A spokesman, Mr. Rask, agreed.", ["Rask"]), ("The Sydney Airport and the Victoria Falls closed.", []),
    ])
  func persons(text: String, names: [String]) {
    #expect(EntityFixture.findings(text).persons.map(\.text) == names)
  }

  @Test("a leader's name after a title counts for the country, and a people is no person")
  func leaders() {
    #expect(EntityFixture.findings("President Obama met farmers.").demonyms.map(\.country) == ["US"])
    #expect(EntityFixture.findings("Obama met farmers.").demonyms.isEmpty)
    // The title of another sentence's name.
    let lines = "Talks with President Joseph Kabila\nVladimir Putin met farmers."
    #expect(EntityFixture.findings(lines).demonyms.isEmpty)
    let found = EntityFixture.findings("Young Algerians blocked roads.")
    #expect(found.persons.isEmpty && found.countries.map(\.code) == ["DZ"])
  }

  @Test(
    "places take their kind and country from their form and context",
    arguments: [
      ("A bomb went off in Paris, Texas.", "Paris, Texas", Place.Kind.city, "US"),
      ("Strikes hit northern Iraq.", "northern Iraq", .region, "IQ"),
      ("Fighting spread to Anbar province.", "Anbar province", .region, "IQ"),
      ("Ships left the South China Sea.", "South China Sea", .physical, "-"),
      ("They landed at Lahore Airport.", "Lahore Airport", .facility, "PK"),
    ])
  func places(text: String, name: String, kind: Place.Kind, country: String) {
    let found = EntityFixture.findings(text).places
    #expect(found.contains { $0.span.text == name && $0.kind == kind && ($0.country ?? "-") == country }, "\(found)")
  }
}
