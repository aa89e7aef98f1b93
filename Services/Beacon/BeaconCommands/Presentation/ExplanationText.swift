import CommandLine
import Models
import ReferenceData

extension Explanation {
  /// The explanation for people: the sum line by line, with its reasons and the supporting sentences.
  func text(style: Style, proximities: Proximities) -> String {
    var text = head(style) + headline
    for part in parts {
      text += "\n"
      text += part.text(style: style, proximities, for: assessment.subject.kind, constants)
    }
    text += "\n" + legend(style)
    if isOtherModel {
      text += "Made by version \(terminalText(assessment.model)) of the risk model: its factors are not checked here.\n"
    }
    return text + (addsUp ? "All of it adds up.\n" : style.red("It does not add up: this is a fault of Beacon.\n"))
  }

  private func head(_ style: Style) -> String {
    let assessment = assessment
    var text = style.bold(
      "\(terminalText(assessment.subjectName ?? assessment.subject.id))  \(terminalText(assessment.subject.description))"
    )
    text += ", as of \(assessment.asOf), model \(terminalText(assessment.model))\n"
    text += "risk \(fixed(assessment.score, 2)) of 100 (\(Assessment.calibration)), "
    text += "confidence \(fixed(assessment.confidence, 2)), \(assessment.coverage.rawValue)"
    if let percentile = assessment.percentile {
      text += ", higher than \(fixed(100 * percentile, 0)) % of country-weeks of the reference"
    }
    if let change = assessment.change {
      if !change.isFirstWeek { text += ", \(signed(change.week)) in 7 days" }
      if !change.isFirstMonth { text += ", \(signed(change.month)) in 30 days" }
    }
    return text + "\n"
  }

  /// The score as the sum of its categories and baseline, then each category with its weight.
  private var headline: String {
    var terms = assessment.categories.filter { $0.share > 0 }.map { "\($0.category) \(fixed($0.share, 2))" }
    if let baseline = assessment.baseline { terms.insert("baseline \(fixed(baseline.value, 2))", at: 0) }
    var text = "\(fixed(assessment.score, 2)) = \(terms.isEmpty ? "0, no evidence" : terms.joined(separator: " + "))\n"
    if let baseline = assessment.baseline {
      text += "  baseline: \(terminalText(baseline.source)), \(terminalText(baseline.date))\n"
    }
    for part in parts where part.ledger == .risk && part.category.share > 0 {
      text += "  \(part.category.category): D \(fixed(part.category.score, 1)), weight \(fixed(part.weight, 2))"
      text += ", \(fixed(part.category.share, 2)) points\n"
    }
    if let exposure = assessment.exposure, exposure.factor != 1 {
      text += "  exposure \(fixed(exposure.factor, 2)): \(fixed(exposure.volume, 1)) recent articles name it; "
      text += "the more is written, the more evidence a score needs\n"
    }
    return text
  }

  private func legend(_ style: Style) -> String {
    let norm = exponent(constants.subjectNorm)
    return style.faint(
      """
      x   100 · s^\(exponent(constants.severityPower)) · μ · c · m · n · p · d; its points are its part of the category's D
      s   severity of the type of event, 0 to 1            μ   more by deaths and money, from 1
      c   credibility: sources and who vouches, 0 to 1     m   realis: 1 happened, less imminent, threatened, conditional
      n   novelty: first report 1, increments of updates   p   proximity to the subject, .5 to 1; of groups a mean
      d   what is left after its age                       D   100 · (1 − e^(−Σx / (scale · exposure))), 0 to 100
      points of a category: w·D^\(norm)/Σ(w·D^\(norm)) of R = 100 · (Σ w·(D/100)^\(norm))^(1/\(norm)), w its weight;
      with a baseline B of (100 − B)·R/100

      """)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + fixed(value, 1) }
}

/// An exponent, without decimals where it is whole.
private func exponent(_ value: Double) -> String { fixed(value, value == value.rounded() ? 0 : 2) }

/// The heading of the column of the severity, raised to its power.
private func severityHeading(_ constants: RiskModel.Constants) -> String {
  let heading = "s^" + exponent(constants.severityPower)
  return String(repeating: " ", count: max(0, 5 - heading.count)) + heading
}

extension Explanation.Part {
  fileprivate func text(
    style: Style, _ proximities: Proximities, for kind: SubjectKey.Kind, _ constants: RiskModel.Constants
  ) -> String {
    var head = "\(ledger.rawValue)  \(category.category)  \(fixed(category.score, 2))"
    if let level = category.level { head += "  " + style.level(level, level.rawValue) }
    var text = style.bold(head) + "\n"
    let factors = "\(severityHeading(constants)) ·    μ ·    c ·    m ·    n ·    p ·    d"
    text += style.faint("  points        x = 100 · \(factors)") + "\n"
    for contribution in category.contributions {
      text += contribution.text(style: style, proximities, for: kind, constants)
    }
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
  fileprivate func text(
    style: Style, _ proximities: Proximities, for kind: SubjectKey.Kind, _ constants: RiskModel.Constants
  ) -> String {
    let severity = fixed(severityFactor(power: constants.severityPower), 3, width: severityHeading(constants).count)
    let factors = ([severity] + self.factors.map { fixed($0, 2, width: 4) }).joined(separator: " · ")
    var text = "  \(fixed(share, 2, width: 6))  \(fixed(x, 2, width: 7)) = 100 · \(factors)"
    text += "  \(type), \(counted(reports, "report"))\n"
    let reasons =
      "c: \(credibilityReason(contestedFactor: constants.contestedFactor)); p: \(proximityReason(proximities, for: kind)); "
      + "d: \(decayReason)"
    text += style.faint("          " + reasons) + "\n"
    text += evidence.text(indent: "            ")
    if denials.isEmpty { return text }
    return text + "          denied:\n" + denials.text(indent: "            ")
  }
}
