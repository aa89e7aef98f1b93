import EntityExtraction
import Models
import ReferenceData

/// Reads the facts out of an article: a pure function of the article, the reference data and the register of projects.
/// Its work grows linearly with the text.
package final class FactExtractor: Sendable {
  private let reading: FactReading
  private let catalogue: LanguageCatalogue
  /// One reader for each language, in the order of the catalogue's languages.
  private let readers: [LanguageReader]

  /// Reads the tables of all languages; fails where one is wrong.
  package init(reference: ReferenceData, register: ProjectRegister) throws(TableError) {
    reading = FactReading(reference, register)
    catalogue = reference.languages
    let names = PlaceNames(reference.gazetteer)
    var readers: [LanguageReader] = []
    for index in catalogue.indices {
      readers.append(LanguageReader(try catalogue.lexicon(at: index), names: names))
    }
    self.readers = readers
  }

  /// A copy of `other` with another register; the two share what was compiled from the reference data.
  package init(_ other: FactExtractor, register: ProjectRegister) {
    reading = FactReading(other.reading, register)
    catalogue = other.catalogue
    readers = other.readers
  }

  /// The facts of an article. With `explaining`, events and suppressed mentions also list why they were read as they
  /// were.
  package func facts(
    of article: NormalisedArticle, revision: Int, explaining: Bool = false
  ) -> FactsDocument {
    reading.facts(
      of: article, by: readers[catalogue.index(of: article.language)], revision: revision, explaining: explaining)
  }
}
