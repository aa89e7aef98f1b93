import CommandLine
import Models

extension Alert {
  /// The alert for people: level, subject, headline, evidence, and what to do. The description is included if the alert
  /// has ended or `isFull` is true; with `isFull` the measures are left out.
  ///
  /// - Parameter projects: the register, by which an alert on a counterparty names the projects that have it.
  func text(style: Style, projects: [Project] = [], isFull: Bool = false) -> String {
    let level = style.level(level, level.rawValue.uppercased())
    var head = "\(level)  \(style.bold(terminalText(subjectName)))  \(terminalText(category))  \(status.rawValue)"
    head += " \(sentAt.description)"
    if exercise { head += "  EXERCISE" }
    var text = head + "\n"
    text += "  \(terminalText(headline))\n"
    if let sentence = counterpartySentence(projects) { text += "  \(terminalText(sentence))\n" }
    if !isFull, !status.isEnd, evidence.first?.proximity != nil {
      text += "  It concerns a partner of \(terminalText(subjectName)), not \(terminalText(subjectName)) itself.\n"
    }
    if isFull || status.isEnd { text += "  \(terminalText(description))\n" }
    text += evidence.text(indent: "    ") { isInHeadline($0.quote.text) ? nil : $0.quote.text }
    if !isFull { for measure in measures { text += "  → \(terminalText(measure))\n" } }
    var facts = [
      "\(certainty.rawValue.lowercased())\(unconfirmed ? ", unconfirmed" : "")\(contested ? ", contested" : "")",
      urgency.rawValue.lowercased(),
    ]
    if let score { facts.append("score \(fixed(score, 1))") }
    facts.append("confidence \(fixed(confidence, 2))")
    facts.append("for \(roles.map(\.rawValue).joined(separator: ", "))")
    return text + style.faint("  \(subject)  alert \(id.prefix(12))  " + facts.joined(separator: ", ")) + "\n"
  }

  /// Whether the headline has the quotation: all of it, or what follows its dateline.
  private func isInHeadline(_ quote: String) -> Bool {
    if headline.contains("“\(quote)”") { return true }
    guard let opening = headline.firstIndex(of: "“"), let closing = headline.lastIndex(of: "”"), opening < closing
    else { return false }
    let shown = headline[headline.index(after: opening)..<closing]
    return !shown.isEmpty && quote.hasSuffix(shown)
  }

  /// The alert in another language; quotations remain in the language of the article.
  func text(in translation: AlertTranslation, style: Style) -> String {
    var text = style.level(level, terminalText(translation.headline(of: self))) + "\n"
    text += "  \(terminalText(translation.description(of: self)))\n"
    text += evidence.text(indent: "    ") { translation.milestone($0) ?? $0.quote.text }
    let exercise = exercise ? "  \(translation.label("heading", "exercise"))" : ""
    return text + style.faint("  \(subject)  \(id.prefix(12))  \(sentAt)\(exercise)") + "\n"
  }
}
