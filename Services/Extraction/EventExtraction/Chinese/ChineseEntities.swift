import Models
import TextAnalysis

/// The entities that an article names, in order of start and without overlaps, for the reading of Chinese events.
struct ChineseEntities {
  enum Kind {
    /// An index into `Findings.projects`.
    case project(Int)
    case organisation(ActorKind)
    case person
    case place(Place.Kind)
    /// A country named by a single character, or its people.
    case demonym
  }

  struct Entity: ByteRun {
    let start: Int
    let end: Int
    let kind: Kind
    let country: String?

    var isCountry: Bool {
      switch kind {
      case .place(.country), .demonym: true
      default: false
      }
    }

    var isPlace: Bool { if case .place = kind { true } else { false } }
    var project: Int? { if case .project(let index) = kind { index } else { nil } }

    var actorKind: ActorKind {
      switch kind {
      case .organisation(let kind): kind
      case .place(.country), .demonym: .government
      default: .other
      }
    }
  }

  let all: [Entity]

  init(_ findings: Findings) {
    var all: [Entity] = []
    for (index, project) in findings.projects.enumerated() {
      let country = project.countries.count == 1 ? project.countries[0] : nil
      all.append(Entity(start: project.span.start, end: project.span.end, kind: .project(index), country: country))
    }
    for found in findings.organisations {
      all.append(
        Entity(start: found.span.start, end: found.span.end, kind: .organisation(found.kind), country: found.country))
    }
    for person in findings.persons {
      all.append(Entity(start: person.start, end: person.end, kind: .person, country: nil))
    }
    for place in findings.places {
      all.append(
        Entity(start: place.span.start, end: place.span.end, kind: .place(place.kind), country: place.country))
    }
    for demonym in findings.demonyms {
      all.append(
        Entity(start: demonym.span.start, end: demonym.span.end, kind: .demonym, country: demonym.country))
    }
    self.all = all.withoutOverlaps()
  }
}
