/// The judgements by which texts are read, the same in all languages: the table `reading-constants.tsv`.
package struct ReadingConstants: Hashable, Sendable {
  /// The age in days up to which an event is still news.
  package let newsDays: Int
  /// The confidence below which a trigger names a kind of wrongdoing (fraud) rather than an act.
  package let vagueBelow: Double
  /// The gravity of an act of ledger `none` in a text that is not short; that of a risk is 0.7 to 1.
  package let frameGravity: Double
  /// The country (ISO 3166-1 alpha-2) that builds most of the projects. In a project name that lists countries it is
  /// the builder, not a site.
  package let builder: String
  /// The category of themes about no particular risk or opportunity; such a theme becomes part of a theme next to it.
  package let generalTheme: String
  /// The greatest distance in bytes between a project and a step: in words of many uses (near), and in words for that
  /// step only (far).
  package let milestoneNear, milestoneFar: Int
  /// How many times as far a project counts as being if it is after the words for a step.
  package let milestoneAfter: Int
  /// The most tokens between the words for a step and a negation or a word of planning before them.
  package let milestoneNegation, milestonePlan: Int
  /// The most tokens between the end of the words for a step and words for the project of the sentence before.
  package let milestoneReference: Int
  /// The most countries that a sentence can name and still be about them.
  package let sentenceCountries: Int
  /// The most words of the quote of a milestone or an announced date.
  package let quoteWords: Int

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
    milestoneNear = try row("milestone_near").integer("value", in: 0...100_000)
    milestoneFar = try row("milestone_far").integer("value", in: 0...100_000)
    milestoneAfter = try row("milestone_after").integer("value", in: 1...1_000)
    milestoneNegation = try row("milestone_negation").integer("value", in: 0...1_000)
    milestonePlan = try row("milestone_plan").integer("value", in: 0...1_000)
    milestoneReference = try row("milestone_reference").integer("value", in: 0...1_000)
    sentenceCountries = try row("sentence_countries").integer("value", in: 0...1_000)
    quoteWords = try row("quote_words").integer("value", in: 1...10_000)
  }
}
