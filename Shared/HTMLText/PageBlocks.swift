import Markup
import ReferenceData

/// Statistics of a page's parts: how much text each has, how much of it in links, and which parts are not the
/// article's.
struct PageBlocks {
  /// Bytes of text below a node that are not white space, without dropped parts.
  private(set) var text: [Int32]
  /// The bytes of them that are in links.
  private(set) var links: [Int32]
  /// The number of links below a node.
  private(set) var linkCount: [Int32]
  /// Whether a node is not part of the article, because of itself or of an element around it.
  private(set) var isDropped: [Bool]
  /// Elements that are marked as the article.
  private(set) var mains: [Int] = []
  /// Whether the page is no more than a piece of text with markup: there is nothing to choose from.
  let isFragment: Bool
  let roles: [ElementRole]
  /// The first heading of the first level that is not dropped.
  private(set) var heading: Int?

  /// A column is left out only where the rest of the page has so many bytes of text, the least that an article has.
  private static let leastBesideColumn = 200

  init(_ tree: MarkupTree, _ rules: PageRules) {
    let names = (0..<tree.nameCount).map { tree.name(number: $0) }
    roles = names.map(ElementRole.of)
    let marks: Set<String> = ["html", "body", "head", "main", "article", "nav", "header", "footer", "aside"]
    isFragment = !names.contains { marks.contains($0) }
    text = [Int32](repeating: 0, count: tree.count)
    links = text
    linkCount = text
    isDropped = [Bool](repeating: false, count: tree.count)
    var asides: [Int] = []
    var columns: [Int] = []
    let reader = BlockReader(tree: tree, rules: rules, names: names)
    for node in 1..<max(1, tree.count) {
      if let parent = tree.parent(node), isDropped[parent] {
        isDropped[node] = true
        continue
      }
      guard tree.kind(node) == .element else {
        isDropped[node] = tree.kind(node) == .raw
        continue
      }
      if heading == nil, tree.name(node) == "h1" { heading = node }
      let effect = reader.effect(node)
      if roles[tree.nameNumber(node)] == .dropped || reader.isHidden(node, effect) {
        isDropped[node] = true
        continue
      }
      switch effect {
      case nil: break
      case .drop: isDropped[node] = !isFragment || reader.isHiddenByClass(node) || reader.isComments(node)
      case .aside: if !isFragment { asides.append(node) }
      case .beside: if !isFragment { columns.append(node) }
      case .main: mains.append(node)
      }
    }
    measure(tree)
    drop(columns.filter { isBesideHeading($0, tree) }, tree)
    drop(minor(asides, tree) + minor(columns, tree), tree)
  }

  private mutating func measure(_ tree: MarkupTree) {
    for node in text.indices {
      text[node] = 0
      links[node] = 0
      linkCount[node] = 0
    }
    let anchor = (0..<tree.nameCount).first { tree.name(number: $0) == "a" } ?? -1
    for node in stride(from: tree.count - 1, through: 1, by: -1) where !isDropped[node] {
      if tree.kind(node) == .text { text[node] = Int32(weight(tree.content[tree.textRange(node)])) }
      if tree.kind(node) == .element, tree.nameNumber(node) == anchor {
        links[node] = text[node]
        linkCount[node] = 1
      }
      guard let parent = tree.parent(node) else { continue }
      text[parent] += text[node]
      links[parent] += links[node]
      linkCount[parent] += linkCount[node]
    }
  }

  private func weight(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte > 0x20 { count += 1 }
    return count
  }

  /// Those with less than half of the text, where elements of one class count together: a class that most of the text has
  /// is that of its paragraphs, whatever its words say.
  private func minor(_ nodes: [Int], _ tree: MarkupTree) -> [Int] {
    let whole = prose(MarkupTree.root)
    var ofClass: [String: Int] = [:]
    for node in nodes where prose(node) > 0 {
      ofClass[tree.attribute("class", of: node) ?? "", default: 0] += prose(node)
    }
    let common = Set(ofClass.filter { !$0.key.isEmpty && $0.value * 4 >= whole * 3 }.keys)
    return nodes.filter { node in
      prose(node) * 2 < whole && (common.isEmpty || !common.contains(tree.attribute("class", of: node) ?? ""))
    }
  }

  /// Whether the page's first heading of the first level is outside of a node, with enough text to be an article.
  private func isBesideHeading(_ node: Int, _ tree: MarkupTree) -> Bool {
    let rest = prose(MarkupTree.root) - prose(node)
    guard var current = heading, rest >= Self.leastBesideColumn, rest * 5 >= prose(MarkupTree.root) else {
      return false
    }
    while current > node, let parent = tree.parent(current) { current = parent }
    return current != node
  }

