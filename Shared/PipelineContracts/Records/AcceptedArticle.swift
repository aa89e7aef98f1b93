import JSONCoding
import Models

/// The variants of identified and accepted articles, as their field `kind` names them.
package enum ArticleRecordKind: String, CaseIterable, Sendable {
  case article, retraction
}

extension NormalisedArticle {
  static let blank = NormalisedArticle(articleId: "", text: "", contentHash: "")

  mutating func fields<Visitor: FieldVisitor & ~Copyable>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field(
      "articleId", &articleId, .id,
      "Beacon's id of the article: a hash of source and publisher's id, else of the canonical URL, else of the content."
    )
    try visitor.field("sourceId", &sourceId, .plain, "The publisher's own id.")
    try visitor.field(
      "url", &url, .plain,
      "The canonical address: scheme and host in lower case, no tracking parameters, no fragment but a path.")
    try visitor.field("title", &title, .plain, "The title, as plain text.")
    try visitor.field(
      "text", &text, .plain,
      "title, two line feeds, body where there is a title; else the body. In Unicode's form NFC. Every offset in Beacon counts UTF-8 bytes of this text."
    )
    try visitor.field("bodyStart", &bodyStart, .offsetInText, "The byte offset in text at which the body begins.")
    try visitor.field(
      "publishedAt", &publishedAt, .written,
      "When the publisher says it was published, or the time of intake where that date is in the future; absent where it gave no date."
    )
    try visitor.field(
      "publishedOffset", &publishedOffset, .minutesEast,
      "The offset from UTC of publishedAt's time zone, in minutes east; absent where it is not known.")
    try visitor.field(
      "language", &language, .plain,
      "An ISO 639-1 code, else another BCP 47 tag; und where the language is not known.")
    try visitor.field("source", &source)
    try visitor.field("contentHash", &contentHash, .id, "The hash of title and text.")
    try visitor.list("flags", &flags, "What is unusual about the article; often empty.")
  }

  func check(_ json: JSONObject) throws(JSONError) {
    guard (0...text.utf8.count).contains(bodyStart) else {
      throw json.invalid("found bodyStart \(bodyStart); expected 0 to \(text.utf8.count), the text's length")
    }
  }
}

extension Retraction {
  static let blank = Retraction(articleId: "", retractedBy: "")

  mutating func fields<Visitor: FieldVisitor & ~Copyable>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("articleId", &articleId, .id, "The article that is withdrawn.")
    try visitor.field("retractedBy", &retractedBy, .id, "The article that says so.")
    try visitor.field("source", &source)
    try visitor.field(
      "publishedAt", &publishedAt, .written, "When it was withdrawn, as the publisher says.")
  }
}

extension IdentifiedArticle: ContractVariants {
  package static let definition = Definition(
    "identified-article", title: "An article with an id, or a retraction",
    "What the first step of ingestion makes of a published article.")

  package var kind: ArticleRecordKind {
    switch self {
    case .article: .article
    case .retraction: .retraction
    }
  }

  package static func blank(_ kind: ArticleRecordKind) -> IdentifiedArticle {
    switch kind {
    case .article: .article(.blank)
    case .retraction: .retraction(.blank)
    }
  }

  package mutating func variantFields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .article(var article):
      try article.fields(&visitor)
      try visitor.field("fingerprint", &article.fingerprint, .plain, "A similarity hash of the text.")
      self = .article(article)
    case .retraction(var retraction):
      try retraction.fields(&visitor)
      self = .retraction(retraction)
    }
  }

  package func validate(_ json: JSONObject) throws(JSONError) {
    if case .article(let article) = self { try article.check(json) }
  }
}

extension AcceptedArticle: ContractVariants {
  package static let definition = Definition(
    "accepted-article", title: "An article or revision seen for the first time, or a retraction",
    "Repeats of a text are dropped. Every offset in facts, assessments and alerts points into text.")

  package var kind: ArticleRecordKind {
    switch self {
    case .article: .article
    case .retraction: .retraction
    }
  }

  package static func blank(_ kind: ArticleRecordKind) -> AcceptedArticle {
    switch kind {
    case .article: .article(ArticleRevision(article: .blank, revision: 1, fingerprint: ""))
    case .retraction: .retraction(.blank, revision: 1)
    }
  }

  package mutating func variantFields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .article(var accepted):
      try accepted.article.fields(&visitor)
      try visitor.field("revision", &accepted.revision, .revision)
      try visitor.field(
        "fingerprint", &accepted.fingerprint, .plain,
        "A similarity hash of the text, 16 hexadecimal digits: near-identical texts differ in few bits.")
      self = .article(accepted)
    case .retraction(var retraction, var revision):
      try retraction.fields(&visitor)
      try visitor.field("revision", &revision, .revision)
      self = .retraction(retraction, revision: revision)
    }
  }

  package func validate(_ json: JSONObject) throws(JSONError) {
    if case .article(let accepted) = self { try accepted.article.check(json) }
  }
}
