/// The words by which publishers withdraw texts: `retraction-words.tsv`.
package struct RetractionWords: Sendable {
  private enum Kind: String, CaseIterable {
    case title, status, notice
  }

  private let titles: [[UInt8]]
  private let statuses: Set<String>
  /// Words of correction notices within a text, in lower case.
  package let notices: [String]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["kind", "words", "language"]))
  }

  package init(table: Table) throws(TableError) {
    var words: [Kind: [String]] = [:]
    for row in table.rows {
      let text = try row.text("words")
      guard text == text.lowercased() else { throw row.error("words", expected: "words in lower case") }
      let kind = try row.word("kind", as: Kind.self)
      guard kind != .notice || text.utf8.count >= 4 else {
        throw row.error("words", expected: "at least four bytes of a notice's words")
      }
      words[kind, default: []].append(text)
    }
    titles = (words[.title] ?? []).map { Array($0.utf8) }
    statuses = Set(words[.status] ?? [])
    notices = words[.notice] ?? []
  }

  /// Whether a title says that its article is withdrawn: `RETRACTED: …`, `撤稿：…`.
  package func withdraws(title: String) -> Bool {
    var title = Array(title.lowercased().utf8)[...]
    while let mark = Self.openings.first(where: { title.starts(with: $0.utf8) }) {
      title = title.dropFirst(mark.utf8.count)
    }
    return titles.contains { words in
      guard title.starts(with: words) else { return false }
      let rest = title.dropFirst(words.count).drop { $0 == 0x20 }
      // A colon in any width, a bracket or a dash must follow the word; "Withdrawn from market" is an ordinary title.
      return [":", "：", "-", "–", "—", "]", "】", ")", "|", "*", "_"].contains { rest.starts(with: $0.utf8) }
    }
  }

  /// What may precede the word at the beginning of a title: `[RETRACTED] …`.
  private static let openings = ["[", "(", "【", "*", "_", " "]

  /// Whether the value of an item's status field says that the item is withdrawn; case is ignored.
  package func withdraws(status: String) -> Bool { statuses.contains(status.lowercased()) }
}
