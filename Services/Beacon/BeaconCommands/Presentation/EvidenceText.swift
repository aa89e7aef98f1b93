import CommandLine
import Models

extension Evidence {
  /// The quote, then title, date and address of its article, on lines that begin with `indent`; without the quote if
  /// `isQuoted`, since the headline has it.
  func text(indent: String, isQuoted: Bool = false) -> String {
    var origin: [String] = []
    if let title, title != quote.text { origin.append(terminalText(truncated(title, to: 80))) }
    if let publishedAt { origin.append(publishedAt.day.description) }
    if let url {
      origin.append(terminalText(url))
    } else if let sourceId {
      origin.append("id \(terminalText(sourceId))")
    }
    if origin.isEmpty { origin.append("article \(articleId.prefix(12))") }
    let said = isQuoted ? "" : "\(indent)\u{201C}\(terminalText(quote.text))\u{201D}\n"
    return "\(said)\(indent)  \(origin.joined(separator: ", "))\n"
  }
}

extension Style {
  func level(_ level: AlertLevel, _ text: String) -> String {
    switch level {
    case .critical: bold(red(text))
    case .warning: red(text)
    case .advisory: yellow(text)
    case .watch: bold(text)
    }
  }
}
