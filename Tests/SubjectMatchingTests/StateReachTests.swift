import Models
@testable import ReferenceData
import Testing

@testable import SubjectMatching

@Suite("What ends an event reaches as far as the event")
struct StateReachTests {
  private static let rules = SubjectRules(
    ["POL": .init(kilometres: 120, concernsSender: false, reach: .country)],
    types: EventTypes([
      eventType("CURFEW_PROTEST", "SOC", .halfLife(7), endedBy: "EMERGENCY_LIFTED"),
      eventType("EMERGENCY_RULE", "POL", .state, endedBy: "EMERGENCY_LIFTED"),
      eventType("GENERAL_STRIKE", "POL", .halfLife(7), endedBy: "STRIKE_ENDED"),
      eventType("LOCAL_STRIKE", "SOC", .halfLife(7), endedBy: "STRIKE_ENDED"),
    ]))

  private static func eventType(
    _ type: String, _ category: String, _ duration: EventType.Duration, endedBy end: String
  ) -> EventType {
    EventType(
      type: type, label: type, ledger: .risk, category: category, severity: 0.7, duration: duration, endedBy: [end],
      plover: nil, cameo: nil, cameoFit: .none, family: type, milestone: nil, warnDeaths: nil)
  }

  private func signals(_ type: String, _ ledger: Ledger, places: [Place] = []) -> [EventSignal] {
    var facts = SubjectMatcherTests.facts("In Dasu the emergency ended.", places: places)
    facts.events[0].type = type
    facts.events[0].ledger = ledger
    facts.events[0].category = "POL"
    facts.events[0].actors = [EventActor(role: .source, text: "Pakistan", country: "PK", kind: .government)]
    return SubjectMatcherTests.signals(facts) { $0.subjects = Self.rules }
  }

  @Test(
    "an end reaches every project that the ended state reaches, else the ended event; another opportunity none",
    arguments: [
      ("EMERGENCY_RULE", Ledger.risk, ["far-port", "rask-dam"]),
      ("EMERGENCY_LIFTED", .opportunity, ["far-port", "rask-dam"]),
      ("STRIKE_ENDED", .opportunity, ["far-port", "rask-dam"]), ("POLICY_RELEASED", .opportunity, []),
    ])
  func wholeCountry(type: String, ledger: Ledger, projects: [String]) {
    let found = signals(type, ledger).filter { $0.subject.kind == .project }
    #expect(found.map(\.subject.id) == projects && found.allSatisfy { $0.proximity == 0.6 })
  }

  @Test("an ending is at a site within the radius of the state's type")
  func radius() {
    let dasu = Place(
      span: TextSpan(text: "Dasu", start: 3, end: 7), country: "PK", kind: .city, latitude: 36, longitude: 73)
    let found = signals("EMERGENCY_LIFTED", .opportunity, places: [dasu])
    #expect(found.first { $0.subject.id == "rask-dam" }?.proximity == 0.8)
  }

  @Test("an ending concerns the country that brings it about, which the state itself does not")
  func sender() {
    #expect(!signals("EMERGENCY_RULE", .risk).contains { $0.subject.kind == .country })
    #expect(signals("EMERGENCY_LIFTED", .opportunity).contains { $0.subject.kind == .country })
  }
}
