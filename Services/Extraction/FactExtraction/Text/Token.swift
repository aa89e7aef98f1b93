import TextMatching

package typealias Token = TextMatching.Token

// A derived `==` of another module is called through its witness table; these are compiled into the loops over tokens.

extension Token.Kind {
  static func == (left: Self, right: Self) -> Bool { left.code == right.code }
  static func != (left: Self, right: Self) -> Bool { left.code != right.code }

  private var code: UInt8 {
    switch self {
    case .word: 0
    case .number: 1
    case .punctuation: 2
    case .symbol: 3
    case .ideograph: 4
    }
  }
}

extension Token.Shape {
  static func == (left: Self, right: Self) -> Bool { left.code == right.code }
  static func != (left: Self, right: Self) -> Bool { left.code != right.code }

  private var code: UInt8 {
    switch self {
    case .lower: 0
    case .capitalised: 1
    case .upper: 2
    case .mixed: 3
    case .none: 4
    }
  }
}
