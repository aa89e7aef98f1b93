import ArticleForms
import LanguageID
import Markup
import Models
import ReferenceData
import TextNormalisation

/// Brings articles as users publish them into their normal form. Pure: the same article and time give the same result.
package final class ArticleNormaliser: Sendable {
  private let rules: IntakeRules
  private let reader: ArticleFormReader
  private let maximumBytes: Int

  package init(rules: IntakeRules, maximumBytes: Int = Article.maximumBytes) {
    self.rules = rules
    self.maximumBytes = maximumBytes
    reader = ArticleFormReader(rules.forms)
  }

  /// Makes the fingerprints by which copies are found.
  package var similarity: SimilarityHash { rules.similarity }

  /// The article or retraction in a record of any form. `time` is the record's time in the log.
  package func identify(_ bytes: [UInt8], at time: Timestamp?) throws(ArticleRefusal) -> Identification {
    try identify(read(bytes), at: time)
  }

  /// The article in a line of input, in its normal form. A retraction is read as an ordinary article.
  package func normalise(_ bytes: [UInt8], at time: Timestamp?) throws(ArticleRefusal) -> NormalisedArticle {
    try normalise(read(bytes), at: time)
  }

  private func read(_ bytes: [UInt8]) throws(ArticleRefusal) -> ReadArticle {
    try reader.article(bytes)
  }

  /// The article in its normal form, or the retraction. `time` is the record's time in the log; without a log it is
  /// nil, and no date counts as in the future.
  package func identify(_ read: ReadArticle, at time: Timestamp?) throws(ArticleRefusal) -> Identification {
    guard let retracts = Self.trimmed(read.article.retracts) else {
      let (normalised, isLanguageStated) = try normalForm(of: read, at: time)
      guard let title = normalised.title, rules.forms.retractions.withdraws(title: title) else {
        return Identification(
          identified: .article(normalised),
          languageProblem: rules.languageCheck.problem(of: normalised, isStated: isLanguageStated))
      }
      return Identification(identified: .retraction(retraction(of: normalised.articleId, by: normalised)))
    }
    try read.article.refuseNullBytes()
    var article = read.article
    _ = limitDate(of: &article, to: time)
    let source = normalised(article.source)
    let named = NormalForm.composed(retracts)
    var target = rules.identity.id(named, at: source, address: address(of: article))
    var place = address(of: article)
    // An item that withdraws itself names its own id, also where that is an address.
    if named != ownId(of: article), let retracted = CanonicalAddress(retracts, dropping: rules.tracking) {
      target = rules.identity.id(retracted)
      place = retracted
    }
    let ownText = [article.title, article.body, article.html].compactMap { $0 }.joined(separator: "\n\n")
    let retraction = Retraction(
      articleId: target,
      retractedBy: rules.identity.id(
        source: source, ownId: ownId(of: article), address: address(of: article),
        content: contentHash("retraction", target, ArticleIdentity.contentHash(of: ownText))),
      source: source ?? self.source(at: place?.text), publishedAt: article.publishedAt)
    return Identification(identified: .retraction(retraction))
  }

  /// An article whose title says that it is withdrawn retracts what was published under its id.
  private func retraction(of articleId: String, by article: NormalisedArticle) -> Retraction {
    Retraction(
      articleId: articleId, retractedBy: contentHash("retraction", articleId, article.contentHash),
      source: article.source ?? self.source(at: article.url), publishedAt: article.publishedAt)
  }

  /// The source that replaces one that is not stated: the host of an address.
  private func source(at address: String?) -> ArticleSource? {
    address.map { rules.identity.keys.host(of: $0) }.map { ArticleSource(name: $0, domain: $0) }
  }

  /// The article in its normal form. A retraction is read as an ordinary article.
  package func normalise(_ read: ReadArticle, at time: Timestamp?) throws(ArticleRefusal) -> NormalisedArticle {
    try normalForm(of: read, at: time).article
  }

  /// The article in its normal form, and whether its publisher stated its language.
  private func normalForm(
    of read: ReadArticle, at time: Timestamp?
  ) throws(ArticleRefusal) -> (article: NormalisedArticle, isLanguageStated: Bool) {
    try read.article.refuseNullBytes()
    var read = try reader.completed(read)
    redate(&read.article)
    let isAhead = limitDate(of: &read.article, to: time)
    let article = read.article
    let title = Self.trimmed(article.title).map(plainTitle)
    let body = article.body.map { NormalForm.composed(CharacterReference.decoded($0) ?? $0) }
    let text = [title, body].compactMap { $0 }.joined(separator: "\n\n")
    guard text.utf8.count <= maximumBytes else {
      throw ArticleRefusal(.tooLarge(.article, bytes: text.utf8.count, limit: maximumBytes))
    }
    guard !text.isBlank else { throw ArticleRefusal(.empty) }

    let source = normalised(article.source)
    let ownId = ownId(of: article)
    let address = address(of: article)
    let content = ArticleIdentity.contentHash(of: text)
    let language = Self.trimmed(article.language).flatMap { LanguageTag.canonical($0, rules.languages) }
    let normal = NormalisedArticle(
      articleId: rules.identity.id(source: source, ownId: ownId, address: address, content: content),
      sourceId: ownId, url: address?.text, title: title, text: text,
      bodyStart: body.map { text.utf8.count - $0.utf8.count } ?? text.utf8.count, publishedAt: article.publishedAt,
      publishedOffset: article.publishedOffset.flatMap { $0 == 0 ? nil : $0 },
      language: language ?? LanguageIdentifier.language(of: text, preferring: rules.languages.read), source: source,
      contentHash: content, flags: flags(of: read, isAhead: isAhead))
    return (normal, language != nil)
  }

  /// Dates an article by the first publication that its text states, if that is earlier by more than the hours of
  /// `republished_after`.
  private func redate(_ article: inout Article) {
    guard let published = article.publishedAt, let body = article.body,
      let first = rules.republication.firstPublished(in: body),
      first.adding(hours: rules.times.republishedAfterHours) < published
    else { return }
    article.publishedAt = first
    article.publishedOffset = nil
  }

  /// Replaces a date that is ahead of the log by more than the hours of `future_after` by the time of the log: with its
  /// own date, the article would count as news until then. Returns whether it did.
  private func limitDate(of article: inout Article, to time: Timestamp?) -> Bool {
    guard let time, let date = article.publishedAt, date > time.adding(hours: rules.times.futureAfterHours) else {
      return false
    }
    article.publishedAt = time
    article.publishedOffset = nil
    return true
  }

  /// The title without markup and with its character references decoded.
  private func plainTitle(_ title: String) -> String {
    var title = title
    if HTMLMarks.isMarkup(title), let tree = try? MarkupReader.tree(title, .html) {
      title = Self.trimmed(tree.text(MarkupTree.root)) ?? title
    } else {
      title = CharacterReference.decoded(title) ?? title
    }
    return NormalForm.composed(title)
  }

  private func flags(of read: ReadArticle, isAhead: Bool) -> [NormalisedArticle.Flag] {
    var flags: [NormalisedArticle.Flag] = []
    if isAhead { flags.append(.futureDated) }
    if read.article.publishedAt == nil {
      let isUnread = read.notes.contains { if case .unreadDate = $0 { true } else { false } }
      flags.append(isUnread ? .dateUnread : .undated)
    }
    if read.notes.contains(where: { if case .unreadText = $0 { true } else { false } }) { flags.append(.textUnread) }
    return flags
  }

  private func ownId(of article: Article) -> String? {
    Self.trimmed(article.id).map(NormalForm.composed)
  }

  /// The article's address, else its id where that is an address; nil without either.
  private func address(of article: Article) -> CanonicalAddress? {
    (article.url ?? article.id).flatMap { CanonicalAddress($0, dropping: rules.tracking) }
  }

  private func normalised(_ source: ArticleSource?) -> ArticleSource? {
    guard let source else { return nil }
    let name = Self.trimmed(source.name).map(NormalForm.composed)
    let domain = Self.trimmed(source.domain).flatMap(Self.domain)
    guard name != nil || domain != nil else { return nil }
    let country = Self.trimmed(source.country)?.uppercased()
    let isCode = country.map { $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } } ?? false
    return ArticleSource(name: name ?? domain ?? "", domain: domain, country: isCode ? country : nil)
  }

  /// The domain in lower case without `www.`, also where an address was given instead; nil where there is none, as in a
  /// path.
  package static func domain(_ text: String) -> String? {
    var domain = text.lowercased()[...]
    for scheme in ["https://", "http://", "//"] where domain.hasPrefix(scheme) {
      domain = domain.dropFirst(scheme.count)
    }
    domain = domain.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    if domain.hasPrefix("www.") { domain = domain.dropFirst(4) }
    while domain.hasSuffix(".") { domain = domain.dropLast() }
    return domain.isEmpty ? nil : String(domain)
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
