/// A function word of a language, named after the English word with the same role.
package enum FunctionWord: String, Hashable, Sendable, CaseIterable {
  case to, by, of, `in`, on, against, from, with, at, near, `for`, and, that, unless, between, over, no, without, `as`,
    into, toward, towards, outside, across, throughout, inside, around, upon, since, ago, about, off, along, the, half,
    a, regarding, plus, next, fall, concerning, action, which, version, rest, recent, quarter, projects, project,
    previous, preceding, overnight, morning, more, months, livelihood, later, landmark, including, hours, following,
    flagship, evening, end, edition, earlier, close, bank, an, afternoon, after, actions, according
  /// Words that deny a clause with its auxiliary before its subject: `Nor has Kenya signed`.
  case nor
  /// Words that begin what is between `not` and its verb: `yet`, `so` of `so far`.
  case aside
  /// Words by which `not` denies no more than that something is all: `only` of `have not only attacked`.
  case limiting
  /// Determiners that point back to what was told before: `those`.
  case distal
  /// Verbs that say what is known to have happened: `recorded`.
  case recording
  /// Words before a noun that name no certain one: `any`.
  case unspecified
  /// What is left of the dead (`bodies`), and verbs of finding that (`recovered`).
  case bodies, recovering
  /// Conjunctions by which a negation of one verb is one of the next too: `or`.
  case alternative
  /// Relative words for an owner: `whose`.
  case owner
  /// Words for where somebody is, whom a relative clause is about: `base` in `rebels, whose base is in Mali,`.
  case seat
  /// Words for a way before the place that it leads from or to: `home`.
  case journey
  /// Words for an exercise in which ammunition is fired: `live`.
  case ammunition
  /// Verbs that put an event off (`postpone`), those that do so with a particle after them (`put`), these
  /// particles (`off`), and nouns for it (`postponement`).
  case postponing, displacing, displaced, postponement
  /// Verbs before the infinitive of what is then done: `agreed` in `agreed to postpone`.
  case resolving
  /// Words by which somebody refuses, demands or only considers what they govern: `rejected`, `calls`.
  case unfulfilled
  /// Nouns for the beginning, the number or the plan of what `of` or `for` names: `series`.
  case portion
  /// Words before the time for which something is planned: `due`.
  case upcoming
  /// Nouns for what is told (`rumours`), and words before what they tell, besides `that` and `of`: `saying`.
  case hearsay, quoting
  /// Words for what did not happen (`untrue`), and those that are so after `not` (`true`).
  case untrue, truth
  /// Words before an act that has happened, whoever is said to have done it (`blame`), and prepositions between a
  /// report and what it is about (`about`).
  case answerable, topical
  /// Conjunctions before what somebody says or does in spite of the clause before: `but`.
  case adversative
  /// The word that begins a denial of two subjects, `neither` with `nor` after it, and verbs before `from`, `by` or
  /// `to` and an origin: `came`.
  case neither, originating
  /// Relative words for a place: `where`.
  case whereabouts
}

/// What the ending of a word that no table has says of it: a role of `word-endings.tsv`.
package enum WordEnding: String, Hashable, Sendable, CaseIterable {
  case adverb, past, gerund, plural
  /// The plural of words for people, in sentences about events: `gunmen`.
  case pluralOfPeople = "plural_people"
  /// An ending longer than that of a plural, of words that are not plurals: `press`.
  case singular
  /// The same where a number counts things: `bus`.
  case singularCounted = "singular_counted"
  /// In titles of documents: `national`.
  case adjective
  /// A letter after an apostrophe: `Peru's`, `didn't`.
  case possessive, negation

  /// The most letters of an ending: as many as one comparison of 32 bits has.
  private static let longest = UInt32.bitWidth / 8

  /// The most letters of an ending of this kind.
  fileprivate var longest: Int { self == .possessive || self == .negation ? 1 : Self.longest }
}

/// The words that delimit a language's sentences and connect its names, dates and clauses, and the endings of words:
/// the tables `function-words.tsv`, `orthography.tsv` and `word-endings.tsv`.
package struct TextLexicon: Sendable {
  /// The part that a word of `orthography.tsv` has in the division of a text.
  package enum Orthography: String, Hashable, Sendable, CaseIterable {
    /// An abbreviation whose full stop never ends a sentence: `Mr.`
    case abbreviation
    /// A word that is an abbreviation only before a number: `No. 5`.
    case numbered
    /// An abbreviation whose full stop ends a sentence only if the next word often begins one: `Co.`
    case contracted
    case starter, section, credit
    case creditCharacter = "credit_character"
    case photoCredit = "photo_credit"
    /// A word in small letters inside a dateline: `TRIPOLI, in Libya`.
    case datelineWord = "dateline_word"
  }

  package let functionWords: [FunctionWord: [String]]
  package let orthography: [Orthography: [String]]
  package let endings: [WordEnding: [String]]

  /// Reads the three tables.
  package init(_ folders: LanguageFolders) throws(TableError) {
    var functionWords: [FunctionWord: [String]] = [:]
    for row in try folders.rows("function-words.tsv", ["role", "words"]) {
      let words = try row.text("words").parts(at: UInt8(ascii: " "))
      functionWords[try row.word("role", as: FunctionWord.self), default: []] += words
    }
    var orthography: [Orthography: [String]] = [:]
    for row in try folders.rows("orthography.tsv", ["role", "words"]) {
      let words = try row.text("words").parts(at: UInt8(ascii: " "))
      orthography[try row.word("role", as: Orthography.self), default: []] += words
    }
    var endings: [WordEnding: [String]] = [:]
    for row in try folders.rows("word-endings.tsv", ["role", "endings"]) {
      let role = try row.word("role", as: WordEnding.self)
      let texts = try row.text("endings").parts(at: UInt8(ascii: " "))
      guard texts.allSatisfy({ $0.utf8.count <= role.longest && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } })
      else {
        throw row.error(
          "endings", expected: "endings of at most \(role.longest) small letters of ASCII, with spaces between")
      }
      endings[role, default: []] += texts
    }
    self.functionWords = functionWords
    self.orthography = orthography
    self.endings = endings
  }
}
