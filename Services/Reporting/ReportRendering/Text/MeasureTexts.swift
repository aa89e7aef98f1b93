import Models
import ReferenceData

/// The measures recommended by category, event type and level, in each language.
package struct MeasureTexts: Sendable {
  private let model: AlertingModel

  package init(_ model: AlertingModel) { self.model = model }

  /// What to do about a category: the measures of its leading event type up to the level, then the category's own up to
  /// the level, those of higher levels first. A type with a measure at every level has only its own.
  func texts(for measure: RecommendedMeasure, in language: ReportLanguage) -> [String] {
    if let texts = language.measures(measure) { return texts }
    func fitting(_ key: String) -> [String] {
      let fitting = model.measures.filter { $0.of == key && $0.level <= measure.level }
      return fitting.enumerated().sorted { ($1.element.level, $0.offset) < ($0.element.level, $1.offset) }
        .map(\.element.text)
    }
    let own = model.measures.filter { $0.of == measure.type }
    let isComplete = Set(own.map(\.level)).count == AlertLevel.allCases.count
    return (measure.type.map(fitting) ?? []) + (isComplete ? [] : fitting(measure.category))
  }
}
