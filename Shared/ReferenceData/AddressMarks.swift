/// What the spellings of one article's address differ in: `address-marks.tsv`. All words are in lower case.
package struct AddressMarks: Sendable {
  private enum Kind: String, CaseIterable {
    case host, edition, registry, parameter, segment, ending, cache
  }

  /// A cache of pages: the address that it stores follows `path`.
  package struct Cache: Sendable {
    /// The host, also of its subdomains.
    package let host: String
    /// The beginning of the path, with a slash at both ends.
    package let path: String
  }

  /// First labels of hosts that never distinguish sites.
  package let hosts: Set<String>
  /// First labels of hosts that name an edition of the site.
  package let editions: Set<String>
  /// Labels below which a country's registry sells names.
  package let registries: Set<String>
  /// Parameters of queries, with their values.
  package let parameters: Set<String>
  /// Segments at the beginnings and ends of paths.
  package let segments: Set<String>
  /// Endings of the last segments of paths.
  package let endings: [String]
  /// Those with longer paths first.
  package let caches: [Cache]

  /// Reads `address-marks.tsv`.
  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["kind", "word"]))
  }

  package init(table: Table) throws(TableError) {
    var words: [Kind: [String]] = [:]
    for row in table.rows {
      let kind = try row.word("kind", as: Kind.self)
      let word = try row.text("word")
      guard word == word.lowercased() else { throw row.error("word", expected: "a word in lower case") }
      guard !words[kind, default: []].contains(word) else {
        throw row.error("word", expected: "a word that no earlier row of the kind has")
      }
      if kind == .ending, !word.hasPrefix(".") { throw row.error("word", expected: "an ending that begins with a dot") }
      if kind == .cache, Self.cache(word) == nil {
        throw row.error("word", expected: "a host and a path with a slash at both ends, such as google.com/amp/")
      }
      words[kind, default: []].append(word)
    }
    hosts = Set(words[.host] ?? [])
    editions = Set(words[.edition] ?? [])
    registries = Set(words[.registry] ?? [])
    parameters = Set(words[.parameter] ?? [])
    segments = Set(words[.segment] ?? [])
    endings = words[.ending] ?? []
    caches = (words[.cache] ?? []).compactMap(Self.cache).sorted { $0.path.utf8.count > $1.path.utf8.count }
  }

  private static func cache(_ word: String) -> Cache? {
    guard let slash = word.firstIndex(of: "/"), slash > word.startIndex, word.hasSuffix("/"),
      word.index(after: slash) < word.endIndex
    else { return nil }
    return Cache(host: String(word[..<slash]), path: String(word[slash...]))
  }
}
