import Models
import ReferenceData

/// The measures recommended by category, event type and level, in each language.
package struct MeasureTexts: Sendable {
  private let model: AlertingModel

  package init(_ model: AlertingModel) { self.model = model }

  /// What to do about a category: the measures of its leading event type up to the level, then the category's own at
  /// the level; only the language's own text where it has one.
  func texts(for measure: RecommendedMeasure, in language: ReportLanguage) -> [String] {
    if let text = language.measure(category: measure.category, level: measure.level) { return [text] }
    let type = model.measures.filter { $0.of == measure.type && $0.level <= measure.level }
    let category = model.measures.filter { $0.of == measure.category && $0.level == measure.level }
    return (type + category).map(\.text)
  }
}
