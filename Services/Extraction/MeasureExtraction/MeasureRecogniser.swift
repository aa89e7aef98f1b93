import Models
import ReferenceData
import TextAnalysis

/// Finds dates and quantities, and checks stated numbers against each other.
///
/// Time is linear in the text. Dates resolve against `publishedAt`; without it, relative dates have no
/// value.
package struct MeasureRecogniser: Sendable {
  private let vocabulary: MeasureVocabulary
  private let country: String?

  /// - Parameter country: the country whose currency an ambiguous name such as *peso* means in this language; nil for
  ///   none.
  package init(lexicon: MeasureLexicon, country: String? = nil) {
    vocabulary = MeasureVocabulary(lexicon)
    self.country = country
  }

  /// The words that it looks up by id.
  package var words: WordIndex { vocabulary.words }

  /// Reads `findings.countries` to choose between currencies of one name; sets dates, new deadlines, datelines,
  /// quantities and checks.
  package func recognise(_ text: ArticleText, _ metadata: ArticleMetadata, into findings: inout Findings) {
    let measures = MeasureText(text, vocabulary)
    var dates = DateScanner(measures, today: metadata.publishedAt?.day)
    let readings = dates.dates()
    findings.dates = readings.map { reading in
      DateMention(
        span: text.span(text.tokens[reading.start].start, reading.endByte ?? text.tokens[reading.end - 1].end),
        date: reading.date)
    }
    for reading in readings where dates.isNewDeadline(reading.start) {
      findings.newDeadlines.insert(text.tokens[reading.start].start)
    }
    for reading in readings where dates.datelineDay(reading) != nil {
      findings.datelines.insert(text.tokens[reading.start].start)
    }
    for reading in readings where reading.isYearless {
      let start = text.tokens[reading.start].start
      if reading.date?.precision == .day {
        findings.yearlessDays.insert(start)
      } else {
        findings.yearlessMonths.insert(start)
      }
    }
    var countries = Set(findings.countries.map(\.code))
    if let source = metadata.sourceCountry { countries.insert(source) }
    if let country { countries.insert(country) }
    var scanner = QuantityScanner(measures, dates: readings, countries: countries)
    scanner.scan()
    let times = StatedTimes(text: measures, dates: readings)
    findings.quantities = scanner.readings.map { quantity($0, text, asOf: times.time(of: $0.startNumber)) }
    findings.checks = NumberChecker(text: measures, quantities: scanner.readings).checks()
  }

  private func quantity(_ reading: QuantityReading, _ text: ArticleText, asOf: String?) -> Quantity {
    let subject = reading.subject.map {
      text.string(text.tokens[$0.lowerBound].start, text.tokens[$0.upperBound - 1].end)
    }
    return Quantity(
      span: text.span(tokens: reading.start..<reading.end), value: reading.value, unit: reading.unit,
      currency: reading.currency, comparator: reading.comparator, subject: subject ?? "", asOf: asOf)
  }
}

/// Finds the date that a sentence states for its quantities.
struct StatedTimes {
  let text: MeasureText
  let dates: [DateReading]

  /// The last resolved date before the token in its sentence, else the first after it; nil if the sentence has no
  /// resolved date. `the end of 2023` gives the last day of the year.
  func time(of token: Int) -> String? {
    guard !dates.isEmpty else { return nil }
    let sentences = text.article.sentences
    guard !sentences.isEmpty else { return nil }
    let sentence = sentences[text.article.sentenceIndex(at: text.article.tokens[token].start)].tokens
    var next = dates.partitioningIndex { $0.start > token }
    var before = next - 1
    while before >= 0, dates[before].start >= sentence.lowerBound {
      if let time = value(dates[before]) { return time }
      before -= 1
    }
    while next < dates.count, dates[next].start < sentence.upperBound {
      if let time = value(dates[next]) { return time }
      next += 1
    }
    return nil
  }

  private func value(_ reading: DateReading) -> String? {
    guard let date = reading.date else { return nil }
    var first = reading.start
    if text.has(first, .the) { first += 1 }
    let isEnd =
      text.article.token(atOrNil: first, is: .end) || text.article.token(atOrNil: first, is: .close)
      || date.precision == .year && text.ends(.yearEnd, before: reading.end)
    return isEnd ? date.lastDay.description : date.value
  }
}
