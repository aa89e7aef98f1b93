import Markup

/// Writes the text of a part of a page, without lists of links, empty headings and the page's title.
struct BlockWriter {
  private let tree: MarkupTree
  private let blocks: PageBlocks
  private let title: [UInt8]?
  private var output = FlowingText()
  private var preformattedDepth = 0
  /// The node of the date that follows the headline just written; nil for none.
  private var joinedDate: Int?

  /// How many siblings are examined to decide about a heading: it keeps the work linear in the size of the page.
  private static let nearby = 64

  init(_ tree: MarkupTree, _ blocks: PageBlocks, title: String?) {
    self.tree = tree
    self.blocks = blocks
    self.title = title.map { Array($0.utf8) }
  }

  mutating func text(of top: Int, filtersLinks: Bool) -> String {
    var node = top
    while true {
      var isEntered = true
      if node != top { isEntered = enter(node, filtersLinks: filtersLinks) } else { begin(node) }
      if isEntered, let child = tree.firstChild(node) {
        node = child
        continue
      }
      if isEntered { end(node) }
      while node != top, tree.nextSibling(node) == nil {
        node = tree.parent(node) ?? top
        end(node)
      }
      guard node != top, let sibling = tree.nextSibling(node) else { break }
      node = sibling
    }
    return String(decoding: output.bytes, as: UTF8.self)
  }

  /// Returns false for a node that is skipped with its content.
  private mutating func enter(_ node: Int, filtersLinks: Bool) -> Bool {
    guard !blocks.isDropped[node] else {
      // A skipped node still separates the words around it.
      separate(by: node)
      return false
    }
    guard tree.kind(node) == .element else {
      output.append(tree.content[tree.textRange(node)], isPreformatted: preformattedDepth > 0)
      return true
    }
    if isTitle(node) || filtersLinks && (isListOfLinks(node) || isEmptyHeading(node)) {
      separate(by: node)
      return false
    }
    begin(node)
    return true
  }

  private mutating func begin(_ node: Int) {
    if role(node) == .preformatted { preformattedDepth += 1 }
    if node == joinedDate {
      output.append([UInt8(ascii: ",")])
      output.separate(by: .space)
    } else {
      separate(by: node)
    }
  }

  private mutating func end(_ node: Int) {
    guard tree.kind(node) == .element else { return }
    if role(node) == .preformatted { preformattedDepth -= 1 }
    joinedDate = dateBelow(node)
    if joinedDate == nil { separate(by: node) }
  }

  private mutating func separate(by node: Int) {
    switch role(node) {
    case .paragraph, .preformatted: output.separate(by: .paragraph)
    case .line: output.separate(by: .line)
    case .cell: output.separate(by: .space)
    case .inline, .dropped: break
    }
  }

  /// The role of a node's element; `inline` for a text node, whose name is empty.
  private func role(_ node: Int) -> ElementRole {
    blocks.meanings[tree.nameNumber(node)].role
  }

  /// Whether a block's text is mostly links, as in a menu or a list of other stories.
  private func isListOfLinks(_ node: Int) -> Bool {
    guard role(node) == .paragraph || role(node) == .line, blocks.linkCount[node] > 0 else { return false }
    let text = Double(blocks.text[node])
    let links = Double(blocks.links[node])
    return blocks.linkCount[node] > 1 ? links > 0.6 * text : links > 0.85 * text && headingLevel(node) == nil
  }

  private func isTitle(_ node: Int) -> Bool {
    guard let title, let level = headingLevel(node), level <= 2 else { return false }
    var flowing = FlowingText()
    flowing.append(ArraySlice(tree.text(node).utf8))
    return flowing.bytes == title
  }

  /// Whether a heading has only dropped parts and lists of links below it.
  private func isEmptyHeading(_ node: Int) -> Bool {
    guard let level = headingLevel(node), level > 1 else { return false }
    var next = tree.nextSibling(node)
    var sawLinks = false
    for _ in 0..<Self.nearby {
      guard let sibling = next else { break }
      if let other = headingLevel(sibling), other <= level { break }
      if tree.kind(sibling) == .element, blocks.isDropped[sibling] || isListOfLinks(sibling) {
        sawLinks = true
      } else if blocks.text[sibling] > 0 {
        return false
      }
      next = tree.nextSibling(sibling)
    }
    return sawLinks
  }

  private func headingLevel(_ node: Int) -> Int? {
    let level = blocks.meanings[tree.nameNumber(node)].headingLevel
    return level > 0 ? Int(level) : nil
  }
}

// MARK: Pages of several stories: a date right below a headline belongs to it.
extension BlockWriter {
  /// The block after a headline (`h2` to `h6`) that contains nothing but a date; nil for none.
  private func dateBelow(_ node: Int) -> Int? {
    guard let level = headingLevel(node), level > 1 else { return nil }
    var next = tree.nextSibling(node)
    var steps = 0
    while let sibling = next, blocks.text[sibling] == 0, steps < Self.nearby {
      next = tree.nextSibling(sibling)
      steps += 1
    }
    guard let sibling = next, tree.kind(sibling) == .element, isDate(sibling) else { return nil }
    return sibling
  }

  private func isDate(_ node: Int) -> Bool {
    guard (6...32).contains(blocks.text[node]) else { return false }
    let text = tree.text(node)
    let digits = text.utf8.split { !(0x30...0x39).contains($0) }
    let hasYear = digits.contains { $0.count == 4 && ($0.starts(with: "19".utf8) || $0.starts(with: "20".utf8)) }
    return hasYear && digits.count <= 6 && text.split(separator: " ").count <= 6
  }
}
