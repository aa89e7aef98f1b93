import Models
import TextAnalysis

/// Everything that entity recognition named in the text, in one list without overlaps, in order of start.
struct EntitySpans: Sendable {
  struct Entity: ByteRun, Sendable {
    let start: Int
    let end: Int
    let classes: ClassSet
    let country: String?
    /// Whether it is a place below a country.
    let isPlace: Bool
    /// Whether it is a place that was built and is run: a mine, a port.
    var isFacility = false
    /// The index in `Findings.projects`.
    let project: Int?
    let kind: ActorKind
  }

  let entities: [Entity]

  init(_ findings: Findings, _ grammar: GrammarClasses) {
    var all: [Entity] = []
    all.reserveCapacity(
      findings.projects.count + findings.organisations.count + findings.persons.count + findings.places.count
        + findings.demonyms.count)
    for (index, project) in findings.projects.enumerated() {
      all.append(
        Entity(
          start: project.span.start, end: project.span.end, classes: grammar.project, country: project.countries.first,
          isPlace: false, project: index, kind: .other))
    }
    for organisation in findings.organisations {
      all.append(
        Entity(
          start: organisation.span.start, end: organisation.span.end,
          classes: grammar.organisation | grammar.classes(of: organisation.kind), country: organisation.country,
          isPlace: false, project: nil, kind: organisation.kind))
    }
    for person in findings.persons {
      all.append(
        Entity(
          start: person.start, end: person.end, classes: grammar.person, country: nil, isPlace: false, project: nil,
          kind: .other))
    }
    for place in findings.places {
      let isCountry = place.kind == .country
      all.append(
        Entity(
          start: place.span.start, end: place.span.end, classes: isCountry ? grammar.country : grammar.place,
          country: place.country, isPlace: !isCountry, isFacility: place.kind == .facility, project: nil,
          kind: isCountry ? .government : .other))
    }
    for demonym in findings.demonyms {
      all.append(
        Entity(
          start: demonym.span.start, end: demonym.span.end, classes: grammar.demonym, country: demonym.country,
          isPlace: false, project: nil, kind: .government))
    }
    entities = all.withoutOverlaps()
  }
}

/// Something that a run of the text's bytes names.
protocol ByteRun {
  /// The offset of its first byte.
  var start: Int { get }
  /// The offset after its last byte.
  var end: Int { get }
}

extension Array where Element: ByteRun {
  /// The leftmost longest elements that are not empty, in order of start and without overlaps; of equal ones the first.
  @inline(__always)
  func withoutOverlaps() -> [Element] {
    let order = indices.sorted { (self[$0].start, -self[$0].end, $0) < (self[$1].start, -self[$1].end, $1) }
    var kept: [Element] = []
    kept.reserveCapacity(count)
    for index in order where self[index].start >= kept.last?.end ?? 0 && self[index].start < self[index].end {
      kept.append(self[index])
    }
    return kept
  }
}

extension GrammarClasses {
  func classes(of kind: ActorKind) -> ClassSet {
    switch kind {
    case .company: company
    case .government: government
    case .igo: igo
    case .party: party
    case .military: military
    case .media: media
    case .ngo, .other: 0
    }
  }
}
