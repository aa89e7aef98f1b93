import Models
import ReferenceData
import TextAnalysis

/// The properties of an event type that the recogniser uses.
final class EventKind: Sendable {
  let type: EventType
  /// An act of goodwill towards the other side.
  let isFriendly: Bool
  /// A deliberate act, so that an announced one is a promise or a threat.
  let isVolitional: Bool
  /// Of ledger `none`, and mostly speaks of another event, which is then the matter: an appeal, a promise of help.
  let isFraming: Bool
  /// The kind that ends the state; nil for a type that is not a state.
  let end: Int?
  /// What an act of this type makes of the acts in its complement.
  let complement: EventLexicon.Effect?
  let location: EventSemantics.Location
  /// Others follow from it, or it usually follows from others.
  let isCause: Bool
  let isConsequence: Bool
  /// A step of the law that may be taken in a case of integrity.
  let isJustice: Bool
  /// An event of this type means that something is over.
  let isEnding: Bool

  init(_ type: EventType, _ semantics: EventSemantics, index: [String: Int]) {
    self.type = type
    let meaning = semantics.meaning(of: type)
    isFriendly = type.plover == nil ? type.ledger == .opportunity : meaning.isGoodwill
    isVolitional = type.plover != nil && type.cameoFit == .exact
    isFraming = type.ledger == .none && meaning.isFraming
    complement = meaning.isPlainOnly && type.ledger != .none ? nil : meaning.complement
    location = semantics.location(of: type)
    isCause = semantics.has(.cause, type)
    isConsequence = semantics.has(.consequence, type)
    isJustice = semantics.has(.justice, type)
    isEnding = semantics.has(.ending, type)
    if case .state(let endedBy)? = type.duration {
      end = endedBy.first.flatMap { index[$0] }
    } else {
      end = nil
    }
  }
}

final class EventTaxonomy: Sendable {
  let kinds: [EventKind]
  let index: [String: Int]
  /// The type that a negated cooperative event becomes.
  let refusal: Int?
  let statement: Int?
  /// The type for people hurt by an unknown cause.
  let harm: Int?
  /// What a step of the law in a case of integrity is.
  let prosecution: Int?
  let newsDays: Int
  let vagueBelow: Double
  /// How grave an act of ledger `none` is in a text of more than three sentences; a risk has .7 and more.
  let frameGravity: Double
  let weights: EventWeights

  init(_ lexicon: EventLexicon) {
    let types = lexicon.types.all
    let semantics = lexicon.semantics
    let index = Dictionary(types.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
    kinds = types.map { EventKind($0, semantics, index: index) }
    self.index = index
    func first(_ role: EventSemantics.Role) -> Int? { types.firstIndex { semantics.has(role, $0) } }
    refusal = first(.refusal)
    statement = first(.statement)
    harm = first(.harm)
    prosecution = first(.prosecution)
    newsDays = semantics.constants.newsDays
    vagueBelow = semantics.constants.vagueBelow
    frameGravity = semantics.constants.frameGravity
    weights = semantics.weights
  }
}
