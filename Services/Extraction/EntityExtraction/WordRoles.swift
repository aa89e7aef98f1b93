import ReferenceData
import TextAnalysis
import TextMatching

/// The roles that a single word can have in or next to a name.
struct WordRoles: OptionSet, Sendable {
  let rawValue: UInt32

  static let placePreposition = WordRoles(rawValue: 1 << 0)
  static let direction = WordRoles(rawValue: 1 << 1)
  static let nameParticle = WordRoles(rawValue: 1 << 2)
  static let connector = WordRoles(rawValue: 1 << 3)
  static let notAcronym = WordRoles(rawValue: 1 << 4)
  static let notName = WordRoles(rawValue: 1 << 5)
  static let loneHead = WordRoles(rawValue: 1 << 6)
  /// The last word of names of organisations.
  static let organisationLast = WordRoles(rawValue: 1 << 7)
  /// The last word of names of places.
  static let placeLast = WordRoles(rawValue: 1 << 8)
  static let givenName = WordRoles(rawValue: 1 << 9)
  static let governmentVerb = WordRoles(rawValue: 1 << 10)
  static let title = WordRoles(rawValue: 1 << 11)
  /// A word that changes the meaning of a people's name after it: in "Latin American", "American" is not the United
  /// States.
  static let peoplePrefix = WordRoles(rawValue: 1 << 12)
  /// A word for a currency: before "dollars", "US" is not a place.
  static let currency = WordRoles(rawValue: 1 << 13)
  /// A word for a street or building: "Road" in "Cleveland Road", which may be anywhere.
  static let street = WordRoles(rawValue: 1 << 14)
  /// A word for a product or custom: "fries" in "French fries", which says nothing about France.
  static let culture = WordRoles(rawValue: 1 << 15)

  /// A word before the name of a language: "in" in "sang in Swedish".
  static let languageCue = WordRoles(rawValue: 1 << 16)

  /// A word that ends a person's name: "Jr".
  static let nameSuffix = WordRoles(rawValue: 1 << 17)

  /// A word for a business named after a country: "Hotel" in "Hotel Colombia".
  static let house = WordRoles(rawValue: 1 << 18)

  /// A word for a plant, an animal or a thing that has the name of a place: "sprouts" in "Brussels sprouts".
  static let namesake = WordRoles(rawValue: 1 << 19)

  /// The name of a month or a weekday, which may also be a place's: "Nov" in "Nov 27".
  static let dateWord = WordRoles(rawValue: 1 << 20)

  /// A preposition between a place and the country that it is in: "in" in "the Victoria mine in Zambia".
  static let withinPreposition = WordRoles(rawValue: 1 << 21)
  /// A noun for works or a building, or the last word of one: "mine" of "copper mine".
  static let worksNoun = WordRoles(rawValue: 1 << 22)
  /// A word before the last of a noun for works: "copper" of "copper mine".
  static let worksPart = WordRoles(rawValue: 1 << 23)
  /// A word between such a preposition and the country: "the" in "in the Philippines".
  static let beforeCountry = WordRoles(rawValue: 1 << 24)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The option for a role of the table `word-roles.tsv`.
  init(_ role: EntityLexicon.WordRole.Role) {
    switch role {
    case .placePreposition: self = .placePreposition
    case .direction: self = .direction
    case .nameParticle: self = .nameParticle
    case .connector: self = .connector
    case .notAcronym: self = .notAcronym
    case .notName: self = .notName
    case .loneHead: self = .loneHead
    case .peoplePrefix: self = .peoplePrefix
    case .currency: self = .currency
    case .street: self = .street
    case .culture: self = .culture
    case .namesake: self = .namesake
    case .languageCue: self = .languageCue
    case .nameSuffix: self = .nameSuffix
    case .house: self = .house
    case .withinPreposition: self = .withinPreposition
    case .beforeCountry: self = .beforeCountry
    case .worksNoun: self = .worksNoun
    case .worksPart: self = .worksPart
    }
  }
}

/// The words that have a role, with the roles of each.
struct WordRoleTable: Sendable {
  let words: WordIndex
  /// The roles of each word, by word id.
  let roles: [WordRoles]

  /// Collects the roles of all single words in a lexicon, and of all given names.
  init(_ lexicon: EntityLexicon, givenNames: [String]) {
    var roles: [String: WordRoles] = [:]
    func add(_ word: String, _ role: WordRoles) {
      guard !word.utf8.contains(UInt8(ascii: " ")) else { return }
      roles[word.lowercased(), default: []].formUnion(role)
    }
    for word in lexicon.wordRoles { add(word.word, WordRoles(word.role)) }
    for head in lexicon.organisationHeads where head.position == .last { add(head.word, .organisationLast) }
    for head in lexicon.placeHeads where head.position == .last {
      add(head.word, head.kind == .facility ? [.placeLast, .worksNoun] : .placeLast)
    }
    for noun in lexicon.projectNouns {
      let words = noun.noun.split(separator: " ").map(String.init)
      for word in words.dropLast() { add(word, .worksPart) }
      if let last = words.last { add(last, .worksNoun) }
    }
    for name in lexicon.dateNames { add(name, .dateWord) }
    for name in givenNames { add(name, .givenName) }
    for verb in lexicon.governmentVerbs { add(verb, .governmentVerb) }
    for title in lexicon.personTitles { add(title, .title) }
    let words = roles.keys.sorted()
    self.words = WordIndex(words)
    self.roles = [[]] + words.map { roles[$0] ?? [] }
  }

  /// The roles of each token of a text; empty for tokens that are not words.
  func roles(in text: ArticleText) -> [WordRoles] {
    let ids = text.ids(in: words)
    let tokens = text.tokens
    return [WordRoles](unsafeUninitializedCapacity: tokens.count) { buffer, count in
      for index in 0..<tokens.count {
        buffer.initializeElement(at: index, to: tokens[index].kind == .word ? roles[Int(ids[index])] : [])
      }
      count = tokens.count
    }
  }
}
