/// What the HTML standard says of elements' ends. Source: sections 13.1.2 and 13.1.2.4.
enum HTMLElements {
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Elements that contain paragraphs, or are one.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup",
    "html", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
  ]

  struct ImpliedEnd: Sendable {
    /// The nearest open element of these is ended …
    let closes: Set<String>
    /// … unless one of these is nearer.
    let stops: Set<String>
  }

  static let implied: [String: ImpliedEnd] = {
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
