import Models
import TextAnalysis

/// Turns phrases of risk and opportunity into themes: one for each clause and ledger.
struct ThemeFinder {
  let text: ArticleText
  /// The category code of themes that fit no particular category.
  let general: String
  /// The largest number of tokens in a theme.
  static let mostTokens = 40

  func themes(_ reading: SentenceReading) -> [Theme] {
    guard !reading.risks.isEmpty || !reading.opportunities.isEmpty else { return [] }
    let isPrescriptive = reading.cues.contains { $0.role == .planned }
    let realis: Realis = isPrescriptive ? .prescriptive : .generic
    let themes =
      clauses(reading.risks, reading.sentence, .risk, realis)
      + clauses(reading.opportunities, reading.sentence, .opportunity, realis)
    return themes.sorted {
      ($0.span.start, $0.span.end, $0.ledger.rawValue) < ($1.span.start, $1.span.end, $1.ledger.rawValue)
    }
  }

  private func clauses(
    _ matches: [PatternTable<String>.Match], _ sentence: Sentence, _ ledger: Ledger, _ realis: Realis
  ) -> [Theme] {
    let cutter = Clauses(text: text)
    var themes: [(range: Range<Int>, category: String)] = []
    for match in matches {
      let clause = cutter.clause(around: match.tokens, in: sentence.tokens)
      let range = cutter.bounded(clause, around: match.tokens, mostTokens: Self.mostTokens)
      if let last = themes.indices.last {
        let earlier = themes[last]
        let touches = range.lowerBound <= earlier.range.upperBound + 1
        let joint = earlier.range.lowerBound..<max(earlier.range.upperBound, range.upperBound)
        let isSame = earlier.category == match.value || earlier.category == general || match.value == general
        if range.lowerBound < earlier.range.upperBound || touches && isSame && joint.count <= Self.mostTokens {
          if joint.count <= Self.mostTokens { themes[last].range = joint }
          if earlier.category == general { themes[last].category = match.value }
          continue
        }
      }
      themes.append((range, match.value))
    }
    return themes.map {
      Theme(ledger: ledger, category: $0.category, span: text.span(tokens: $0.range), realis: realis)
    }
  }
}
