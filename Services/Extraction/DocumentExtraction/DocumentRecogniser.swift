import Models
import ReferenceData
import TextAnalysis

/// Finds milestones, policy documents, meetings, statements, notices and themes.
///
/// Linear in the text. Reads the projects, organisations, persons, places, demonyms and dates in `findings`, each in
/// order of its start.
package struct DocumentRecogniser: Sendable {
  private let vocabulary: DocumentVocabulary

  package init(lexicon: DocumentLexicon) {
    vocabulary = DocumentVocabulary(lexicon)
  }

  package func recognise(_ text: ArticleText, _ context: ArticleContext, into findings: inout Findings) {
    let reader = SentenceReader(text, vocabulary)
    let grammar = TitleGrammar(text: text, vocabulary: vocabulary, ids: reader.ids)
    var facts = SentenceFindings(findings)
    let readings = text.sentences.filter { $0.kind != .credit }.map { sentence in
      let reading = reader.read(sentence)
      facts.fill(reading)
      return reading
    }
    let today = context.publishedAt?.day ?? latestReported(readings)
    let documents = DocumentFinder(grammar: grammar)
    let meetings = MeetingFinder(grammar: grammar)
    var seenTitles: Set<String> = []
    var carried: ProjectMention?
    var carriedFor = 0
    for reading in readings {
      carriedFor += 1
      if carriedFor > 2 { carried = nil }
      if !reading.milestones.isEmpty {
        findings.milestones += MilestoneFinder(text: text, today: today, carried: carried).milestones(reading)
      }
      if let last = reading.projects.last {
        carried = last
        carriedFor = 0
      }
      for document in documents.documents(reading)
      where seenTitles.insert("d" + document.title.text.lowercased()).inserted {
        findings.documents.append(document)
      }
      for meeting in meetings.meetings(reading)
      where seenTitles.insert("m" + (meeting.edition ?? "") + meeting.title.lowercased()).inserted {
        findings.meetings.append(meeting)
      }
      if let statement = StatementFinder(text: text).statement(reading) { findings.statements.append(statement) }
      if !reading.notices.isEmpty {
        findings.notices += NoticeFinder(text: text, earlier: reading.earlierOrganisation).notices(reading)
      }
      findings.themes += ThemeFinder(text: text, general: vocabulary.generalTheme).themes(reading)
    }
    if !vocabulary.hanHeads.isEmpty { ChineseTitleFinder(text: text, heads: vocabulary.hanHeads).find(into: &findings) }
    findings.milestones.sort { ($0.quote.start, $0.type, $0.project) < ($1.quote.start, $1.type, $1.project) }
  }

  /// The first day of the latest month or day in a sentence that plans nothing: the article is of that day or later.
  private func latestReported(_ readings: [SentenceReading]) -> CivilDate? {
    var latest: CivilDate?
    for reading in readings where !reading.cues.contains(where: { $0.role == .planned }) {
      for mention in reading.dates {
        guard let date = mention.date, date.precision <= .month else { continue }
        latest = max(latest ?? date.firstDay, date.firstDay)
      }
    }
    return latest
  }
}
