import JSONCoding
import Models

/// Reads what a page's linked data (JSON-LD by schema.org) says about its article.
///
/// Linked data also describes the site, its owner, the navigation path, pictures and films, none of which is the
/// article.
struct LinkedData {
  let mapper: FieldMapper
  private let surroundings: Surroundings
  /// The first article with a title or a time, which takes a language and time that it lacks from its page; nil without
  /// either.
  private(set) var article: Article?
  /// The object that describes the page, for a language and time that the article lacks.
  private var page: Article?

  /// Objects nested deeper than this, as `mainEntity` or in `@graph`, are not looked at.
  private static let deepest = 4

  /// - Parameters:
  ///   - blocks: the texts of the page's `application/ld+json` scripts; one that is not JSON is skipped.
  ///   - language: the page's language, as written; nil where it states none.
  init(_ blocks: [String], language: String?, _ mapper: FieldMapper) {
    self.mapper = mapper
    surroundings = Surroundings(language: language, isPage: true)
    for block in blocks where article == nil {
      let limits = JSONParser.Limits(bytes: ArticleFormReader.largestInput, depth: 64, allowsDuplicateKeys: true)
      let bytes = Array(Self.json(block))
      try? JSONParser.withShared { (parser) throws(JSONError) in
        try parser.parse(bytes, limits: limits) { (root) throws(JSONError) in read(root, depth: 0) }
      }
    }
    article = joined()
  }

  /// The article, with its page's time and language where it has none; nil without an article or a page.
  private func joined() -> Article? {
    guard let page else { return article }
    var joined = article ?? Article()
    joined.language = joined.language ?? page.language
    if joined.publishedAt == nil {
      joined.publishedAt = page.publishedAt
      joined.publishedOffset = page.publishedOffset
    }
    return joined
  }

  private mutating func read(_ value: JSONValue, depth: Int) {
    guard article == nil, depth < Self.deepest else { return }
    switch value.kind {
    case .array:
      if let elements = try? value.array() { for element in elements { read(element, depth: depth + 1) } }
    case .object:
      let types = Self.types(of: value)
      if types.contains(where: Self.isArticle) || types.isEmpty && value.member("headline") != nil {
        let found = try? mapper.article(.json(value), in: surroundings, needsText: false).article
        if found?.title != nil || found?.publishedAt != nil { article = found }
      } else if page == nil, types.contains(where: { $0.hasSuffix("WebPage") || $0.hasSuffix("ItemPage") }) {
        page = try? mapper.article(.json(value), in: surroundings, needsText: false).article
      }
      for name in ["@graph", "mainEntity"] {
        if let inner = value.member(name) { read(inner, depth: depth + 1) }
      }
    default: break
    }
  }

  /// The types of an object, of which it may have several, as written: `NewsArticle`, `http://schema.org/NewsArticle`.
  static func types(of value: JSONValue) -> [String] {
    guard let type = value.member("@type") else { return [] }
    return type.kind == .array ? ((try? type.array())?.compactMap(\.scalarText) ?? []) : [type.scalarText ?? ""]
  }

  /// Whether a schema.org type is an article: its name ends with `Article`, `Report`, `CreativeWork` or `Posting`, but
  /// not with `JobPosting`.
  static func isArticle(_ type: String) -> Bool {
    !type.hasSuffix("JobPosting")
      && (type.hasSuffix("Article") || type.hasSuffix("Posting") || type.hasSuffix("Report")
        || type.hasSuffix("CreativeWork"))
  }

  /// The JSON of a script, without the marks of a CDATA section or a comment in which some publishers wrap it, as XHTML
  /// required, and without a semicolon after it.
  private static func json(_ text: String) -> Substring.UTF8View {
    var rest = text[...].utf8
    if rest.contains(UInt8(ascii: "<")), let mark = rest.firstRange(of: "<![CDATA[".utf8) {
      rest = rest[mark.upperBound...]
    }
    if rest.contains(UInt8(ascii: ">")), let mark = rest.firstRange(of: "]]>".utf8) { rest = rest[..<mark.lowerBound] }
    let brackets = Array("{[}]".utf8)
    guard let first = rest.firstIndex(where: { brackets[..<2].contains($0) }),
      let last = rest.lastIndex(where: { brackets[2...].contains($0) }), first < last
    else { return rest }
    return rest[first...last]
  }
}
