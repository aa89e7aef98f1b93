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
}
