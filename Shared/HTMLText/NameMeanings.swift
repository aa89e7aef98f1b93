import Markup
import ReferenceData

/// What a name means in a page, both as the name of an element and as that of an attribute.
struct NameMeaning: Sendable {
  var role = ElementRole.inline
  var effect: PageRules.Effect?
  var part: ElementPart?
  /// 1 to 6 for `h1` to `h6`; 0 for others.
  var headingLevel: UInt8 = 0
  var metadata: MetadataElement?
  var attribute: PartAttribute?

  init(_ name: String, _ rules: PageRules) {
    role = ElementRole.of(name)
    effect = rules.effect(.element, name)
    part = ElementPart(name)
    metadata = MetadataElement(rawValue: name)
    attribute = PartAttribute(rawValue: name)
    let bytes = Array(name.utf8)
    if bytes.count == 2, bytes[0] == UInt8(ascii: "h"), (0x31...0x36).contains(bytes[1]) {
      headingLevel = bytes[1] - 0x30
    }
  }
}

/// The meanings of the names of elements, attributes and classes under the rules for pages.
struct PageNames: Sendable {
  let rules: PageRules
  let classes: ClassNames
  /// Parts of a class, as written, that a page fragment does not keep.
  let classParts: [String]
  /// Parts of a class or id, in lower case, that a page fragment does not keep.
  let nameParts: [String]
  /// The meanings of `MarkupTree.commonNames`, with which the names of each HTML tree begin.
  private let common: [NameMeaning]

  init(_ rules: PageRules) {
    self.rules = rules
    classes = ClassNames(rules)
    classParts = Array(rules.effects(.classPart).keys)
    nameParts = Array(rules.effects(.namePart).keys)
    common = MarkupTree.commonNames.map { NameMeaning($0, rules) }
  }

  /// - Parameter names: the names of an HTML tree, which begin with the common ones.
  func meanings(of names: [String]) -> [NameMeaning] {
    common + names[common.count...].map { NameMeaning($0, rules) }
  }
}

/// An element that says something about the whole page.
enum MetadataElement: String, Sendable {
  case meta, link, html, title, time, script
  case heading = "h1"
}

/// Which kind of part of a page an element is.
enum ElementPart: Sendable {
  /// Contains the whole page: the words of its classes say nothing about a part.
  case whole
  case article, landmark, link

  init?(_ name: String) {
    switch name {
    case "html", "body", "head", "main": self = .whole
    case "article": self = .article
    case "nav", "header", "footer", "aside": self = .landmark
    case "a": self = .link
    default: return nil
    }
  }
}

/// An attribute that shows what a part of a page is.
enum PartAttribute: String, Sendable {
  case role, `class`, id, hidden, style
  case property = "itemprop"
  case ariaHidden = "aria-hidden"
}

/// The values of one element's part attributes, as byte ranges of the tree's content. Where an attribute is repeated,
/// the first value counts.
struct PartAttributes {
  var role: Range<Int32>?
  var property: Range<Int32>?
  var `class`: Range<Int32>?
  var id: Range<Int32>?
  var hidden: Range<Int32>?
  var ariaHidden: Range<Int32>?
  var style: Range<Int32>?

  init(_ node: MarkupTree.Node, _ tree: MarkupTree, _ meanings: [NameMeaning]) {
    for index in Int(node.range.lowerBound)..<Int(node.range.upperBound) {
      let attribute = tree.attributes[index]
      switch meanings[Int(attribute.name)].attribute {
      case nil: break
      case .role: role = role ?? attribute.value
      case .property: property = property ?? attribute.value
      case .class: self.class = self.class ?? attribute.value
      case .id: id = id ?? attribute.value
      case .hidden: hidden = hidden ?? attribute.value
      case .ariaHidden: ariaHidden = ariaHidden ?? attribute.value
      case .style: style = style ?? attribute.value
      }
    }
  }
}
