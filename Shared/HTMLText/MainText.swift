import Markup

/// Finds the part of a page that contains its article, and returns its text.
struct MainText {
  private let tree: MarkupTree
  private let blocks: PageBlocks

  /// An element that is marked as the article must contain at least this share of the page's text outside links.
  private static let ownWordShare = 0.5
  /// Where no element is marked as the article, and within `main`, the search descends into a child with at least this
  /// share of its parent's text outside links.
  private static let descentShare = 0.75

  init(_ tree: MarkupTree, _ blocks: PageBlocks) {
    self.tree = tree
    self.blocks = blocks
  }

  /// The text of the article, without a heading that repeats the title.
  func text(withoutTitle title: String?) -> String {
    let top = blocks.isFragment ? MarkupTree.root : container
    var writer = BlockWriter(tree, blocks, title: title)
    let text = writer.text(of: top, filtersLinks: !blocks.isFragment)
    // A page of headlines alone has its text in links.
    if !blocks.isFragment, text.utf8.count < 200, Int(blocks.text[top]) > 2 * text.utf8.count {
      writer = BlockWriter(tree, blocks, title: title)
      return writer.text(of: top, filtersLinks: false)
    }
    return text
  }

  private var container: Int {
    let whole = Double(blocks.prose(MarkupTree.root))
    let candidates = blocks.mains.filter {
      !blocks.isDropped[$0] && Double(blocks.prose($0)) >= Self.ownWordShare * whole && blocks.prose($0) > 0
    }
    // The innermost one that still contains nearly all of the text of the one around it.
    if var best = candidates.first {
      for candidate in candidates.dropFirst() where isInside(candidate, best) {
        if Double(blocks.prose(candidate)) >= 0.8 * Double(blocks.prose(best)) { best = candidate }
      }
      return tree.name(best) == "main" ? descend(from: best) : best
    }
    return descend(from: MarkupTree.root)
  }

  private func isInside(_ node: Int, _ ancestor: Int) -> Bool {
    var next = tree.parent(node)
    while let current = next {
      if current == ancestor { return true }
      if current < ancestor { return false }
      next = tree.parent(current)
    }
    return false
  }

  private func descend(from start: Int) -> Int {
    var node = start
    while true {
      let wanted = Self.descentShare * Double(blocks.prose(node))
      var child = wanted > 0 ? tree.firstChild(node) : nil
      while let next = child, blocks.isDropped[next] || Double(blocks.prose(next)) < wanted || !isContainer(next) {
        child = tree.nextSibling(next)
      }
      guard let child else { return node }
      node = child
    }
  }

  /// Whether an element can contain a whole article: a single paragraph, list or row cannot.
  private func isContainer(_ node: Int) -> Bool {
    switch tree.name(node) {
    case "html", "body", "main", "article", "section", "div", "table", "tbody", "tr", "td", "center", "form", "font",
      "span":
      true
    default: false
    }
  }
}
