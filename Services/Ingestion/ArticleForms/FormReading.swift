import Models

/// The result of reading an input.
package struct FormReading: Sendable {
  package var kind: InputKind
  package var items: [FormItem]

  package init(_ kind: InputKind, items: [FormItem]) {
    self.kind = kind
    self.items = items
  }

  /// Whether the input is a list of articles that has none at present, as a feed may be.
  package var isEmptyList: Bool {
    items.contains { if case .refused(let refusal) = $0 { refusal.isEmptyList } else { false } }
  }
}

/// What an input turned out to be; the raw value is its name for a person.
package enum InputKind: String, Sendable, CaseIterable {
  case rss = "RSS"
  case atom = "Atom"
  case newsML = "NewsML-G2"
  case nitf = "NITF"
  /// XML whose root element only the mapping table knows.
  case xml = "XML"
  case json = "JSON"
  case jsonLines = "JSON lines"
  case html = "HTML"
  case csv = "CSV"
  case warc = "WARC"
  case text = "plain text"
  /// None of these: it could not be read.
  case unread = "input"

  /// Whether a polled address may have it.
  package var isFeed: Bool {
    switch self {
    case .rss, .atom, .newsML, .nitf, .xml, .json: true
    case .jsonLines, .html, .csv, .warc, .text, .unread: false
    }
  }
}

/// One item of an input: an article, or why it was refused.
package enum FormItem: Sendable {
  case article(ReadArticle)
  case refused(ArticleRefusal)
}

/// An article, with notes on what could not be read.
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
