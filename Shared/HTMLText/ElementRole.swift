/// What an element means for the text. Source: the default style sheet of the HTML standard, section 15.3. Deleted text
/// (`del`, `s`, `strike`) is dropped: the publisher has taken it back.
enum ElementRole {
  case inline, cell, line, paragraph, preformatted, dropped

  static func of(_ name: String) -> ElementRole { table[name] ?? .inline }

  private static let table: [String: ElementRole] = {
    var table: [String: ElementRole] = ["pre": .preformatted]
    let roles: [(ElementRole, [String])] = [
      (.cell, ["td", "th"]),
      (.line, ["br", "li", "tr", "dt", "dd"]),
      (
        .paragraph,
        [
          "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir", "div",
          "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
          "hgroup", "hr", "legend", "main", "menu", "nav", "ol", "p", "section", "summary", "table", "ul",
        ]
      ),
      (
        .dropped,
        [
          "applet", "audio", "button", "canvas", "datalist", "del", "embed", "iframe", "math", "noembed", "noframes",
          "noscript", "object", "s", "script", "select", "strike", "style", "svg", "template", "textarea", "title",
          "video",
        ]
      ),
    ]
    for (role, names) in roles {
      for name in names { table[name] = role }
    }
    return table
  }()
}
