import ReferenceData

extension ClassifierWeights {
  /// Gives one class the prior weight `bias` and the others 0.
  mutating func lean(to name: String, by bias: Double) {
    self = ClassifierWeights(
      classes: classes, bias: classes.map { $0 == name ? bias : 0 }, rows: rows, isScaled: isScaled)
  }

  mutating func replace(_ change: (inout [Row]) -> Void) {
    var rows = rows
    change(&rows)
    self = ClassifierWeights(classes: classes, bias: bias, rows: rows, isScaled: isScaled)
  }
}
