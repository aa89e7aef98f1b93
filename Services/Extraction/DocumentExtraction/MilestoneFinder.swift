import Models
import ReferenceData
import TextAnalysis

/// Turns phrases for steps of a project into milestones of the project that the sentence, or one just before it, names.
struct MilestoneFinder {
  let text: ArticleText
  /// The day of publication, else the latest day that the article reports as past; nil where neither is known.
  let today: CivilDate?
  /// The project named last in the one or two sentences before; nil if they name no project.
  let carried: ProjectMention?
  static let longest = 60

  func milestones(_ reading: SentenceReading) -> [MilestoneFact] {
    var milestones: [MilestoneFact] = []
    for match in reading.milestones {
      guard reading.cue(.negation, before: match.tokens.lowerBound, reach: 3) == nil,
        let project = project(for: match, reading)
      else { continue }
      let date = date(near: match.tokens, reading)
      let name = project.canonical ?? project.span.text
      if milestones.contains(where: { $0.type == match.value && $0.project == name }) { continue }
      milestones.append(
        MilestoneFact(
          project: name, projectId: project.id, type: match.value, date: date?.date,
          countries: countries(project, reading), quote: quote(match.tokens, project, date, reading.sentence),
          flags: flags(project, match.tokens, date?.date, reading)))
    }
    return milestones
  }

  /// The milestone types that common words express (`completed`, `signed`), which need their project close by.
  private static let loose: Set<String> = [
    "OPERATING", "EXPANDED", "DELAYED", "AGREEMENT_SIGNED", "CONTRACT_AWARDED", "APPROVED", "FINANCIAL_CLOSE",
    "CANCELLED",
    "COMPLETED", "RESUMED", "SUSPENDED",
  ]

  /// The nearest project of the sentence, if it is close enough; in a sentence without projects the carried one, where
  /// a word refers back to it.
  private func project(for match: PatternTable<String>.Match, _ reading: SentenceReading) -> ProjectMention? {
    let start = text.tokens[match.tokens.lowerBound].start
    let end = text.tokens[match.tokens.upperBound - 1].end
    func distance(_ span: TextSpan) -> Int {
      span.end <= start ? start - span.end : span.start >= end ? (span.start - end) * 2 : 0
    }
    if let nearest = reading.projects.min(by: { distance($0.span) < distance($1.span) }) {
      return distance(nearest.span) <= (Self.loose.contains(match.value) ? 80 : 240) ? nearest : nil
    }
    guard let carried, reading.cue(.reference, before: match.tokens.upperBound, reach: 12) != nil else { return nil }
    return carried
  }

  /// The nearest date of the sentence.
  private func date(near tokens: Range<Int>, _ reading: SentenceReading) -> DateMention? {
    let start = text.tokens[tokens.lowerBound].start
    let end = text.tokens[tokens.upperBound - 1].end
    func distance(_ span: TextSpan) -> Int { span.end <= start ? start - span.end : max(0, span.start - end) }
    return reading.dates.min { distance($0.span) < distance($1.span) }
  }

  /// The project's own countries and those that the sentence names; only its own if the sentence names more than four.
  private func countries(_ project: ProjectMention, _ reading: SentenceReading) -> [String] {
    var named = Set(reading.demonyms.map(\.country))
    for place in reading.places { if let country = place.country { named.insert(country) } }
    let all = named.count <= 4 || project.countries.isEmpty ? named.union(project.countries) : Set(project.countries)
    return all.sorted()
  }

  private func flags(
    _ project: ProjectMention, _ match: Range<Int>, _ date: PartialDate?, _ reading: SentenceReading
  ) -> [MilestoneFact.Flag] {
    var flags: [MilestoneFact.Flag] = []
    if project.flags.contains(.aliasNormalised) { flags.append(.aliasNormalised) }
    if project.flags.contains(.translationDefect) { flags.append(.translationDefect) }
    if reading.cue(.planned, before: match.lowerBound, reach: 6) != nil {
      let isPast = today.flatMap { today in date.map { $0.lastDay < today } } ?? false
      flags.append(isPast ? .tenseConflict : .planned)
    }
    return flags
  }

  /// The sentence; if it is long, only the clauses that contain the step, the project and the date, at most `longest`
  /// tokens.
  private func quote(_ match: Range<Int>, _ project: ProjectMention, _ date: DateMention?, _ sentence: Sentence)
    -> TextSpan
  {
    let clauses = Clauses(text: text)
    guard clauses.words(sentence.tokens) > Self.longest else { return text.span(sentence) }
    var first = match.lowerBound
    var last = match.upperBound
    for span in [project.span, date?.span] {
      guard let span, span.start >= sentence.start, span.end <= sentence.end else { continue }
      first = min(first, text.tokenIndex(from: span.start))
      last = max(last, text.tokenIndex(from: span.end))
    }
    let core = first..<min(max(last, first + 1), sentence.tokens.upperBound)
    let whole = clauses.clause(around: core, in: sentence.tokens)
    return text.span(tokens: clauses.bounded(whole, around: match, most: Self.longest))
  }
}
