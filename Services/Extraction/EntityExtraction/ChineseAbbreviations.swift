import Models
import TextAnalysis
import TextMatching

/// Finds countries that a Chinese text names in full once and by their first character elsewhere: `塞拉利昂…，塞矿业部`.
///
/// A character is an abbreviation if exactly one country that the text names in full begins with it, it comes at a
/// boundary, and a word for a state's bodies, people or territory follows. The countries that the text names take
/// precedence over the table of one-character abbreviations: in an article about Brazil, `巴政府` is Brazil's, and in one
/// about Uzbekistan `在乌中资企业` are there.
struct ChineseAbbreviationFinder {
  let text: ArticleText
  let data: ChineseNameData
  /// The matches of `data.matcher` in the text.
  let words: [PhraseMatcher.Match]

  /// Adds the abbreviations to `findings.demonyms`, replacing those found at the same place.
  func find(into findings: inout Findings) {
    let initials = initials(of: findings.places)
    guard !initials.isEmpty else { return }
    var taken = [Bool](repeating: false, count: text.tokens.count)
    for place in findings.places {
      for token in text.tokenIndices(of: place.span) { taken[token] = true }
    }
    for organisation in findings.organisations {
      for token in text.tokenIndices(of: organisation.span) { taken[token] = true }
    }
    let ends = Set(words.lazy.filter { ChineseNameData.isBoundary($0.value) }.map(\.tokens.upperBound))
    var found: [Demonym] = []
    for follower in data.abbreviationFollowers(in: text) where follower > 0 && !taken[follower - 1] {
      let index = follower - 1
      let token = text.tokens[index]
      guard token.kind == .ideograph, let country = initials[Array(text.folded[token.start..<token.end])],
        isAtStart(index, ends), !data.isDatePart(text, index)
      else { continue }
      found.append(Demonym(span: text.span(tokens: index..<index + 1), country: country))
    }
    let starts = Set(found.map(\.span.start))
    let others = findings.demonyms.filter { !starts.contains($0.span.start) }
    findings.demonyms = (others.map { corrected($0, initials) } + found).sorted { $0.span.start < $1.span.start }
  }

  /// The demonym with the country that the text means by its character.
  private func corrected(_ demonym: Demonym, _ initials: [[UInt8]: String]) -> Demonym {
    let character = Array(text.folded[demonym.span.start..<demonym.span.end])
    return Demonym(span: demonym.span, country: initials[character] ?? demonym.country)
  }

  /// The country by first character, for countries named in full; a character that two of them share is left out.
  private func initials(of places: [Place]) -> [[UInt8]: String] {
    var countries: [[UInt8]: Set<String>] = [:]
    for place in places where place.kind == .country {
      let first = text.tokenIndex(from: place.span.start)
      guard let country = place.country, first + 1 < text.tokens.count, text.tokens[first].kind == .ideograph,
        text.tokens[first + 1].start < place.span.end, data.mayAbbreviate(text, first)
      else { continue }
      countries[Array(text.folded[text.tokens[first].start..<text.tokens[first].end]), default: []].insert(country)
    }
    return countries.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Whether the character comes after a mark, a space, or a word that no name contains.
  private func isAtStart(_ index: Int, _ ends: Set<Int>) -> Bool {
    guard index > 0 else { return true }
    return text.tokens[index - 1].kind != .ideograph || text.tokens[index].isSpaced || ends.contains(index)
  }
}
