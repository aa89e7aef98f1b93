import Gzip
import HTMLText
import Markup
import Models
import ReferenceData
import TextNormalisation

/// The tables by which articles in publishers' forms are read.
package struct FormRules: Sendable {
  package let fields: ArticleFields
  package let dates: DateNames
  package let retractions: RetractionWords
  package let pages: PageRules

  /// Reads the tables in the folder `Tables` of the reference data.
  package init(tables: String) throws(TableError) {
    fields = try ArticleFields(path: "\(tables)/article-fields.tsv")
    dates = try DateNames(tables: tables)
    retractions = try RetractionWords(path: "\(tables)/retraction-words.tsv")
    pages = try PageRules(folder: tables)
  }
}

/// Reads articles in publishers' forms. The result depends only on the bytes and the hints.
///
/// Nothing is dropped: input that cannot be read gives an item with a stable code and the reason.
package final class ArticleFormReader: Sendable {
  /// What is known about an input besides its bytes.
  package struct Hints: Sendable {
    /// The form by the file's name or a media type; nil where neither says.
    package var form: Form?
    /// The character encoding that a header declares; nil without one.
    package var charset: String?
    /// Where a page or feed was found.
    package var url: String?
    /// Whether the input is the data of a CloudEvent, which must not be another one.
    var isEventData = false

    package init(form: Form? = nil, charset: String? = nil, url: String? = nil) {
      self.form = form
      self.charset = charset
      self.url = url
    }
  }

  package enum Form: String, Sendable, CaseIterable {
    case json, text, html, xml, csv, warc

    /// The form by a file's extension, without `.gz`; nil for any other extension.
    package init?(fileName: String) {
      var name = fileName.lowercased()
      if name.hasSuffix(".gz") { name.removeLast(3) }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      switch name[name.index(after: dot)...] {
      case "json", "jsonl", "ndjson", "jsonld": self = .json
      case "txt": self = .text
      case "html", "htm", "xhtml": self = .html
      case "xml", "rss", "atom", "rdf", "nitf", "newsml": self = .xml
      case "csv", "tsv": self = .csv
      case "warc": self = .warc
      default: return nil
      }
    }
  }

  /// The largest input in bytes, before and after decompression.
  package static let largestInput = 64 << 20
  /// The largest page in bytes, as published.
  package static let largestPage = 8 << 20

  let rules: FormRules
  let mapper: FieldMapper
  let pages: HTMLReader

  package init(_ rules: FormRules) {
    self.rules = rules
    pages = HTMLReader(rules: rules.pages, maximumBytes: Self.largestPage)
    mapper = FieldMapper(fields: rules.fields, dates: rules.dates, retractions: rules.retractions)
  }

  /// All articles of an input that may have any number of them.
  package func read(_ bytes: [UInt8], _ hints: Hints = Hints()) -> FormReading {
    guard bytes.count <= Self.largestInput else {
      return refused(
        .unread, ArticleRefusal(.tooLarge(.input, bytes: bytes.count, limit: Self.largestInput)))
    }
    do throws(ArticleRefusal) {
      return try reading(try plain(bytes), hints)
    } catch {
      return refused(.unread, error)
    }
  }

  /// The article of a record or a line, which must have exactly one.
  package func article(_ bytes: [UInt8], _ hints: Hints = Hints()) throws(ArticleRefusal) -> ReadArticle {
    let reading = read(bytes, hints)
    guard reading.items.count == 1, let item = reading.items.first else {
      throw ArticleRefusal(.many(reading.items.count, reading.kind))
    }
    switch item {
    case .article(let article): return article
    case .refused(let refusal): throw refusal
    }
  }

  private func plain(_ bytes: [UInt8]) throws(ArticleRefusal) -> [UInt8] {
    guard Gzip.isCompressed(bytes) else { return bytes }
    do throws(Gzip.Failure) {
      return try Gzip.decompressed(bytes, limit: Self.largestInput)
    } catch {
      switch error {
      case .invalid: throw ArticleRefusal(.damagedGzip)
      case .tooLarge(let limit): throw ArticleRefusal(.tooLarge(.decompressedInput, bytes: nil, limit: limit))
      }
    }
  }

  private func reading(_ bytes: [UInt8], _ hints: Hints) throws(ArticleRefusal) -> FormReading {
    if bytes.starts(with: Array("WARC/".utf8)) { return try WARCForm(reader: self).read(bytes) }
    let first = firstVisibleByte(bytes)
    switch (hints.form, first) {
    case (.text?, _):
      let text = TextEncoding.decoded(bytes, declared: hints.charset).text
      guard !text.isBlank else { throw ArticleRefusal(.empty) }
      let article = Article(body: text)
      try article.refuseNullBytes()
      return one(.text, ReadArticle(article))
    case (.csv?, _): return try CSVForm.read(bytes, charset: hints.charset, mapper)
    case (.html?, _): return one(.html, try page(decoded(bytes, hints), url: hints.url))
    case (_, UInt8(ascii: "{")?), (_, UInt8(ascii: "[")?), (.json?, _),
      (nil, _) where first != UInt8(ascii: "<"):
      return try JSONForm(reader: self, isEventData: hints.isEventData).read(bytes)
    case (_, UInt8(ascii: "<")?): return try markup(decoded(bytes, hints), hints)
    default: throw ArticleRefusal(.unknownForm(UnknownForm.name(of: bytes)))
    }
  }

  /// The first byte that is not white space, after a byte order mark, also in UTF-16.
  private func firstVisibleByte(_ bytes: [UInt8]) -> UInt8? {
    var rest = bytes[...]
    for mark in [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]] as [[UInt8]] where rest.starts(with: mark) {
      rest = rest.dropFirst(mark.count)
    }
    return rest.first { $0 > 0x20 }
  }

  private func decoded(_ bytes: [UInt8], _ hints: Hints) -> String {
    TextEncoding.decoded(bytes, declared: hints.charset ?? TextEncoding.declaredLabel(in: bytes)).text
  }

  private func markup(_ text: String, _ hints: Hints) throws(ArticleRefusal) -> FormReading {
    if let form = try XMLForm(reader: self).read(text, hints) { return form }
    if hints.form == .xml {
      let root = XMLForm.rootName(of: text) ?? "of no name"
      throw ArticleRefusal(.unknownForm("XML with the root element \(root)"))
    }
    return one(.html, try page(text, url: hints.url))
  }

  func one(_ kind: InputKind, _ article: ReadArticle) -> FormReading {
    FormReading(kind, items: [.article(article)])
  }

  private func refused(_ kind: InputKind, _ refusal: ArticleRefusal) -> FormReading {
    FormReading(kind, items: [.refused(refusal)])
  }
}
