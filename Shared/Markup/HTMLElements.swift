/// What the HTML standard says of elements. Source: sections 13.1.2, 13.1.2.4 and 13.2.6 of it.
enum HTMLElements {
  /// Names with the same number in every tree of HTML, the empty one first: that an element means something to the
  /// reading of tags is looked up by its number, never by its name.
  static let names: [String] =
    [""] + void.union(blocks).union(implied.keys).union(raw.keys).union(others).union(attributes).sorted()

  static let keys = KeyTable(names)

  struct Traits: Sendable {
    /// Has no content and no end tag.
    var isVoid = false
    /// Contains paragraphs, or is one.
    var isBlock = false
    /// Its start can end an open element.
    var endsOthers = false
    /// How its content is read where no tags are in it.
    var raw: RawContent?
  }

  /// By the number of the name.
  static let traits = names.map { name in
    Traits(
      isVoid: void.contains(name), isBlock: blocks.contains(name), endsOthers: implied[name] != nil, raw: raw[name])
  }

  enum ImpliedEffect: Sendable {
    case ends, stops, passes
  }

  /// What the start of an element does to an open one: at the number of the first's name times `names.count`, and that
  /// of the second's.
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

  /// How the content of elements is read in which no tags are.
  enum RawContent: Sendable {
    case verbatim, references
  }

  private static let raw: [String: RawContent] = [
    "script": .verbatim, "style": .verbatim, "xmp": .verbatim, "iframe": .verbatim, "noembed": .verbatim,
    "noframes": .verbatim, "title": .references, "textarea": .references,
  ]

  /// Further elements that many pages have.
  private static let others: [String] = [
    "a", "abbr", "applet", "audio", "b", "button", "canvas", "caption", "cite", "code", "datalist", "del", "dir", "em",
    "font", "g", "i", "ins", "label", "legend", "map", "math", "noscript", "object", "path", "picture", "q", "s",
    "select", "small", "span", "strike", "strong", "sub", "sup", "svg", "template", "time", "u", "use", "video",
  ]

  /// Attributes that many pages have.
  private static let attributes: [String] = [
    "align", "alt", "aria-hidden", "aria-label", "charset", "class", "content", "data-src", "datetime", "height",
    "hidden", "href", "id", "itemprop", "itemscope", "itemtype", "lang", "name", "onclick", "property", "rel", "role",
    "src", "srcset", "style", "target", "title", "type", "value", "width",
  ]

  private struct ImpliedEnd {
    /// The nearest open element of these is ended …
    let closes: Set<String>
    /// … unless one of these is nearer.
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
