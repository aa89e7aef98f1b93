/// A document of HTML or XML as a tree in flat arrays. Nodes are numbered in document order; the root is 0 and has no
/// name.
package struct MarkupTree: Sendable {
  package enum Dialect: Sendable {
    /// Names in lower case, void elements and implied ends by the HTML standard.
    case html
    /// Names as they are written, with their prefix.
    case xml
  }

  package enum Kind: UInt8, Sendable {
    case element, text
    /// The content of a script or style sheet, or of an attribute-free raw element: no markup is read in it.
    case raw
  }

  package struct Node: Sendable {
    package internal(set) var kind: Kind
    /// Into `names`; the root's and a text's is 0, the empty name.
    package internal(set) var name: Int32 = 0
    /// −1 for the root, as is each of the following where there is none.
    package internal(set) var parent: Int32
    package internal(set) var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    package internal(set) var next: Int32 = -1
    /// The bytes of a text in `content`, or the attributes of an element.
    package internal(set) var range: Range<Int32>
  }

  package struct Attribute: Sendable {
    /// Into `names`.
    package let name: Int32
    /// Into `content`.
    package let value: Range<Int32>
  }

  package internal(set) var nodes: [Node]
  /// Names of elements and attributes, each once. In HTML they begin with `commonNames`.
  package internal(set) var names: [String]
  package internal(set) var attributes: [Attribute] = []
  /// The document, after which come those texts and values of it that have references, decoded.
  package internal(set) var content: [UInt8]
  /// The numbers of `names`.
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

  /// The place of the name in `names`.
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

  /// The value of the attribute of that name; nil where the element has none.
  package func attribute(_ name: String, of node: Int) -> String? {
    guard nodes[node].kind == .element, let number = keys.number(of: name) else { return nil }
    for attribute in attributes[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)]
    where attribute.name == number {
      return String(decoding: content[Int(attribute.value.lowerBound)..<Int(attribute.value.upperBound)], as: UTF8.self)
    }
    return nil
  }

  /// All attributes of an element with their values, in their order.
  package func attributes(of node: Int) -> [(name: String, value: String)] {
    guard nodes[node].kind == .element else { return [] }
    return attributes[Int(nodes[node].range.lowerBound)..<Int(nodes[node].range.upperBound)].map { attribute in
      let value = content[Int(attribute.value.lowerBound)..<Int(attribute.value.upperBound)]
      return (names[Int(attribute.name)], String(decoding: value, as: UTF8.self))
    }
  }

  package func hasAttributes(_ node: Int) -> Bool { nodes[node].kind == .element && !nodes[node].range.isEmpty }

  /// All text below a node, raw nodes included, as written.
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

  /// The markup of what is inside a node: its elements without attributes other than addresses, its texts escaped.
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
  /// The document is larger than can be addressed.
  case tooLarge(limit: Int)
}
