import Markup

/// Texts of a page that by their class are dates of publication, for pages whose head has none.
enum VisibleDates {
  /// A page with more dates than this is taken for a list of stories.
  private static let maximumDates = 6
  private static let longestText = 120

  /// The texts in the order of the page, those after its heading first; empty for a list of stories.
  static func find(_ tree: MarkupTree, _ blocks: PageBlocks, _ classes: inout ClassReader) -> [String] {
    var found: [(node: Int, text: String)] = []
    for node in 1..<max(1, tree.count)
    where tree.hasAttributes(node) && !blocks.isDeepInDropped(node, tree) && isDate(node, tree, blocks, &classes) {
      let text = tree.text(node)
      guard text.utf8.count <= longestText, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { continue }
      // An element around one that is found says the same with more words.
      if let last = found.last, tree.parent(node) == last.node { found.removeLast() }
      guard found.count < maximumDates else { return [] }
      found.append((node, text))
    }
    guard let heading = blocks.heading else { return found.map(\.text) }
    return (found.filter { $0.node > heading } + found.filter { $0.node < heading }).map(\.text)
  }

  private static func isDate(
    _ node: Int, _ tree: MarkupTree, _ blocks: PageBlocks, _ classes: inout ClassReader
  ) -> Bool {
    let attributes = PartAttributes(tree.nodes[node], tree, blocks.meanings)
    for value in [attributes.class, attributes.id] {
      guard let value else { continue }
      let isDate = tree.content.withUnsafeBufferPointer { content in
        let range = Int(value.lowerBound)..<Int(value.upperBound)
        return classes.meaning(of: UnsafeBufferPointer(rebasing: content[range])).isDate
      }
      if isDate { return true }
    }
    return false
  }
}
