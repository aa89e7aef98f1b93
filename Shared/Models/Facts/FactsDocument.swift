/// All that extraction finds in one revision of one article (schema `beacon.facts/1`).
package struct FactsDocument: Hashable, Sendable {
  package static let schema = "beacon.facts/1"

  package var articleId: String
  package var sourceId: String?
  package var revision: Int
  package var language: String
  package var extractor: ExtractorVersion
  package var countries: [CountryMention] = []
  package var places: [Place] = []
  package var organisations: [Organisation] = []
  package var projects: [ProjectMention] = []
  package var quantities: [Quantity] = []
  package var dates: [DateMention] = []
  package var milestones: [MilestoneFact] = []
  /// In order of their positions in the text.
  package var scheduled: [ScheduledDate] = []
  package var documents: [PolicyDocument] = []
  package var meetings: [Meeting] = []
  package var statements: [Statement] = []
  package var notices: [Notice] = []
  /// In order of importance to the article; the first is its main event.
  package var events: [Event] = []
  package var themes: [Theme] = []
  package var checks: [NumberCheck] = []
  package var suppressed: [Suppressed] = []
  /// Whether a list was longer than its bound and was truncated.
  package var truncated = false

  package init(
    articleId: String, sourceId: String? = nil, revision: Int, language: String, extractor: ExtractorVersion
  ) {
    self.articleId = articleId
    self.sourceId = sourceId
    self.revision = revision
    self.language = language
    self.extractor = extractor
  }
}

/// The versions of code and data that produced a document.
package struct ExtractorVersion: Hashable, Sendable {
  /// Of the code, raised by hand: two builds of one version may read an article differently.
  package var version: String
  /// A hash of the lexicons' content.
  package var lexicon: String
  /// A hash of the other tables' content.
  package var reference: String
  /// Of the register of projects.
  package var register: String

  package init(version: String, lexicon: String, reference: String, register: String) {
    self.version = version
    self.lexicon = lexicon
    self.reference = reference
    self.register = register
  }
}
