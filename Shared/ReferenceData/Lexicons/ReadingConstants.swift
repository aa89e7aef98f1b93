/// The judgements by which texts are read, the same in all languages: the table `reading-constants.tsv`.
package struct ReadingConstants: Hashable, Sendable {
  /// The age in days up to which an event is still news.
  package let newsDays: Int
  /// The confidence below which a trigger names a kind of wrongdoing (fraud) rather than an act.
  package let vagueBelow: Double
  /// The gravity of an act of ledger `none` in a text of more than three sentences; that of a risk is 0.7 to 1.
  package let frameGravity: Double
  /// The country (ISO 3166-1 alpha-2) that builds most of the projects. In a project name that lists countries it is
  /// the builder, not a site.
  package let builder: String
  /// The category of themes about no particular risk or opportunity; such a theme becomes part of a theme next to it.
  package let generalTheme: String

  package init(_ folders: LanguageFolders) throws(TableError) {
    var rows: [String: Table.Row] = [:]
    for row in try folders.rows("reading-constants.tsv", ["name", "value", "unit", "note"]) {
      rows[try row.text("name")] = row
    }
    func row(_ name: String) throws(TableError) -> Table.Row {
      guard let row = rows[name] else {
        throw TableError(file: "reading-constants.tsv", line: 0, problem: "lacks the row \(name)")
      }
      return row
    }
    newsDays = try row("news_days").integer("value", in: 0...100_000)
    vagueBelow = try row("vague_below").number("value", in: 0...1)
    frameGravity = try row("frame_gravity").number("value", in: 0...1)
    builder = try row("builder").text("value")
    generalTheme = try row("general_theme").text("value")
  }
}
