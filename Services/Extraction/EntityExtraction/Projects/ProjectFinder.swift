import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Finds projects: registered ones by name, others by the form of their names.
struct ProjectFinder {
  let scan: EntityScan
  let mentions: [PlaceMention]
  let matcher: ProjectMatcher
  private var text: ArticleText { scan.text }

  init(scan: EntityScan, mentions: [PlaceMention], matcher: ProjectMatcher) {
    self.scan = scan
    self.mentions = mentions
    self.matcher = matcher
  }

  /// The projects in order of the text; none overlap.
  func projects() -> [ProjectMention] {
    var taken = [Bool](repeating: false, count: text.tokens.count)
    var found: [(tokens: Range<Int>, mention: ProjectMention)] = []
    func take(_ tokens: Range<Int>, _ mention: ProjectMention) {
      guard !tokens.contains(where: { taken[$0] }) else { return }
      for index in tokens { taken[index] = true }
      found.append((tokens, mention))
    }
    for match in text.matches(of: matcher.matcher) {
      let tokens = withProject(match.tokens)
      take(tokens, registered(match, tokens))
    }
    for match in scan.phrases {
      guard case .projectNoun(let index) = scan.data.phrases[match.value] else { continue }
      let noun = scan.data.projectNouns[index]
      if let (tokens, mention) = chained(match.tokens, noun) ?? formed(match.tokens, noun) { take(tokens, mention) }
    }
    return found.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }.map(\.mention)
  }

  private func registered(_ match: PhraseMatcher.Match, _ tokens: Range<Int>) -> ProjectMention {
    let target = matcher.targets[match.value]
    return mention(of: target.project, tokens, flags: target.isAlias ? [.aliasNormalised] : [])
  }

  private func mention(of index: Int, _ tokens: Range<Int>, flags: [ProjectMention.Flag]) -> ProjectMention {
    let project = matcher.register.projects[index]
    return ProjectMention(
      span: text.span(tokens: tokens), id: project.id, canonical: project.name, sector: project.sector,
      connectivity: project.connectivity, scale: project.scale, field: project.field, actorClass: project.actorClass,
      countries: project.countries, flags: flags)
  }

  /// The tokens with a following "project" or "projects", if there is one.
  private func withProject(_ tokens: Range<Int>) -> Range<Int> {
    let next = tokens.upperBound
    guard next < text.tokens.count, text.tokens[next].gap == .space else { return tokens }
    return text.token(next, is: .project) || text.token(next, is: .projects) ? tokens.lowerBound..<next + 1 : tokens
  }

  // MARK: Chains of countries or cities

  /// A project named by a chain of places: "China-Kyrgyzstan-Uzbekistan railway", "Jakarta-Bandung high-speed railway".
  private func chained(_ noun: Range<Int>, _ kind: EntityLexicon.ProjectNoun) -> (Range<Int>, ProjectMention)? {
    guard let chain = CountryChain(endingBefore: noun.lowerBound, scan: scan, mentions: mentions) else { return nil }
    let tokens = withProject(chain.tokens.lowerBound..<noun.upperBound)
    let flags: [ProjectMention.Flag] = chain.hasDefect ? [.translationDefect] : []
    if let known = matcher.project(
      sector: kind.sector, countries: chain.countries, builder: scan.data.builder)
    {
      return (tokens, mention(of: known, tokens, flags: flags))
    }
    return (tokens, mention(tokens, kind, countries: chain.countries, flags: flags))
  }

  // MARK: Names by form

  /// A project named by a capitalised name before the noun: "Qiankai Port Project", "Rask dam".
  private func formed(_ noun: Range<Int>, _ kind: EntityLexicon.ProjectNoun) -> (Range<Int>, ProjectMention)? {
    let sentence = text.sentences[text.sentenceIndex(at: text.tokens[noun.lowerBound].start)].tokens
    var start = noun.lowerBound
    while start > sentence.lowerBound, noun.lowerBound - start < 6, isNamePart(start - 1) { start -= 1 }
    while start < noun.lowerBound, scan.roles[start].contains(.notName) || !scan.isCapital(start) { start += 1 }
    let isOwnName =
      scan.isCapital(noun.lowerBound) && noun.count > 1 && text.tokens[noun.lowerBound].shape == .capitalised
    let tokens = withProject(start..<noun.upperBound)
    guard start < noun.lowerBound || isOwnName && kind.isNameAlone else { return nil }
    guard kind.isStrong || tokens.upperBound > noun.upperBound else { return nil }
    let inside = countries(in: start..<noun.lowerBound)
    return (tokens, mention(tokens, kind, countries: inside.isEmpty ? countries(in: sentence) : inside, flags: []))
  }

  private func isNamePart(_ index: Int) -> Bool {
    let token = text.tokens[index]
    if text.tokens[index + 1].gap.rawValue > Token.Gap.space.rawValue || scan.claims[index] == .person { return false }
    if token.kind == .word { return scan.isCapital(index) }
    return scan.isMark(index, .dash) && !token.isSpaced && !text.tokens[index + 1].isSpaced
  }

  /// The codes of the first four countries among the places in a range of tokens, in alphabetical order.
  private func countries(in tokens: Range<Int>) -> [String] {
    var next = mentions.partitioningIndex { $0.tokens.lowerBound >= tokens.lowerBound }
    var codes: Set<String> = []
    while next < mentions.count, mentions[next].tokens.lowerBound < tokens.upperBound, codes.count < 4 {
      if let entry = mentions[next].entry,
        let code = scan.data.gazetteer.code(scan.data.entries[entry].country)
      {
        codes.insert(code)
      }
      next += 1
    }
    return codes.sorted()
  }

  private func mention(
    _ tokens: Range<Int>, _ kind: EntityLexicon.ProjectNoun, countries: [String], flags: [ProjectMention.Flag]
  ) -> ProjectMention {
    ProjectMention(
      span: text.span(tokens: tokens), sector: kind.sector, connectivity: [kind.connectivity],
      scale: scale(near: tokens.lowerBound), field: kind.field, countries: countries, flags: flags)
  }

  /// The project's scale by words of its sentence, such as "landmark".
  private func scale(near token: Int) -> ProjectScale? {
    let sentence = text.sentences[text.sentenceIndex(at: text.tokens[token].start)].tokens
    if sentence.contains(where: { text.token($0, is: .landmark) || text.token($0, is: .flagship) }) {
      return .landmark
    }
    return sentence.contains { text.token($0, is: .livelihood) } ? .small : nil
  }
}
