import EntityExtraction
import Models
import ReferenceData
import TextAnalysis

/// What is needed to read the facts of an article, in any language, besides the tables of that language.
struct FactReading: Sendable {
  /// The version of the code, raised by hand when a release reads articles differently. Tables and the register have
  /// their own versions.
  private static let version = "3"

  private let versions: ExtractorVersion
  private let projects: ProjectMatcher
  private let projectNames: ProjectNameForms
  private let corrections: CorrectionMarks

  init(_ reference: ReferenceData, _ register: ProjectRegister) {
    versions = ExtractorVersion(
      version: Self.version, lexicon: reference.versions.lexicon, reference: reference.versions.tables,
      register: register.version)
    corrections = CorrectionMarks(reference.retractions.notices)
    projectNames = reference.projectNames
    projects = ProjectMatcher(register: register, forms: projectNames)
  }

  /// A copy of `other` with another register.
  init(_ other: FactReading, _ register: ProjectRegister) {
    versions = ExtractorVersion(
      version: other.versions.version, lexicon: other.versions.lexicon, reference: other.versions.reference,
      register: register.version)
    corrections = other.corrections
    projectNames = other.projectNames
    projects = ProjectMatcher(register: register, forms: projectNames)
  }

  /// The facts of an article, read by the tables of its language. With `explaining`, events and suppressed mentions
  /// also list why they were read as they were.
  func facts(
    of article: NormalisedArticle, by reader: LanguageReader, revision: Int, explaining: Bool
  ) -> FactsDocument {
    let readable = ReadableText(article, corrections: corrections, language: reader.text)
    let text = ArticleText(readable.text, bodyStart: readable.bodyStart, language: reader.text)
    // "Yesterday" and the day of publication are those of the publisher's own clock.
    let published = article.publishedAt?.adding(milliseconds: Int64(article.publishedOffset ?? 0) * 60_000)
    let metadata = ArticleMetadata(
      articleId: article.articleId, publishedAt: published, language: article.language,
      sourceCountry: article.source?.country, explains: explaining)
    let findings = reader.findings(text, metadata, projects: projects)
    var document = FactsDocument(
      articleId: article.articleId, sourceId: article.sourceId, revision: revision, language: article.language,
      extractor: versions)
    document.take(findings)
    readable.moveToPublished(&document)
    return document
  }
}

extension FactsDocument {
  /// The largest number of entries in a list of a document.
  private static let longestList = 10_000

  /// Copies the findings, each list up to its bound.
  fileprivate mutating func take(_ findings: Findings) {
    truncated = findings.isTruncated
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
