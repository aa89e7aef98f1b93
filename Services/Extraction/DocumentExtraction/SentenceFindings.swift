import Models
import TextAnalysis

/// Hands out, sentence by sentence, what earlier recognisers found in each: one walk over every list.
struct SentenceFindings {
  private let findings: Findings
  private let speakers: [TextSpan]
  private var organisation = 0
  private var date = 0
  private var project = 0
  private var place = 0
  private var demonym = 0
  private var speaker = 0

  init(_ findings: Findings) {
    self.findings = findings
    speakers = (findings.persons + findings.organisations.map(\.span)).sorted {
      ($0.start, $0.end) < ($1.start, $1.end)
    }
  }

  /// Sentences come in order.
  mutating func fill(_ reading: SentenceReading) {
    let sentence = reading.sentence
    reading.earlierOrganisation = organisation > 0 ? findings.organisations[organisation - 1] : nil
    reading.organisations = Self.slice(findings.organisations, from: &organisation, sentence) { $0.span }
    reading.dates = Self.slice(findings.dates, from: &date, sentence) { $0.span }
    reading.projects = Self.slice(findings.projects, from: &project, sentence) { $0.span }
    reading.places = Self.slice(findings.places, from: &place, sentence) { $0.span }
    reading.demonyms = Self.slice(findings.demonyms, from: &demonym, sentence) { $0.span }
    reading.speakers = Self.slice(speakers, from: &speaker, sentence) { $0 }
  }

  private static func slice<Item>(
    _ items: [Item], from index: inout Int, _ sentence: Sentence, _ span: (Item) -> TextSpan
  ) -> ArraySlice<Item> {
    while index < items.count, span(items[index]).start < sentence.start { index += 1 }
    let first = index
    while index < items.count, span(items[index]).start < sentence.end { index += 1 }
    return items[first..<index]
  }
}
