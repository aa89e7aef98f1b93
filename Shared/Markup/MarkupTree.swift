/// A document of HTML or XML as a tree in flat arrays. Nodes are numbered in document order; the root is 0 and has no
/// name.
package struct MarkupTree: Sendable {
  package enum Dialect: Sendable {
    /// Names in lower case, void elements and implied ends by the HTML standard.
    case html
    /// Names as they are written, with their namespace prefix.
    case xml
  }

  package enum Kind: UInt8, Sendable {
    case element, text
    /// The content of an element in which no markup is read, such as `script`, `style` or `iframe`.
    case raw
  }

  package struct Node: Sendable {
    package internal(set) var kind: Kind
    /// The index of the name in `names`; 0, the empty name, for the root and for texts.
    package internal(set) var name: Int32 = 0
    /// The number of the parent node; −1 for the root.
    package internal(set) var parent: Int32
    /// The number of the first child; −1 without children.
    package internal(set) var firstChild: Int32 = -1
    /// The number of the last child; −1 without children.
    var lastChild: Int32 = -1
    /// The number of the next sibling; −1 for the last child.
    package internal(set) var next: Int32 = -1
    /// A text's range in `content`; for an element, the range of its attributes in `attributes`.
    package internal(set) var range: Range<Int32>
  }

  package struct Attribute: Sendable {
    /// The index of the name in `names`.
    package let name: Int32
    /// The range of the value in `content`; empty if the attribute has no value.
    package let value: Range<Int32>
  }

  package internal(set) var nodes: [Node]
  /// The names of elements and attributes, each once. In HTML they begin with `commonNames`.
  package internal(set) var names: [String]
  package internal(set) var attributes: [Attribute] = []
  /// The bytes of the document, followed by the decoded form of those texts and attribute values that contain
  /// references.
  package internal(set) var content: [UInt8]
  /// Finds the index of a name in `names`.
  var keys: KeyTable

  /// The names that have the same number in every tree of HTML.
  package static var commonNames: [String] { HTMLElements.names }

  package static let root = 0

  init(_ content: [UInt8], _ dialect: Dialect) {
    nodes = [Node(kind: .element, parent: -1, range: 0..<0)]
    names = dialect == .html ? HTMLElements.names : [""]
    keys = dialect == .html ? HTMLElements.keys : KeyTable([""])
    self.content = content
  }

  package var count: Int { nodes.count }

  package func kind(_ node: Int) -> Kind { nodes[node].kind }

  /// The name of an element; empty for a text and for the root.
  package func name(_ node: Int) -> String { names[Int(nodes[node].name)] }

  /// The index of the node's name in `names`.
  package func nameNumber(_ node: Int) -> Int { Int(nodes[node].name) }

  /// The parent of a node; nil for the root.
  package func parent(_ node: Int) -> Int? { nodes[node].parent < 0 ? nil : Int(nodes[node].parent) }
  package func firstChild(_ node: Int) -> Int? { nodes[node].firstChild < 0 ? nil : Int(nodes[node].firstChild) }
  package func nextSibling(_ node: Int) -> Int? { nodes[node].next < 0 ? nil : Int(nodes[node].next) }

  /// The bytes of a text or raw node, in `content`.
  package func textRange(_ node: Int) -> Range<Int> {
    Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)
  }

  package func children(_ node: Int) -> some Sequence<Int> {
    sequence(state: firstChild(node)) { next in
      guard let node = next else { return nil }
      next = nextSibling(node)
      return node
    }
  }

  /// The value of the attribute `name`; nil if the element does not have it.
  package func attribute(_ name: String, of node: Int) -> String? {
    guard nodes[node].kind == .element, let number = keys.number(of: name) else { return nil }
    for attribute in attributes[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)]
    where attribute.name == number {
      return String(decoding: content[Int(attribute.value.lowerBound)..<Int(attribute.value.upperBound)], as: UTF8.self)
    }
    return nil
  }

  /// All attributes of an element with their values, in document order.
  package func attributes(of node: Int) -> [(name: String, value: String)] {
    guard nodes[node].kind == .element else { return [] }
    return attributes[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)].map { attribute in
      let value = content[Int(attribute.value.lowerBound)..<Int(attribute.value.upperBound)]
      return (names[Int(attribute.name)], String(decoding: value, as: UTF8.self))
    }
  }

  package func hasAttributes(_ node: Int) -> Bool { nodes[node].kind == .element && !nodes[node].range.isEmpty }

  /// The text of a node and of all nodes below it, raw nodes included, with its white space unchanged.
  package func text(_ node: Int) -> String {
    var bytes: [UInt8] = []
    forEachText(node) { bytes += content[$0] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func forEachText(_ top: Int, _ body: (Range<Int>) -> Void) {
    var node = top
    while true {
      if nodes[node].kind != .element { body(textRange(node)) }
      if let child = firstChild(node) {
        node = child
        continue
      }
      while node != top, nextSibling(node) == nil { node = parent(node) ?? top }
      guard node != top, let sibling = nextSibling(node) else { return }
      node = sibling
    }
  }

  /// The content of a node as markup: its elements without attributes, its texts escaped.
  package func markup(inside top: Int) -> String {
    var bytes: [UInt8] = []
    var open: [Int] = []
    func close(until parent: Int) {
      while let last = open.last, last != parent {
        bytes += Array("</\(name(last))>".utf8)
        open.removeLast()
      }
    }
    var node = top
    open.append(top)
    while true {
      if node != top {
        close(until: self.parent(node) ?? top)
        if nodes[node].kind == .element {
          bytes += Array("<\(name(node))>".utf8)
          open.append(node)
        } else {
          for byte in content[textRange(node)] {
            switch byte {
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            default: bytes.append(byte)
            }
          }
        }
      }
      if let child = firstChild(node) {
        node = child
        continue
      }
      while node != top, nextSibling(node) == nil { node = self.parent(node) ?? top }
      guard node != top, let sibling = nextSibling(node) else { break }
      node = sibling
    }
    close(until: top)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Why a document was refused. A retry with the same document fails again.
package enum MarkupRefusal: Error, Hashable, Sendable {
  /// A tag has more than `limit` attributes; `offset` is the byte where it begins.
  case tagTooLong(offset: Int, limit: Int)
  /// Elements are nested deeper than `limit`.
  case tooDeep(limit: Int)
  /// The document has more than `limit` bytes.
  case tooLarge(limit: Int)
}
