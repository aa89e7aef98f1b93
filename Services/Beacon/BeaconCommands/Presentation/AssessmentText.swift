import CommandLine
import Models

extension Assessment {
  /// The score of a subject, then each category with its score, main event and quote, then announced dates.
  func text(style: Style) -> String {
    var text = style.bold("\(terminalText(subjectName ?? subject.id))  \(terminalText(subject.description))") + "\n"
    text += "  risk \(fixed(score, 1)) of 100 (\(Self.calibration)), confidence \(fixed(confidence, 2)), "
    text += "\(coverage.rawValue), as of \(asOf), model \(terminalText(model))\n"
    if let baseline {
      text +=
        "  baseline \(fixed(baseline.value, 1)) from \(terminalText(baseline.source)), \(terminalText(baseline.date))\n"
    }
    text += table(categories, style: style)
    text += "  opportunity \(fixed(opportunity.score, 1)) of 100, kept apart from risk\n"
    text += table(opportunity.categories, style: style)
    for date in announced {
      let what = [date.type, date.project].compactMap { $0 }.joined(separator: " ")
      text += "  announced for \(date.date.value)\(what.isEmpty ? "" : " (\(terminalText(what)))"): "
      let origin = date.evidence.origin.map { " (\($0))" } ?? ""
      text += "\(terminalText(date.evidence.quote.text))\(origin)\n"
    }
    return text
  }

  private func table(_ categories: [CategoryScore], style: Style) -> String {
    let shown = categories.filter { $0.score > 0 }
    guard !shown.isEmpty else { return "" }
    var table = Table([
      .init("category"), .init("score", .right), .init("level"), .init("24 h", .right), .init("points", .right),
      .init("main event"), .init("said", limit: 90),
    ])
    for category in shown {
      let main = category.contributions.first
      table.add(
        category.category, fixed(category.score, 1), category.level?.rawValue ?? "-",
        (category.trend > 0 ? "+" : "") + fixed(category.trend, 1), fixed(category.share, 1), main?.type ?? "-",
        main?.evidence.first?.quote.text ?? "-")
    }
    return table.text(style: style).split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}
