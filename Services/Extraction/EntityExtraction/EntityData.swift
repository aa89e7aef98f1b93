import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// The gazetteer with a matcher of its names, shared by all languages.
package final class PlaceNames: Sendable {
  let gazetteer: Gazetteer
  /// Finds the gazetteer's names; values are indices into `gazetteer.entries`. Those of namesakes are larger.
  let matcher: PhraseMatcher
  /// The codes of the countries, each with its English name in lower case.
  let countries: [(code: String, name: [UInt8])]

  package init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
    countries = gazetteer.countries.map { ($0.code, Array($0.name.lowercased().utf8)) }
    let entries = gazetteer.entries
    matcher = PhraseMatcher(lines: gazetteer.names) { $0 < entries.count && entries[$0].kind == .abbreviation }
  }

  /// Whether the value of a match is a place, and not a namesake, which only keeps its words from being one.
  func isPlace(_ value: Int) -> Bool { value < gazetteer.entries.count }
}

/// The look-up tables of the entity recogniser for one language, built once from the reference data.
package final class EntityData: Sendable {
  /// A phrase of the entity lexicon.
  enum Phrase: Sendable {
    case organisation(EntityLexicon.KnownOrganisation)
    case organisationFirst(ActorKind)
    case nominal(ActorKind)
    case placeFirst(Place.Kind)
    case title
    case hint(CountryIndex, Double)
    case projectNoun(Int)
  }

  let names: PlaceNames
  /// Finds the lexicon's phrases; values are indices into `phrases`.
  let phraseMatcher: PhraseMatcher
  let phrases: [Phrase]
  let roles: WordRoleTable
  /// The last words of organisations' names; values are indices into `ActorKind.allCases`.
  let organisationHeads: WordTable
  /// The last words of places' names; values are indices into `Place.Kind.allCases`.
  let placeHeads: WordTable
  let projectNouns: [EntityLexicon.ProjectNoun]
  /// The code of the country whose firms build most of the projects.
  let builder: String
  let weights: PlaceWeights
  /// Whether places are also found by their names in other languages with Latin letters.
  let readsForeignNames: Bool

  var gazetteer: Gazetteer { names.gazetteer }
  /// The gazetteer's entries, stored separately: access to the gazetteer would retain and release all its lists.
  let entries: [Gazetteer.Entry]

  /// The index of the words that are looked up by id.
  package var words: WordIndex { roles.words }

  /// The data for names in Chinese; nil for languages that are written with spaces.
  let chinese: ChineseNameData?

  package init(
    _ lexicon: EntityLexicon, names: PlaceNames, readsForeignNames: Bool, chinese: ChineseLexicon? = nil
  ) {
    self.readsForeignNames = readsForeignNames
    self.names = names
    entries = names.gazetteer.entries
    self.chinese = chinese.map(ChineseNameData.init)
    var phrases: [Phrase] = []
    var patterns: [PhraseMatcher.Phrase] = []
    func add(_ text: String, _ phrase: Phrase, isCaseSensitive: Bool) {
      patterns.append(.init(text, phrases.count, isCaseSensitive: isCaseSensitive))
      phrases.append(phrase)
    }
    for organisation in lexicon.organisations {
      let letters = organisation.name.utf8.filter { $0 > 0x40 }
      let isUpper = letters.allSatisfy { $0 < 0x5B || $0 > 0x7A } && letters.count <= 10
      add(organisation.name, .organisation(organisation), isCaseSensitive: isUpper)
    }
    for head in lexicon.organisationHeads {
      switch head.position {
      case .first: add(head.word, .organisationFirst(head.kind), isCaseSensitive: true)
      case .nominal: add(head.word, .nominal(head.kind), isCaseSensitive: true)
      case .last: break
      }
    }
    for head in lexicon.placeHeads where head.position == .first {
      add(head.word, .placeFirst(head.kind), isCaseSensitive: true)
    }
    for title in lexicon.personTitles { add(title, .title, isCaseSensitive: true) }
    for hint in lexicon.countryHints {
      guard let country = names.gazetteer.index(of: hint.country) else { continue }
      add(hint.phrase, .hint(country, hint.weight), isCaseSensitive: true)
    }
    for (index, noun) in lexicon.projectNouns.enumerated() {
      add(noun.noun, .projectNoun(index), isCaseSensitive: false)
    }
    self.phrases = phrases
    phraseMatcher = PhraseMatcher(patterns)
    roles = WordRoleTable(lexicon, givenNames: names.gazetteer.givenNames)
    organisationHeads = WordTable(
      lexicon.organisationHeads.filter { $0.position == .last }
        .map { ($0.word.lowercased(), ActorKind.allCases.firstIndex(of: $0.kind) ?? 0) })
    placeHeads = WordTable(
      lexicon.placeHeads.filter { $0.position == .last }
        .map { ($0.word.lowercased(), Place.Kind.allCases.firstIndex(of: $0.kind) ?? 0) })
    projectNouns = lexicon.projectNouns
    builder = lexicon.builder
    weights = lexicon.placeWeights
  }
}
