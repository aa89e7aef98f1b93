import CommandLine
import Models

extension Explanation {
  /// The sum, line by line, with the sentences that it rests on.
  func text(style: Style) -> String {
    let assessment = assessment
    var text = style.bold(
      "\(terminalText(assessment.subjectName ?? assessment.subject.id))  \(terminalText(assessment.subject.description))"
    )
    text += ", as of \(assessment.asOf), model \(terminalText(assessment.model))\n"
    var terms = assessment.categories.filter { $0.share > 0 }.map { "\($0.category) \(fixed($0.share, 2))" }
    if let baseline = assessment.baseline { terms.append("baseline \(fixed(baseline.value, 2))") }
    text +=
      "risk \(fixed(assessment.score, 2)) = \(terms.isEmpty ? "0, no evidence" : terms.joined(separator: " + "))\n"
    for part in parts { text += "\n" + part.text(style: style) }
    return text + "\n"
      + (addsUp ? "All of it adds up.\n" : style.red("It does not add up: this is a fault of Beacon.\n"))
  }
}

extension Explanation.Part {
  fileprivate func text(style: Style) -> String {
    var head = "\(ledger.rawValue)  \(category.category)  \(fixed(category.score, 2))"
    if let level = category.level { head += "  " + style.level(level, level.rawValue) }
    var text = style.bold(head) + "\n"
    text += style.faint("  points        x = 100 ·    s ·    c ·    m ·    n ·    p · 2^(-days/half-life)") + "\n"
    for contribution in category.contributions { text += contribution.text(style: style) }
    text += rest(category.others, "others") + rest(category.older, "older")
    text += "  ------\n  \(fixed(sum, 2, width: 6))  "
    return text + (addsUp ? "the sum of the points above\n" : style.red("does not add up to \(category.score)\n"))
  }

  private func rest(_ rest: ContributionRest, _ name: String) -> String {
    rest.count == 0
      ? "" : "  \(fixed(rest.share, 2, width: 6))  \(fixed(rest.x, 2, width: 7))   \(rest.count) \(name)\n"
  }
}

extension Contribution {
  fileprivate func text(style: Style) -> String {
    let factors = [s, c, m, n, p].map { fixed($0, 2, width: 4) }.joined(separator: " · ")
    let decay = halfLifeDays.map { "2^(-\(fixed(ageDays, 2))/\(fixed($0, 0)))" } ?? "1 (a state that lasts)"
    var text = "  \(fixed(share, 2, width: 6))  \(fixed(x, 2, width: 7)) = 100 · \(factors) · \(decay)"
    text += "  \(type), \(counted(reports, "report"))\n"
    for piece in evidence { text += piece.text(indent: "            ") }
    return text
  }
}
