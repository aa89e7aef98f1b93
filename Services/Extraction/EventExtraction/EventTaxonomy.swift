import Models
import ReferenceData
import TextAnalysis

/// The properties of an event type that extraction uses. They are numbers and flags only, so that copying them counts
/// no references.
struct EventKind: Sendable {
  /// The PLOVER categories that the reading of a text distinguishes.
  enum Plover: Sendable {
    case assault, protest, threaten, other
  }

  let ledger: Ledger
  /// How grave the type is, from 0 to 1; 0 for ledger `none`.
  let severity: Double
  /// The number of its family.
  let family: Int
  /// The number of its category.
  let category: Int?
  let plover: Plover?
  /// Whether it is an act of goodwill towards the other side.
  let isFriendly: Bool
  /// Whether it is a deliberate act, so that an announced one is a promise or a threat.
  let isVolitional: Bool
  /// Whether it is of ledger `none` and mostly responds to another event, which is then the main one: an appeal, a
  /// promise of help.
  let isFraming: Bool
  /// The number of the type that ends this state.
  let end: Int?
  /// The effect of an act of this type on the acts in its complement.
  let complement: EventLexicon.Effect?
  let location: EventSemantics.Location
  /// Whether other events may follow from it.
  let isCause: Bool
  /// Whether it usually follows from another event.
  let isConsequence: Bool
  /// Whether damage that is reported after it is its consequence, however grave: a force of nature.
  let isForce: Bool
  /// Whether it follows from a force of nature that the article reports before it: a collapse.
  let isDamage: Bool
  /// Whether it is a step of the law that may be taken in a case of wrongdoing.
  let isJustice: Bool
  /// Whether it is a step of the law that only looks into a case.
  let isInquiry: Bool
  /// Whether it takes people's freedom, so that it ends when they are free.
  let isCaptivity: Bool
  /// Whether an event of this type means that something is over.
  let isEnding: Bool
  /// Whether it is an accident, such as a blast or a burial with unknown perpetrators.
  let isAccident: Bool
  /// Whether a later accident in the article is part of it: an attack, a collapse.
  let explainsAccidents: Bool
  /// Whether the people killed or hurt that its sentence counts are its own.
  let hasToll: Bool
  /// Whether it is one act or accident, so that the total of many over a time is not its toll.
  let isOneAct: Bool
  /// Whether it may be what people come to harm in: an attack, a collapse, a storm.
  var causesAccidents: Bool { isForce || explainsAccidents }
  /// Whether it is a deliberate act or a state that those who plan it may put off, such as a strike or the closure of a
  /// border; an attack that defenders delay takes place.
  var mayBePostponed: Bool { ledger == .risk && plover != .assault && (isVolitional || end != nil) }
  /// Whether it happens at once: an accident, an attack, a collapse, a storm.
  var isSudden: Bool { isAccident || causesAccidents }

  /// Whether events of both types may be one happening: they share their family or their category.
  func isAkin(to other: EventKind) -> Bool {
    family == other.family || category != nil && category == other.category
  }

  init(_ type: EventType, _ semantics: EventSemantics, _ numbers: TypeNumbers) {
    ledger = type.ledger
    severity = type.severity
    family = numbers.families[type.family, default: 0]
    category = type.category.flatMap { numbers.categories[$0] }
    plover =
      switch type.plover {
      case nil: nil
      case "ASSAULT": .assault
      case "PROTEST": .protest
      case "THREATEN": .threaten
      default: .other
      }
    let meaning = semantics.meaning(of: type)
    isFriendly = type.plover == nil ? type.ledger == .opportunity : meaning.isGoodwill
    isVolitional = type.plover != nil && type.cameoFit == .exact
    isFraming = type.ledger == .none && meaning.isFraming
    complement = meaning.isPlainOnly && type.ledger != .none ? nil : meaning.complement
    location = semantics.location(of: type)
    isCause = semantics.has(.cause, type)
    isConsequence = semantics.has(.consequence, type)
    isForce = semantics.has(.force, type)
    isDamage = semantics.has(.damage, type)
    isJustice = semantics.has(.justice, type)
    isInquiry = semantics.has(.inquiry, type)
    isCaptivity = semantics.has(.captivity, type)
    isEnding = semantics.has(.ending, type)
    isAccident = semantics.has(.accident, type)
    explainsAccidents = semantics.has(.explanation, type)
    let hasCasualties = semantics.has(.casualties, type)
    hasToll = plover == nil || plover == .assault || plover == .protest || hasCasualties
    isOneAct = plover == .assault || isAccident || hasCasualties
    end = type.endedBy.first.flatMap { numbers.types[$0] }
  }
}

/// The types, families and categories of a taxonomy, numbered.
struct TypeNumbers {
  let types: [String: Int]
  let families: [String: Int]
  let categories: [String: Int]

  init(_ all: [EventType]) {
    types = Dictionary(all.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
    families = Self.numbered(all.map(\.family))
    categories = Self.numbered(all.compactMap(\.category))
  }

  private static func numbered(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The event types with what the reading of a text needs of each. A type is named by its position in `types`.
final class EventTaxonomy: Sendable {
  /// All types in the order of the table, which `kinds` follows too.
  let types: [EventType]
  let kinds: [EventKind]
  let index: [String: Int]
  /// The type that a negated cooperative event becomes.
  let refusal: Int?
  let statement: Int?
  /// The type for people hurt by an unknown cause.
  let harm: Int?
  /// The type for a step of the law in a case of wrongdoing.
  let prosecution: Int?
  /// The type for an article that reports a case of wrongdoing in words that no pattern knows.
  let suspicion: Int?
  let newsDays: Int
  let vagueBelow: Double
  /// The gravity of an event of ledger `none` in a text that is not short.
  let frameGravity: Double
  let weights: EventWeights

  init(_ lexicon: EventLexicon) {
    let types = lexicon.types.all
    let semantics = lexicon.semantics
    let numbers = TypeNumbers(types)
    self.types = types
    kinds = types.map { EventKind($0, semantics, numbers) }
    index = numbers.types
    func first(_ role: EventSemantics.Role) -> Int? { types.firstIndex { semantics.has(role, $0) } }
    refusal = first(.refusal)
    statement = first(.statement)
    harm = first(.harm)
    prosecution = first(.prosecution)
    suspicion = first(.suspicion)
    newsDays = semantics.constants.newsDays
    vagueBelow = semantics.constants.vagueBelow
    frameGravity = semantics.constants.frameGravity
    weights = semantics.weights
  }
}
