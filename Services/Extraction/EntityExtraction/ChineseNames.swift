import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// The data by which names in Chinese texts are found.
final class ChineseNameData: Sendable {
  private enum Value {
    static let boundary = -1
    /// A known name; its value is `known` minus the position of its kind in `ActorKind.allCases`.
    static let known = -2
    /// The last word of a firm's name that is also the name of its industry.
    static let firm = -100
  }

  let heads: [ActorKind]
  /// Finds organisations' last words (value: index in `heads`), words that no name contains (`boundary`), known names
  /// (`known` or less) and industries (`firm`).
  let matcher: PhraseMatcher
  /// Words that before an industry's make no firm's name: `小型` in `小型矿业`.
  private let firmGuards: [[UInt8]]
  /// Words after that of an industry which show that the industry is meant, not a firm: `法` in `矿业法`, `出口` but not
  /// `出售`.
  private let firmSuffixes: [[UInt8]]
  private let letters: WordTable
  private let ambiguous: WordTable
  private let guards: PhraseMatcher
  private let after: PhraseMatcher
  private let before: WordTable
  private let followers: PhraseMatcher
  private let wordsBeforeNames: PhraseMatcher
  private let notAbbreviated: WordTable
  /// Characters that spell foreign names and hardly occur in other words after a name.
  private let nameCharacters: WordTable
  /// Characters that spell foreign names and occur in other words as well.
  private let nameFillers: WordTable
  /// Words before a name in quotation marks that is a storm's, as UTF-8 with three bytes a character.
  private let nameGivers: [[UInt8]]
  /// Characters of a date: a letter among them that follows a number is no country.
  private let dateCharacters: WordTable
  /// Words for what lasts with the character for "during": `空袭中`.
  private let midst: PhraseMatcher
  /// Words that begin with the last character of a country's full name after its letter: `国防` in `中美国防部长`.
  private let splitNames: PhraseMatcher
  /// Texts that begin with a place's name by chance: `湖南部`, the south of a lake.
  private let nameOverlaps: PhraseMatcher
  /// Words that begin with the last character of such a text and make its beginning a place after all: `部分`.
  private let overlapGuards: [[UInt8]]
  /// Places before which another country's name may stand: `加沙` in `以色列加沙行动`.
  private let disputedPlaces: [[UInt8]]

  /// Characters after the name of a state or province that say what it is: `省`.
  private let units: WordTable
  /// Words after a place's name with which the name of a lake, a river or a waterfall ends, as UTF-8 with three bytes a
  /// character.
  private let waters: [[UInt8]]

  init(_ lexicon: ChineseLexicon) {
    func spellings(_ name: String) -> [[UInt8]] { (lexicon.classes[name] ?? []).map { Array($0.simplified.utf8) } }
    heads = lexicon.organisationHeads.map(\.kind)
    var phrases = lexicon.organisationHeads.enumerated().map { PhraseMatcher.Phrase($1.word, $0) }
    phrases += (lexicon.classes["name_boundary"] ?? []).map { PhraseMatcher.Phrase($0, Value.boundary) }
    let headWords = Set(lexicon.organisationHeads.map(\.word))
    let kinds = OrganisationEndings(lexicon)
    phrases += lexicon.organisationNames.filter { !headWords.contains($0) }
      .map { PhraseMatcher.Phrase($0, Value.known - kinds.kind(of: $0)) }
    phrases += (lexicon.classes["firm_ending"] ?? []).filter { !headWords.contains($0) }
      .map { PhraseMatcher.Phrase($0, Value.firm) }
    matcher = PhraseMatcher(phrases)
    firmGuards = spellings("firm_guard")
    firmSuffixes = spellings("firm_suffix")
    letters = WordTable(lexicon.letters.map(\.letter))
    ambiguous = WordTable(lexicon.letters.filter(\.isAmbiguous).map(\.letter))
    guards = PhraseMatcher(lexicon.guards.map { PhraseMatcher.Phrase($0, 0) })
    after = PhraseMatcher((lexicon.classes["after_letter"] ?? []).map { PhraseMatcher.Phrase($0, 0) })
    before = WordTable(lexicon.classes["before_letter"] ?? [])
    let words = (lexicon.classes["after_letter"] ?? []) + (lexicon.classes["after_abbreviation"] ?? [])
    followers = PhraseMatcher(Set(words).sorted().map { PhraseMatcher.Phrase($0, 0) })
    notAbbreviated = WordTable(lexicon.classes["not_abbreviation"] ?? [])
    wordsBeforeNames = PhraseMatcher((lexicon.classes["name_guard"] ?? []).map { PhraseMatcher.Phrase($0, 0) })
    nameCharacters = WordTable(lexicon.classes["name_character"] ?? [])
    nameFillers = WordTable(lexicon.classes["name_filler"] ?? [])
    nameGivers = spellings("name_giver")
    dateCharacters = WordTable(lexicon.classes["date_character"] ?? [])
    midst = PhraseMatcher((lexicon.classes["midst"] ?? []).map { PhraseMatcher.Phrase($0, 0) })
    splitNames = PhraseMatcher((lexicon.classes["split_name"] ?? []).map { PhraseMatcher.Phrase($0, 0) })
    nameOverlaps = PhraseMatcher((lexicon.classes["name_overlap"] ?? []).map { PhraseMatcher.Phrase($0, 0) })
    overlapGuards = spellings("overlap_guard")
    disputedPlaces = spellings("disputed_place")
    units = WordTable(lexicon.classes["state_unit"] ?? [])
    waters = spellings("water")
  }

