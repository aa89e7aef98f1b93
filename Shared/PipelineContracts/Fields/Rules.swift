/// What a text contains, and what a decoder checks. Codes and ids that Beacon writes itself are not checked.
package enum TextRule: String, Sendable, CaseIterable {
  case plain, nonEmpty, id, country, currency, category, eventType, sector, model
  /// A country that people write: checked when it is decoded.
  case countryGiven
  /// A text that a publisher writes: any text without the null character.
  case published

  enum Check {
    case none, nonEmpty, countryCode, noNull
  }

  var check: Check {
    switch self {
    case .nonEmpty, .sector: .nonEmpty
    case .countryGiven: .countryCode
    case .published: .noNull
    default: .none
    }
  }
}

/// The meaning and range of a whole number.
package enum IntegerRule: Sendable, CaseIterable {
  /// From 0.
  case count
  /// From 1.
  case positive
  case revision
  case start
  /// Not below the field `start` of the same object.
  case end
  /// A byte offset into the field `text` of the same object.
  case offsetInText
  /// Minutes east of UTC, from −840 to 840.
  case minutesEast

  package var minimum: Int {
    switch self {
    case .positive, .revision: 1
    case .minutesEast: -840
    default: 0
    }
  }
}

/// The range of a number.
package enum NumberRule: Sendable, CaseIterable {
  case any
  case notNegative
  /// 0 to 1.
  case fraction
  /// 0.5 to 1.
  case upperHalf
  /// 0 to 100.
  case points
  /// −100 to 100.
  case pointsChange
  case latitude
  case longitude
  /// Kilometres on the surface of the Earth: 0 to 20,100.
  case radius

  package var range: ClosedRange<Double>? {
    switch self {
    case .any: nil
    case .notNegative: 0...Double.greatestFiniteMagnitude
    case .fraction: 0...1
    case .upperHalf: 0.5...1
    case .points: 0...100
    case .pointsChange: -100...100
    case .latitude: -90...90
    case .longitude: -180...180
    case .radius: 0...20_100
    }
  }

  /// The range that a decoder checks, for numbers that people write; nil where it checks none.
  var enforced: ClosedRange<Double>? {
    switch self {
    case .latitude, .longitude, .radius: range
    default: nil
    }
  }
}

/// Who writes an instant, and so in which form.
package enum InstantRule: Sendable {
  /// Beacon: UTC with Z.
  case written
  /// People: RFC 3339 with any offset, or a bare date.
  case given
  /// People, and not before the field `startsAt` of the same object.
  case givenNotBeforeStart
}