  private mutating func drop(_ nodes: [Int], _ tree: MarkupTree) {
    guard !nodes.isEmpty else { return }
    for node in nodes { isDropped[node] = true }
    for node in 1..<tree.count {
      if let parent = tree.parent(node), isDropped[parent] { isDropped[node] = true }
    }
    measure(tree)
  }

  /// Text outside of links.
  func prose(_ node: Int) -> Int { Int(text[node] - links[node]) }
}

/// Reads what an element is from its name and attributes.
private struct BlockReader {
  let tree: MarkupTree
  let rules: PageRules
  let names: [String]
  private let elementEffects: [PageRules.Effect?]
  /// Elements that contain the whole page: the words of their classes say nothing about a part.
  private let wholes: Set<String> = ["html", "body", "head", "main"]

  init(tree: MarkupTree, rules: PageRules, names: [String]) {
    self.tree = tree
    self.rules = rules
    self.names = names
    elementEffects = names.map { rules.effect(.element, $0) }
  }

  /// Whether an element is hidden by its own attributes. The page as a whole, and the element that contains its
  /// article, are not: a script shows them once the page is loaded.
  func isHidden(_ node: Int, _ effect: PageRules.Effect?) -> Bool {
    guard tree.hasAttributes(node), !wholes.contains(names[tree.nameNumber(node)]) else { return false }
    if let hidden = tree.attribute("hidden", of: node), hidden != "until-found" { return true }
    if tree.attribute("aria-hidden", of: node) == "true" { return true }
    guard let style = tree.attribute("style", of: node)?.lowercased().filter({ $0 != " " }) else { return false }
    if style.contains("display:none") { return true }
    guard effect != .main else { return false }
    return style.contains("visibility:hidden") || style.contains("font-size:0;") || style.hasSuffix("font-size:0")
  }

  func effect(_ node: Int) -> PageRules.Effect? {
    let own = elementEffects[tree.nameNumber(node)]
    if own == .drop { return .drop }
    guard tree.hasAttributes(node) else { return own }
    if let role = tree.attribute("role", of: node), let effect = rules.effect(.role, role.lowercased()) {
      return effect
    }
    if let property = tree.attribute("itemprop", of: node), let effect = rules.effect(.property, property.lowercased())
    {
      return effect
    }
    let name = names[tree.nameNumber(node)]
    guard !wholes.contains(name) else { return own }
    var found = own
    for text in [tree.attribute("class", of: node), tree.attribute("id", of: node)] {
      guard let text else { continue }
      switch effect(ofClasses: text, isArticle: name == "article") {
      case .main: return .main
      case .drop: return .drop
      case .aside: found = found ?? .aside
      case .beside: found = .beside
      case nil: break
      }
    }
    return found
  }

  func isHiddenByClass(_ node: Int) -> Bool {
    tree.attribute("class", of: node).map {
      $0.contains("hidden") || $0.contains("sr-only") || $0.contains("invisible")
    }
      ?? false
  }

  func isComments(_ node: Int) -> Bool {
    [tree.attribute("class", of: node), tree.attribute("id", of: node)].contains {
      $0?.lowercased().contains("comment") ?? false
    }
  }

  /// How much of a class or id is read, in characters.
  private static let longestClass = 512

  /// Words beside that of a column in the class of what contains both the column and the article.
  private static let around: Set<String> = [
    "content", "has", "layout", "main", "no", "page", "with", "without", "wrap", "wrapper",
  ]

  private func effect(ofClasses text: String, isArticle: Bool) -> PageRules.Effect? {
    var found: PageRules.Effect?
    for name in text.prefix(Self.longestClass).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
      let lower = name.lowercased()
      if let effect = rules.effect(.class, lower) {
        if effect != .aside { return effect }
        found = effect
      }
      guard !isArticle else { continue }
      let words = words(of: name)
      for (index, word) in words.enumerated() {
        switch rules.effect(.class, word) {
        case .drop where index == 0 || index == words.count - 1: return .drop
        // A name of more words, such as `content-with-sidebar`, is that of what is around both.
        case .beside where words.count == 1 || words.count == 2 && !Self.around.contains(words[1 - index]):
          found = .beside
        case .aside where words.count <= 4: found = found ?? .aside
        default: break
        }
      }
    }
    return found
  }

  /// The words of a name, in lower case: `articleRelated-links` has three.
  private func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in name.unicodeScalars {
      let isUpper = (0x41...0x5A).contains(scalar.value)
      if scalar == "-" || scalar == "_" || scalar == ":" || scalar == "/" || isUpper && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if scalar != "-", scalar != "_", scalar != ":", scalar != "/" {
        word.unicodeScalars.append(isUpper ? Unicode.Scalar(scalar.value | 0x20) ?? scalar : scalar)
      }
      wasLower = (0x61...0x7A).contains(scalar.value)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
