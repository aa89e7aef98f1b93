import Models
import ReferenceData

/// The measures recommended by category, event type and level, in each language.
package struct MeasureTexts: Sendable {
  private let model: AlertingModel

  package init(_ model: AlertingModel) { self.model = model }

  /// What to do about a category and its leading event type: `LevelMeasure.texts`.
  func texts(for measure: RecommendedMeasure, in language: ReportLanguage) -> [String] {
    if let texts = language.measures(measure) { return texts }
    func listed(_ key: String) -> [LevelMeasure] {
      model.measures.filter { $0.of == key }.map { LevelMeasure(level: $0.level, text: $0.text) }
    }
    return LevelMeasure.texts(
      at: measure.level, ofType: measure.type.map(listed) ?? [], ofCategory: listed(measure.category))
  }
}
