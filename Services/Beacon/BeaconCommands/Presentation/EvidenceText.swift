import CommandLine
import Models

extension [Evidence] {
  /// Each quote once, in order, followed by the articles that have it, on lines that begin with `indent`.
  ///
  /// - Parameter quote: the quote as it is shown; nil where it is not, since the headline has it.
  func text(indent: String, quote: (Evidence) -> String? = { $0.quote.text }) -> String {
    var text = ""
    var quoted: Set<String> = []
    for piece in self where quoted.insert(piece.quote.text).inserted {
      if let quote = quote(piece) { text += "\(indent)\u{201C}\(terminalText(quote))\u{201D}\n" }
      var origins: Set<String> = []
      for other in self where other.quote.text == piece.quote.text {
        if let origin = other.origin, origins.insert(origin).inserted { text += "\(indent)  \(origin)\n" }
      }
    }
    return text
  }
}

extension Evidence {
  /// Title, date and address of the article, without a title that is the quote; nil for an entry of a list of parties,
  /// whose quote names the list.
  var origin: String? {
    var origin: [String] = []
    if let title, title != quote.text { origin.append(terminalText(truncated(title, to: 80))) }
    if let publishedAt { origin.append(publishedAt.day.description) }
    if let url {
      origin.append(terminalText(url))
    } else if let sourceId {
      origin.append("id \(terminalText(sourceId))")
    }
    if isListing { return nil }
    if origin.isEmpty { origin.append("article \(articleId.prefix(12))") }
    return origin.joined(separator: ", ")
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
