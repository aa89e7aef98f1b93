import Models
import ReferenceData

/// Reads the facts out of an article: a pure function of the article, the reference data and the register of projects.
/// Its work grows linearly with the text.
package struct FactExtractor: Sendable {
  /// Changes whenever the code can give another document for the same article and data.
  package static let version = "1"

  private let versions: ExtractorVersion
  private let entities: EntityRecogniser
  private let measures: MeasureRecogniser
  private let prose: ProseRecogniser
  private let events: EventRecogniser

  package init(reference: ReferenceData, register: ProjectRegister) {
    versions = ExtractorVersion(
      version: Self.version, lexicon: reference.versions.lexicon, reference: reference.versions.tables,
      register: register.version)
    entities = EntityRecogniser(reference: reference, register: register)
    measures = MeasureRecogniser(lexicon: reference.measureLexicon)
    prose = ProseRecogniser(lexicon: reference.proseLexicon)
    events = EventRecogniser(lexicon: reference.eventLexicon)
  }

  /// The same extractor with another register; the reference data's part, which is most of it, is shared.
  package init(_ other: FactExtractor, register: ProjectRegister) {
    versions = ExtractorVersion(
      version: other.versions.version, lexicon: other.versions.lexicon, reference: other.versions.reference,
      register: register.version)
    entities = EntityRecogniser(other.entities, register: register)
    measures = other.measures
    prose = other.prose
    events = other.events
  }

  package func facts(of article: NormalisedArticle, revision: Int) -> FactsDocument {
    let text = ArticleText(article.text, bodyStart: article.bodyStart)
    let context = ArticleContext(
      articleId: article.articleId, publishedAt: article.publishedAt, language: article.language,
      sourceCountry: article.source?.country)
    var findings = Findings()
    entities.recognise(text, context, into: &findings)
    measures.recognise(text, context, into: &findings)
    prose.recognise(text, context, into: &findings)
    events.recognise(text, context, into: &findings)
    var document = FactsDocument(
      articleId: article.articleId, sourceId: article.sourceId, revision: revision, language: article.language,
      extractor: versions)
    document.take(findings)
    return document
  }
}

extension FactsDocument {
  /// No list of a document is longer.
  package static let longestList = 10_000

  /// Takes the findings over, each list up to its bound.
  fileprivate mutating func take(_ findings: Findings) {
    countries = bounded(findings.countries)
    places = bounded(findings.places)
    organisations = bounded(findings.organisations)
    projects = bounded(findings.projects)
    quantities = bounded(findings.quantities)
    dates = bounded(findings.dates)
    milestones = bounded(findings.milestones)
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
