import DocumentExtraction
import EntityExtraction
import EventExtraction
import MeasureExtraction
import ReferenceData
import TextAnalysis

/// The recognisers of one language, over its tables.
final class LanguageReader: Sendable {
  let text: TextLanguage
  private let entities: EntityData
  private let measures: MeasureRecogniser
  private let documents: DocumentRecogniser
  private let events: EventRecogniser

  init(_ language: LanguageLexicon, names: PlaceNames) {
    entities = EntityData(
      language.entities, names: names, readsForeignNames: language.readsForeignNames, chinese: language.chinese)
    measures = MeasureRecogniser(lexicon: language.measures, country: language.country)
    documents = DocumentRecogniser(lexicon: language.documents)
    events = EventRecogniser(
      lexicon: language.events, chinese: language.chinese, classifier: language.classifier)
    text = TextLanguage(
      language.text, wordIndices: [entities.words, measures.words, documents.words] + events.wordIndices)
  }

  func findings(_ text: ArticleText, _ metadata: ArticleMetadata, projects: ProjectMatcher) -> Findings {
    var findings = Findings()
    EntityRecogniser(entities, projects: projects).recognise(text, metadata, into: &findings)
    measures.recognise(text, metadata, into: &findings)
    documents.recognise(text, metadata, into: &findings)
    events.recognise(text, metadata, into: &findings)
    return findings
  }
}
