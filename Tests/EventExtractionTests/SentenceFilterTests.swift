import ExtractionFixtures
import Foundation
import Testing
import TextAnalysis

@testable import EventExtraction

@Suite("The filter of sentences without events")
struct SentenceFilterTests {
  @Test("a sentence that it refuses has no trigger, and no phrase that applies to the whole article")
  func filter() throws {
    let lexicon = EntityFixture.lexicon("en").events
    let knowledge = EventKnowledge(lexicon)
    let search = PhraseSearch(knowledge)
    let table = EntityFixture.root.appending(path: "Tests/Fixtures/reading/english.tsv")
    let reports = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.first != "#" }
    var (refused, read) = (0, 0)
    for report in reports {
      let fields = report.split(separator: "\t", omittingEmptySubsequences: false)
      let text = EntityFixture.article("\(fields[1]). \(fields[2])", language: "en")
      let words = text.ids(in: knowledge.rules.wordIndex)
      let spans = EntitySpans(Findings(), knowledge.grammar)
      var (sentence, entity) = (EventSentence(), 0)
      var matches: [PhraseSearch.Match] = []
      for index in text.sentences.indices {
        guard !knowledge.rules.mayReport(words[text.sentences[index].tokens]) else {
          read += 1
          continue
        }
        refused += 1
        text.read(index, into: &sentence, words, knowledge, spans, entity: &entity)
        search.matches(in: sentence, into: &matches)
        let missed = matches.filter { knowledge.rules.opensReading($0.meaning) }
        #expect(missed.isEmpty, "\(text.string(text.sentences[index].start, text.sentences[index].end))")
      }
    }
    #expect(refused > 0 && read > 0)
  }
}
