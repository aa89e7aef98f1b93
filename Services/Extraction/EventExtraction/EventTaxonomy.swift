import Models
import ReferenceData
import TextAnalysis

/// What the recogniser asks of an event type.
struct EventKind: Sendable {
  let type: EventType
  /// Of good will to the other side, by its PLOVER category.
  let isFriendly: Bool
  /// Done on purpose, so that an announced one is a promise or a threat.
  let isVolitional: Bool
  /// What an act of this type makes of the acts in its complement.
  let complement: EventLexicon.Effect?

  init(_ type: EventType) {
    self.type = type
    let friendly: Set<String> = ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"]
    isFriendly = type.plover.map(friendly.contains) ?? (type.ledger == .opportunity)
    isVolitional = type.plover != nil && type.cameoFit == .exact
    complement =
      switch type.plover {
      case "REQUEST" where type.ledger == .none, "AGREE" where type.ledger == .none: .prescriptive
      case "THREATEN": .threatened
      case "REJECT" where type.ledger == .none: .negated
      default: nil
      }
  }
}

struct EventTaxonomy: Sendable {
  let kinds: [EventKind]
  let index: [String: Int]
  /// What a refused act of good will becomes.
  let refusal: Int?
  let statement: Int?
  let violence: Int?

  init(_ types: EventTypes) {
    kinds = types.all.map(EventKind.init)
    index = Dictionary(types.all.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
    refusal = index["REFUSAL"]
    statement = index["STATEMENT"]
    violence = index["VIOLENCE"]
  }
}
