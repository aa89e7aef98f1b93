/// The rules of the HTML standard for void elements, blocks, implied end tags and raw content. Source: sections 13.1.2,
/// 13.1.2.4 and 13.2.6 of the standard.
enum HTMLElements {
  /// The common names of elements and attributes, the empty name first. A name's index here is its number in every HTML
  /// tree, so the rules for elements are looked up by number, never by name.
  static let names: [String] =
    [""] + void.union(blocks).union(implied.keys).union(raw.keys).union(others).union(attributes).sorted()

  static let keys = KeyTable(names)

  struct Traits: Sendable {
    /// Whether the element has no content and no end tag, such as `br`.
    var isVoid = false
    /// Whether the element is a block, such as `p`, `div` or `table`.
    var isBlock = false
    /// Whether its start tag can end an open element, as `li` ends the previous `li`.
    var endsOthers = false
    /// How the element's content is read if it is not markup; nil if it is markup.
    var raw: RawContent?
  }

  /// The traits of elements, indexed by the number of the name.
  static let traits = names.map { name in
    Traits(
      isVoid: void.contains(name), isBlock: blocks.contains(name), endsOthers: implied[name] != nil, raw: raw[name])
  }

  enum ImpliedEffect: Sendable {
    case ends, stops, passes
  }

  /// What a start tag does to an open element, at the index `start * names.count + open`, where `start` and `open` are
  /// the numbers of their names.
  static let impliedEffects: [ImpliedEffect] = {
    var effects = [ImpliedEffect](repeating: .passes, count: names.count * names.count)
    for (name, rule) in implied {
      guard let row = keys.number(of: name) else { continue }
      for other in rule.stops {
        if let column = keys.number(of: other) { effects[row * names.count + column] = .stops }
      }
      for other in rule.closes {
        if let column = keys.number(of: other) { effects[row * names.count + column] = .ends }
      }
    }
    return effects
  }()

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup",
    "html", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
  ]

  /// How an element's content that is not markup is read: as it is written, or with character references replaced.
  enum RawContent: Sendable {
    case verbatim, references
  }

  private static let raw: [String: RawContent] = [
    "script": .verbatim, "style": .verbatim, "xmp": .verbatim, "iframe": .verbatim, "noembed": .verbatim,
    "noframes": .verbatim, "title": .references, "textarea": .references,
  ]

  /// Other elements that are common on web pages.
  private static let others: [String] = [
    "a", "abbr", "applet", "audio", "b", "button", "canvas", "caption", "cite", "code", "datalist", "del", "dir", "em",
    "font", "g", "i", "ins", "label", "legend", "map", "math", "noscript", "object", "path", "picture", "q", "s",
    "select", "small", "span", "strike", "strong", "sub", "sup", "svg", "template", "time", "u", "use", "video",
  ]

  /// Attributes that are common on web pages.
  private static let attributes: [String] = [
    "align", "alt", "aria-hidden", "aria-label", "charset", "class", "content", "data-src", "datetime", "height",
    "hidden", "href", "id", "itemprop", "itemscope", "itemtype", "lang", "name", "onclick", "property", "rel", "role",
    "src", "srcset", "style", "target", "title", "type", "value", "width",
  ]

  private struct ImpliedEnd {
    /// The start tag ends the nearest open element with one of these names.
    let closes: Set<String>
    /// The start tag ends nothing if an open element with one of these names is nearer.
    let stops: Set<String>
  }

  private static let implied: [String: ImpliedEnd] = {
    var rules: [String: ImpliedEnd] = [:]
    let scopes: Set<String> = ["table", "td", "th", "caption", "button", "object", "template"]
    for name in blocks.subtracting([
      "body", "head", "html", "tbody", "td", "tfoot", "th", "thead", "tr", "li", "dd", "dt",
    ]) {
      rules[name] = ImpliedEnd(closes: ["p"], stops: scopes)
    }
    rules["body"] = ImpliedEnd(closes: ["head"], stops: ["body"])
    rules["li"] = ImpliedEnd(closes: ["li"], stops: scopes.union(["ul", "ol", "menu"]))
    rules["dt"] = ImpliedEnd(closes: ["dt", "dd"], stops: scopes.union(["dl"]))
    rules["dd"] = ImpliedEnd(closes: ["dt", "dd"], stops: scopes.union(["dl"]))
    rules["td"] = ImpliedEnd(closes: ["td", "th"], stops: ["table", "tr"])
    rules["th"] = ImpliedEnd(closes: ["td", "th"], stops: ["table", "tr"])
    rules["tr"] = ImpliedEnd(closes: ["tr"], stops: ["table"])
    for name in ["tbody", "thead", "tfoot"] {
      rules[name] = ImpliedEnd(closes: ["tbody", "thead", "tfoot"], stops: ["table"])
    }
    rules["option"] = ImpliedEnd(closes: ["option"], stops: ["select", "datalist"])
    return rules
  }()
}
