import HTMLText
import JSONCoding

/// Why an input, an item of it or an article is refused. The same input is refused again whenever it is published.
package struct ArticleRefusal: Error, Hashable, Sendable {
  package let reason: Reason
  /// Where in the input: `line 3`, `$.articles[2].body`, the name of a field; nil for the input as a whole.
  package let place: String?

  package init(_ reason: Reason, at place: String? = nil) {
    self.reason = reason
    self.place = place
  }

  /// A stable code for dead letters, such as `article_empty`.
  package var code: String { reason.code }

  /// What was found, where, and what was expected.
  package var message: String { place.map { "\($0): \(reason.problem)" } ?? reason.problem }

  /// Whether the input is a list of articles that has none at present.
  package var isEmptyList: Bool { if case .noArticles = reason { true } else { false } }

  /// Whether no field of the article has text that was read.
  var hasNoText: Bool {
    switch reason {
    case .empty, .textUnread: true
    default: false
    }
  }

  /// The refusal of an item in a part of the input, such as `line 3`.
  func inside(_ part: String) -> ArticleRefusal {
    ArticleRefusal(reason, at: place.map { "\(part): \($0)" } ?? part)
  }
}

extension ArticleRefusal {
  package enum Reason: Hashable, Sendable {
    /// More bytes than the limit; `bytes` is nil where they were not counted to the end.
    case tooLarge(Part, bytes: Int?, limit: Int)
    /// No title, text or HTML that is not blank.
    case empty
    /// No text in a field that is known, but `field` looks like text.
    case textUnread(field: String)
    /// A form that may have any number of articles and has none; what was found.
    case noArticles(String)
    /// U+0000 in a field.
    case nullByte
    /// No known form; what was found.
    case unknownForm(String)
    /// A record or table of a register, such as `projects`.
    case register(String)
    /// A known form that is damaged.
    case unreadable(String)
    case damagedGzip
    /// A file whose name ends in `.gz`, and which cannot be read.
    case notGzip
    /// Not exactly one article in a record.
    case many(Int, InputKind)
    case wrongType(found: String, expected: String)
    case duplicateKey(String)
    /// A CloudEvent in the data of another.
    case nestedEvent
    case json(JSONError)
    case html(HTMLRefusal)
  }

  /// What has too many bytes.
  package enum Part: String, Sendable {
    case article = "the article"
    case encodedArticle = "the article as JSON"
    case page = "the page"
    case input = "the input"
    case decompressedInput = "the decompressed input"
  }
}

extension ArticleRefusal.Reason {
  fileprivate var code: String {
    switch self {
    case .tooLarge: "article_too_large"
    case .empty, .textUnread, .noArticles: "article_empty"
    case .nullByte: "article_null_byte"
    case .unknownForm, .register: "form_unknown"
    case .unreadable: "form_unreadable"
    case .damagedGzip, .notGzip: "gzip_invalid"
    case .many: "articles_many"
    case .wrongType: JSONError.Code.wrongType.rawValue
    case .duplicateKey: JSONError.Code.duplicateKey.rawValue
    case .nestedEvent: JSONError.Code.depth.rawValue
    case .json(let error): error.code.rawValue
    case .html(let refusal): refusal.code
    }
  }

  fileprivate var problem: String {
    switch self {
    case .tooLarge(let part, let bytes, let limit):
      "\(part.rawValue) has \(bytes.map { "\($0)" } ?? "more than \(limit)") bytes; expected at most \(limit)"
        + (part == .page ? "" : ": publish it in parts")
    case .empty: "the article has no text; expected at least one of title, body, html"
    case .textUnread(let field):
      "the article has no text in a field that is known; \(field) looks like text: name it body"
    case .noArticles(let found): "\(found); expected at least one article"
    case .nullByte: "found a null character; expected text without any"
    case .unknownForm(let found): "found \(found); expected \(Self.known)"
    case .register(let name): "this looks like a register of \(name): use `beacon \(name) add`"
    case .unreadable(let problem): problem
    case .damagedGzip: "the input begins as gzip and is damaged or cut off"
    case .notGzip:
      "the name ends in .gz and the content is not gzip; expected gzip data: "
        + "compress the file, or name it without .gz if its content is not compressed"
    case .many(let count, let kind):
      "found \(count) articles in \(kind.rawValue); expected one a record: "
        + "publish each as a separate record, or the file with beacon publish"
    case .wrongType(let found, let expected): "found \(found); expected \(expected)"
    case .duplicateKey(let key): "the key \"\(key)\" occurs twice; expected once"
    case .nestedEvent: "found a CloudEvent in another; expected an article in its data"
    case .json(let error): error.description
    case .html(let refusal): refusal.message
    }
  }

  private static let known =
    "JSON (one article, an array or an envelope), RSS, Atom, JSON Feed, NewsML-G2, NITF, HTML, CSV with a row of column "
    + "names, WARC, gzip of any of them, or plain text in a file whose name ends in .txt"
}
