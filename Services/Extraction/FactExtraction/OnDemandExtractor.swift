import EntityExtraction
import Models
import ReferenceData
import Synchronization

/// Returns the same facts as `FactExtractor`, but reads a language's tables only when its first article arrives: for
/// commands that read few articles and exit.
package final class OnDemandExtractor: Sendable {
  private let reading: FactReading
  private let catalogue: LanguageCatalogue
  private let names: PlaceNames
  /// The readers in the order of the catalogue's languages; nil for a language that no article has been in.
  private let readers: Mutex<[LanguageReader?]>

  package init(reference: ReferenceData, register: ProjectRegister) {
    reading = FactReading(reference, register)
    catalogue = reference.languages
    names = PlaceNames(reference.gazetteer)
    readers = Mutex(catalogue.indices.map { _ in nil })
  }

  /// The facts of an article; fails where a table of its language is wrong. While one thread reads a language's
  /// tables, all others wait, whatever their language.
  package func facts(
    of article: NormalisedArticle, revision: Int, explaining: Bool = false
  ) throws(TableError) -> FactsDocument {
    let reader = try reader(at: catalogue.index(of: article.language))
    return reading.facts(of: article, by: reader, revision: revision, explaining: explaining)
  }

  private func reader(at index: Int) throws(TableError) -> LanguageReader {
    try readers.withLock { (readers) throws(TableError) in
      if let reader = readers[index] { return reader }
      let reader = LanguageReader(try catalogue.lexicon(at: index), names: names)
      readers[index] = reader
      return reader
    }
  }
}
