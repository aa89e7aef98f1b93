import Models

/// The names of cities in English and in Chinese: `Tables/place-names.tsv`.
package struct CityNames: Sendable {
  /// English names, by `Evidence.placeKey` of the Chinese name.
  package let english: [String: String]
  /// The shortest Chinese names, by `Evidence.placeKey` of the English name.
  package let chinese: [String: String]

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    var table = try TableScanner(
      path: "\(directory)/Tables/place-names.tsv", columns: ["chinese", "country", "english"])
    var (english, chinese): ([String: String], [String: String]) = ([:], [:])
    while try table.advance() {
      for column in 0..<3 where table.isAbsent(column) { throw table.error(column, expected: "a name or code") }
      let (name, country, translation) = (table.text(0), table.text(1), table.text(2))
      guard english.updateValue(translation, forKey: Evidence.placeKey(name, in: country)) == nil else {
        throw table.error(0, expected: "each name once in a country")
      }
      let key = Evidence.placeKey(translation, in: country)
      if let known = chinese[key], known.utf8.count <= name.utf8.count { continue }
      chinese[key] = name
    }
    self.english = english
    self.chinese = chinese
  }
}
