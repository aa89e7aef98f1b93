import LanguageID
import Models
import ReferenceData

/// Finds articles whose events are missed because of their language.
package struct LanguageCheck: Sendable {
  package enum Problem: Hashable, Sendable {
    /// The reference data have no events in the article's language, an ISO 639-1 code.
    case unread(String)
    /// The text is in another language than stated, and events are read in one of the two.
    case doubted(stated: String, found: String)
  }

  private let languages: LanguageNames

  init(_ languages: LanguageNames) { self.languages = languages }

  /// Reads the tables in the folder `Tables` of the reference data, and `languages.tsv` in the folder beside it.
  package init(tables: String) throws(TableError) {
    self.init(
      try LanguageNames(path: "\(tables)/language-names.tsv", languages: "\(tables)/../Languages/languages.tsv"))
  }

  /// The problem of an article as it was published; nil for a retraction, and where its language is read or not known.
  package func problem(of article: Article) -> Problem? {
    guard article.retracts == nil else { return nil }
    let text = [article.title, article.body].compactMap(\.self).joined(separator: "\n\n")
    let stated = article.language.flatMap { LanguageTag.canonical($0, languages) }
    return problem(stated: stated, detected: detected(in: text))
  }

  /// The problem of an article in its normal form.
  ///
  /// - Parameter isStated: whether its publisher stated its language. Otherwise `language` was detected in the text,
  ///   which is not read again.
  func problem(of article: NormalisedArticle, isStated: Bool) -> Problem? {
    isStated
      ? problem(stated: article.language, detected: detected(in: article.text))
      : problem(stated: nil, detected: article.language)
  }

  private func detected(in text: String) -> String {
    LanguageIdentifier.language(of: text, preferring: languages.read)
  }

  private func problem(stated: String?, detected: String) -> Problem? {
    let detected = Self.primary(detected)
    let stated = stated.map(Self.primary) ?? detected
    guard stated != LanguageIdentifier.undetermined else { return nil }
    if detected != stated, detected != LanguageIdentifier.undetermined,
      languages.withEvents.contains(stated) || languages.withEvents.contains(detected)
    {
      return .doubted(stated: stated, found: detected)
    }
    return languages.withEvents.contains(stated) ? nil : .unread(stated)
  }

  /// The language of a BCP 47 tag, without region and script.
  private static func primary(_ tag: String) -> String { String(tag.prefix { $0 != "-" }) }
}
