import Markup
import ReferenceData

/// What a page states about itself.
struct PageMetadata {
  private(set) var linkedData: [String] = []
  private var values: [PageRules.Field: (rank: Int, value: String)] = [:]
  private var headTitle: String?
  /// The texts of the first `h1` headings, at most `mostHeadings`.
  private var headings: [String] = []
  private var documentLanguage: String?
  /// The value of the `time` element that is likeliest to be the article's.
  private var time: (value: String, likelihood: TimeLikelihood)?

  private enum TimeLikelihood: Int {
    case deepInOther, elsewhere, inArticle
  }

  /// The most blocks of linked data that are kept.
  private static let mostLinkedData = 32
  private static let mostHeadings = 4

  init(_ tree: MarkupTree, _ rules: PageRules, _ blocks: PageBlocks) {
    let meanings = blocks.meanings
    let articles = Set(blocks.mains)
    for node in 0..<tree.count where tree.nodes[node].kind == .element {
      switch meanings[Int(tree.nodes[node].name)].metadata {
      case nil: break
      case .time: readTime(tree, node, blocks, articles)
      case let place?: read(tree, node, place, rules)
      }
      guard !tree.nodes[node].range.isEmpty,
        let property = PartAttributes(tree.nodes[node], tree, meanings).property
      else { continue }
      let name = String(decoding: tree.content[Int(property.lowerBound)..<Int(property.upperBound)], as: UTF8.self)
      if let place = rules.place(.itemprop, name.lowercased()) {
        take(
          tree.attribute("content", of: node) ?? tree.attribute("datetime", of: node) ?? text(tree, node), place)
      }
    }
  }

  private mutating func read(_ tree: MarkupTree, _ node: Int, _ place: MetadataElement, _ rules: PageRules) {
    switch place {
    case .meta: readMeta(tree, node, rules)
    case .link: readLink(tree, node, rules)
    case .html: documentLanguage = documentLanguage ?? tree.attribute("lang", of: node)
    case .title: headTitle = headTitle ?? text(tree, node)
    case .heading: if headings.count < Self.mostHeadings, let heading = text(tree, node) { headings.append(heading) }
    case .time: break
    case .script:
      if linkedData.count < Self.mostLinkedData,
        tree.attribute("type", of: node)?.lowercased() == "application/ld+json"
      {
        linkedData.append(tree.text(node))
      }
    }
  }

  private mutating func readTime(_ tree: MarkupTree, _ node: Int, _ blocks: PageBlocks, _ articles: Set<Int>) {
    guard time?.likelihood != .inArticle, let value = tree.attribute("datetime", of: node) else { return }
    var likelihood = TimeLikelihood.elsewhere
    if blocks.isDeepInDropped(node, tree) {
      likelihood = .deepInOther
    } else {
      var next = tree.parent(node)
      while let around = next, !articles.contains(around) { next = tree.parent(around) }
      if next != nil { likelihood = .inArticle }
    }
    if time.map({ $0.likelihood.rawValue < likelihood.rawValue }) ?? true { time = (value, likelihood) }
  }

  /// The value of best rank for the field. Where `published` has none, it is that of a `time` element, preferably the
  /// first one inside the article.
  mutating func take(_ field: PageRules.Field) -> String? {
    values[field]?.value ?? (field == .published ? time?.value : nil)
  }

  var language: String? { documentLanguage ?? values[.language]?.value }

  /// The stated title; else the first heading that is not the site's name; else the head's title without the site's
  /// name after its last separator.
  var title: String? {
    if let stated = values[.title]?.value { return stated }
    guard let headTitle else { return headings.first }
    let source = values[.source]?.value
    // A site's name is after the title, and shorter.
    let siteNames = headings.filter {
      $0 == source || headTitle.hasSuffix($0) && 2 * $0.utf8.count < headTitle.utf8.count
    }
    if let heading = headings.first(where: { !siteNames.contains($0) }), heading.utf8.count >= 12 { return heading }
    for separator in [" | ", " – ", " — ", " - ", "_", "-"] {
      guard let range = headTitle.ranges(of: separator).last else { continue }
      let site = headTitle[range.upperBound...]
      let rest = headTitle[..<range.lowerBound]
      if site.utf8.count < rest.utf8.count, site == source ?? "" || separator.utf8.count >= 3 { return String(rest) }
    }
    return headTitle
  }

  private mutating func readMeta(_ tree: MarkupTree, _ node: Int, _ rules: PageRules) {
    guard let content = tree.attribute("content", of: node) else { return }
    for (match, key) in [
      (PageRules.FieldMatch.property, "property"), (.name, "name"), (.property, "name"), (.name, "property"),
    ] {
      if let name = tree.attribute(key, of: node), let place = rules.place(match, name.lowercased()) {
        return take(content, place)
      }
    }
  }

  private mutating func readLink(_ tree: MarkupTree, _ node: Int, _ rules: PageRules) {
    guard let rel = tree.attribute("rel", of: node), let address = tree.attribute("href", of: node) else { return }
    if let place = rules.place(.link, rel.lowercased()) { take(address, place) }
  }

  private mutating func take(_ text: String?, _ place: PageRules.Place) {
    guard let text = text.flatMap(flattened), values[place.field].map({ $0.rank > place.rank }) ?? true else { return }
    values[place.field] = (place.rank, text)
  }

  private func text(_ tree: MarkupTree, _ node: Int) -> String? { flattened(tree.text(node)) }

  /// The first 4,096 bytes of a text, with single spaces; nil where nothing is left.
  private func flattened(_ text: String) -> String? {
    var flowing = FlowingText()
    flowing.append(ArraySlice(text.utf8.prefix(4096)))
    return flowing.bytes.isEmpty ? nil : String(decoding: flowing.bytes, as: UTF8.self)
  }
}
