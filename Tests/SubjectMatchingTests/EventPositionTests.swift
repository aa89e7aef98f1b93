import Models
import Testing

@testable import SubjectMatching

@Suite("Where an event happened")
struct EventPositionTests {
  @Test(
    "the event's place brings the project whose site is near, though another sentence names it",
    arguments: [("Dasu", 0.8), (nil, nil)] as [(String?, Double?)])
  func placeOfAnotherSentence(place: String?, proximity: Double?) {
    let dasu = Place(
      span: TextSpan(text: "Dasu", start: 300, end: 304), country: "PK", kind: .city, latitude: 35.2, longitude: 73.0)
    var facts = SubjectMatcherTests.facts("Gunmen took five engineers.", places: [dasu])
    facts.events[0].place = place
    #expect(SubjectMatcherTests.proximities(facts)["project/rask-dam"] == proximity)
  }

  @Test(
    "an event of a project that names no place is at the project's only site",
    arguments: [("rask-dam", nil, 35.0), ("rask-dam", "Dasu", 36), ("rask-dam", "Nowhere", nil), ("x-dam", nil, nil)]
      as [(String, String?, Double?)])
  func position(project: String, place: String?, latitude: Double?) {
    let dasu = Place(
      span: TextSpan(text: "Dasu", start: 3, end: 7), country: "PK", kind: .city, latitude: 36, longitude: 73)
    var facts = SubjectMatcherTests.facts("In Dasu gunmen fired.", project: project, places: [dasu])
    facts.events[0].place = place
    let found = SubjectMatcherTests.signals(facts) { _ in }
    #expect(!found.isEmpty && found.allSatisfy { $0.latitude == latitude })
    #expect(found.allSatisfy { $0.longitude == (latitude == nil ? nil : 73.0) })
  }

  @Test("the place of a traditional text is told in simplified characters, at its own position")
  func traditional() {
    let machala = Place(
      span: TextSpan(text: "馬查拉", start: 3, end: 12), country: "EC", kind: .city, latitude: -3, longitude: -80)
    var facts = SubjectMatcherTests.facts("馬查拉發生爆炸。", project: "rask-dam", places: [machala])
    facts.events[0].place = "馬查拉"
    var places: [String?] = []
    for made in SubjectMatcherTests.maker.signals(of: facts, in: SubjectMatcherTests.revision()) {
      if case .event(let signal) = made.value { places.append(signal.event.place) }
    }
    #expect(!places.isEmpty && places.allSatisfy { $0 == "马查拉" })
  }
}
