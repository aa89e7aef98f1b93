import Glibc

/// Builds a tree from tags and texts, which it receives in document order.
struct MarkupBuilder {
  private(set) var tree: MarkupTree
  private let dialect: MarkupTree.Dialect
  /// The traits of elements, indexed by the number of the name; empty for XML.
  private let traits: [HTMLElements.Traits]
  private let impliedEffects: [HTMLElements.ImpliedEffect]
  /// The texts and attribute values in which references were decoded; `finish` appends them to the tree's content.
  private var decoded: [UInt8] = []
  private let documentBytes: Int
  /// The node numbers of the open elements, the root first.
  private var open: [Int32] = [0]
  /// How many elements are open beyond `MarkupReader.flatDepth`.
  private var excess = 0
  private var current: Int32 = 0

  init(_ document: [UInt8], _ dialect: MarkupTree.Dialect) {
    self.dialect = dialect
    traits = dialect == .html ? HTMLElements.traits : []
    impliedEffects = dialect == .html ? HTMLElements.impliedEffects : []
    documentBytes = document.count
    tree = MarkupTree(document, dialect)
    tree.nodes.reserveCapacity(document.count / 48)
    tree.attributes.reserveCapacity(document.count / 96)
  }

  consuming func finish() -> MarkupTree {
    tree.content.append(contentsOf: decoded)
    return tree
  }

  /// - Returns: how to read the element's content if it is not markup; nil if it is markup.
  mutating func beginElement(_ name: UnsafeBufferPointer<UInt8>) -> HTMLElements.RawContent? {
    let number = number(name)
    let traits = traits(number)
    if traits.endsOthers { endImplied(by: number) }
    let start = Int32(tree.attributes.count)
    current = append(MarkupTree.Node(kind: .element, name: number, parent: top, range: start..<start))
    return traits.raw
  }

  /// - Parameter value: its bytes in the document, at the offset `start`; nil for an attribute without a value.
  mutating func attribute(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>?, at start: Int) {
    let range = value.map { content($0, at: start) } ?? 0..<0
    tree.attributes.append(.init(name: number(name), value: range))
  }

  /// Ends a start tag; returns false if elements are nested deeper than `MarkupReader.maximumDepth`.
  mutating func endOfTag(isSelfClosing: Bool) -> Bool {
    let start = tree.nodes[Int(current)].range.lowerBound
    tree.nodes[Int(current)].range = start..<Int32(tree.attributes.count)
    if dialect == .html ? traits(tree.nodes[Int(current)].name).isVoid : isSelfClosing { return true }
    if open.count > MarkupReader.flatDepth {
      excess += 1
      return excess + MarkupReader.flatDepth <= MarkupReader.maximumDepth
    }
    open.append(current)
    return true
  }

  mutating func endElement(_ name: UnsafeBufferPointer<UInt8>) {
    if excess > 0 {
      excess -= 1
      return
    }
    let number = tree.keys.number(of: name) ?? 0
    guard let index = open.lastIndex(where: { tree.nodes[Int($0)].name == number }), index > 0 else { return }
    // The end of an inline element ends no block that was opened within it: only itself.
    if dialect == .html, !traits(Int32(number)).isBlock,
      open[(index + 1)...].contains(where: { traits(tree.nodes[Int($0)].name).isBlock })
    {
      open.remove(at: index)
    } else {
      open.removeSubrange(index...)
    }
  }

  /// - Parameter start: the offset of the text in the document.
  mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    appendLeaf(.text, content(bytes, at: start))
  }

  mutating func appendVerbatim(_ range: Range<Int>) { appendLeaf(.text, Self.narrowed(range)) }

  mutating func appendRaw(_ range: Range<Int>) { appendLeaf(.raw, Self.narrowed(range)) }

  private mutating func appendLeaf(_ kind: MarkupTree.Kind, _ range: Range<Int32>) {
    if !range.isEmpty { append(MarkupTree.Node(kind: kind, parent: top, range: range)) }
  }

  private static func narrowed(_ range: Range<Int>) -> Range<Int32> {
    Int32(range.lowerBound)..<Int32(range.upperBound)
  }

  /// The range of a text in the tree's content: in the document if it has no ampersand, otherwise among the decoded
  /// texts.
  private mutating func content(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Range<Int32> {
    guard let base = bytes.baseAddress, find(UInt8(ascii: "&"), base, bytes.count) != nil else {
      return Self.narrowed(start..<(start + bytes.count))
    }
    let first = documentBytes + decoded.count
    appendDecoded(bytes, base)
    return Self.narrowed(first..<(documentBytes + decoded.count))
  }

  private mutating func appendDecoded(_ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>) {
    var start = 0
    var search = 0
    while let offset = find(UInt8(ascii: "&"), base + search, bytes.count - search) {
      let ampersand = search + offset
      search = ampersand + 1
      guard let (value, end) = CharacterReference.read(bytes, at: ampersand) else { continue }
      decoded.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<ampersand]))
      decoded.append(contentsOf: value)
      start = end
      search = end
    }
    decoded.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  private var top: Int32 { open[open.count - 1] }

  @discardableResult
  private mutating func append(_ node: MarkupTree.Node) -> Int32 {
    let index = Int32(tree.nodes.count)
    let parent = Int(node.parent)
    let last = tree.nodes[parent].lastChild
    if last < 0 {
      tree.nodes[parent].firstChild = index
    } else {
      tree.nodes[Int(last)].next = index
    }
    tree.nodes[parent].lastChild = index
    tree.nodes.append(node)
    return index
  }

  private mutating func number(_ name: UnsafeBufferPointer<UInt8>) -> Int32 {
    // Unknown names share one number once there are many.
    guard let (number, isNew) = tree.keys.insert(name) else { return 0 }
    if isNew { tree.names.append(String(decoding: name, as: UTF8.self)) }
    return Int32(number)
  }

  private func traits(_ number: Int32) -> HTMLElements.Traits {
    number < traits.count ? traits[Int(number)] : HTMLElements.Traits()
  }

  /// Ends the open element that the start of element `number` ends without an end tag, such as a `p` before a `div`, or
  /// an `li` before an `li`.
  private mutating func endImplied(by number: Int32) {
    let row = Int(number) * traits.count
    var index = open.count - 1
    while index > 0 {
      let other = Int(tree.nodes[Int(open[index])].name)
      switch other < traits.count ? impliedEffects[row + other] : .passes {
      case .ends:
        open.removeSubrange(index...)
        return
      case .stops: return
      case .passes: index -= 1
      }
    }
  }
}

/// The offset of the first `byte` among `count` bytes; nil if they do not contain it.
func find(_ byte: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
  guard count > 0, let found = memchr(start, Int32(byte), count) else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
