import Models

/// What the recognisers have found in one article so far; later recognisers build on earlier ones.
///
/// Every list is ordered by where its items start in the text, unless said otherwise.
package struct Findings: Sendable {
  package var countries: [CountryMention] = []
  package var places: [Place] = []
  /// The start offsets of places that are only a part of a country in some direction: `northern Nigeria`.
  package var countryParts: Set<Int> = []
  /// Names of nationalities and of countries used as adjectives: they count as mentions of a country, not as places.
  package var demonyms: [Demonym] = []
  package var organisations: [Organisation] = []
  package var projects: [ProjectMention] = []
  package var persons: [TextSpan] = []
  package var dates: [DateMention] = []
  /// The start offsets of dates to which something is moved, on which nothing has happened: `pushed back to 2043`.
  package var newDeadlines: Set<Int> = []
  /// The start offsets of the days on which a Chinese report was sent, as its dateline says: `孟买6日讯`.
  package var datelines: Set<Int> = []
  /// The start offsets of months without a year, whose date has an inferred one.
  package var yearlessMonths: Set<Int> = []
  /// The start offsets of the days of a month without a year in a Chinese text, whose date has an inferred one.
  package var yearlessDays: Set<Int> = []
  package var quantities: [Quantity] = []
  package var checks: [NumberCheck] = []
  package var milestones: [MilestoneFact] = []
  package var scheduled: [ScheduledDate] = []
  package var documents: [PolicyDocument] = []
  package var meetings: [Meeting] = []
  package var statements: [Statement] = []
  package var notices: [Notice] = []
  package var themes: [Theme] = []
  /// The events in order of their importance to the article.
  package var events: [Event] = []
  package var suppressed: [Suppressed] = []
  /// Whether a recogniser left out events or suppressed mentions, because an article has too many.
  package var isTruncated = false

  package init() {}
}

/// A mention of a country by a word for its people or by the name of its leader: `Peruvian`.
package struct Demonym: Hashable, Sendable {
  package var span: TextSpan
  package var country: String

  package init(span: TextSpan, country: String) {
    self.span = span
    self.country = country
  }
}

/// The metadata of an article that recognisers may use.
package struct ArticleMetadata: Sendable {
  package var articleId: String
  package var publishedAt: Timestamp?
  package var language: String
  package var sourceCountry: String?
  /// Whether events and suppressed mentions list their grounds.
  package var explains: Bool

  package init(
    articleId: String, publishedAt: Timestamp? = nil, language: String, sourceCountry: String? = nil,
    explains: Bool = false
  ) {
    self.articleId = articleId
    self.publishedAt = publishedAt
    self.language = language
    self.sourceCountry = sourceCountry
    self.explains = explains
  }
}
