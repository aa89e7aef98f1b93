import Models

/// The score as a sum: a bar for the baseline, one for each incident, one for the small incidents of each category, and
/// one for the total.
struct WaterfallChart {
  struct Bar: Hashable {
    let label: String
    let points: Double
    let category: String?
  }

  let bars: [Bar]
  let total: Double

  /// Incidents of less than `least_points` share one bar in their category.
  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    var bars: [Bar] = []
    if report.score.baselinePoints > 0 {
      bars.append(Bar(label: language(.barBaseline), points: report.score.baselinePoints, category: nil))
    }
    for category in report.categories where category.points > 0 {
      let incidents = report.incidents.filter {
        $0.category == category.category && $0.points >= language.settings.leastPoints
      }
      for incident in incidents {
        bars.append(
          Bar(label: language.eventType(incident.type), points: incident.points, category: category.category))
      }
      let rest = category.points - incidents.reduce(0) { $0 + $1.points }
      if rest > 0.005 {
        bars.append(
          Bar(
            label: language.category(category.category) + language.colon + language(.barOthers), points: rest,
            category: category.category))
      }
    }
    self.bars = bars
    total = report.score.now
  }

  private static let labelWidth = 230.0
  private static let plotWidth = 400.0
  private static let rowHeight = 18.0

  func write(to writer: inout HTMLWriter, _ language: ReportLanguage) {
    let rows = bars + [Bar(label: language(.barTotal), points: total, category: nil)]
    let height = Double(rows.count) * Self.rowHeight + 6
    let scale = Self.plotWidth / max(total, bars.reduce(0) { $0 + $1.points }, 1)
    let width = Self.labelWidth + Self.plotWidth + 60
    writer.element(
      "svg",
      [
        "viewBox": "0 0 \(fixed(width, 0)) \(fixed(height, 0))", "role": "img", "class": "chart",
        "aria-label": language(.sectionWaterfall),
      ]
    ) { svg in
      var sum = 0.0
      for (index, row) in rows.enumerated() {
        let isTotal = index == rows.count - 1
        let y = Double(index) * Self.rowHeight
        let x = Self.labelWidth + (isTotal ? 0 : sum * scale)
        svg.element(
          "text",
          [
            "x": fixed(Self.labelWidth - 8, 1), "y": fixed(y + 12, 1), "text-anchor": "end",
            "class": isTotal ? "total" : "label",
          ], text: shortened(row.label))
        svg.empty(
          "rect",
          [
            "x": fixed(x, 1), "y": fixed(y + 2, 1), "width": fixed(max(row.points * scale, 0.5), 1),
            "height": fixed(Self.rowHeight - 5, 1),
            "class": isTotal ? "bar total" : "bar cat-\(row.category ?? "base")",
          ])
        svg.element(
          "text", ["x": fixed(x + row.points * scale + 5, 1), "y": fixed(y + 12, 1), "class": "value"],
          text: fixed(row.points, 1))
        if !isTotal { sum += row.points }
      }
    }
  }

  private func shortened(_ label: String) -> String {
    label.count <= 36 ? label : label.prefix(35) + "…"
  }
}
