import ExtractionFixtures
import Testing

@testable import EntityExtraction

struct CountryTests {
  @Test(
    "a foreign name of a country counts by the row of the article's language, whatever the region",
    arguments: [
      ("en", false), ("en-GB", false), ("en-US", false), ("und", false), ("es", true), ("es-MX", true), ("fr", true),
    ])
  func foreignNames(language: String, isFound: Bool) {
    let found = EntityFixture.countries("Workers in Norge went home.", language: language)
    #expect(found == (isFound ? ["NO"] : []))
  }

  @Test(
    "names that several countries share go to the one that the text is about",
    arguments: [
      ("Georgian police in Tbilisi, Georgia, arrested ten people.", "GE"),
      ("The governor met farmers in Atlanta, Georgia, and in Texas.", "US"),
      ("Brian Kemp, the governor of Georgia, spoke in Atlanta and Savannah.", "US"),
      ("A house burned down in Paris, Texas, officials said.", "US"), ("The talks in Paris ended on Friday.", "FR"),
      ("Police in Athens, Ga., closed the road.", "US"), ("Protesters in Athens clashed with Greek police.", "GR"),
      ("A delegation from Jordan visited Amman's new port.", "JO"), ("Troops from Chad entered the Sahel town.", "TD"),
      ("Dockers at Chile's San Antonio port went home.", "CL"), ("The road to San Antonio in Texas is open.", "US"),
      ("The council in Nice ordered buses.", "FR"), ("Dockers in Santos went home.", "BR"),
      ("Turkey's president spoke in Ankara.", "TR"), ("Rebels in Niger seized the airport of Niamey.", "NE"),
      ("Gunmen in northern Nigeria attacked a bus near Kano.", "NG"),
      ("The Democratic Republic of Congo closed its mines.", "CD"), ("The Republic of Congo sold its oil.", "CG"),
      ("Congolese soldiers left Goma.", "CD"), ("Congolese soldiers left a post.", "CD"),
      ("Congolese soldiers left Brazzaville for Pointe-Noire.", "CG"),
      ("South Korea launched a satellite.", "KR"), ("North Korea fired a missile.", "KP"),
      ("Guinea-Bissau voted.", "GW"), ("Equatorial Guinea voted.", "GQ"), ("Papua New Guinea voted.", "PG"),
      ("Guinea suspended bauxite exports.", "GN"), ("Kyrgyz border guards opened fire.", "KG"),
      ("Uzbek and Lao engineers met.", "UZ LA"), ("An Emirati company won the contract.", "AE"),
      ("The Chinese company's Lahore office was raided.", "CN PK"),
      ("Washington said it would impose sanctions on Iran.", "US IR"), ("Iraqi forces entered Mosul.", "IQ"),
      ("在秘鲁，中国企业建设的港口开港。", "PE CN"), ("Rio de Janeiro and São Paulo are in Brazil.", "BR"),
    ])
  func countries(text: String, codes: String) {
    let language = text.unicodeScalars.contains { $0.value > 0x3000 } ? "zh" : "en"
    #expect(EntityFixture.countries(text, language: language) == Set(codes.split(separator: " ").map(String.init)))
  }

  @Test(
    "what only looks like a country is not one",
    arguments: [
      "Michael Jordan scored thirty points. Jordan left early.",
      "Nine-year-old Georgia Stevens skates. Georgia trains daily.",
      "They ate turkey and used fine china at dinner.", "It cost 44 million US dollars.", "It cost US$44 million.",
      "South American and Latin American farmers met.", "Crews repaved the Pan-American road.",
      "The ambassador spoke of human rights.",
      "She ordered French fries.", "They read the Kyoto Protocol and the Rome Statute.", "Lassa fever spread slowly.",
      "They grew Jerusalem artichokes.", "A Bulgarian sheepdog barked.", "Texas Instruments hired designers.",
      "ASEAN, the EU and the West signed the Belt and Road plan.", "The trend of The Times cannot be stopped.",
      "He lives on Cleveland Road.",
    ])
  func noCountry(text: String) {
    #expect(EntityFixture.countries(text).isEmpty)
  }

  @Test("the shares of a document's countries sum to one, and the country in the lead weighs most")
  func salience() {
    let found = EntityFixture.findings(
      "Peru opened the port. Peru's president thanked China. Later the minister left. Others said little. A ship came from Chile."
    )
    #expect(abs(found.countries.map(\.salience).reduce(0, +) - 1) < 0.001)
    #expect(found.countries.first?.code == "PE")
    #expect(found.countries.first?.mentions == 2)
  }
}
