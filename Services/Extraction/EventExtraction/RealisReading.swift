import Models

extension RealisReader {
  /// How real an event is, as its sentence or a rule on the whole article says.
  struct Reading {
    var realis: Realis
    var isNegated = false
    /// The reason with which the event is listed in `suppressed`; nil for an event that can raise an alert.
    var reason: SuppressionReason?
    /// The PLOVER category of the announcement, where the act itself is still to come; else nil.
    var plover: String?
    /// Whether the text says that the event is over.
    var hasEnded = false

    /// Whether the event is reported as having happened or as continuing.
    var isActual: Bool { realis == .actual && !isNegated }
    /// Whether it is reported as happening or about to happen.
    var isLive: Bool { (realis == .actual || realis == .imminent) && !isNegated }
    /// Whether it is actual and not listed as suppressed.
    var isReported: Bool { reason == nil && realis == .actual }
  }
}

extension RealisReader.Reading {
  static var actual: Self { Self(realis: .actual) }
  static var imminent: Self { Self(realis: .imminent) }
  static var historical: Self { Self(realis: .historical, reason: .historical) }
  static var conditional: Self { Self(realis: .conditional, reason: .conditional) }
  static var prescriptive: Self { Self(realis: .prescriptive, reason: .prescriptive) }
  /// An act that its actor threatens or intends to do.
  static var threatened: Self { Self(realis: .threatened, reason: .threatened, plover: "THREATEN") }
  /// An act without risk that is promised or about to happen.
  static var agreed: Self { Self(realis: .prescriptive, reason: .prescriptive, plover: "AGREE") }

  /// Not a particular event: a kind of event, or one that is only staged, described or over.
  static func generic(_ reason: SuppressionReason = .generic) -> Self { Self(realis: .generic, reason: reason) }

  /// An event that did not happen.
  static func negated(_ reason: SuppressionReason = .negated) -> Self {
    Self(realis: .actual, isNegated: true, reason: reason)
  }
}
