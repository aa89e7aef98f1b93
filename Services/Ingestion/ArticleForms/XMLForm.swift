import Markup
import Models
import ReferenceData

/// Feeds and news items in XML: RSS, Atom, NewsML-G2, NITF.
struct XMLForm {
  let reader: ArticleFormReader

  /// The articles of a document; nil if the mapping table does not have its root element, as with HTML.
  func read(_ text: String, _ hints: ArticleFormReader.Hints) throws(ArticleRefusal) -> FormReading? {
    guard let name = Self.rootName(of: text) else { return nil }
    let folded = ArticleFields.folded(name)
    let local = folded.hasPrefix("rdf:") ? folded : String(folded.split(separator: ":").last ?? "")
    guard let places = reader.rules.fields.items[local] else { return nil }
    let tree: MarkupTree
    do throws(MarkupRefusal) {
      tree = try MarkupReader.tree(text, .xml)
    } catch {
      throw ArticleRefusal(.unreadable("the XML cannot be read: \(error)"))
    }
    guard let root = tree.documentElement else { return nil }
    var surroundings = try reader.mapper.surroundings(.xml(tree, MarkupTree.root))
    surroundings.isFeed = true
    var items: [FormItem] = []
    if places.place != nil {
      items.append(item(tree, root, surroundings))
    } else {
      try collect(tree, root, places) { items.append(item(tree, $0, surroundings)) }
    }
    let isWhole = Self.isClosed(text, name)
    if items.isEmpty {
      if !isWhole {
        throw ArticleRefusal(
          .unreadable("the XML is cut off before its first item: the end of <\(name)> is missing"))
      }
      return FormReading(
        kind(local), items: [.refused(ArticleRefusal(.noArticles("the feed <\(name)> has no items")))])
    }
    // Where the end is missing, the last item may have a part of its text only.
    if !isWhole {
      items[items.count - 1] = .refused(
        ArticleRefusal(.unreadable("the XML is cut off: the end of <\(name)> is missing")))
    }
    return FormReading(kind(local), items: items)
  }

  private func collect(
    _ tree: MarkupTree, _ node: Int, _ places: ArticleFields.Node, _ body: (Int) -> Void
  ) throws(ArticleRefusal) {
    try FormNode.xml(tree, node).forEachField { (name, value) throws(ArticleRefusal) in
      guard case .xml(_, let child) = value, let next = places[name] else { return }
      if next.place != nil { body(child) } else { try collect(tree, child, next, body) }
    }
  }

  private func item(_ tree: MarkupTree, _ node: Int, _ surroundings: Surroundings) -> FormItem {
    do throws(ArticleRefusal) {
      return .article(try reader.completed(try reader.mapper.article(.xml(tree, node), in: surroundings)))
    } catch {
      return .refused(error)
    }
  }

  /// What a document with this root element is, given in the form of `ArticleFields.folded(_:)`.
  private func kind(_ root: String) -> InputKind {
    switch root {
    case "rss", "rdf:rdf": .rss
    case "feed", "entry": .atom
    case "newsitem", "newsmessage": .newsML
    case "nitf": .nitf
    default: .xml
    }
  }

  /// Whether the root element has its end tag.
  private static func isClosed(_ text: String, _ name: String) -> Bool {
    let bytes = Array(text.utf8)
    let end = Array("</\(name)".utf8)
    var at = bytes.count - end.count
    while at >= 0 {
      if bytes[at] == end[0], bytes[at...].starts(with: end) { return true }
      at -= 1
    }
    return false
  }

  /// The name of the first element, after declarations, comments and instructions.
  static func rootName(of text: String) -> String? {
    var rest = text.utf8[...]
    while let angle = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.index(after: angle)...]
      guard let next = rest.first else { return nil }
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        let end: String = rest.starts(with: "!--".utf8) ? "-->" : ">"
        guard let range = rest.firstRange(of: end.utf8) else { return nil }
        rest = rest[range.upperBound...]
      } else {
        let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        return name.isEmpty || name.count > 64 ? nil : String(decoding: name, as: UTF8.self)
      }
    }
    return nil
  }
}
