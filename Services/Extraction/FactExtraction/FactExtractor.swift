import DocumentExtraction
import EntityExtraction
import EventExtraction
import MeasureExtraction
import Models
import ReferenceData
import TextAnalysis

/// Reads the facts out of an article: a pure function of the article, the reference data and the register of projects.
/// Its work grows linearly with the text.
package final class FactExtractor: Sendable {
  /// Changes whenever the code can give another document for the same article and data.
  package static let version = "1"

  private let versions: ExtractorVersion
  private let catalogue: LanguageCatalogue
  /// In the order of the catalogue's languages.
  private let readers: [LanguageReader]
  private let projects: ProjectMatcher
  /// The words of sentences that repeat what a publisher had wrong.
  private let notices: NoticeWords

  package init(reference: ReferenceData, register: ProjectRegister) {
    versions = ExtractorVersion(
      version: Self.version, lexicon: reference.versions.lexicon, reference: reference.versions.tables,
      register: register.version)
    catalogue = reference.languages
    let names = PlaceNames(reference.gazetteer)
    readers = catalogue.languages.map { LanguageReader($0, names: names) }
    notices = NoticeWords(reference.retractions.notices)
    projects = ProjectMatcher(register: register)
  }

  /// The same extractor with another register; the reference data's part, which is most of it, is shared.
  package init(_ other: FactExtractor, register: ProjectRegister) {
    versions = ExtractorVersion(
      version: other.versions.version, lexicon: other.versions.lexicon, reference: other.versions.reference,
      register: register.version)
    catalogue = other.catalogue
    readers = other.readers
    notices = other.notices
    projects = ProjectMatcher(register: register)
  }

  /// The facts of an article. With `explaining`, events and suppressed mentions also list why they were read as they
  /// were.
  package func facts(
    of article: NormalisedArticle, revision: Int, explaining: Bool = false
  ) -> FactsDocument {
    let reader = readers[catalogue.index(of: article.language)]
    let readable = ReadableText(article, notices: notices)
    let text = ArticleText(readable.text, bodyStart: readable.bodyStart, language: reader.text)
    // "Yesterday" and the day of publication are those of the publisher's own clock.
    let published = article.publishedAt?.adding(milliseconds: Int64(article.publishedOffset ?? 0) * 60_000)
    let context = ArticleContext(
      articleId: article.articleId, publishedAt: published, language: article.language,
      sourceCountry: article.source?.country, explains: explaining)
    let findings = reader.findings(text, context, projects: projects)
    var document = FactsDocument(
      articleId: article.articleId, sourceId: article.sourceId, revision: revision, language: article.language,
      extractor: versions)
    document.take(findings)
    readable.moveToPublished(&document)
    return document
  }
}

/// The recognisers of one language, over its tables.
private final class LanguageReader: Sendable {
  let text: TextLanguage
  private let entities: EntityData
  private let measures: MeasureRecogniser
  private let documents: DocumentRecogniser
  private let events: EventRecogniser

  init(_ language: LanguageLexicon, names: PlaceNames) {
    entities = EntityData(language.entities, names: names, chinese: language.chinese)
    measures = MeasureRecogniser(lexicon: language.measures, country: language.country)
    documents = DocumentRecogniser(lexicon: language.documents)
    events = EventRecogniser(
      lexicon: language.events, chinese: language.chinese, classifier: language.classifier)
    text = TextLanguage(
      language.text, lexicons: [entities.words, measures.words, documents.words] + events.lexicons)
  }

  func findings(_ text: ArticleText, _ context: ArticleContext, projects: ProjectMatcher) -> Findings {
    var findings = Findings()
    EntityRecogniser(entities, projects: projects).recognise(text, context, into: &findings)
    measures.recognise(text, context, into: &findings)
    documents.recognise(text, context, into: &findings)
    events.recognise(text, context, into: &findings)
    return findings
  }
}

extension FactsDocument {
  /// The largest number of entries in a list of a document.
  package static let longestList = 10_000

  /// Copies the findings, each list up to its bound.
  fileprivate mutating func take(_ findings: Findings) {
    countries = bounded(findings.countries)
    places = bounded(findings.places)
    organisations = bounded(findings.organisations)
    projects = bounded(findings.projects)
    quantities = bounded(findings.quantities)
    dates = bounded(findings.dates)
    milestones = bounded(findings.milestones)
    scheduled = bounded(findings.scheduled)
    documents = bounded(findings.documents)
    meetings = bounded(findings.meetings)
    statements = bounded(findings.statements)
    notices = bounded(findings.notices)
    events = bounded(findings.events)
    themes = bounded(findings.themes)
    checks = bounded(findings.checks)
    suppressed = bounded(findings.suppressed)
  }

  private mutating func bounded<Item>(_ items: [Item]) -> [Item] {
    guard items.count > Self.longestList else { return items }
    truncated = true
    return Array(items.prefix(Self.longestList))
  }
}
