import Models

/// The words by which names are recognised as organisations, people, places and projects.
package struct EntityLexicon: Sendable {
  package struct KnownOrganisation: Hashable, Sendable {
    package let name: String
    package let kind: ActorKind
    package let country: String?
  }

  package struct OrganisationHead: Hashable, Sendable {
    package enum Position: String, Sendable, CaseIterable {
      /// The word ends a capitalised name ("Acme Group").
      case last
      /// The word begins a capitalised name ("Ministry of Finance").
      case first
      /// The word, in lower case, follows a demonym ("Iraqi forces").
      case nominal
    }

    package let word: String
    package let kind: ActorKind
    package let position: Position
  }

  package struct PlaceHead: Hashable, Sendable {
    package enum Position: String, Sendable, CaseIterable {
      case first, last
    }

    package let word: String
    package let kind: Place.Kind
    package let position: Position
  }

  package struct CountryHint: Hashable, Sendable {
    package let phrase: String
    package let country: String
    /// 1 to 5; for comparison, a country's own name weighs 3.
    package let weight: Double
  }

  package struct ProjectNoun: Hashable, Sendable {
    package let noun: String
    package let sector: String
    package let connectivity: Connectivity
    package let field: ProjectField
    /// False for a noun that needs "project" after it or a chain of countries before it.
    package let isStrong: Bool
    /// Whether the noun, if it has several words and is capitalised, is a name without another one before it.
    package let isNameAlone: Bool
  }

  package struct WordRole: Hashable, Sendable {
    package enum Role: String, Sendable, CaseIterable {
      case placePreposition = "place_preposition"
      case direction
      case nameParticle = "name_particle"
      case connector
      case notAcronym = "not_acronym"
      case notName = "not_name"
      case loneHead = "lone_head"
      case peoplePrefix = "people_prefix"
      case currency
      case street
      case culture
      case namesake
      case languageCue = "language_cue"
      case nameSuffix = "name_suffix"
      case house
      case withinPreposition = "within_preposition"
      case beforeCountry = "before_country"
      case worksNoun = "works_noun"
      case worksPart = "works_part"
    }

    /// In lower case.
    package let word: String
    package let role: Role
  }

  package let organisations: [KnownOrganisation]
  package let organisationHeads: [OrganisationHead]
  package let placeHeads: [PlaceHead]
  package let personTitles: [String]
  package let countryHints: [CountryHint]
  package let projectNouns: [ProjectNoun]
  /// Verbs that show that a capital city before them means the government: `said` in "Washington said".
  package let governmentVerbs: [String]
  package let wordRoles: [WordRole]
  /// The names of months and weekdays, in lower case.
  package let dateNames: [String]
  /// The country (ISO 3166-1 alpha-2) that builds most of the projects.
  package let builder: String
  package var placeWeights: PlaceWeights

  private enum Strength: String, CaseIterable {
    case strong, weak
  }

  private enum Choice: String, CaseIterable {
    case yes, no
  }

  package init(_ folders: LanguageFolders) throws(TableError) {
    func rows(_ name: String, _ columns: String...) throws(TableError) -> [Table.Row] {
      try folders.rows(name, columns)
    }
    var organisations: [KnownOrganisation] = []
    for row in try rows("organisations.tsv", "name", "kind", "country") {
      organisations.append(
        KnownOrganisation(
          name: try row.text("name"), kind: try row.word("kind", as: ActorKind.self), country: row.optional("country")))
    }
    var heads: [OrganisationHead] = []
    for row in try rows("organisation-heads.tsv", "word", "kind", "position") {
      heads.append(
        OrganisationHead(
          word: try row.text("word"), kind: try row.word("kind", as: ActorKind.self),
          position: try row.word("position", as: OrganisationHead.Position.self)))
    }
    var placeHeads: [PlaceHead] = []
    for row in try rows("place-heads.tsv", "word", "kind", "position") {
      placeHeads.append(
        PlaceHead(
          word: try row.text("word"), kind: try row.word("kind", as: Place.Kind.self),
          position: try row.word("position", as: PlaceHead.Position.self)))
    }
    var hints: [CountryHint] = []
    for row in try rows("country-hints.tsv", "phrase", "country", "weight") {
      hints.append(
        CountryHint(
          phrase: try row.text("phrase"), country: try row.text("country"), weight: try row.number("weight", in: 1...5))
      )
    }
    var nouns: [ProjectNoun] = []
    for row in try rows("project-nouns.tsv", "noun", "sector", "connectivity", "field", "form", "alone") {
      nouns.append(
        ProjectNoun(
          noun: try row.text("noun"), sector: try row.text("sector"),
          connectivity: try row.word("connectivity", as: Connectivity.self),
          field: try row.word("field", as: ProjectField.self),
          isStrong: try row.word("form", as: Strength.self) == .strong,
          isNameAlone: try row.word("alone", as: Choice.self) == .yes))
    }
    var verbs: [String] = []
    for row in try rows("government-verbs.tsv", "verb") { verbs.append(try row.text("verb")) }
    var roles: [WordRole] = []
    for row in try rows("word-roles.tsv", "word", "role") {
      roles.append(WordRole(word: try row.text("word"), role: try row.word("role", as: WordRole.Role.self)))
    }
    var titles: [String] = []
    for row in try rows("person-titles.tsv", "title") { titles.append(try row.text("title")) }
    self.organisations = organisations
    organisationHeads = heads
    self.placeHeads = placeHeads
    personTitles = titles
    countryHints = hints
    projectNouns = nouns
    governmentVerbs = verbs
    wordRoles = roles
    dateNames = try MeasureLexicon.dateWords(folders).filter(\.role.isName).map(\.form)
    builder = try ReadingConstants(folders).builder
    placeWeights = try PlaceWeights(folders)
  }
}
