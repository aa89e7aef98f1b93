import Models

/// A line chart of the score over time, with the report's period shaded.
struct SeriesChart {
  let points: [ScorePoint]
  let from: Timestamp
  let to: Timestamp

  private static let size = (width: 690.0, height: 150.0)
  private static let margin = (left: 32.0, right: 12.0, top: 8.0, bottom: 20.0)

  func write(to writer: inout HTMLWriter, _ language: ReportLanguage) {
    let plot = (
      width: Self.size.width - Self.margin.left - Self.margin.right,
      height: Self.size.height - Self.margin.top - Self.margin.bottom
    )
    let start = points.first?.time ?? from
    let span = Double(max(1, to.milliseconds - start.milliseconds))
    let x = { (time: Timestamp) in
      Self.margin.left + plot.width * Double(time.milliseconds - start.milliseconds) / span
    }
    let y = { (score: Double) in Self.margin.top + plot.height * (1 - score / 100) }
    writer.element(
      "svg",
      [
        "viewBox": "0 0 \(fixed(Self.size.width, 0)) \(fixed(Self.size.height, 0))", "role": "img",
        "class": "chart", "aria-label": language(.sectionSeries),
      ]
    ) { svg in
      for mark in stride(from: 0.0, through: 100, by: 25) {
        svg.empty(
          "line",
          [
            "x1": fixed(Self.margin.left, 1), "x2": fixed(Self.size.width - Self.margin.right, 1),
            "y1": fixed(y(mark), 1), "y2": fixed(y(mark), 1), "class": "grid",
          ])
        svg.element(
          "text",
          [
            "x": fixed(Self.margin.left - 6, 1), "y": fixed(y(mark) + 4, 1), "text-anchor": "end", "class": "label",
          ],
          text: fixed(mark, 0))
      }
      svg.empty(
        "rect",
        [
          "x": fixed(max(Self.margin.left, x(from)), 1), "y": fixed(Self.margin.top, 1),
          "width": fixed(max(0, x(to) - max(Self.margin.left, x(from))), 1), "height": fixed(plot.height, 1),
          "class": "period",
        ])
      let line = points.map { "\(fixed(x($0.time), 1)),\(fixed(y($0.score), 1))" }.joined(separator: " ")
      svg.empty("polyline", ["points": line, "class": "line"])
      for (time, anchor) in [(start, "start"), (to, "end")] {
        svg.element(
          "text",
          ["x": fixed(x(time), 1), "y": fixed(Self.size.height - 4, 1), "text-anchor": anchor, "class": "label"],
          text: language.date(time.adding(milliseconds: time == to ? -1 : 0).day))
      }
    }
  }
}
