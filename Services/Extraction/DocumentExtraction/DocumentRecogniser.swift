import Models
import ReferenceData
import TextAnalysis

/// Finds milestones, policy documents, meetings, statements, notices and themes.
///
/// Takes time linear in the text. Needs the projects, organisations, persons, places, demonyms and dates in `findings`,
/// each list sorted by start.
package struct DocumentRecogniser: Sendable {
  private let vocabulary: DocumentVocabulary

  package init(lexicon: DocumentLexicon) {
    vocabulary = DocumentVocabulary(lexicon)
  }

  /// The index of the words that it looks up by id.
  package var words: WordIndex { vocabulary.words }

  package func recognise(_ text: ArticleText, _ metadata: ArticleMetadata, into findings: inout Findings) {
    readSentences(of: text, metadata, into: &findings)
    if !vocabulary.chineseHeads.isEmpty {
      ChineseTitleFinder(text: text, heads: vocabulary.chineseHeads).find(into: &findings)
    }
    findings.milestones.sort { ($0.quote.start, $0.type, $0.project) < ($1.quote.start, $1.type, $1.project) }
  }

  private func readSentences(of text: ArticleText, _ metadata: ArticleMetadata, into findings: inout Findings) {
    let reader = SentenceReader(text, vocabulary)
    let grammar = TitleGrammar(text: text, vocabulary: vocabulary, ids: reader.ids)
    let sentences = text.sentences.lazy.filter { $0.kind != .credit }
    guard let first = sentences.first else { return }
    var reading = SentenceReading(first)
    let today = metadata.publishedAt?.day ?? latestReported(sentences, reader, &reading, findings.dates)
    var facts = SentenceFindings(findings)
    let schedule = metadata.publishedAt.map {
      ScheduleFinder(
        text: text, constants: vocabulary.constants, publishedOn: $0.day,
        mainCountry: findings.mainCountry(from: vocabulary.mainCountry))
    }
    let documents = DocumentFinder(grammar: grammar)
    let meetings = MeetingFinder(grammar: grammar)
    var seenTitles: Set<String> = []
    var carried: ProjectMention?
    var carriedFor = 0
    for sentence in sentences {
      reader.read(sentence, into: &reading)
      carriedFor += 1
      if carriedFor > 2 { carried = nil }
      if reading.isEmpty, schedule == nil || !facts.hasDate(sentence) {
        if let last = facts.skip(sentence) { (carried, carriedFor) = (last, 0) }
        continue
      }
      facts.fill(&reading)
      var milestones: [MilestoneFact] = []
      if !reading.milestones.isEmpty {
        let finder = MilestoneFinder(text: text, constants: vocabulary.constants, today: today, carried: carried)
        milestones = finder.milestones(reading)
        findings.milestones += milestones
      }
      if let schedule { findings.scheduled += schedule.dates(reading, milestones: milestones) }
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
        findings.notices += NoticeFinder(text: text, earlier: facts.earlierOrganisation).notices(reading)
      }
      findings.themes += ThemeFinder(text: text, general: vocabulary.constants.generalTheme).themes(reading)
    }
  }

  /// The latest date in a sentence without a word of planning, a month counting as its first day: the article is at
  /// least as recent. Nil where there is no such date.
  private func latestReported(
    _ sentences: some Sequence<Sentence>, _ reader: SentenceReader, _ reading: inout SentenceReading,
    _ dates: [DateMention]
  ) -> CivilDate? {
    var latest: CivilDate?
    var next = 0
    for sentence in sentences {
      var last: CivilDate?
      for index in SentenceFindings.slice(dates, from: &next, sentence, { $0.span.start }).indices {
        guard let date = dates[index].date, date.precision <= .month else { continue }
        last = max(last ?? date.firstDay, date.firstDay)
      }
      guard let last else { continue }
      if let latest, last <= latest { continue }
      reader.read(sentence, into: &reading)
      if !reading.cues.contains(where: { $0.role == .planned }) { latest = last }
    }
    return latest
  }
}

extension Findings {
  /// The only country that reaches that salience; nil if none does or several do.
  fileprivate func mainCountry(from salience: Double) -> String? {
    let main = countries.filter { $0.salience >= salience }
    return main.count == 1 ? main[0].code : nil
  }
}