  /// The tokens at which a word begins that may follow a country's first character, in order.
  func abbreviationFollowers(in text: ArticleText) -> [Int] { text.matches(of: followers).map(\.tokens.lowerBound) }

  /// Whether a country's first character may be its abbreviation; not `南`, `新` or `海`, which are separate words.
  func mayAbbreviate(_ text: ArticleText, _ token: Int) -> Bool { !text.contains(notAbbreviated, token) }

  /// The last tokens of the words whose last character begins no name: `海` of `沿海` in `沿海地区`, `加` of `增加`
  /// in `增加纳税`.
  func tokensOfWords(in text: ArticleText) -> Set<Int> {
    Set(text.matches(of: wordsBeforeNames).map { $0.tokens.upperBound - 1 })
  }

  /// Whether a longer foreign name continues at the token: with a character that only such names have, at once or after
  /// one of the fillers.
  func continuesName(_ text: ArticleText, _ token: Int) -> Bool {
    guard token < text.tokens.count, !text.tokens[token].isSpaced else { return false }
    if text.contains(nameCharacters, token) { return true }
    let next = token + 1
    return text.contains(nameFillers, token) && next < text.tokens.count && text.contains(nameCharacters, next)
  }

  /// Whether the token says what the name before it is: `省`.
  func isUnit(_ text: ArticleText, _ token: Int) -> Bool { text.contains(units, token) }

  /// Whether a word for a lake, a river or a waterfall begins at the token.
  func isWater(_ text: ArticleText, _ token: Int) -> Bool {
    guard !text.tokens[token].isSpaced else { return false }
    let rest = text.folded[text.tokens[token].start...]
    return waters.contains { rest.starts(with: $0) }
  }

  /// The last tokens by the first of texts that begin with a place's name by chance: `湖南部` in `马拉维湖南部`, not in
  /// `湖南部分地区`.
  func overlaps(in text: ArticleText) -> [Int: Int] {
    var ends: [Int: Int] = [:]
    for match in text.matches(of: nameOverlaps) {
      let last = match.tokens.upperBound - 1
      let rest = text.folded[text.tokens[last].start...]
      if !overlapGuards.contains(where: { rest.starts(with: $0) }) { ends[match.tokens.lowerBound] = last }
    }
    return ends
  }

  /// Whether characters that foreign names and other words have are right before and after the tokens: `拉法` in
  /// `特拉法加`.
  func isBetweenFillers(_ text: ArticleText, _ tokens: Range<Int>) -> Bool {
    let (before, after) = (tokens.lowerBound - 1, tokens.upperBound)
    return before >= 0 && after < text.tokens.count && !text.tokens[tokens.lowerBound].isSpaced
      && !text.tokens[after].isSpaced && text.contains(nameFillers, before) && text.contains(nameFillers, after)
  }

