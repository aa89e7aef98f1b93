import Models

/// The event types of the taxonomy by name.
package struct EventTypes: Sendable {
  /// The largest number of types: a set of types is 256 bits.
  package static let mostTypes = 256

  /// In the order of the table.
  package let all: [EventType]
  private let index: [String: Int]

  package init(_ all: [EventType]) {
    self.all = all
    index = Dictionary(all.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(type: String) -> EventType? { index[type].map { all[$0] } }

  /// The severity of a type, read without a copy of its row; nil where there is no such type.
  package func severity(of type: String) -> Double? { index[type].map { all[$0].severity } }
}

/// One row of `event-types.tsv`.
package struct EventType: Hashable, Sendable {
  /// How long an event of the type counts.
  package enum Duration: Hashable, Sendable {
    /// The number of days after which an event weighs half.
    case halfLife(Double)
    /// The event is a state: it does not decay until one of `endedBy` is reported.
    case state
  }

  /// How well the type's CAMEO code fits.
  package enum CameoFit: String, Hashable, Sendable, CaseIterable {
    /// `nearest`: CAMEO has no adequate code, and `cameo` is the closest root code.
    case exact, nearest, none
  }

  package var type: String
  /// Plain English, as in a headline.
  package var label: String
  package var ledger: Ledger
  /// The code of a risk or opportunity category; nil for ledger `none`.
  package var category: String?
  /// 0 to 1; 0 for ledger `none`.
  package var severity: Double
  /// How long an event counts; nil for ledger `none`.
  package var duration: Duration?
  /// The types of the events that end it. A state has at least one; of other types, those that last, such as a strike.
  package var endedBy: [String] = []
  package var plover: String?
  package var cameo: String?
  package var cameoFit: CameoFit
  /// Reports whose event types have the same family may describe the same event.
  package var family: String
  /// The step in a project's life that an event of this type marks; nil where it marks none.
  package var milestone: String?
  /// The number of deaths from which one incident raises a warning, whatever the type's severity; nil where none does.
  package var warnDeaths: Int?

  package var isState: Bool { duration == .state }
}
