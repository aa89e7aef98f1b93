import KeyedState
import Models
import ReferenceData

/// Where an event happened, as precisely as its report says.
struct Location: Hashable, Sendable {
  /// The id of a registered project.
  var project: String?
  /// The name of the place in lower case; nil if the report names none.
  var place: String?
  /// Whether the place is a province or state, so that it may contain another place.
  var isRegion: Bool
  /// The position of the place, or of the project's only site if the report names no place; nil if it is not known.
  var position: Position?
  /// ISO 3166-1 alpha-2 codes, in order.
  var countries: [String]

  /// Whether it names no project and no place, at most a country.
  var isVague: Bool { project == nil && place == nil }

  /// Whether one location may contain the other: project ⊂ place ⊂ region ⊂ country. Two projects, places or regions of
  /// different names exclude each other, except places or regions at most `same_place` apart: one place, named in two
  /// languages. A project without a place and a place exclude each other where the project's site is farther from the
  /// place than `site_place`.
  func mayContainOrBeIn(_ other: Location, _ constants: RiskModel.Constants) -> Bool {
    if let project, let theirs = other.project { return project == theirs }
    if !countries.isEmpty, !other.countries.isEmpty, !countries.contains(where: other.countries.contains) {
      return false
    }
    guard let place, let theirs = other.place else { return mayBeAtSite(of: other, constants) }
    return place == theirs || isRegion != other.isRegion || hasPosition(of: other, constants)
  }

  /// Whether both positions are known and are of one place.
  private func hasPosition(of other: Location, _ constants: RiskModel.Constants) -> Bool {
    guard let position, let theirs = other.position else { return false }
    return position.isWithin(constants.samePlaceKilometres, of: theirs)
  }

  /// Whether one location may be at the site of the project that the other names; true where positions do not tell.
  private func mayBeAtSite(of other: Location, _ constants: RiskModel.Constants) -> Bool {
    guard (project == nil) != (other.project == nil), !isRegion, !other.isRegion, let position,
      let theirs = other.position
    else { return true }
    return position.isWithin(constants.sitePlaceKilometres, of: theirs)
  }

  /// Makes the place more precise by another report of the same incident; returns whether that changed it.
  mutating func narrow(by other: Location) -> Bool {
    var isNarrower = false
    if project == nil, other.project != nil {
      project = other.project
      isNarrower = true
    }
    let takesPlace =
      place == nil ? other.place != nil || position == nil : isRegion && !other.isRegion && other.place != nil
    if takesPlace, (place, isRegion, position) != (other.place, other.isRegion, other.position) {
      place = other.place
      isRegion = other.isRegion
      position = other.position
      isNarrower = true
    }
    if countries.isEmpty, !other.countries.isEmpty {
      countries = other.countries
      isNarrower = true
    }
    return isNarrower
  }

  /// Whether both locations name the same place, in whatever language, and the place is not a province.
  func isOfOnePlace(with other: Location, _ constants: RiskModel.Constants) -> Bool {
    guard let place, let theirs = other.place, !isRegion, !other.isRegion else { return false }
    return place == theirs || hasPosition(of: other, constants)
  }

  /// Whether a report at this location ends a state at `other`: the most exact name that both have decides, and places
  /// at most `same_place` apart have one name. A location that names only a country means all of it.
  func endsStates(at other: Location, _ constants: RiskModel.Constants) -> Bool {
    if let project, let theirs = other.project { return project == theirs }
    if let place, let theirs = other.place, isRegion == other.isRegion {
      return place == theirs || hasPosition(of: other, constants)
    }
    return (isVague || other.isVague || isRegion != other.isRegion)
      && countries.contains { other.countries.contains($0) }
  }

  func encode(to row: inout RowWriter) {
    row.put(project) { $0.put($1) }
    row.put(place) { $0.put($1) }
    row.put(isRegion)
    row.put(position) {
      $0.put($1.latitude)
      $0.put($1.longitude)
    }
    row.put(countries) { $0.put($1) }
  }

  init(project: String?, place: String?, isRegion: Bool = false, position: Position? = nil, countries: [String]) {
    self.project = project
    self.place = place
    self.isRegion = isRegion
    self.position = position
    self.countries = countries
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    self.init(
      project: try row.optionalString(), place: try row.optionalString(), isRegion: try row.bool(),
      position: try row.optional { (row) throws(KeyedStateFailure) in
        Position(latitude: try row.double(), longitude: try row.double())
      },
      countries: try row.strings())
  }
}

/// The countries and projects that a set of reports names. Reports of clearly different places are never of one
/// incident, in whatever order they arrive.
struct NamedPlaces: Sendable {
  private var countries: [String] = []
  private var projects: [String] = []
  /// The marks of `countries`, for a quick comparison.
  private var marks = NameMarks([])
  /// Whether a report names no country, so that it may be anywhere.
  private(set) var areAnywhere = false

  init(_ location: Location? = nil) {
    if let location { add(location) }
  }

  mutating func add(_ location: Location) {
    if location.countries.isEmpty { areAnywhere = true }
    for country in location.countries { note(country) }
    if let project = location.project, !projects.contains(project) { projects.append(project) }
  }

  mutating func formUnion(_ other: NamedPlaces) {
    areAnywhere = areAnywhere || other.areAnywhere
    for country in other.countries { note(country) }
    for project in other.projects where !projects.contains(project) { projects.append(project) }
  }

  private mutating func note(_ country: String) {
    guard !countries.contains(country) else { return }
    countries.append(country)
    marks.add(country)
  }

  /// Whether a report of this set and one of the other may be of the same place.
  func meet(_ other: NamedPlaces) -> Bool {
    if areAnywhere || other.areAnywhere { return true }
    if marks.mayShare(other.marks), countries.contains(where: other.countries.contains) { return true }
    return projects.contains(where: other.projects.contains)
  }
}
