import Models

/// The wordings of milestones, notices and themes, the nouns of documents and meetings, and the cues around them.
package struct DocumentLexicon: Sendable {
  package struct MilestoneWording: Sendable {
    /// How close its project has to be: `near` to common words (`completed`), `far` from words of a step's own.
    package enum Reach: String, Sendable, CaseIterable {
      case near, far
    }

    package let pattern: WordPattern
    /// The step in a project's life: `COMMISSIONED`, `SERVICE_LAUNCH`…
    package let type: String
    package let reach: Reach
  }

  package struct NoticeWording: Sendable {
    package let pattern: WordPattern
    package let rule: String
  }

  package struct ThemeWording: Sendable {
    package let pattern: WordPattern
    package let ledger: Ledger
    package let category: String
  }

  package struct Cue: Sendable {
    package enum Role: String, Sendable, CaseIterable {
      case planned, negation, saying, issuing, reference, authority, ordinal, boundary
    }

    package let phrase: String
    package let role: Role
  }

  package struct Head: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case document, complement, lower, chinese, meeting, numbered
    }

    package let form: String
    package let kind: Kind
  }

  package let milestones: [MilestoneWording]
  package let notices: [NoticeWording]
  package let themes: [ThemeWording]
  package let cues: [Cue]
  package let heads: [Head]
  package let constants: ReadingConstants
  /// The salience from which a country is the one that an article is mostly about: a row of `event-weights.tsv`.
  package let mainCountry: Double

  /// Reads the tables `document-*.tsv`.
  package init(_ folders: LanguageFolders) throws(TableError) {
    var milestones: [MilestoneWording] = []
    for row in try folders.rows("document-milestones.tsv", ["pattern", "type", "reach"]) {
      milestones.append(
        MilestoneWording(
          pattern: try row.pattern("pattern"), type: try row.text("type"),
          reach: try row.word("reach", as: MilestoneWording.Reach.self)))
    }
    var notices: [NoticeWording] = []
    for row in try folders.rows("document-notices.tsv", ["pattern", "rule"]) {
      notices.append(NoticeWording(pattern: try row.pattern("pattern"), rule: try row.text("rule")))
    }
    var themes: [ThemeWording] = []
    for row in try folders.rows("document-themes.tsv", ["pattern", "ledger", "category"]) {
      let ledger = try row.word("ledger", as: Ledger.self)
      guard ledger != .none else { throw row.error("ledger", expected: "risk or opportunity") }
      themes.append(
        ThemeWording(pattern: try row.pattern("pattern"), ledger: ledger, category: try row.text("category")))
    }
    var cues: [Cue] = []
    for row in try folders.rows("document-cues.tsv", ["phrase", "role"]) {
      cues.append(Cue(phrase: try row.text("phrase"), role: try row.word("role", as: Cue.Role.self)))
    }
    var heads: [Head] = []
    for row in try folders.rows("document-heads.tsv", ["form", "kind"]) {
      heads.append(Head(form: try row.text("form"), kind: try row.word("kind", as: Head.Kind.self)))
    }
    self.milestones = milestones
    self.notices = notices
    self.themes = themes
    self.cues = cues
    self.heads = heads
    constants = try ReadingConstants(folders)
    mainCountry = try EventWeights(folders).mainCountry
  }
}

extension Table.Row {
  fileprivate func pattern(_ column: String) throws(TableError) -> WordPattern {
    guard let pattern = WordPattern(self[column]) else {
      throw error(column, expected: "words in lower case with |, ?, * and ** as the header says, a plain word first")
    }
    return pattern
  }
}
