/// The names of web pages' parts and metadata: `page-blocks.tsv` and `page-fields.tsv`.
package struct PageRules: Sendable {
  /// What a named block of a page is for its article.
  package enum Effect: String, Sendable, CaseIterable {
    /// The block is never part of the article.
    case drop
    /// The block is not part of the article if it contains less than half of the page's text.
    case aside
    /// The block is a column beside the article: no part of it if the page's heading is outside of the column, else as
    /// `aside`.
    case beside
    /// The block contains the article.
    case main
  }

  /// What of an element a name of `page-blocks.tsv` is compared with.
  package enum BlockMatch: String, Sendable, CaseIterable {
    case element, role, property, `class`
    /// A word beside one for a column in a class or id, which makes it the name of what is around both: `has-sidebar`.
    case around
    /// A part of the class, as written.
    case classPart = "class_part"
    /// A part of the class or of the id, in lower case.
    case namePart = "name_part"

    /// The only effect of rows with this match; nil for one that may have any.
    fileprivate var onlyEffect: Effect? {
      switch self {
      case .element, .role, .property, .class: nil
      case .around: .beside
      case .classPart, .namePart: .drop
      }
    }
  }

  package enum Field: String, Sendable, CaseIterable {
    case title, published, url, language, source
  }

  /// What of an element a name of `page-fields.tsv` is compared with.
  package enum FieldMatch: String, Sendable, CaseIterable {
    case property, name, itemprop, link
    /// A class or id of a visible element.
    case `class`
  }

  /// The field that a name gives, and the name's rank: of several names for one field, the lowest rank counts.
  package struct Place: Hashable, Sendable {
    package let field: Field
    package let rank: Int
  }

  private var blocks: [BlockMatch: [String: Effect]] = [:]
  private var places: [FieldMatch: [String: Place]] = [:]

  /// Reads both tables in the folder.
  package init(folder: String) throws(TableError) {
    try self.init(
      blocks: Table(path: "\(folder)/page-blocks.tsv", columns: ["effect", "match", "name", "why"]),
      fields: Table(path: "\(folder)/page-fields.tsv", columns: ["field", "match", "name"]))
  }

  package init(blocks: Table, fields: Table) throws(TableError) {
    for row in blocks.rows {
      let match = try row.word("match", as: BlockMatch.self)
      let effect = try row.word("effect", as: Effect.self)
      if let only = match.onlyEffect, effect != only {
        throw row.error("effect", expected: "\(only.rawValue) for the match \(match.rawValue)")
      }
      let previous = self.blocks[match, default: [:]].updateValue(effect, forKey: try Self.name(row))
      guard previous == nil else { throw row.error("name", expected: "a name that no earlier row has") }
    }
    for (rank, row) in fields.rows.enumerated() {
      let match = try row.word("match", as: FieldMatch.self)
      let place = Place(field: try row.word("field", as: Field.self), rank: rank)
      let previous = places[match, default: [:]].updateValue(place, forKey: try Self.name(row))
      guard previous == nil else { throw row.error("name", expected: "a name that no earlier row has") }
    }
  }

  /// What a block with that name, given in lower case, means for the article; nil for a name without a row.
  package func effect(_ match: BlockMatch, _ name: String) -> Effect? { blocks[match]?[name] }

  /// The field that is read at that name, given in lower case; nil for a name without a row.
  package func place(_ match: FieldMatch, _ name: String) -> Place? { places[match]?[name] }

  /// The effects by their names, which are in lower case.
  package func effects(_ match: BlockMatch) -> [String: Effect] { blocks[match] ?? [:] }

  /// The places by their names, which are in lower case.
  package func places(_ match: FieldMatch) -> [String: Place] { places[match] ?? [:] }

  private static func name(_ row: Table.Row) throws(TableError) -> String {
    let name = try row.text("name")
    guard name == name.lowercased() else { throw row.error("name", expected: "a name in lower case") }
    return name
  }
}
