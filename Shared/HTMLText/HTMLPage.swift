import Markup
import ReferenceData

/// The content of a web page or of a fragment of one: the text of its article, and the metadata in its head.
package struct HTMLPage: Hashable, Sendable {
  /// Paragraphs are separated by an empty line. It may contain what looks like markup: escape it when showing it.
  package var text: String
  package var title: String?
  /// The date of publication, as written.
  package var published: String?
  /// Texts that look like dates of publication by their class, the likeliest first; empty where `published` is stated.
  package var visibleDates: [String]
  /// The canonical address, as written.
  package var url: String?
  /// A language tag, as written.
  package var language: String?
  /// The name of the outlet.
  package var source: String?
  /// The JSON texts of its linked data (`application/ld+json`), not yet parsed.
  package var linkedData: [String]
}

/// Reads pages: the article's main text without menus, related stories, comments, notices, hidden and deleted parts.
///
/// Safe on hostile input: time and memory are linear in the length, nothing is fetched and nothing is run.
package struct HTMLReader: Sendable {
  private let names: PageNames
  /// The largest size of the text, in bytes of UTF-8.
  private let maximumBytes: Int

  package init(rules: PageRules, maximumBytes: Int) {
    names = PageNames(rules)
    self.maximumBytes = maximumBytes
  }

  package func page(_ html: String) throws(HTMLRefusal) -> HTMLPage {
    let tree: MarkupTree
    do throws(MarkupRefusal) {
      tree = try MarkupReader.tree(html, .html)
    } catch {
      throw .markup(error)
    }
    var classes = ClassReader(names.classes)
    let blocks = PageBlocks(tree, names, &classes)
    var metadata = PageMetadata(tree, names.rules, blocks)
    let title = metadata.title
    let text = MainText(tree, blocks).text(withoutTitle: title)
    guard text.utf8.count <= maximumBytes else { throw .tooLarge(limit: maximumBytes) }
    let published = metadata.take(.published)
    return HTMLPage(
      text: text, title: title, published: published,
      visibleDates: published == nil ? VisibleDates.find(tree, blocks, &classes) : [], url: metadata.take(.url),
      language: metadata.language, source: metadata.take(.source), linkedData: metadata.linkedData)
  }
}
