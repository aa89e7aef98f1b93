import Models
import ReferenceData
import TextAnalysis

/// The countries of an event's two sides: those of states, and those that only say where people or companies are from.
struct Sides {
  struct Bearing {
    let countries: [String]
    let location: Event.Location
    /// Whether the countries come from nationalities alone.
    let isNational: Bool
  }

  private struct Side {
    var states: [String] = []
    var nationals: [String] = []
    /// Those of the states that are named only as the nationality of soldiers: `French troops`.
    var forces: [String] = []
    var hasStateBody = false
  }

  private var sources = Side()
  private var targets = Side()
  /// Whether one state comes to terms with several others: `Kenya signed deals with France and Japan`.
  private var hasOnePartner = false

  init(_ roles: RoleReader.Roles, _ kind: EventKind, _ grammar: GrammarClasses) {
    sources = Self.side(roles.sources, kind, grammar)
    targets = Self.side(roles.targets, kind, grammar)
    hasOnePartner =
      kind.ledger != .risk && unique(sources.states).count == 1 && unique(targets.states).count > 1
    // `a bomb killed six French soldiers`: what is done to forces by no state may be done abroad.
    if kind.location.bearer == .place, sources.states.isEmpty, targets.states == targets.forces {
      targets.nationals += targets.forces
      targets.states = []
      targets.hasStateBody = false
    }
  }

  private static func side(_ phrases: [ActorPhrase], _ kind: EventKind, _ grammar: GrammarClasses) -> Side {
    var side = Side()
    let state = grammar.country | grammar.government | grammar.military | grammar.official
    for phrase in phrases {
      // The source of the report and the home of a company are not sides.
      guard let country = phrase.country, phrase.kind != .media,
        phrase.kind != .company || kind.location.countsCompanies
      else { continue }
      // `a bomb at the Danish embassy` is no event in Denmark.
      let isAbroad = kind.location.bearer == .place && phrase.classes & grammar.mission != 0
      // `Danish tourists` is one name, of no body.
      let isGroup =
        kind.location.bearer == .place && phrase.kind == .other && phrase.classes & grammar.organisation != 0
      let isOfPeople = isGroup || phrase.isOfForeigners || phrase.classes & grammar.demonym != 0
      let isNational = phrase.isOwner || isAbroad || isOfPeople && phrase.classes & state == 0
      if isNational, !kind.location.countsCompanies {
        side.nationals.append(country)
      } else {
        side.states.append(country)
        if phrase.classes & grammar.army != 0, phrase.classes & grammar.people != 0 { side.forces.append(country) }
        side.hasStateBody = side.hasStateBody || phrase.kind == .government || phrase.kind == .military
      }
    }
    return side
  }

  /// Whether neither side has a country.
  var isEmpty: Bool {
    sources.states.isEmpty && sources.nationals.isEmpty && targets.states.isEmpty && targets.nationals.isEmpty
  }
  var hasTargetState: Bool { !targets.states.isEmpty }
  var states: [String] { unique(sources.states + targets.states) }
  var all: [String] { unique(states + sources.nationals + targets.nationals) }

  /// The countries that bear the risk.
  func bearing(_ bearer: EventSemantics.Location.Bearer) -> Bearing? {
    switch bearer {
    case .both: return joint()
    case .place, .target: return first((targets, .target), (sources, .actor))
    case .actor:
      // What others than states do to a state (`Moody's cut Kenya's rating`) is that state's risk.
      let isSaidOfAState = !sources.hasStateBody && targets.hasStateBody
      return isSaidOfAState
        ? first((targets, .target), (sources, .actor)) : first((sources, .actor), (targets, .target))
    }
  }

  private func joint() -> Bearing? {
    if hasOnePartner { return Bearing(countries: unique(sources.states), location: .actor, isNational: false) }
    let countries = states.isEmpty ? all : states
    return countries.isEmpty ? nil : Bearing(countries: countries, location: .actor, isNational: states.isEmpty)
  }

  private func first(_ sides: (side: Side, location: Event.Location)...) -> Bearing? {
    for (side, location) in sides where !side.states.isEmpty {
      return Bearing(countries: unique(side.states), location: location, isNational: false)
    }
    for (side, location) in sides where !side.nationals.isEmpty {
      return Bearing(countries: unique(side.nationals), location: location, isNational: true)
    }
    return nil
  }
}

/// The codes without repetitions, in the order of their first occurrence.
func unique(_ codes: [String]) -> [String] {
  var seen: [String] = []
  for code in codes where !seen.contains(code) { seen.append(code) }
  return seen
}
