import Models
@testable import ReferenceData
import Testing

@testable import SubjectMatching

@Suite("What ends a state reaches as far as the state")
struct StateReachTests {
  private static let rules = SubjectRules(
    ["POL": .init(kilometres: 120, concernsSender: false, reach: .country)],
    types: EventTypes([
      EventType(
        type: "EMERGENCY_RULE", label: "Emergency rule", ledger: .risk, category: "POL", severity: 0.7,
        duration: .state, endedBy: ["EMERGENCY_LIFTED"], plover: nil, cameo: nil, cameoFit: .none,
        family: "emergency-rule", milestone: nil, warnDeaths: nil)
    ]))

  private func signals(_ type: String, _ ledger: Ledger, places: [Place] = []) -> [EventSignal] {
    var facts = SubjectMatcherTests.facts("In Dasu the emergency ended.", places: places)
    facts.events[0].type = type
    facts.events[0].ledger = ledger
    facts.events[0].category = "POL"
    facts.events[0].actors = [EventActor(role: .source, text: "Pakistan", country: "PK", kind: .government)]
    return SubjectMatcherTests.signals(facts) { $0.subjects = Self.rules }
  }

  @Test(
    "an ending reaches every project that the state reaches; another opportunity stays where it is",
    arguments: [
      ("EMERGENCY_RULE", Ledger.risk, ["far-port", "rask-dam"]),
      ("EMERGENCY_LIFTED", .opportunity, ["far-port", "rask-dam"]), ("POLICY_RELEASED", .opportunity, []),
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
