import JSONCoding
import Models

extension Article: ContractValue {
  package static let definition = Definition(
    "article", title: "An article, as users publish it",
    "At most 1,000,000 bytes. A title, a body or HTML with some text, or else the article that it retracts. null counts as absent."
  )
  package static let blank = Article()
  package static let allowsNull = true
  package static let alternatives = [
    Alternative(name: "title", mayBeEmpty: false), Alternative(name: "body", mayBeEmpty: false),
    Alternative(name: "html", mayBeEmpty: false), Alternative(name: "retracts", mayBeEmpty: true),
  ]

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "id", &id, .published,
      "The publisher's own id of the article. With it, a later text of the same article is its next revision.")
    try visitor.field("url", &url, .published, "The article's address.")
    try visitor.field("title", &title, .published, "The title, as plain text.")
    try visitor.field("body", &body, .published, "The text, plain.")
    try visitor.field(
      "html", &html, .published, "The article as HTML; read where the body is absent or blank.")
    try visitor.field(
      "publishedAt", &publishedAt, .given,
      "When it was published. Without it Beacon still finds facts, but an event without a date in the text has no weight."
    )
    try visitor.field(
      "publishedOffset", &publishedOffset, .minutesEast,
      "Minutes east of UTC of the publisher's clock, where publishedAt does not say.")
    try visitor.field(
      "language", &language, .published, "A BCP 47 language tag. Detected from the text where it is absent.")
    try visitor.field("source", &source, .init(), "The outlet.")
    try visitor.field(
      "retracts", &retracts, .published,
      "The id or URL, at the same source, of the article that this one retracts.")
  }

  package func validate(_ json: JSONObject) throws(JSONError) {
    if retracts == nil, [title, body, html].allSatisfy({ $0?.isEmpty ?? true }) {
      throw JSONError(
        .articleEmpty, at: json.path, "the article has no text; expected at least one of title, body, html")
    }
  }
}

extension ArticleSource: ContractValue {
  package static let definition = Definition("articleSource", "The outlet, as the article states it.")
  package static let blank = ArticleSource(name: "")
  package static let allowsNull = true

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("name", &name, .published, "The outlet's name.")
    try visitor.field(
      "domain", &domain, .published, "Its host name; with it the article finds its registered source.")
    try visitor.field("country", &country, .published, "ISO 3166-1 alpha-2, as stated; not checked.")
  }
}