  /// Whether another country's name may stand before the place.
  func isDisputed(_ text: ArticleText, _ tokens: Range<Int>) -> Bool {
    disputedPlaces.contains { text.spells($0, tokens) }
  }

  /// Whether the token, after a number, is a part of a date: `日` in `24日军方宣布`.
  func isDatePart(_ text: ArticleText, _ token: Int) -> Bool {
    token > 0 && text.tokens[token - 1].kind == .number && !text.tokens[token].isSpaced
      && text.contains(dateCharacters, token)
  }

  /// Whether the token is a character that spells foreign names.
  func spellsNames(_ text: ArticleText, _ token: Int) -> Bool {
    !text.tokens[token].isSpaced && (text.contains(nameCharacters, token) || text.contains(nameFillers, token))
  }

  /// Whether a character that only foreign names have precedes the token.
  func precedesName(_ text: ArticleText, _ token: Int) -> Bool {
    token > 0 && !text.tokens[token].isSpaced && text.contains(nameCharacters, token - 1)
  }

  /// Whether the word right before the token says that a storm's name follows: `台风`.
  func isNamed(_ text: ArticleText, by token: Int) -> Bool {
    nameGivers.contains { giver in
      let first = token - giver.count / 3
      return first >= 0 && first < token
        && text.folded[text.tokens[first].start..<text.tokens[token - 1].end].elementsEqual(giver)
    }
  }

  /// Whether the token is the dot between the parts of a person's foreign name: `马哈马特·杜戈`.
  func isNameDot(_ text: ArticleText, _ token: Int) -> Bool {
    guard text.tokens.indices.contains(token) else { return false }
    return Self.nameDots.contains { text.bytes[text.tokens[token].start..<text.tokens[token].end].elementsEqual($0) }
  }

  private static let nameDots = ["·", "‧", "・", "•"].map { Array($0.utf8) }

  static func isBoundary(_ value: Int) -> Bool { value == Value.boundary }
  static func isKnownName(_ value: Int) -> Bool { value <= Value.known && value > Value.firm }
  static func isFirmEnding(_ value: Int) -> Bool { value == Value.firm }

  /// The kind of organisation for the value of a match of `matcher`, other than a boundary.
  func kind(_ value: Int) -> ActorKind {
    if value == Value.firm { return .company }
    return value >= 0 ? heads[value] : ActorKind.allCases[Value.known - value]
  }

  /// Whether the tokens before `ending`, a word for an industry, may be the firm's name: ideographs that end in no word
  /// that describes an industry, and no word after the ending says that the industry is meant.
  func namesFirm(_ text: ArticleText, _ name: Range<Int>, _ ending: Range<Int>) -> Bool {
    let next = ending.upperBound
    if next < text.tokens.count, !text.tokens[next].isSpaced {
      let after = text.folded[text.tokens[next].start...]
      if firmSuffixes.contains(where: { after.starts(with: $0) }) { return false }
    }
    guard name.allSatisfy({ text.tokens[$0].kind == .ideograph }) else { return false }
    let before = text.folded[text.tokens[name.lowerBound].start..<text.tokens[name.upperBound - 1].end]
    return !firmGuards.contains { before.count >= $0.count && before.suffix($0.count).elementsEqual($0) }
  }

