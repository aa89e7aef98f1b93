import JSONCoding

/// A retraction is refused because another source published the article. It is refused again whenever it is published.
package struct ForeignRetraction: Error, Hashable, Sendable {
  package let articleId: String
  /// The source of the article: its domain or, without one, its name.
  package let source: String
  /// The source of the retraction, by its domain or name; empty where none is stated.
  package let stated: String

  /// What was found, and what was expected.
  package var message: String {
    "the retracted article is of \(quoted(source)), the retraction of "
      + "\(stated.isEmpty ? "no source" : quoted(stated)); "
      + "expected the source as the article has it, by its domain if it has one: article \(articleId)"
  }
}
