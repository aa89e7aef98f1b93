import JSONCoding
import Markup
import ReferenceData

/// A node of a JSON, XML or CSV document, through which the mapping table's paths lead.
enum FormNode {
  case json(JSONValue)
  case xml(MarkupTree, Int)
  /// The named fields of a row.
  case row([(name: String, value: String)])
  case text(String)
  /// The paragraphs of one text, given as an array of strings or of blocks.
  case paragraphs([String])

  /// Calls `body` for each field of this node with its folded name. The elements of a JSON array each have the array's
  /// name, but several strings are one `paragraphs`, and so are the blocks of a field that is text.
  ///
  /// - Parameter isText: whether a field of that name is the text of an article.
  func forEachField(
    isText: (_ name: String) -> Bool = { _ in false },
    _ body: (_ name: String, _ value: FormNode) throws(ArticleRefusal) -> Void
  ) throws(ArticleRefusal) {
    switch self {
    case .json(let value): try Self.forEachField(of: value, isText, body)
    case .xml(let tree, let node): try Self.forEachField(of: tree, node, body)
    case .row(let fields): for (name, value) in fields { try body(ArticleFields.folded(name), .text(value)) }
    case .text, .paragraphs: break
    }
  }

  private static func forEachField(
    of value: JSONValue, _ isText: (String) -> Bool, _ body: (String, FormNode) throws(ArticleRefusal) -> Void
  ) throws(ArticleRefusal) {
    guard value.kind == .object, let object = try? value.object() else { return }
    for (name, value) in object.fields where !value.isNull {
      let name = ArticleFields.folded(name)
      if value.kind == .array, let array = try? value.array() {
        let elements = array.filter { !$0.isNull }
        let texts = elements.compactMap { $0.kind == .string ? $0.scalarText : nil }
        if texts.count > 1, texts.count == elements.count {
          try body(name, .paragraphs(texts))
        } else if elements.count > 1, isText(name), let blocks = blocks(elements) {
          try body(name, .paragraphs(blocks))
        } else {
          for element in elements { try body(name, .json(element)) }
        }
      } else {
        try body(name, .json(value))
      }
    }
  }

  /// The texts of the blocks of an article, each a text or an object with a `text`, a `value` or the `items` of a list,
  /// as editors write them; blocks without text, such as pictures, are left out. Nil where the elements are anything
  /// else: without text, or editions of one text, which differ in their media type.
  private static func blocks(_ elements: [JSONValue]) -> [String]? {
    var texts: [String] = []
    for element in elements {
      if let text = element.scalarText {
        texts.append(text)
      } else {
        let type = element.member("type")?.scalarText ?? ""
        guard element.isObject, !type.utf8.contains(UInt8(ascii: "/")) else { return nil }
        if let text = (element.member("text") ?? element.member("value"))?.scalarText {
          texts.append(text)
        } else if let items = try? element.member("items")?.array() {
          texts += items.compactMap { $0.scalarText ?? ($0.member("text") ?? $0.member("value"))?.scalarText }
        }
      }
    }
    return texts.isEmpty ? nil : texts
  }

  private static func forEachField(
    of tree: MarkupTree, _ node: Int, _ body: (String, FormNode) throws(ArticleRefusal) -> Void
  ) throws(ArticleRefusal) {
    for (name, value) in tree.attributes(of: node) { try body("@" + ArticleFields.folded(name), .text(value)) }
    let prefix = tree.rootPrefix
    for child in tree.children(node) where tree.kind(child) == .element {
      var name = tree.name(child)
      if let prefix, name.utf8.starts(with: prefix.utf8) {
        name = String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
      }
      name = ArticleFields.folded(name)
      // An Atom link without rel is the alternate one (RFC 4287, section 4.2.7.2).
      if name == "link" {
        try body("\(name)[\(tree.attribute("rel", of: child) ?? "alternate")]", .xml(tree, child))
      }
      try body(name, .xml(tree, child))
    }
  }

  /// The text of a scalar or an element, or the first paragraph; nil for an object or a row, and where there is no
  /// text.
  var text: String? {
    switch self {
    case .json(let value): value.scalarText
    case .xml(let tree, let node): Self.trimmed(tree.text(node))
    case .row: nil
    case .text(let text): text
    case .paragraphs(let texts): texts.first
    }
  }

  /// Like `text`, but with the markup inside an element that contains elements, and with all paragraphs.
  var markup: String? {
    if case .paragraphs(let texts) = self { return texts.joined(separator: "\n\n") }
    if case .xml(let tree, let node) = self, tree.children(node).contains(where: { tree.kind($0) == .element }) {
      return tree.markup(inside: node)
    }
    return text
  }

  /// Where the node is, for messages: the path of a JSON value, the name of an XML element, or `the row`.
  var place: String {
    switch self {
    case .json(let value): value.path
    case .xml(let tree, let node): "<\(tree.name(node))>"
    case .row, .text, .paragraphs: "the row"
    }
  }

  private static func trimmed(_ text: String) -> String? {
    let utf8 = text.utf8
    guard let first = utf8.firstIndex(where: { $0 > 0x20 }), let last = utf8.lastIndex(where: { $0 > 0x20 }) else {
      return nil
    }
    return String(text[first...last])
  }
}

extension MarkupTree {
  /// The root element of a document of XML.
  var documentElement: Int? { children(Self.root).first { kind($0) == .element } }

  /// The namespace prefix of the root element with its colon, such as `nar:`; nil without one and for `rdf:`.
  var rootPrefix: String? {
    guard let root = documentElement, let colon = name(root).firstIndex(of: ":") else { return nil }
    let prefix = String(name(root)[...colon])
    return prefix == "rdf:" ? nil : prefix
  }
}