  /// The tokens that abbreviate a country by one character: two or more in a row (`中美`, `美日韩`), or one that follows a
  /// word such as `对`, `驻` or `访` or precedes one such as `方`, `军` or `企`; never inside a longer word (`其中`), in a
  /// date (`24日军方`), at the beginning of one of `names` (`枪战中英国教官`), or where `中` before another letter means during
  /// (`空袭中俄军`).
  func countryLetters(in text: ArticleText, names: [Range<Int>]) -> Set<Int> {
    var run: [Int] = []
    var found: Set<Int> = []
    let candidates = text.tokens.indices.filter {
      text.tokens[$0].kind == .ideograph && text.contains(letters, $0)
    }
    guard !candidates.isEmpty else { return [] }
    let guarded = guardedTokens(in: text)
    let followed = Set(text.matches(of: after).map(\.tokens.lowerBound))
    let named = fullNames(names, in: text)
    let others = lettersOfOtherWords(in: text, candidates)
    func close() {
      defer { run.removeAll() }
      guard let first = run.first, let last = run.last else { return }
      let isPreceded = first > 0 && text.contains(before, first - 1) && !guarded.contains(first - 1)
      let isPlain = !run.contains { text.contains(ambiguous, $0) }
      // 戈马机场: an ambiguous letter inside a foreign name directly follows another character.
      let isInside = first > 0 && text.tokens[first - 1].kind == .ideograph && !text.tokens[first].isSpaced
      let isFollowed = followed.contains(last + 1) && (isPlain || !isInside || isPreceded)
      if isFollowed || isPlain && (run.count > 1 || isPreceded) { found.formUnion(run) }
    }
    for index in candidates where !guarded.contains(index) && !named.contains(index) && !others.contains(index) {
      if let last = run.last, last + 1 != index { close() }
      run.append(index)
    }
    close()
    return found
  }

  /// The first tokens of the names, without those whose last character begins another word: `美国` in `中美国防部长`.
  private func fullNames(_ names: [Range<Int>], in text: ArticleText) -> Set<Int> {
    let splits = Set(text.matches(of: splitNames).map(\.tokens.lowerBound))
    return Set(names.filter { !splits.contains($0.upperBound - 1) }.map(\.lowerBound))
  }

  /// Those of the letters, in order, that belong to a date, end a word (`独立日`), or mean during before another letter.
  private func lettersOfOtherWords(in text: ArticleText, _ letters: [Int]) -> Set<Int> {
    let ends = tokensOfWords(in: text)
    let during = Set(text.matches(of: midst).map { $0.tokens.upperBound - 1 })
    let all = Set(letters)
    return Set(
      letters.filter {
        ends.contains($0) || isDatePart(text, $0) || during.contains($0) && all.contains($0 + 1)
      })
  }

  private func guardedTokens(in text: ArticleText) -> Set<Int> {
    var tokens: Set<Int> = []
    for match in text.matches(of: guards) { tokens.formUnion(match.tokens) }
    return tokens
  }
}

/// The kinds of organisations by the endings of their names.
private struct OrganisationEndings {
  /// The kind's position in `ActorKind.allCases`, by the UTF-8 bytes of an ending.
  private var kinds: [ArraySlice<UInt8>: Int] = [:]
  /// The lengths of the endings in bytes, the longest first.
  private var lengths: [Int] = []

  init(_ lexicon: ChineseLexicon) {
    for head in lexicon.organisationHeads {
      guard let kind = ActorKind.allCases.firstIndex(of: head.kind) else { continue }
      let ending = Array(head.word.utf8)[...]
      if kinds[ending] == nil { kinds[ending] = kind }
    }
    lengths = Set(kinds.keys.map(\.count)).sorted(by: >)
  }

  /// The position in `ActorKind.allCases` of the kind with the longest matching ending, else the last position.
  func kind(of name: String) -> Int {
    let bytes = Array(name.utf8)
    for length in lengths where length <= bytes.count {
      if let kind = kinds[bytes.suffix(length)] { return kind }
    }
    return ActorKind.allCases.count - 1
  }
}

/// Finds Chinese organisations by their last word (`集团`, `银行`, `矿业部`) and by name.
///
/// A name begins at the nearest country or place before its last word, else after the nearest boundary: a mark, a
/// space, a number, or a word that no name contains (`与`, `对`, `宣布`).
struct ChineseOrganisationFinder {
  let text: ArticleText
  let data: ChineseNameData
  /// The matches of `data.matcher` in the text.
  let matches: [PhraseMatcher.Match]
  /// The most characters in a name, its last word included.
  private static let mostTokens = 16
  /// How many characters a firm's name has before the word for its industry.
  private static let firmLength = 2...5

