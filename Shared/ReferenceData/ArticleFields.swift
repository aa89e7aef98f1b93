/// Where publishers' formats have the fields of an article: the table `article-fields.tsv`.
package struct ArticleFields: Sendable {
  package enum Field: String, Sendable, CaseIterable {
    case id, url, title, text, html, publishedAt, language, sourceName, sourceDomain, sourceCountry, retracts, status
    /// Text at a place that usually has only a summary; the place is one of `text`.
    case summary
    /// A known field that is not read.
    case ignored
    /// The list of articles in an envelope: `{"articles": […]}`.
    case items
  }

  /// The part of a document that a row of the table applies to.
  package enum Part: String, Sendable, CaseIterable {
    case article = "*"
    case feed
    case items
    case wrapper
    /// A member of an object that is an article itself, not an envelope.
    case ownText = "own_text"
    /// A list of an envelope that may be empty.
    case emptyList = "empty_list"
    /// The id of a wrapper.
    case wrapperId = "wrapper_id"

    /// Whether the paths are members' names as written, rather than names in the form of `folded(_:)`.
    fileprivate var isExact: Bool { self == .ownText || self == .emptyList || self == .wrapperId }

    /// The fields that the part's rows may give.
    fileprivate func allows(_ field: Field) -> Bool {
      switch self {
      case .article, .feed: field != .items
      case .items, .wrapper, .emptyList: field == .items
      case .ownText: field == .text || field == .html
      case .wrapperId: field == .id
      }
    }
  }

  /// The field that a path gives, and the path's rank: of several paths for one field, the lowest rank counts.
  package struct Place: Hashable, Sendable {
    package let field: Field
    package let rank: Int
    /// Whether the place usually has only a summary of the article.
    package let isSummary: Bool
  }

  /// The paths of one part of a document, as a tree of names.
  package final class Node: Sendable {
    package let place: Place?
    private let children: [String: Node]

    init(place: Place?, children: [String: Node]) {
      self.place = place
      self.children = children
    }

    /// The child with that name, given in the form of `folded(_:)`; nil if no child has it.
    package subscript(name: String) -> Node? { children[name] }

    package var isLeaf: Bool { children.isEmpty }
  }

  package let article: Node
  package let feed: Node
  package let items: Node
  /// The members in which an object that is no article itself may contain one.
  package let wrapper: Node
  /// The members, as written, whose text makes an object an article and not an envelope, whatever lists it has.
  package let ownTexts: [String]
  /// The members, as written, in which an empty list is that of an envelope without articles.
  package let emptyLists: Set<String>
  /// The members, as written, with the id that a wrapped article takes from its wrapper: the first that exists counts.
  package let wrapperIds: [String]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["form", "field", "path", "used_by"]))
  }

  package init(table: Table) throws(TableError) {
    var paths: [Part: [(path: [String], place: Place)]] = [:]
    var known: Set<String> = []
    for (rank, row) in table.rows.enumerated() {
      let part = try row.word("form", as: Part.self)
      let path = try row.text("path")
      guard
        part.isExact
          ? !path.utf8.contains(UInt8(ascii: "/"))
          : path == Self.folded(path) && !path.hasPrefix("/") && !path.hasSuffix("/")
      else {
        throw row.error(
          "path", expected: part.isExact ? "a member's name" : "names in lower case without _ and -, with / between")
      }
      guard known.insert("\(part) \(path)").inserted else {
        throw row.error("path", expected: "a path that no earlier row has")
      }
      let field = try row.word("field", as: Field.self)
      guard part.allows(field) else {
        throw row.error(
          "field",
          expected:
            "items for the forms items, wrapper and empty_list, text or html for own_text, id for wrapper_id, and others "
            + "elsewhere")
      }
      let place = Place(field: field == .summary ? .text : field, rank: rank, isSummary: field == .summary)
      paths[part, default: []].append((path.split(separator: "/").map(String.init), place))
    }
    func names(_ part: Part) -> [String] { (paths[part] ?? []).map { $0.path[0] } }
    ownTexts = names(.ownText)
    emptyLists = Set(names(.emptyList))
    wrapperIds = names(.wrapperId)
    article = Self.tree(paths[.article] ?? [])
    feed = Self.tree(paths[.feed] ?? [])
    items = Self.tree(paths[.items] ?? [])
    wrapper = Self.tree(paths[.wrapper] ?? [])
  }

  private static func tree(_ paths: [(path: [String], place: Place)]) -> Node {
    let groups = Dictionary(grouping: paths.filter { !$0.path.isEmpty }) { $0.path[0] }
    return Node(
      place: paths.first { $0.path.isEmpty }?.place,
      children: groups.mapValues { group in tree(group.map { (Array($0.path.dropFirst()), $0.place) }) })
  }

  /// A field's name in the form for comparison: in lower case, without `_` and `-`.
  package static func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return name }
    return String(
      decoding: name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }
}
