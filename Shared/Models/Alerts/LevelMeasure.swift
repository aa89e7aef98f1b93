/// A measure that is recommended from an alert level on.
package struct LevelMeasure: Hashable, Sendable {
  /// The lowest level at which the measure is recommended.
  package var level: AlertLevel
  /// An instruction, in the language of its table.
  package var text: String

  package init(level: AlertLevel, text: String) {
    self.level = level
    self.text = text
  }

  /// The texts of what is recommended at a level for an event of a type in a category: the measures of the type before
  /// those of the category, those for higher levels first, and those for one level in the given order. A type with a
  /// measure at every level has only its own.
  package static func texts(
    at level: AlertLevel, ofType own: [LevelMeasure], ofCategory general: [LevelMeasure]
  ) -> [String] {
    let isComplete = Set(own.map(\.level)).count == AlertLevel.allCases.count
    return (isComplete ? [own] : [own, general]).flatMap { measures in
      AlertLevel.allCases.filter { $0 <= level }.sorted(by: >).flatMap { rank in
        measures.filter { $0.level == rank }.map(\.text)
      }
    }
  }
}
