import JSONCoding
import Models

private enum Kind: String, CaseIterable {
  case article, retraction
}

extension NormalisedArticle {
  fileprivate init(fields json: inout JSONObject) throws(JSONError) {
    self.init(
      articleId: try json.string("articleId"), sourceId: try json.stringIfPresent("sourceId"),
      url: try json.stringIfPresent("url"), title: try json.stringIfPresent("title"), text: try json.string("text"),
      bodyStart: try json.int("bodyStart"), publishedAt: try json.timestampIfPresent("publishedAt"),
      language: try json.string("language"), source: try json.decodeIfPresent("source"),
      contentHash: try json.string("contentHash"), flags: try json.words("flags"))
    guard (0...text.utf8.count).contains(bodyStart) else {
      throw json.invalid("found bodyStart \(bodyStart); expected 0 to \(text.utf8.count), the text's length")
    }
  }

  fileprivate func writeFields(to json: inout JSONWriter) {
    json.field("articleId", articleId)
    json.field("sourceId", sourceId)
    json.field("url", url)
    json.field("title", title)
    json.field("text", text)
    json.field("bodyStart", bodyStart)
    json.field("publishedAt", publishedAt)
    json.field("language", language)
    json.field("source", source)
    json.field("contentHash", contentHash)
    json.list("flags", flags)
  }
}

extension Retraction {
  fileprivate init(fields json: inout JSONObject) throws(JSONError) {
    self.init(
      articleId: try json.string("articleId"), retractedBy: try json.string("retractedBy"),
      source: try json.decodeIfPresent("source"), publishedAt: try json.timestampIfPresent("publishedAt"))
  }

  fileprivate func writeFields(to json: inout JSONWriter) {
    json.field("articleId", articleId)
    json.field("retractedBy", retractedBy)
    json.field("source", source)
    json.field("publishedAt", publishedAt)
  }
}

extension IdentifiedArticle: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    switch try json.word("kind") as Kind {
    case .article: self = .article(try NormalisedArticle(fields: &json))
    case .retraction: self = .retraction(try Retraction(fields: &json))
    }
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .article(let article):
      json.field("kind", Kind.article)
      article.writeFields(to: &json)
    case .retraction(let retraction):
      json.field("kind", Kind.retraction)
      retraction.writeFields(to: &json)
    }
    json.endObject()
  }
}

extension AcceptedArticle: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    switch try json.word("kind") as Kind {
    case .article:
      self = .article(
        ArticleRevision(
          article: try NormalisedArticle(fields: &json), revision: try json.int("revision"),
          fingerprint: try json.string("fingerprint")))
    case .retraction:
      self = .retraction(try Retraction(fields: &json), revision: try json.int("revision"))
    }
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .article(let revision):
      json.field("kind", Kind.article)
      revision.article.writeFields(to: &json)
      json.field("revision", revision.revision)
      json.field("fingerprint", revision.fingerprint)
    case .retraction(let retraction, let revision):
      json.field("kind", Kind.retraction)
      retraction.writeFields(to: &json)
      json.field("revision", revision)
    }
    json.endObject()
  }
}
