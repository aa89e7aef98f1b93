import Digest
import FoundationEssentials

/// Beacon's reference data, read once at the start and passed to the engines.
package struct ReferenceData: Sendable {
  package let gazetteer: Gazetteer
  package let languages: LanguageCatalogue
  package let riskModel: RiskModel
  package let matching: MatchingRules
  package let legalForms: LegalForms
  package let projectNames: ProjectNameForms
  package let retractions: RetractionWords
  package let versions: Versions

  /// Short hashes over the names and bytes of the files; any change of a file changes them.
  package struct Versions: Hashable, Sendable {
    package let tables: String
    package let lexicon: String
    package let riskModel: String
  }

  /// `directory` contains the folders `Tables`, `Languages` and `RiskModel`.
  package init(directory: String) throws(TableError) {
    versions = Versions(
      tables: try Self.version(of: "\(directory)/Tables"), lexicon: try Self.version(of: "\(directory)/Languages"),
      riskModel: try Self.version(of: "\(directory)/RiskModel"))
    var loader = GazetteerLoader(directory: directory)
    gazetteer = try loader.load()
    retractions = try RetractionWords(path: "\(directory)/Tables/retraction-words.tsv")
    riskModel = try RiskModelLoader(directory: directory).load()
    matching = try MatchingRules(folder: "\(directory)/RiskModel", model: riskModel)
    legalForms = try LegalForms(path: "\(directory)/Tables/legal-forms.tsv")
    projectNames = try ProjectNameForms(path: "\(directory)/Tables/project-name-forms.tsv")
    languages = try LanguageCatalogue(directory: "\(directory)/Languages", types: riskModel.types)
  }

  /// A short hash over the names and bytes of all tables in the folder and its subfolders.
  private static func version(of folder: String) throws(TableError) -> String {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tsv") }.sorted()
    } catch {
      throw TableError(file: folder, line: 0, problem: "cannot be read; expected a folder of reference tables")
    }
    var hash = SHA256()
    for name in names {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
        throw TableError(file: "\(folder)/\(name)", line: 0, problem: "cannot be read")
      }
      hash.update("\(name)\n\(data.count)\n")
      data.withUnsafeBytes { hash.update($0) }
    }
    return hexadecimal(hash.finalize().prefix(6))
  }
}
