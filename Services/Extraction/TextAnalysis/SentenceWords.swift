import ReferenceData
import TextMatching

/// A mark that may end a sentence.
enum SentenceStop {
  /// `.`, which also ends abbreviations.
  case full
  /// `!`, `?`, `…`.
  case firm
  /// The full-width marks of Chinese and Japanese, which need no space after them.
  case wide

  private static let firmHashes = [TokenHash.of("…"), TokenHash.of("؟"), TokenHash.of("।")]
  private static let wideHashes = [TokenHash.of("。"), TokenHash.of("！"), TokenHash.of("？")]

  @inline(__always)
  init?(_ hash: UInt32) {
    if hash == TokenHash.ascii(".") {
      self = .full
    } else if hash == TokenHash.ascii(",") {
      // The most frequent mark, ruled out first.
      return nil
    } else if hash == TokenHash.ascii("!") || hash == TokenHash.ascii("?") || Self.firmHashes.contains(hash) {
      self = .firm
    } else if Self.wideHashes.contains(hash) {
      self = .wide
    } else {
      return nil
    }
  }
}

/// The words of a language that the sentence splitter uses.
final class SentenceWords: Sendable {
  enum Abbreviation: Int {
    /// `Mr.`: no sentence ends with it.
    case always
    /// `No.`, `Nov.`: no sentence ends with it where a number follows.
    case beforeNumber
    /// `Co.`, `Inc.`, `Calif.`, with a capital: a sentence ends with it only where the next word often begins one.
    case unlessStarter
  }

  static let closers: [UInt32] = ["\"", "'", ")", "]", "』", "」", "）", "》", "】"].map(TokenHash.of)
  private static let brackets: [(opener: UInt32, closer: UInt32)] = [
    (TokenHash.of("("), TokenHash.of(")")), (TokenHash.of("["), TokenHash.of("]")),
    (TokenHash.of("（"), TokenHash.of("）")), (TokenHash.of("《"), TokenHash.of("》")),
    (TokenHash.of("【"), TokenHash.of("】")),
  ]
  static let pauses: [UInt32] = [":", ";", "：", "；"].map(TokenHash.of)
  static let colons: [UInt32] = [":", "：", "/"].map(TokenHash.of)
  private static let wideQuestion = TokenHash.of("？")

  static func isQuestionMark(_ hash: UInt32) -> Bool { hash == TokenHash.ascii("?") || hash == wideQuestion }
  static var openParenthesis: UInt32 { TokenHash.ascii("(") }
  static var closeParenthesis: UInt32 { TokenHash.ascii(")") }
  static var dash: UInt32 { TokenHash.ascii("-") }
  static var comma: UInt32 { TokenHash.ascii(",") }

  /// The hash of the mark that opens what a closer closes. All shapes of a quotation mark share one hash.
  static func opener(of closer: UInt32) -> UInt32 { brackets.first { $0.closer == closer }?.opener ?? closer }

  private let abbreviations: WordTable
  private let starters: WordTable
  private let sections: WordTable
  private let credits: WordTable
  private let creditIdeographs: WordTable
  private let photoCredits: [[UInt8]]
  private let smallNames: WordTable

  init(_ words: [TextLexicon.Orthography: [String]]) {
    func entries(_ role: TextLexicon.Orthography, _ kind: Abbreviation) -> [(word: String, value: Int)] {
      (words[role] ?? []).map { ($0, kind.rawValue) }
    }
    abbreviations = WordTable(
      entries(.abbreviation, .always) + entries(.numbered, .beforeNumber) + entries(.contracted, .unlessStarter))
    starters = WordTable(words[.starter] ?? [])
    sections = WordTable(words[.section] ?? [])
    credits = WordTable(words[.credit] ?? [])
    creditIdeographs = WordTable(words[.creditCharacter] ?? [])
    photoCredits = (words[.photoCredit] ?? []).map { Array($0.utf8) }
    smallNames = WordTable(words[.datelineWord] ?? [])
  }

  func abbreviation(_ token: Token, _ folded: [UInt8]) -> Abbreviation? {
    abbreviations.value(of: token, in: folded).flatMap(Abbreviation.init(rawValue:))
  }

  /// Whether a token is a capitalised word that often begins a sentence.
  func isStarter(_ token: Token, _ folded: [UInt8]) -> Bool {
    token.shape != .lower && starters.contains(token, in: folded)
  }

  func isSection(_ token: Token, _ folded: [UInt8]) -> Bool { sections.contains(token, in: folded) }
  func isCreditWord(_ token: Token, _ folded: [UInt8]) -> Bool { credits.contains(token, in: folded) }
  func isCreditIdeograph(_ token: Token, _ folded: [UInt8]) -> Bool { creditIdeographs.contains(token, in: folded) }
  func isPhotoCredit(_ word: ArraySlice<UInt8>) -> Bool { photoCredits.contains { $0.elementsEqual(word) } }
  func isSmallName(_ token: Token, _ folded: [UInt8]) -> Bool { smallNames.contains(token, in: folded) }
}
