import JSONCoding
import Models

/// The result of reading an input.
package struct FormReading: Sendable {
  /// The form's name for a person: `RSS`, `JSON`, `HTML`.
  package var form: String
  package var items: [FormItem]

  package init(form: String, items: [FormItem]) {
    self.form = form
    self.items = items
  }
}

/// One item of an input: an article, or why it was refused.
package enum FormItem: Sendable {
  case article(ReadArticle)
  case refused(FormRefusal)
}

/// An article, with notices about its reading.
package struct ReadArticle: Hashable, Sendable {
  package var article: Article
  package var notes: [Note]

  package enum Note: Hashable, Sendable {
    /// The publisher's date, which could not be read: the article has none.
    case unreadDate(String)
    /// A field of some length whose name is not known: its text was not read.
    case unreadText(field: String)
  }

  package init(_ article: Article, notes: [Note] = []) {
    self.article = article
    self.notes = notes
  }
}

/// Why an input, or an item of it, is not an article.
package struct FormRefusal: Error, Hashable, Sendable {
  /// A stable code for dead letters, such as `article_empty`.
  package var code: String
  /// What was found, where, and what was expected.
  package var message: String

  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: JSONError) { self.init(error.code.rawValue, error.description) }
}

extension FormRefusal {
  static let known =
    "JSON (one article, an array or an envelope), RSS, Atom, JSON Feed, NewsML-G2, NITF, HTML, CSV with a row of column "
    + "names, WARC, and gzip of any of them"

  static func unknown(_ found: String) -> FormRefusal {
    FormRefusal("form_unknown", "found \(found); expected \(known)")
  }

  static func unreadable(_ problem: String) -> FormRefusal { FormRefusal("form_unreadable", problem) }

  static let empty = FormRefusal(
    "article_empty", "the article has no text; expected at least one of title, body, html")

  static func nullByte(_ field: String) -> FormRefusal {
    FormRefusal("article_null_byte", "\(field): found a null character; expected text without any")
  }
}
