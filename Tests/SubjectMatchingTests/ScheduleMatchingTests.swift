import Models
import Testing

@testable import SubjectMatching

@Suite("Announced dates as signals")
struct ScheduleMatchingTests {
  private func signals(_ scheduled: ScheduledDate, revision: Int = 1) -> [ScheduleSignal] {
    var facts = SubjectMatcherTests.facts("x")
    facts.events = []
    facts.scheduled = [scheduled]
    let made = SubjectMatcherTests.maker.signals(of: facts, in: SubjectMatcherTests.revision(revision))
    return made.compactMap { if case .schedule(let signal) = $0.value { signal } else { nil } }
  }

  private func scheduled(_ quote: String = "x", project: String? = nil, countries: [String] = []) -> ScheduledDate {
    ScheduledDate(
      date: PartialDate(day: CivilDate(dayNumber: 20_010)), projectId: project, countries: countries,
      quote: TextSpan(text: quote, start: 0, end: quote.utf8.count))
  }

  private func subjects(_ scheduled: ScheduledDate) -> [String] {
    signals(scheduled).map(\.subject.description)
  }

  @Test("a date reaches the project that its sentence names, with its sector and corridor, and the portfolio")
  func project() {
    #expect(
      subjects(scheduled(project: "rask-dam", countries: ["PK"])) == [
        "corridor/cpec", "country/PK", "portfolio/all", "project/rask-dam", "sector/hydropower",
      ])
  }

  @Test("a date reaches the counterparties that its sentence names, and their projects")
  func counterparty() {
    #expect(
      subjects(scheduled("CGGC will appear in court.")) == [
        "counterparty/gezhouba-group", "portfolio/all", "project/rask-dam",
      ])
  }

  @Test("a date in a country without a registered project is not one of the portfolio")
  func elsewhere() {
    #expect(subjects(scheduled(countries: ["PE"])) == ["country/PE"])
    #expect(subjects(scheduled()).isEmpty)
  }

  @Test("every signal has an id of its own, another with every revision, and the registered source")
  func contents() {
    let one = scheduled(project: "rask-dam", countries: ["PK"])
    let made = signals(one) + signals(one, revision: 2)
    #expect(Set(made.map(\.id)).count == made.count)
    #expect(made.allSatisfy { $0.article.source.id == "wire" })
  }
}
