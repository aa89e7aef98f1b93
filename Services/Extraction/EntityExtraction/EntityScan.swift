import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// The entities of one article while they are being found, in these steps: phrases, names, places, countries.
struct EntityScan {
  struct Name {
    var tokens: Range<Int>
    var kind: ActorKind
    var country: CountryIndex
    /// Whether a longer name has replaced it.
    var isReplaced = false
  }

  /// The kind of name to which a token belongs.
  enum Claim: UInt8 {
    case none, person, organisation
  }

  let text: ArticleText
  let data: EntityData
  let metadata: ArticleMetadata
  let roles: [WordRoles]
  var claims: [Claim]
  var persons: [Range<Int>] = []
  /// The organisations found so far, unsorted; some may be replaced by longer names.
  var organisations: [Name] = []
  /// The index in `organisations` that each token belongs to; -1 for none.
  var owners: [Int32]
  /// The kind and country of each acronym that the text introduces in parentheses, by the hash of its token.
  var acronyms: [UInt32: (kind: ActorKind, country: CountryIndex)] = [:]
  /// How often each word of two or more capital letters occurs, by the hash of its token.
  let capitalCounts: [UInt32: Int]
  /// Whether each token is part of a person's title ("Prime Minister").
  var titled: [Bool]
  /// Whether each sentence has title case; set when its names are found.
  var isTitleCase: [Bool]
  /// For each token, the index in `placeMatches` of the first match that begins there; -1 for none.
  var placeStarts: [Int32]
  /// Hashes of the family names of the people named so far.
  var familyNames: Set<UInt32> = []
  /// Hashes of the given names of the people named so far.
  var firstNames: Set<UInt32> = []
  /// The lexicon's phrases at their first tokens, leftmost longest.
  let phrases: [PhraseMatcher.Match]
  let placeMatches: [PhraseMatcher.Match]
  var evidence: CountryEvidence
  /// The tokens that abbreviate a country by one Chinese character (`中` and `美` in `中美关系`).
  let countryLetters: Set<Int>
  /// The tokens that end a Chinese word and so begin no name.
  let wordEnds: Set<Int>
  /// The last tokens, by the first, of Chinese texts that begin with a place's name by chance.
  let overlaps: [Int: Int]

  init(_ text: ArticleText, _ metadata: ArticleMetadata, data: EntityData) {
    self.text = text
    self.data = data
    self.metadata = metadata
    roles = data.roles.roles(in: text)
    claims = [Claim](repeating: .none, count: text.tokens.count)
    owners = [Int32](repeating: -1, count: text.tokens.count)
    isTitleCase = [Bool](repeating: false, count: text.sentences.count)
    titled = [Bool](repeating: false, count: text.tokens.count)
    placeStarts = [Int32](repeating: -1, count: text.tokens.count)
    phrases = text.matches(of: data.phraseMatcher)
    let ends = data.chinese?.tokensOfWords(in: text) ?? []
    let matches = Self.names(in: text, data, beginningAtNone: ends).filter { data.names.isPlace($0.value) }
    placeMatches = matches
    wordEnds = ends.isEmpty ? ends : ends.subtracting(matches.map(\.tokens.lowerBound))
    for (index, match) in placeMatches.enumerated().reversed() { placeStarts[match.tokens.lowerBound] = Int32(index) }
    if let chinese = data.chinese {
      let names = matches.filter {
        $0.tokens.count > 2 || $0.tokens.count == 2 && data.entries[$0.value].kind == .country
      }
      countryLetters = chinese.countryLetters(in: text, names: names.map(\.tokens))
      overlaps = chinese.overlaps(in: text)
    } else {
      countryLetters = []
      overlaps = [:]
    }
    var counts: [UInt32: Int] = [:]
    for token in text.tokens where token.shape == .upper && token.length > 1 { counts[token.hash, default: 0] += 1 }
    capitalCounts = counts
    evidence = CountryEvidence(countries: data.gazetteer.countries.count)
  }

