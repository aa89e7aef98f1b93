import ArticleForms
import ReferenceData

/// The tables by which articles are read, normalised and compared.
package struct IntakeRules: Sendable {
  package let forms: FormRules
  package let tracking: TrackingParameters
  package let similarity: SimilarityHash
  package let identity: ArticleIdentity
  let republication: Republication
  let languages: LanguageNames
  let languageCheck: LanguageCheck
  package var times: IntakeTimes

  /// Reads the tables in the folder `Tables` of the reference data, and `languages.tsv` in the folder beside it.
  package init(tables: String) throws(TableError) {
    forms = try FormRules(tables: tables)
    tracking = try TrackingParameters(path: "\(tables)/tracking-parameters.tsv")
    identity = ArticleIdentity(try AddressMarks(path: "\(tables)/address-marks.tsv"))
    times = try IntakeTimes(path: "\(tables)/intake.tsv")
    republication = Republication(
      try RepublicationWords(path: "\(tables)/republication-words.tsv"), dates: forms.dates)
    languages = try LanguageNames(
      path: "\(tables)/language-names.tsv", languages: "\(tables)/../Languages/languages.tsv")
    languageCheck = LanguageCheck(languages)
    similarity = SimilarityHash(
      try FingerprintDetails(path: "\(tables)/fingerprint-details.tsv"),
      try DatelineEnds(path: "\(tables)/dateline-ends.tsv"))
  }
}
