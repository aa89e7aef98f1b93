import TextAnalysis

/// The clauses of a sentence and their relations, as far as surface signs show.
struct ClauseMap {
  /// What kind of clause an item is in.
  struct Place: OptionSet, Sendable {
    let rawValue: UInt8
    /// A relative or adverbial clause, not the main one.
    static let dependent = Place(rawValue: 1 << 0)
    /// An adverbial clause that is not a condition, opened by a word like `after`, `when` or `because`.
    static let adverbial = Place(rawValue: 1 << 1)
    /// A clause of condition.
    static let conditional = Place(rawValue: 1 << 2)
    /// A relative clause, or a clause within one.
    static let relative = Place(rawValue: 1 << 3)
  }

  /// The kind of clause that each item is in.
  private(set) var places: [Place] = []
  private(set) var hasCondition = false
  /// Whether a condition begins with `unless`.
  private(set) var hasUltimatum = false

  mutating func read(_ sentence: EventSentence, _ grammar: GrammarClasses, unless: Int) {
    places.removeAll(keepingCapacity: true)
    places.reserveCapacity(sentence.items.count)
    hasCondition = false
    hasUltimatum = false
    var place = Place()
    for item in sentence.items {
      switch item.kind {
      case .comma, .stop:
        place = []
      case .word, .number:
        if item.classes & grammar.conditional != 0 {
          place = [.dependent, .conditional]
          hasCondition = true
          hasUltimatum = hasUltimatum || item.word == unless
        } else if item.classes & (grammar.subordinator | grammar.relative) != 0 {
          place.insert(.dependent)
          if item.classes & grammar.relative == 0 {
            place.insert(.adverbial)
          } else {
            place.remove(.adverbial)
            place.insert(.relative)
          }
        }
      }
      places.append(place)
    }
  }
}
