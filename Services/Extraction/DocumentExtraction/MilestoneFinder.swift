import Models
import ReferenceData
import TextAnalysis

/// Turns phrases for steps of a project into milestones of the project that the sentence, or one just before it, names.
struct MilestoneFinder {
  let text: ArticleText
  let constants: ReadingConstants
  /// The day of publication, else the latest day that the article reports as past.
  let today: CivilDate?
  /// The project named last in the one or two sentences before.
  let carried: ProjectMention?

  func milestones(_ reading: SentenceReading) -> [MilestoneFact] {
    var milestones: [MilestoneFact] = []
    for match in reading.milestones {
      let denial = reading.cue(.negation, before: match.tokens.lowerBound, reach: constants.milestoneNegation)
      guard denial == nil, let project = project(for: match, reading) else { continue }
      let date = date(near: match.tokens, reading)
      let name = project.canonical ?? project.span.text
      if milestones.contains(where: { $0.type == match.value.type && $0.project == name }) { continue }
      milestones.append(
        MilestoneFact(
          project: name, projectId: project.id, type: match.value.type, date: date?.date,
          countries: countries(project, reading), quote: quote(match.tokens, project, date, reading.sentence),
          flags: flags(project, match.tokens, date?.date, reading)))
    }
    return milestones
  }

  /// The nearest project of the sentence, if it is close enough; in a sentence without projects the carried one, where
  /// a word refers back to it.
  private func project(
    for match: PatternTable<DocumentLexicon.MilestoneWording>.Match, _ reading: SentenceReading
  ) -> ProjectMention? {
    let start = text.tokens[match.tokens.lowerBound].start
    let end = text.tokens[match.tokens.upperBound - 1].end
    func distance(_ span: TextSpan) -> Int {
      span.end <= start ? start - span.end : span.start >= end ? (span.start - end) * constants.milestoneAfter : 0
    }
    if let nearest = reading.projects.min(by: { distance($0.span) < distance($1.span) }) {
      let reach = match.value.reach == .near ? constants.milestoneNear : constants.milestoneFar
      return distance(nearest.span) <= reach ? nearest : nil
    }
    let reference = reading.cue(.reference, before: match.tokens.upperBound, reach: constants.milestoneReference)
    return reference == nil ? nil : carried
  }

  /// The nearest date of the sentence.
  private func date(near tokens: Range<Int>, _ reading: SentenceReading) -> DateMention? {
    let start = text.tokens[tokens.lowerBound].start
    let end = text.tokens[tokens.upperBound - 1].end
    func distance(_ span: TextSpan) -> Int { span.end <= start ? start - span.end : max(0, span.start - end) }
    return reading.dates.min { distance($0.span) < distance($1.span) }
  }

  /// The project's own countries and those that the sentence names; only its own if the sentence names too many.
  private func countries(_ project: ProjectMention, _ reading: SentenceReading) -> [String] {
    var named = Set(reading.demonyms.map(\.country))
    for place in reading.places { if let country = place.country { named.insert(country) } }
    if named.count > constants.sentenceCountries, !project.countries.isEmpty { return Set(project.countries).sorted() }
    return named.union(project.countries).sorted()
  }

  private func flags(
    _ project: ProjectMention, _ match: Range<Int>, _ date: PartialDate?, _ reading: SentenceReading
  ) -> [MilestoneFact.Flag] {
    var flags: [MilestoneFact.Flag] = []
    if project.flags.contains(.aliasNormalised) { flags.append(.aliasNormalised) }
    if project.flags.contains(.translationDefect) { flags.append(.translationDefect) }
    if reading.cue(.planned, before: match.lowerBound, reach: constants.milestonePlan) != nil {
      let isPast = today.flatMap { today in date.map { $0.lastDay < today } } ?? false
      flags.append(isPast ? .tenseConflict : .planned)
    }
    return flags
  }

  /// The sentence; if it is long, only the clauses that contain the step, the project and the date.
  private func quote(_ match: Range<Int>, _ project: ProjectMention, _ date: DateMention?, _ sentence: Sentence)
    -> TextSpan
  {
    let clauses = Clauses(text: text)
    guard clauses.words(sentence.tokens) > constants.quoteWords else { return text.span(sentence) }
    var first = match.lowerBound
    var last = match.upperBound
    for span in [project.span, date?.span] {
      guard let span, span.start >= sentence.start, span.end <= sentence.end else { continue }
      first = min(first, text.tokenIndex(from: span.start))
      last = max(last, text.tokenIndex(from: span.end))
    }
    let core = first..<min(max(last, first + 1), sentence.tokens.upperBound)
    let whole = clauses.clause(around: core, in: sentence.tokens)
    return text.span(tokens: clauses.bounded(whole, around: match, mostWords: constants.quoteWords))
  }
}