  func find(into findings: inout Findings) {
    var taken = [Bool](repeating: false, count: text.tokens.count)
    for organisation in findings.organisations {
      for token in text.tokenIndices(of: organisation.span) { taken[token] = true }
    }
    var placeStarts = [Int32](repeating: -1, count: text.tokens.count)
    for (index, place) in findings.places.enumerated() {
      placeStarts[text.tokenIndex(from: place.span.start)] = Int32(index)
    }
    var letters: [Int: String] = [:]
    for demonym in findings.demonyms { letters[text.tokenIndex(from: demonym.span.start)] = demonym.country }
    var found: [Organisation] = []
    for (order, match) in matches.enumerated() where !ChineseNameData.isBoundary(match.value) {
      let isKnown = ChineseNameData.isKnownName(match.value)
      let isFirm = ChineseNameData.isFirmEnding(match.value)
      let start =
        isFirm
        ? firmStart(order, findings.places, placeStarts)
        : isKnown ? match.tokens.lowerBound : self.start(order, placeStarts)
      guard let start else { continue }
      let tokens = start..<match.tokens.upperBound
      guard !tokens.contains(where: { taken[$0] }) else { continue }
      for token in tokens { taken[token] = true }
      let place = tokens.first { placeStarts[$0] >= 0 }.map { findings.places[Int(placeStarts[$0])] }
      let country = place?.country ?? tokens.lazy.compactMap { letters[$0] }.first
      found.append(Organisation(span: text.span(tokens: tokens), kind: data.kind(match.value), country: country))
    }
    guard !found.isEmpty else { return }
    findings.organisations = (findings.organisations + found).sorted { $0.span.start < $1.span.start }
    findings.places.removeAll { $0.kind != .country && taken[text.tokenIndex(from: $0.span.start)] }
  }

  private func start(_ order: Int, _ placeStarts: [Int32]) -> Int? {
    let head = matches[order].tokens
    let (first, isAtBoundary) = boundary(before: order)
    if let place = (first..<max(first, head.lowerBound)).last(where: { placeStarts[$0] >= 0 }) { return place }
    let length = head.lowerBound - first
    let isLong = length >= 2 || length >= 0 && head.count >= 3
    return isAtBoundary && isLong && length <= 8 ? first : nil
  }

  /// The first token of the name of a firm that ends in the word for its industry, after the country where it is from:
  /// `天海锂业`; nil where an industry is meant: `智利铜业`, `小型矿业`, `矿业法`.
  private func firmStart(_ order: Int, _ places: [Place], _ placeStarts: [Int32]) -> Int? {
    let head = matches[order].tokens
    var (first, isAtBoundary) = boundary(before: order)
    if let place = (first..<max(first, head.lowerBound)).last(where: { placeStarts[$0] >= 0 }) {
      first = text.tokenIndex(from: places[Int(placeStarts[place])].span.end)
      isAtBoundary = true
    }
    guard isAtBoundary, Self.firmLength.contains(head.lowerBound - first) else { return nil }
    return data.namesFirm(text, first..<head.lowerBound, head) ? first : nil
  }

  /// The first token that the name before the last word `matches[order]` may contain, and whether a boundary precedes
  /// it.
  private func boundary(before order: Int) -> (first: Int, isAtBoundary: Bool) {
    let head = matches[order].tokens
    let sentence = text.sentences[text.sentenceIndex(at: text.tokens[head.lowerBound].start)].tokens
    var first = max(sentence.lowerBound, head.upperBound - Self.mostTokens)
    var isAtBoundary = first == sentence.lowerBound
    for index in (first..<head.lowerBound).reversed()
    where text.tokens[index].kind == .punctuation || text.tokens[index].kind == .number
      || text.tokens[index + 1].isSpaced
    {
      first = index + 1
      isAtBoundary = true
      break
    }
    var earlier = order - 1
    while earlier >= 0, matches[earlier].tokens.upperBound > first {
      if ChineseNameData.isBoundary(matches[earlier].value) {
        first = matches[earlier].tokens.upperBound
        isAtBoundary = true
        break
      }
      earlier -= 1
    }
    return (first, isAtBoundary)
  }
}
