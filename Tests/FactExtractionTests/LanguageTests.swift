import ExtractionFixtures
import Models
import Testing

@testable import FactExtraction

@Suite("Languages")
struct LanguageTests {
  @Test(
    "English patterns read no text of another language",
    arguments: [("en", true), ("und", true), ("id", false), ("zh", false), ("fr", false)])
  func english(language: String, isRead: Bool) throws {
    let events = try EventFixture.findings("Gunmen attacked a police post in Mali.", language: language).events
    #expect(events.isEmpty != isRead)
  }

  @Test(
    "Indonesian numbers, money and dates are read in Indonesian texts",
    arguments: [
      ("Nilainya Rp 5 miliar.", "Rp 5 miliar=5000000000 IDR"),
      ("Biayanya 20 juta dolar AS.", "20 juta dolar AS=20000000 USD"),
      ("Kapasitasnya 300 MW.", "300 MW=300 megawatts"),
    ])
  func indonesianQuantities(text: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text, language: "id") == expected)
  }

  @Test("Indonesian months are read in Indonesian texts only", arguments: [("id", "2024-08-17"), ("en", nil)])
  func indonesianDates(language: String, expected: String?) throws {
    let dates = try MeasureFixture.findings(
      "Dimulai pada 17 Agustus 2024.", published: "2024-11-24", language: language
    )
    .dates
    #expect(dates.first { $0.date?.precision == .day }?.date?.value == expected)
  }

  @Test(
    "a thin third language is a folder and a row: its countries, dates, money and events are read",
    arguments: [
      ("Hombres armados secuestraron a tres ingenieros en Perú el 17 de agosto de 2026.", "ABDUCTION", "PE"),
      ("Los trabajadores iniciaron una huelga en Chile el lunes.", "STRIKE", "CL"),
      ("El gobierno declaró el estado de emergencia en Ecuador.", "EMERGENCY_RULE", "EC"),
      ("El ministerio revocó la licencia de una mina en Bolivia.", "LICENCE_REVOKED", "BO"),
    ])
  func spanish(text: String, type: String, country: String) throws {
    let findings = try ArticleFixture.findings(text, language: "es")
    #expect(findings.events.contains { $0.type == type && $0.countries == [country] }, "\(findings.events)")
  }

  @Test(
    "a definite article or a possessive counts nobody in Spanish",
    arguments: [
      ("Una explosión en una mina en Perú mató la semana pasada trabajadores.", nil),
      ("Una explosión en una mina en Perú mató su equipo de mineros.", nil),
      ("Una explosión en una mina en Perú mató a dos policías.", 2),
    ] as [(String, Int?)])
  func spanishTolls(text: String, deaths: Int?) throws {
    let event = try #require(try ArticleFixture.findings(text, language: "es").events.first { $0.ledger == .risk })
    #expect(event.deaths == deaths)
  }

  @Test("Spanish money and dates")
  func spanishMeasures() throws {
    #expect(
      try MeasureFixture.quantities("Cuesta 20 millones de dólares.", language: "es")
        == "20 millones de dólares=20000000 USD")
    let dates = try MeasureFixture.findings("Comenzó el 17 de agosto de 2024.", published: "2024-11-24", language: "es")
      .dates
    #expect(dates.first?.date?.value == "2024-08-17")
  }

  @Test("what is denied in Spanish is no event")
  func spanishDenial() throws {
    let events = try ArticleFixture.findings("El ministerio negó una huelga en Chile.", language: "es").events
    #expect(!events.contains { $0.ledger == .risk && !$0.negated && $0.realis == .actual })
  }
}
