import Models
import ReferenceData

/// Reads an article out of a node by the mapping table.
final class FieldMapper: Sendable {
  let fields: ArticleFields
  let dates: DateNames
  let retractions: RetractionWords

  init(fields: ArticleFields, dates: DateNames, retractions: RetractionWords) {
    self.fields = fields
    self.dates = dates
    self.retractions = retractions
  }

  /// A field of unknown name with at least this many bytes and a space looks like text that ought to be read.
  private static let textBytes = 200

  /// The values of the feed or envelope around articles, which apply where an article has none.
  func surroundings(_ node: FormNode) throws(ArticleRefusal) -> Surroundings {
    var found = Found()
    try collect(node, fields.feed, path: "", into: &found)
    return Surroundings(
      sourceName: found.values[.sourceName]?.text, sourceDomain: found.values[.sourceDomain]?.text,
      language: found.values[.language]?.text)
  }

  /// The article of a node.
  ///
  /// - Parameter needsText: whether a node without title and text is refused.
  func article(
    _ node: FormNode, in surroundings: Surroundings = Surroundings(), needsText: Bool = true
  ) throws(ArticleRefusal) -> ReadArticle {
    var found = Found(allowsRepeatedKeys: surroundings.isPage)
    try collect(node, fields.article, path: "", into: &found)
    var notes = found.unread.map { ReadArticle.Note.unreadText(field: $0) }
    var article = Article(
      id: found.values[.id]?.text, url: found.values[.url]?.text, title: found.values[.title]?.text,
      language: found.values[.language]?.text ?? surroundings.language, retracts: found.values[.retracts]?.text)
    take(found, into: &article)
    if let written = found.values[.publishedAt]?.text, !written.isBlank {
      let clock = surroundings.isPage ? dates.clock(ofPageIn: surroundings.language ?? article.language) : nil
      if let date = PublicationDate(written, names: dates, clock: clock) {
        article.setPublication(date)
      } else {
        notes.append(.unreadDate(String(written.prefix(64))))
      }
    }
    article.source = source(found, surroundings, article)
    if article.retracts.map(\.isBlank) ?? true { article.retracts = withdrawn(article, found) }
    if needsText, article.retracts == nil,
      [article.title, article.body, article.html].allSatisfy({ $0.map(\.isBlank) ?? true })
    {
      if let field = found.unread.first {
        throw ArticleRefusal(.textUnread(field: field), at: node.place)
      }
      throw ArticleRefusal(.empty, at: node.place)
    }
    try article.refuseNullBytes()
    return ReadArticle(article, notes: notes)
  }

  private func take(_ found: Found, into article: inout Article) {
    let text = found.values[.text]?.text
    let html = found.values[.html]?.text
    if let text, !HTMLMarks.isMarkup(text) { article.body = text } else if html == nil { article.html = text }
    if let html { article.html = html }
    // The longer text is the article, the other its summary.
    if let body = article.body, let html, html.utf8.count > 4 * body.utf8.count, found.isSummary(.text) {
      article.body = nil
    }
  }

  /// The id, address or title of an item whose status says that it is withdrawn, so that it retracts itself; nil for
  /// any other item.
  private func withdrawn(_ article: Article, _ found: Found) -> String? {
    guard let status = found.values[.status]?.text, retractions.withdraws(status: status) else { return nil }
    return article.id ?? article.url ?? article.title
  }

  private func source(_ found: Found, _ surroundings: Surroundings, _ article: Article) -> ArticleSource? {
    let name = found.values[.sourceName]?.text
    var domain = found.values[.sourceDomain]?.text
    let country = found.values[.sourceCountry]?.text
    if let name, !name.isBlank {
      if domain == nil, name.contains("://") { return ArticleSource(name: name, domain: name, country: country) }
      return ArticleSource(name: name, domain: domain, country: country)
    }
    if domain == nil, name == nil, surroundings.isFeed { domain = surroundings.sourceDomain ?? article.url }
    if let domain { return ArticleSource(name: surroundings.sourceName ?? domain, domain: domain, country: country) }
    return surroundings.sourceName.map { ArticleSource(name: $0, country: country) }
  }
}

// MARK: Walking a node along the table's paths
extension FieldMapper {
  struct Found {
    var values: [ArticleFields.Field: (rank: Int, text: String)] = [:]
    /// The names of fields that look like text and that the mapping table lacks.
    var unread: [String] = []
    /// Whether of a key that an object has twice the first counts; else the article is refused.
    var allowsRepeatedKeys = false
    fileprivate var summaries: Set<ArticleFields.Field> = []

    /// Whether the field's value is from a place that usually has only a summary, such as `description`.
    func isSummary(_ field: ArticleFields.Field) -> Bool { summaries.contains(field) }
  }

  private func collect(
    _ node: FormNode, _ places: ArticleFields.Node, path: String, into found: inout Found
  ) throws(ArticleRefusal) {
    if !found.allowsRepeatedKeys { try refuseDuplicates(node) }
    var collected = found
    let isText = { (name: String) in places[name]?.place.map { $0.field == .text || $0.field == .html } ?? false }
    try node.forEachField(isText: isText) { (name, value) throws(ArticleRefusal) in
      guard let next = places[name] else {
        if path.isEmpty, collected.unread.count < 8, let text = value.text, text.utf8.count >= Self.textBytes,
          text.utf8.contains(0x20)
        {
          collected.unread.append(name)
        }
        return
      }
      if let place = next.place { try take(value, place, isLeaf: next.isLeaf, into: &collected) }
      if !next.isLeaf { try collect(value, next, path: path + name + "/", into: &collected) }
    }
    found = collected
  }

  private func take(
    _ value: FormNode, _ place: ArticleFields.Place, isLeaf: Bool, into found: inout Found
  ) throws(ArticleRefusal) {
    guard place.field != .ignored, found.values[place.field].map({ $0.rank > place.rank }) ?? true else { return }
    let isText = place.field == .html || place.field == .text
    guard let text = isText ? value.markup : value.text, !text.isBlank else {
      if case .json(let json) = value, isText || place.field == .title {
        if json.kind == .bool || json.kind == .object && isLeaf {
          let kind = json.kind == .bool ? "true or false" : "an object"
          throw ArticleRefusal(.wrongType(found: kind, expected: "a string"), at: json.path)
        }
      }
      return
    }
    found.values[place.field] = (place.rank, text)
    if place.isSummary {
      found.summaries.insert(place.field)
    } else {
      found.summaries.remove(place.field)
    }
  }

  private func refuseDuplicates(_ node: FormNode) throws(ArticleRefusal) {
    guard case .json(let value) = node, value.kind == .object, let object = try? value.object(),
      let key = object.duplicateKey
    else { return }
    throw ArticleRefusal(.duplicateKey(key), at: object.path)
  }
}

/// The values that a feed or an envelope gives its articles.
struct Surroundings {
  var sourceName: String?
  var sourceDomain: String?
  var language: String?
  /// Whether the articles belong to a feed's publisher: the feed's domain or the article's address then names their
  /// source.
  var isFeed = false
  /// Whether the articles are linked data of a page in `language`: a date without a zone is then by that language's
  /// clock, and a repeated key is no fault.
  var isPage = false
}
