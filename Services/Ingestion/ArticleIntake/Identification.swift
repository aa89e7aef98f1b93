import Models

/// The article or retraction in a record as a user published it, and what is wrong with its language.
package struct Identification: Hashable, Sendable {
  package var identified: IdentifiedArticle
  /// Why events of the article are missed because of its language; nil where they are not, and for a retraction.
  package var languageProblem: LanguageCheck.Problem?

  package init(identified: IdentifiedArticle, languageProblem: LanguageCheck.Problem? = nil) {
    self.identified = identified
    self.languageProblem = languageProblem
  }
}
