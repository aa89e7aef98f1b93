import ExtractionFixtures
import Testing

@Suite("Names of months and weekdays")
struct DateNameTests {
  @Test("beside a number, the names of months and weekdays are no places, by the rows for dates")
  func dates() throws {
    let text = "Gunmen robbed 14 Kano traders."
    #expect(EntityFixture.findings(text).places.compactMap(\.country) == ["NG"])
    let changed = try EntityFixture.findings(
      text, register: [], changing: [("en/date-words.tsv", "\nnov\tmonth_short\t11\n", "\nkano\tmonth_short\t11\n")])
    #expect(changed.places.isEmpty)
    let spanish = Set(EntityFixture.lexicon("es").entities.dateNames)
    #expect(spanish.isSuperset(of: ["mayo", "lunes"]) && spanish.isDisjoint(with: ["hoy", "semana"]))
  }
}
