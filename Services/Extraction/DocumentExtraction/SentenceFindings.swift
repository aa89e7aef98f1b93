import Models
import TextAnalysis

/// Assigns the findings of earlier recognisers to their sentences, in one pass over each list.
struct SentenceFindings {
  private let findings: Findings
  /// Persons and organisations in order of the text; built on first use, as few sentences have a verb of saying.
  private lazy var speakers = (findings.persons + findings.organisations.map(\.span)).sorted {
    ($0.start, $0.end) < ($1.start, $1.end)
  }
  private var organisation = 0
  /// The number of organisations before the current sentence.
  private var earlierOrganisations = 0
  private var date = 0
  private var project = 0
  private var place = 0
  private var demonym = 0
  private var speaker = 0

  init(_ findings: Findings) { self.findings = findings }

  /// Fills in the findings of the reading's sentence. Call it for sentences in order of the text.
  mutating func fill(_ reading: inout SentenceReading) {
    let sentence = reading.sentence
    earlierOrganisations = organisation
    reading.organisations = Self.slice(findings.organisations, from: &organisation, sentence) { $0.span.start }
    reading.dates = dates(of: sentence)
    reading.projects = projects(of: sentence)
    reading.places = Self.slice(findings.places, from: &place, sentence) { $0.span.start }
    reading.demonyms = Self.slice(findings.demonyms, from: &demonym, sentence) { $0.span.start }
    reading.speakers =
      reading.cues.contains { $0.role == .saying } ? Self.slice(speakers, from: &speaker, sentence) { $0.start } : []
  }

  /// Skips a sentence in which the lexicon found nothing; returns the last project that it names.
  mutating func skip(_ sentence: Sentence) -> ProjectMention? {
    _ = Self.slice(findings.organisations, from: &organisation, sentence) { $0.span.start }
    return projects(of: sentence).last
  }

  /// Whether a sentence has a date. Call it for sentences in order of the text.
  mutating func hasDate(_ sentence: Sentence) -> Bool {
    while date < findings.dates.count, findings.dates[date].span.start < sentence.start { date += 1 }
    return date < findings.dates.count && findings.dates[date].span.start < sentence.end
  }

  /// The dates of a sentence. Call it for sentences in order of the text.
  mutating func dates(of sentence: Sentence) -> ArraySlice<DateMention> {
    Self.slice(findings.dates, from: &date, sentence) { $0.span.start }
  }

  private mutating func projects(of sentence: Sentence) -> ArraySlice<ProjectMention> {
    Self.slice(findings.projects, from: &project, sentence) { $0.span.start }
  }

  /// The last organisation before the most recently filled sentence.
  var earlierOrganisation: Organisation? { findings.organisations[..<earlierOrganisations].last }

  /// The items that begin in a sentence; `index` advances past them and all earlier items.
  @inline(__always)
  static func slice<Item>(
    _ items: [Item], from index: inout Int, _ sentence: Sentence, _ start: (Item) -> Int
  ) -> ArraySlice<Item> {
    while index < items.count, start(items[index]) < sentence.start { index += 1 }
    let first = index
    while index < items.count, start(items[index]) < sentence.end { index += 1 }
    return items[first..<index]
  }
}
