import Models
import ReferenceData
import TextAnalysis

/// Finds dates after the day of publication for which a sentence announces something. The sentence has to say that it
/// is planned, or to write the date out with its year: a bare "on Monday" in a report of the past does not count.
struct ScheduleFinder {
  let text: ArticleText
  let constants: ReadingConstants
  let publishedOn: CivilDate
  /// The country that most of the article is about; nil if no country dominates.
  let mainCountry: String?

  /// How far ahead an announced date may be, in days: a year and a month, so that the next annual date is always
  /// included.
  static let horizon = 396
  private static let mostInSentence = 2

  /// - Parameter milestones: the milestones found in this sentence.
  func dates(_ reading: SentenceReading, milestones: [MilestoneFact]) -> [ScheduledDate] {
    guard !reading.dates.isEmpty else { return [] }
    let plans = reading.cues.filter { $0.role == .planned }
    let isPlanned = plans.contains { !isDenied($0, reading) }
    // `has no bonds falling due before 3 March 2027` announces nothing for that day.
    if !plans.isEmpty, !isPlanned { return [] }
    var found: [ScheduledDate] = []
    for mention in reading.dates {
      guard let date = mention.date, date.precision <= .month, date.firstDay > publishedOn,
        date.firstDay.dayNumber - publishedOn.dayNumber <= Self.horizon,
        isPlanned || date.precision == .day && namesYear(date, mention.span),
        !found.contains(where: { $0.date == date })
      else { continue }
      let step = milestones.first { $0.date == date && $0.flags.contains(.planned) }
      let project = step?.projectId ?? reading.projects.first { $0.id != nil }?.id
      found.append(
        ScheduledDate(
          date: date, type: step?.type, projectId: project, countries: countries(reading),
          quote: quote(mention, reading))
      )
      if found.count == Self.mostInSentence { break }
    }
    return found
  }

  /// Whether a word like `no` before a phrase says that what it plans does not exist or will not happen.
  private func isDenied(_ plan: CueReading, _ reading: SentenceReading) -> Bool {
    reading.cue(.negation, before: plan.tokens.lowerBound, reach: constants.milestoneNegation) != nil
  }

  private func namesYear(_ date: PartialDate, _ span: TextSpan) -> Bool {
    span.text.utf8.count >= 8 && span.text.contains(String(date.firstDay.year))
  }

  private func countries(_ reading: SentenceReading) -> [String] {
    var named = Set(reading.demonyms.map(\.country)).union(reading.places.compactMap(\.country))
    named.formUnion(reading.projects.filter { $0.id != nil }.flatMap(\.countries))
    if named.count > constants.sentenceCountries { return [] }
    return named.isEmpty ? mainCountry.map { [$0] } ?? [] : named.sorted()
  }

  /// The sentence; if it is long, only the clauses around the date.
  private func quote(_ mention: DateMention, _ reading: SentenceReading) -> TextSpan {
    let clauses = Clauses(text: text)
    let sentence = reading.sentence
    guard clauses.words(sentence.tokens) > constants.quoteWords else { return text.span(sentence) }
    let first = text.tokenIndex(from: mention.span.start)
    let core = first..<min(max(text.tokenIndex(from: mention.span.end), first + 1), sentence.tokens.upperBound)
    let whole = clauses.clause(around: core, in: sentence.tokens)
    return text.span(tokens: clauses.bounded(whole, around: core, mostWords: constants.quoteWords))
  }
}
