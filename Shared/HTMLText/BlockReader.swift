import Markup
import ReferenceData

/// Determines from an element's name and attributes what part of the page it is.
struct BlockReader {
  let tree: MarkupTree
  let names: PageNames
  let meanings: [NameMeaning]
  private var rules: PageRules { names.rules }

  /// - Returns: the effect that the element's name, role, property, class and id have; whether its own attributes hide
  /// it; whether a page fragment keeps it even though its effect is `drop`.
  func read(
    _ node: MarkupTree.Node, _ meaning: NameMeaning, _ classes: inout ClassReader
  ) -> (effect: PageRules.Effect?, isHidden: Bool, isKept: Bool) {
    guard !node.range.isEmpty else { return (meaning.effect, false, true) }
    let attributes = PartAttributes(node, tree, meanings)
    let effect = effect(meaning, attributes, &classes)
    return (effect, isHidden(meaning, attributes, effect), effect != .drop || isKept(attributes))
  }

  private func effect(
    _ meaning: NameMeaning, _ attributes: PartAttributes, _ classes: inout ClassReader
  ) -> PageRules.Effect? {
    if meaning.effect == .drop { return .drop }
    if let role = attributes.role, let effect = rules.effect(.role, lowercased(role)) { return effect }
    if let property = attributes.property, let effect = rules.effect(.property, lowercased(property)) { return effect }
    guard meaning.part != .whole else { return meaning.effect }
    let byClass = joined(meaning.effect, attributes.class, meaning, &classes)
    return byClass == .main || byClass == .drop ? byClass : joined(byClass, attributes.id, meaning, &classes)
  }

  /// Combines the effect known of an element with that of its class or id. `aside` does not replace a known effect; any
  /// other effect does.
  private func joined(
    _ known: PageRules.Effect?, _ value: Range<Int32>?, _ meaning: NameMeaning, _ classes: inout ClassReader
  ) -> PageRules.Effect? {
    guard let value else { return known }
    switch withBytes(value, { classes.meaning(of: $0, isArticle: meaning.part == .article).effect }) {
    case .aside: return known ?? .aside
    case nil: return known
    case let effect: return effect
    }
  }

  /// Whether an element is hidden by its own attributes. The page as a whole, and the element that contains its
  /// article, are not: a script shows them once the page is loaded.
  private func isHidden(_ meaning: NameMeaning, _ attributes: PartAttributes, _ effect: PageRules.Effect?) -> Bool {
    guard meaning.part != .whole else { return false }
    if let hidden = attributes.hidden, !withBytes(hidden, { $0.elementsEqual("until-found".utf8) }) { return true }
    if let hidden = attributes.ariaHidden, withBytes(hidden, { $0.elementsEqual("true".utf8) }) { return true }
    guard let style = attributes.style else { return false }
    let declarations = withBytes(style) { style in
      style.lazy.filter { $0 != 0x20 }.map { isCapital($0) ? $0 | 0x20 : $0 } + [UInt8(ascii: ";")]
    }
    if Self.contains("display:none", declarations) { return true }
    guard effect != .main else { return false }
    return Self.contains("visibility:hidden", declarations) || Self.contains("font-size:0;", declarations)
  }

  private static func contains(_ part: StaticString, _ text: [UInt8]) -> Bool {
    var start = 0
    while start + part.utf8CodeUnitCount <= text.count {
      var length = 0
      while length < part.utf8CodeUnitCount, text[start + length] == part.utf8Start[length] { length += 1 }
      if length == part.utf8CodeUnitCount { return true }
      start += 1
    }
    return false
  }

  /// Whether a page fragment keeps the element by its class and id, which mark it neither as hidden nor as readers'
  /// comments.
  private func isKept(_ attributes: PartAttributes) -> Bool {
    let classes = attributes.class.map(text) ?? ""
    if names.classParts.contains(where: { classes.contains($0) }) { return false }
    return ![attributes.class, attributes.id].contains { value in
      guard let name = value.map(lowercased) else { return false }
      return names.nameParts.contains { name.contains($0) }
    }
  }

  private func withBytes<Result>(_ range: Range<Int32>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    tree.content.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(range.lowerBound)..<Int(range.upperBound)]))
    }
  }

  private func text(_ range: Range<Int32>) -> String {
    String(decoding: tree.content[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }

  private func lowercased(_ range: Range<Int32>) -> String { text(range).lowercased() }
}
