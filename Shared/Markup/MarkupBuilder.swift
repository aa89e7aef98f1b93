import Glibc

/// Builds a tree from tags and texts in their order.
struct MarkupBuilder {
  private(set) var tree: MarkupTree
  private let dialect: MarkupTree.Dialect
  private var numbers: [String: Int32] = ["": 0]
  /// The open elements, the root first.
  private var open: [Int32] = [0]
  /// How many elements are open beyond `MarkupReader.flatDepth`.
  private var excess = 0
  private var current: Int32 = 0
  /// What the start of an element does to an open one, by the numbers of both names.
  private var effects: [ImpliedEffect]
  /// So many names have their effects kept.
  private static let keptNames = 64

  init(_ dialect: MarkupTree.Dialect, reserving bytes: Int) {
    self.dialect = dialect
    effects = dialect == .html ? Array(repeating: .unknown, count: Self.keptNames * Self.keptNames) : []
    tree = MarkupTree(nodes: [MarkupTree.Node(kind: .element, parent: -1, range: 0..<0)])
    tree.content.reserveCapacity(bytes)
    tree.nodes.reserveCapacity(bytes / 48)
  }

  mutating func beginElement(_ name: String) {
    let number = number(name)
    if dialect == .html { closeImplied(by: name, number) }
    let start = Int32(tree.attributes.count)
    current = append(MarkupTree.Node(kind: .element, name: number, parent: top, range: start..<start))
  }

  mutating func attribute(_ name: String, _ value: UnsafeBufferPointer<UInt8>?) {
    let start = Int32(tree.content.count)
    if let value { appendDecoded(value) }
    tree.attributes.append(.init(name: number(name), value: start..<Int32(tree.content.count)))
  }

  /// False where elements are nested too deep.
  mutating func endOfTag(isSelfClosing: Bool) -> Bool {
    let start = tree.nodes[Int(current)].range.lowerBound
    tree.nodes[Int(current)].range = start..<Int32(tree.attributes.count)
    let name = tree.names[Int(tree.nodes[Int(current)].name)]
    if dialect == .html ? HTMLElements.void.contains(name) : isSelfClosing { return true }
    if open.count > MarkupReader.flatDepth {
      excess += 1
      return excess + MarkupReader.flatDepth <= MarkupReader.maximumDepth
    }
    open.append(current)
    return true
  }

  mutating func endElement(_ name: String) {
    if excess > 0 {
      excess -= 1
      return
    }
    guard let number = numbers[name], number != 0,
      let index = open.lastIndex(where: { tree.nodes[Int($0)].name == number }), index > 0
    else { return }
    // The end of an inline element ends no block that was opened within it: only itself.
    if dialect == .html, !HTMLElements.blocks.contains(name),
      open[(index + 1)...].contains(where: { HTMLElements.blocks.contains(tree.names[Int(tree.nodes[Int($0)].name)]) })
    {
      open.remove(at: index)
    } else {
      open.removeSubrange(index...)
    }
  }

  mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = Int32(tree.content.count)
    appendDecoded(bytes)
    appendLeaf(.text, from: start)
  }

  mutating func appendVerbatim(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let start = Int32(tree.content.count)
    tree.content.append(contentsOf: bytes)
    appendLeaf(.text, from: start)
  }

  mutating func appendRaw(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let start = Int32(tree.content.count)
    tree.content.append(contentsOf: bytes)
    appendLeaf(.raw, from: start)
  }

  private mutating func appendLeaf(_ kind: MarkupTree.Kind, from start: Int32) {
    let end = Int32(tree.content.count)
    if end > start { append(MarkupTree.Node(kind: kind, parent: top, range: start..<end)) }
  }

  private mutating func appendDecoded(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    var search = 0
    while let offset = find(UInt8(ascii: "&"), base + search, bytes.count - search) {
      let ampersand = search + offset
      search = ampersand + 1
      guard let (value, end) = CharacterReference.read(bytes, at: ampersand) else { continue }
      tree.content.append(contentsOf: bytes[start..<ampersand])
      tree.content.append(contentsOf: value)
      start = end
      search = end
    }
    tree.content.append(contentsOf: bytes[start...])
  }

  private var top: Int32 { open[open.count - 1] }

  @discardableResult
  private mutating func append(_ node: MarkupTree.Node) -> Int32 {
    let index = Int32(tree.nodes.count)
    let parent = Int(node.parent)
    if tree.nodes[parent].lastChild < 0 {
      tree.nodes[parent].firstChild = index
    } else {
      tree.nodes[Int(tree.nodes[parent].lastChild)].next = index
    }
    tree.nodes[parent].lastChild = index
    tree.nodes.append(node)
    return index
  }

  private mutating func number(_ name: String) -> Int32 {
    if let number = numbers[name] { return number }
    // Unknown names share one number once there are many.
    guard tree.names.count < 4096 else { return 0 }
    let number = Int32(tree.names.count)
    tree.names.append(name)
    numbers[name] = number
    return number
  }

  /// Ends what the start of an element ends without an end tag: a paragraph before a block, an item before an item.
  private mutating func closeImplied(by name: String, _ number: Int32) {
    guard let rule = HTMLElements.implied[name] else { return }
    var index = open.count - 1
    while index > 0 {
      switch effect(of: rule, number, on: tree.nodes[Int(open[index])].name) {
      case .ends:
        open.removeSubrange(index...)
        return
      case .stops: return
      case .passes, .unknown: index -= 1
      }
    }
  }

  private enum ImpliedEffect: UInt8 {
    case unknown, ends, stops, passes
  }

  /// Effects are looked up once for each pair of names: most pages have few names and many elements.
  private mutating func effect(
    of rule: HTMLElements.ImpliedEnd, _ number: Int32, on other: Int32
  ) -> ImpliedEffect {
    let isKept = number < Self.keptNames && other < Self.keptNames
    let slot = Int(number) * Self.keptNames + Int(other)
    if isKept, effects[slot] != .unknown { return effects[slot] }
    let name = tree.names[Int(other)]
    let effect: ImpliedEffect = rule.closes.contains(name) ? .ends : rule.stops.contains(name) ? .stops : .passes
    if isKept { effects[slot] = effect }
    return effect
  }
}

/// The offset of the first `byte` among `count` bytes.
func find(_ byte: UInt8, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
  guard count > 0, let found = memchr(start, Int32(byte), count) else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
