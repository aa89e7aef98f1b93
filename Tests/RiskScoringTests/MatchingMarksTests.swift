import Models
import Testing

@testable import RiskScoring

@Suite("Telling incidents apart by numbers")
struct MatchingMarksTests {
  private static let locations: [Location] = [
    Location(project: nil, place: nil, countries: []), Location(project: nil, place: nil, countries: ["PK"]),
    Location(project: nil, place: nil, countries: ["PE", "PK"]),
    Location(project: "gwadar-port", place: "gwadar", countries: ["PK"]),
    Location(project: "dasu-dam", place: "gwadar", countries: ["PE"]),
    Location(project: nil, place: "quetta", position: Position(latitude: 30.2, longitude: 67), countries: ["PK"]),
    Location(project: nil, place: "kuwaitta", position: Position(latitude: 30.2, longitude: 67), countries: ["PK"]),
    Location(project: nil, place: "lima", position: Position(latitude: -12, longitude: -77), countries: ["PE"]),
    Location(project: nil, place: "sindh", isRegion: true, countries: ["PK"]),
    Location(project: nil, place: "balochistan", isRegion: true, countries: ["PK"]),
  ]

  private static let actors: [Actors] = [
    .none, Actors(sources: ["=PK"], targets: []), Actors(sources: ["=PE"], targets: ["orient mining"]),
    Actors(sources: ["orient mining"], targets: []), Actors(sources: ["northern rail", "=PK"], targets: ["=CN"]),
    Actors(sources: ["\u{4E2D}\u{56FD}"], targets: ["orient mining"]), Actors(sources: [], targets: ["northern rail"]),
  ]

  @Test("an incident is ruled out exactly where place or actors contradict, as far as no two names look alike")
  func exclusion() {
    for (place, otherPlace) in Self.pairs(Self.locations) {
      for (names, otherNames) in Self.pairs(Self.actors) {
        let isExcluded = MatchingMarks(place, names).excludes(
          MatchingMarks(otherPlace, otherNames), samePlaceWithin: 10)
        let isPossible =
          place.mayContainOrBeIn(otherPlace, samePlaceWithin: 10) && names.isCompatible(with: otherNames)
        #expect(isExcluded != isPossible, "\(place), \(names) and \(otherPlace), \(otherNames)")
      }
    }
  }

  @Test("names that share a bit are never ruled out")
  func collision() {
    let first = NameMarks(["a"])
    let twin = (0...).lazy.map { "b\($0)" }.first { NameMarks([$0]).mayShare(first) } ?? ""
    let one = MatchingMarks(Location(project: nil, place: nil, countries: []), Actors(sources: ["a"], targets: []))
    let other = MatchingMarks(Location(project: nil, place: nil, countries: []), Actors(sources: [twin], targets: []))
    #expect(!one.excludes(other, samePlaceWithin: 10))
    #expect(!Actors(sources: ["a"], targets: []).isCompatible(with: Actors(sources: [twin], targets: [])))
  }

  @Test("marks of a list grow with its names")
  func union() {
    var names = Actors(sources: ["=PK"], targets: [])
    names.formUnion(Actors(sources: ["orient mining"], targets: ["northern rail"]))
    #expect(names.sourceMarks == NameMarks(["=PK", "orient mining"]))
    #expect(names.targetMarks == NameMarks(["northern rail"]))
  }

  private static func pairs<Element>(_ list: [Element]) -> [(Element, Element)] {
    list.flatMap { first in list.map { (first, $0) } }
  }
}
