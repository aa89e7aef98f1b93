import Models
import ReferenceData

/// Places and actors as numbers, which are quick to compare: that rules out most incidents that a report does not
/// belong to, without comparing names.
struct MatchingMarks: Hashable, Sendable {
  private var countries: NameMarks
  private var project: UInt64
  private var place: UInt64
  private var isRegion: Bool
  private var position: Position?
  private var sources: NameMarks
  private var targets: NameMarks

  init(_ location: Location, _ actors: Actors) {
    countries = NameMarks(location.countries)
    project = location.project.map(NameMarks.hash) ?? 0
    place = location.place.map(NameMarks.hash) ?? 0
    isRegion = location.isRegion
    position = location.position
    (sources, targets) = (actors.sourceMarks, actors.targetMarks)
  }

  /// Replaces the actors.
  mutating func note(_ actors: Actors) { (sources, targets) = (actors.sourceMarks, actors.targetMarks) }

  /// Whether it is certain that `Location.mayContainOrBeIn` or `Actors.isCompatible` is false.
  func excludes(_ other: MatchingMarks, _ constants: RiskModel.Constants) -> Bool {
    excludesPlace(other, constants) || excludesActors(other)
  }

  private func excludesPlace(_ other: MatchingMarks, _ constants: RiskModel.Constants) -> Bool {
    if project != 0, other.project != 0 { return project != other.project }
    if !countries.isEmpty, !other.countries.isEmpty, !countries.mayShare(other.countries) { return true }
    guard place != 0, other.place != 0 else { return excludesSite(other, constants) }
    guard place != other.place, isRegion == other.isRegion else { return false }
    guard let position, let theirs = other.position else { return true }
    return !position.isWithin(constants.samePlaceKilometres, of: theirs)
  }

  private func excludesSite(_ other: MatchingMarks, _ constants: RiskModel.Constants) -> Bool {
    guard (project == 0) != (other.project == 0), !isRegion, !other.isRegion, let position,
      let theirs = other.position
    else { return false }
    return !position.isWithin(constants.sitePlaceKilometres, of: theirs)
  }

  private func excludesActors(_ other: MatchingMarks) -> Bool {
    if sources.mayShare(other.sources) || targets.mayShare(other.targets) { return false }
    return sources.haveScriptInCommon(other.sources) || targets.haveScriptInCommon(other.targets)
  }
}

/// A set of names as two bit sets, for a quick comparison that may only err towards a match.
struct NameMarks: Hashable, Sendable {
  /// One of 64 bits for each name, by its hash; different names may share a bit.
  private var names: UInt64 = 0
  /// A bit for each script in which there is a name, by `Script`.
  private var scripts: UInt8 = 0

  init(_ names: [String]) {
    for name in names { add(name) }
  }

  var isEmpty: Bool { names == 0 }

  mutating func add(_ name: String) {
    names |= 1 << (Self.hash(name) >> 58)
    scripts |= 1 << Script(name).rawValue
  }

  /// False where it is certain that the lists have no name in common.
  func mayShare(_ other: NameMarks) -> Bool { names & other.names != 0 }

  /// Whether both have a name in the same script.
  func haveScriptInCommon(_ other: NameMarks) -> Bool { scripts & other.scripts != 0 }

  /// A 64-bit hash of the name, the same in every process; never 0.
  static func hash(_ name: String) -> UInt64 {
    var hash = FNV1a(name.utf8).value
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return hash == 0 ? 1 : hash
  }

  /// The script of a name: only names in the same script are compared.
  private enum Script: UInt8 {
    case countryCode, latin, other

    init(_ name: String) {
      if name.utf8.first == UInt8(ascii: "=") {
        self = .countryCode
      } else {
        self = name.utf8.contains { (0x61...0x7A).contains($0) } ? .latin : .other
      }
    }
  }
}
