import Markup
import ReferenceData

/// Statistics of a page's parts: how much text each has, how much of it in links, and which parts are not the
/// article's.
struct PageBlocks {
  /// Bytes of text below a node that are not white space, without dropped parts.
  private(set) var text: [Int32]
  /// How many bytes of `text` are in links.
  private(set) var links: [Int32]
  /// The number of links below a node.
  private(set) var linkCount: [Int32]
  /// Whether a node is not part of the article, because of itself or of an element around it.
  private(set) var isDropped: [Bool]
  /// Elements that are marked as the article.
  private(set) var mains: [Int] = []
  /// Whether the page is only a piece of text with markup, without the elements that a whole page has.
  let isFragment: Bool
  /// The meanings of the tree's names, by the number of a name.
  let meanings: [NameMeaning]
  /// The first `h1` that is not dropped; nil for none.
  private(set) var heading: Int?
  /// The bytes of a text node that are not white space; 0 for elements.
  private var ownText: [Int32]

  /// The least text outside links, in bytes, that the rest of the page must have for a column to be dropped.
  private static let leastBesideColumn = 200

  init(_ tree: MarkupTree, _ names: PageNames, _ classes: inout ClassReader) {
    let meanings = names.meanings(of: tree.names)
    self.meanings = meanings
    isFragment = !tree.nodes.contains { node in
      switch meanings[Int(node.name)].part {
      case .whole, .article, .landmark: true
      case .link, nil: false
      }
    }
    text = [Int32](repeating: 0, count: tree.count)
    links = text
    linkCount = text
    ownText = text
    isDropped = [Bool](repeating: false, count: tree.count)
    var asides: [Int] = []
    var columns: [Int] = []
    let reader = BlockReader(tree: tree, names: names, meanings: meanings)
    for index in 1..<max(1, tree.count) {
      let node = tree.nodes[index]
      if isDropped[Int(node.parent)] {
        isDropped[index] = true
        continue
      }
      guard node.kind == .element else {
        if node.kind == .raw { isDropped[index] = true } else { ownText[index] = weight(tree, node.range) }
        continue
      }
      let meaning = meanings[Int(node.name)]
      if heading == nil, meaning.headingLevel == 1 { heading = index }
      guard meaning.role != .dropped else {
        isDropped[index] = true
        continue
      }
      let (effect, isHidden, isKept) = reader.read(node, meaning, &classes)
      guard !isHidden else {
        isDropped[index] = true
        continue
      }
      switch effect {
      case nil: break
      case .drop: isDropped[index] = !isFragment || !isKept
      case .aside: if !isFragment { asides.append(index) }
      case .beside: if !isFragment { columns.append(index) }
      case .main: mains.append(index)
      }
    }
    measure(tree)
    drop(columns.filter { isBesideHeading($0, tree) }, tree)
    drop(minor(asides, tree) + minor(columns, tree), tree)
  }

  private mutating func measure(_ tree: MarkupTree) {
    for node in text.indices {
      text[node] = isDropped[node] ? 0 : ownText[node]
      links[node] = 0
      linkCount[node] = 0
    }
    for index in stride(from: tree.count - 1, through: 1, by: -1) where !isDropped[index] {
      let node = tree.nodes[index]
      if node.kind == .element, meanings[Int(node.name)].part == .link {
        links[index] = text[index]
        linkCount[index] = 1
      }
      let parent = Int(node.parent)
      text[parent] += text[index]
      links[parent] += links[index]
      linkCount[parent] += linkCount[index]
    }
  }

  private func weight(_ tree: MarkupTree, _ range: Range<Int32>) -> Int32 {
    tree.content.withUnsafeBufferPointer { content in
      var count: Int32 = 0
      for place in Int(range.lowerBound)..<Int(range.upperBound) { count += content[place] > 0x20 ? 1 : 0 }
      return count
    }
  }

  /// The nodes that have less than half of the page's text. Nodes whose class together has three quarters of it are
  /// excepted: they are the article's paragraphs, whatever the words of the class say.
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

  /// Whether the page's first `h1` is outside of a node, together with enough text to be an article.
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

  /// Whether a node is in a dropped part, at least two levels below its top. A date directly in a dropped byline still
  /// counts as the article's.
  func isDeepInDropped(_ node: Int, _ tree: MarkupTree) -> Bool {
    guard let parent = tree.parent(node), let outer = tree.parent(parent) else { return false }
    return isDropped[outer]
  }

  /// The bytes of text below a node that are neither white space nor in links.
  func prose(_ node: Int) -> Int { Int(text[node] - links[node]) }
}