  /// The leftmost longest names of the gazetteer, of which none begins at one of the tokens `ends` or is within a name
  /// that does: `哥伦比亚` rather than `多哥` in `许多哥伦比亚司机`. Between two names no word ends, if the second is too long to
  /// be a part of one: `南里奥格兰德州` in `巴西南里奥格兰德州`.
  private static func names(
    in text: ArticleText, _ data: EntityData, beginningAtNone ends: Set<Int>
  ) -> [PhraseMatcher.Match] {
    let matches = text.matches(of: data.names.matcher, beginning: .name)
    guard !ends.isEmpty, matches.contains(where: { ends.contains($0.tokens.lowerBound) }) else { return matches }
    var names: [PhraseMatcher.Match] = []
    var dropped = 0
    for match in text.matches(of: data.names.matcher, beginning: .name, overlapping: true) {
      let last = names.last?.tokens ?? 0..<0
      if match.tokens == last {
        names.append(match)
        continue
      }
      guard match.tokens.lowerBound >= last.upperBound else { continue }
      let isAfterName = match.tokens.count > 2 && match.tokens.lowerBound == last.upperBound && !last.isEmpty
      if ends.contains(match.tokens.lowerBound), !isAfterName {
        dropped = max(dropped, match.tokens.upperBound)
      } else if match.tokens.upperBound > dropped {
        names.append(match)
      }
    }
    // As where the matches do not overlap: the meanings of a name in the order of the gazetteer.
    return names.sorted { ($0.tokens.lowerBound, $0.value) < ($1.tokens.lowerBound, $1.value) }
  }

  /// Whether the token is a word that begins with a capital letter.
  @inline(__always)
  func isCapital(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, token.shape != .lower, token.shape != .none else { return false }
    if token.shape != .mixed { return true }
    let start = token.start
    return text.bytes[start] != text.folded[start]
      || start + 1 < token.end && text.bytes[start] >= 0x80 && text.bytes[start + 1] != text.folded[start + 1]
  }

  @inline(__always)
  func isMark(_ index: Int, _ mark: Mark) -> Bool {
    text.tokens[index].kind == .punctuation && text.tokens[index].hash == mark.hash
  }

  /// Whether the word at `index` is in the sentence and has the role.
  @inline(__always)
  func has(_ role: WordRoles, at index: Int, in sentence: Range<Int>) -> Bool {
    sentence.contains(index) && roles[index].contains(role)
  }

  /// Adds an organisation, unless one found earlier covers it. It replaces any that it overlaps and takes over their
  /// tokens.
  mutating func add(_ name: Name) {
    var name = name
    for index in name.tokens where owners[index] >= 0 {
      let other = organisations[Int(owners[index])].tokens
      guard other.upperBound < name.tokens.upperBound || other.count < name.tokens.count else { return }
      name.tokens = min(other.lowerBound, name.tokens.lowerBound)..<max(other.upperBound, name.tokens.upperBound)
    }
    for index in name.tokens {
      if owners[index] >= 0 { organisations[Int(owners[index])].isReplaced = true }
      owners[index] = Int32(organisations.count)
      claims[index] = .organisation
    }
    organisations.append(name)
  }

  mutating func add(person: Range<Int>) {
    guard !person.contains(where: { claims[$0] == .organisation }) else { return }
    persons.append(person)
    for index in person { claims[index] = .person }
    if let last = person.last(where: { text.tokens[$0].kind == .word }) { familyNames.insert(text.tokens[last].hash) }
    if person.count > 1, roles[person.lowerBound].contains(.givenName) {
      firstNames.insert(text.tokens[person.lowerBound].hash)
    }
  }
}

/// Punctuation marks by the hashes of their tokens.
struct Mark: Sendable {
  let hash: UInt32

  @inline(__always)
  private init(_ character: Unicode.Scalar) { hash = TokenHash.ascii(character) }

  // Computed, because a stored constant is initialised under a lock that each use asks for.
  static var comma: Mark { Mark(",") }
  static var stop: Mark { Mark(".") }
  static var dash: Mark { Mark("-") }
  static var apostrophe: Mark { Mark("'") }
  static var ampersand: Mark { Mark("&") }
  static var open: Mark { Mark("(") }
  static var close: Mark { Mark(")") }
  /// Any quotation mark, opening or closing: the tokeniser gives them one hash.
  static var quote: Mark { Mark("\"") }
}
