import HTMLText
import LanguageID
import Models
import ReferenceData
import TextNormalisation

/// Brings articles as users publish them into their normal form. Pure: the same article and time give the same answer.
package struct ArticleNormaliser: Sendable {
  /// The most bytes that an article's text may have in the pipeline.
  package static let pipelineLimit = 1_000_000

  private let tracking: TrackingParameters
  private let maximumBytes: Int

  package init(tracking: TrackingParameters, maximumBytes: Int = pipelineLimit) {
    self.tracking = tracking
    self.maximumBytes = maximumBytes
  }

  /// The article, or the retraction that it is. `time` is the log's time; nil where there is no log: then no date lies
  /// in the future.
  package func identify(_ article: Article, at time: Timestamp?) throws(ArticleRefusal) -> IdentifiedArticle {
    guard let retracts = Self.trimmed(article.retracts) else { return .article(try normalise(article, at: time)) }
    try refuseNullBytes(in: article)
    let source = normalised(article.source)
    let target =
      CanonicalAddress(retracts, dropping: tracking).map(ArticleIdentity.id)
      ?? ArticleIdentity.id(NormalForm.composed(retracts), at: source)
    let ownText = [article.title, article.body, article.html].compactMap { $0 }.joined(separator: "\n\n")
    let retraction = Retraction(
      articleId: target,
      retractedBy: ArticleIdentity.id(
        source: source, ownId: ownId(of: article), address: address(of: article),
        content: contentHash("retraction", target, ArticleIdentity.content(of: ownText))),
      source: source, publishedAt: date(of: article, at: time).date)
    return .retraction(retraction)
  }

  /// The article in its normal form, whatever it retracts.
  package func normalise(_ article: Article, at time: Timestamp?) throws(ArticleRefusal) -> NormalisedArticle {
    try refuseNullBytes(in: article)
    let title = Self.trimmed(article.title).map(NormalForm.composed)
    let body = try body(of: article).map(NormalForm.composed)
    let text = [title, body].compactMap { $0 }.joined(separator: "\n\n")
    guard text.utf8.count <= maximumBytes else { throw .tooLarge(bytes: text.utf8.count, limit: maximumBytes) }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .empty }

    let source = normalised(article.source)
    let ownId = ownId(of: article)
    let address = address(of: article)
    let content = ArticleIdentity.content(of: text)
    let (date, flags) = date(of: article, at: time)
    return NormalisedArticle(
      articleId: ArticleIdentity.id(source: source, ownId: ownId, address: address, content: content),
      sourceId: ownId, url: address?.text, title: title, text: text,
      bodyStart: body.map { text.utf8.count - $0.utf8.count } ?? text.utf8.count, publishedAt: date,
      language: language(of: article, text: text), source: source, contentHash: content, flags: flags)
  }

  /// The body as it is published; where it is blank and there is HTML, the text of that.
  private func body(of article: Article) throws(ArticleRefusal) -> String? {
    guard let html = article.html, Self.trimmed(article.body) == nil else { return article.body }
    do throws(HTMLRefusal) {
      return try HTMLTextReader(maximumBytes: maximumBytes).text(of: html)
    } catch {
      throw .html(error)
    }
  }

  private func refuseNullBytes(in article: Article) throws(ArticleRefusal) {
    let fields = [
      ("id", article.id), ("url", article.url), ("title", article.title), ("body", article.body),
      ("html", article.html), ("source.name", article.source?.name), ("source.domain", article.source?.domain),
      ("retracts", article.retracts),
    ]
    for (name, text) in fields where text?.utf8.contains(0) == true { throw .nullByte(field: name) }
  }

  /// A date more than 24 hours ahead of the log's time is none.
  private func date(of article: Article, at time: Timestamp?) -> (date: Timestamp?, flags: [NormalisedArticle.Flag]) {
    guard let date = article.publishedAt else { return (nil, [.undated]) }
    if let time, date > time.adding(hours: 24) { return (nil, [.futureDated]) }
    return (date, [])
  }

  private func language(of article: Article, text: String) -> String {
    article.language.flatMap(LanguageTag.canonical) ?? LanguageIdentifier.language(of: text)
  }

  private func ownId(of article: Article) -> String? {
    Self.trimmed(article.id).map(NormalForm.composed)
  }

  /// The article's address; of feeds whose ids are addresses, the id.
  private func address(of article: Article) -> CanonicalAddress? {
    (article.url ?? article.id).flatMap { CanonicalAddress($0, dropping: tracking) }
  }

  private func normalised(_ source: ArticleSource?) -> ArticleSource? {
    guard let source else { return nil }
    let name = Self.trimmed(source.name).map(NormalForm.composed)
    let domain = Self.trimmed(source.domain).map(Self.domain)
    guard name != nil || domain != nil else { return nil }
    let country = Self.trimmed(source.country)?.uppercased()
    let isCode = country.map { $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } } ?? false
    return ArticleSource(name: name ?? domain ?? "", domain: domain, country: isCode ? country : nil)
  }

  /// The bare domain in lower case, also of an address that stands in its place.
  private static func domain(_ text: String) -> String {
    var domain = text.lowercased()[...]
    for scheme in ["https://", "http://"] where domain.hasPrefix(scheme) { domain = domain.dropFirst(scheme.count) }
    domain = domain.prefix { $0 != "/" && $0 != ":" }
    if domain.hasPrefix("www.") { domain = domain.dropFirst(4) }
    while domain.hasSuffix(".") { domain = domain.dropLast() }
    return String(domain)
  }

  /// The text without white space at its ends; nil where nothing is left.
  private static func trimmed(_ text: String?) -> String? {
    guard let scalars = text?.unicodeScalars else { return nil }
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    return String(scalars[first...last])
  }
}
