import ReferenceData

/// A set of the effects that phrases and acts have on the reading of an event.
struct Effects: OptionSet, Sendable {
  let rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }

  static let negated = Effects(rawValue: 1 << 0)
  static let denied = Effects(rawValue: 1 << 1)
  static let averted = Effects(rawValue: 1 << 2)
  static let conditional = Effects(rawValue: 1 << 3)
  static let prescriptive = Effects(rawValue: 1 << 4)
  static let threatened = Effects(rawValue: 1 << 5)
  static let generic = Effects(rawValue: 1 << 6)
  static let historical = Effects(rawValue: 1 << 7)
  static let imminent = Effects(rawValue: 1 << 8)
  static let actual = Effects(rawValue: 1 << 9)
  static let alleged = Effects(rawValue: 1 << 10)
  static let announced = Effects(rawValue: 1 << 11)
  static let ended = Effects(rawValue: 1 << 12)
  static let staged = Effects(rawValue: 1 << 13)
  static let opinion = Effects(rawValue: 1 << 14)
  static let excluded = Effects(rawValue: 1 << 15)

  init(_ effect: EventLexicon.Effect) {
    switch effect {
    case .negated: self = .negated
    case .denied: self = .denied
    case .averted: self = .averted
    case .conditional: self = .conditional
    case .prescriptive: self = .prescriptive
    case .threatened: self = .threatened
    case .generic: self = .generic
    case .historical: self = .historical
    case .imminent: self = .imminent
    case .actual: self = .actual
    case .alleged: self = .alleged
    case .announced: self = .announced
    case .ended: self = .ended
    case .staged: self = .staged
    case .opinion: self = .opinion
    case .excluded: self = .excluded
    }
  }
}
