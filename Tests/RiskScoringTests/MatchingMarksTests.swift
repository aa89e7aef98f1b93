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
    Location(project: "rask-dam", place: nil, position: Position(latitude: 30.3, longitude: 67), countries: ["PK"]),
    Location(project: nil, place: "quetta", position: Position(latitude: 30.2, longitude: 67), countries: ["PK"]),
    Location(project: nil, place: "kuwaitta", position: Position(latitude: 30.2, longitude: 67), countries: ["PK"]),
    Location(project: nil, place: "lima", position: Position(latitude: -12, longitude: -77), countries: ["PE"]),
    Location(project: nil, place: "sindh", isRegion: true, countries: ["PK"]),
    Location(project: nil, place: "balochistan", isRegion: true, countries: ["PK"]),
    Location(project: nil, place: "karachi", position: Position(latitude: 24.9, longitude: 67), countries: ["PK"]),
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
          MatchingMarks(otherPlace, otherNames), testModel.constants)
        let isPossible =
          place.mayContainOrBeIn(otherPlace, testModel.constants) && names.isCompatible(with: otherNames)
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
    #expect(!one.excludes(other, testModel.constants))
    #expect(!Actors(sources: ["a"], targets: []).isCompatible(with: Actors(sources: [twin], targets: [])))
  }

  @Test("marks of a list grow with its names")
  func union() {
    var names = Actors(sources: ["=PK"], targets: [])
    names.formUnion(Actors(sources: ["orient mining"], targets: ["northern rail"]))
    #expect(names.sourceMarks == NameMarks(["=PK", "orient mining"]))
    #expect(names.targetMarks == NameMarks(["northern rail"]))
  }

  @Test("a place that a report makes more precise says that it changed, and one that it does not is the same")
  func narrowing() {
    for (place, other) in Self.pairs(Self.locations) {
      var narrow = place
      let isNarrower = narrow.narrow(by: other)
      #expect(isNarrower == (narrow != place), "\(place) by \(other)")
      #expect(narrow.countries == (place.countries.isEmpty ? other.countries : place.countries))
      #expect(narrow.project == place.project ?? other.project)
    }
  }

  @Test("the site of a project is kept until a report names a place, and what names less does not take it away")
  func sites() {
    let site = Position(latitude: 30.3, longitude: 67)
    var place = Location(project: nil, place: nil, countries: ["PK"])
    for (other, name, position) in [
      (Location(project: "rask-dam", place: nil, position: site, countries: ["PK"]), nil, site),
      (Location(project: nil, place: nil, countries: ["PK"]), nil, site),
      (Self.locations[6], "quetta", Self.locations[6].position),
    ] as [(Location, String?, Position?)] {
      _ = place.narrow(by: other)
      #expect(place.project == "rask-dam" && place.place == name && place.position == position)
    }
  }

  @Test("the marks of an incident are always those of its place and its actors")
  func kept() {
    for (place, otherPlace) in Self.pairs(Self.locations) {
      for (names, otherNames) in Self.pairs(Self.actors) {
        var state = MatchingState()
        for (location, actors) in [(place, names), (otherPlace, otherNames)] {
          state.add(location, actors)
          #expect(state.marks == MatchingMarks(state.location, state.actors))
        }
      }
    }
  }

  @Test("incidents meet where they share a country or a project, or where one may be anywhere")
  func meeting() {
    for (place, other) in Self.pairs(Self.locations) {
      let isAnywhere = place.countries.isEmpty || other.countries.isEmpty
      let isShared = place.countries.contains(where: other.countries.contains) || place.project != nil && place == other
      #expect(NamedPlaces(place).meet(NamedPlaces(other)) == (isAnywhere || isShared), "\(place) and \(other)")
      if place.mayContainOrBeIn(other, testModel.constants) {
        #expect(NamedPlaces(place).meet(NamedPlaces(other)))
      }
    }
  }

  private static func pairs<Element>(_ list: [Element]) -> [(Element, Element)] {
    list.flatMap { first in list.map { (first, $0) } }
  }
}
