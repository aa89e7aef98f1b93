import TextMatching

/// A mark that may end a sentence.
enum SentenceStop {
  /// `.`, which also ends abbreviations.
  case full
  /// `!`, `?`, `…`.
  case firm
  /// The full-width marks of Chinese and Japanese, which need no space after them.
  case wide

  private static let fullHash = TokenHash.of(".")
  private static let firmHashes = [
    TokenHash.of("!"), TokenHash.of("?"), TokenHash.of("…"), TokenHash.of("؟"), TokenHash.of("।"),
  ]
  private static let wideHashes = [TokenHash.of("。"), TokenHash.of("！"), TokenHash.of("？")]

  @inline(__always)
  init?(_ hash: UInt32) {
    if hash == Self.fullHash {
      self = .full
    } else if Self.firmHashes.contains(hash) {
      self = .firm
    } else if Self.wideHashes.contains(hash) {
      self = .wide
    } else {
      return nil
    }
  }
}

/// The words of English orthography that a sentence splitter has to know.
final class SentenceWords: Sendable {
  enum Abbreviation: Int {
    /// `Mr.`: no sentence ends with it.
    case always
    /// `No. 5`, `Nov. 3`.
    case beforeNumber
    /// `Co.`, `Inc.`, `Calif.`, with a capital: ends a sentence where a word follows that often begins one.
    case unlessStarter
  }

  static let shared = SentenceWords()

  static let closers: [UInt32] = ["\"", "'", ")", "]", "』", "」", "）", "》", "】"].map(TokenHash.of)
  static let pauses: [UInt32] = [":", ";", "：", "；"].map(TokenHash.of)
  static let colons: [UInt32] = [":", "：", "/"].map(TokenHash.of)
  static let openParenthesis = TokenHash.of("(")
  static let closeParenthesis = TokenHash.of(")")
  static let dash = TokenHash.of("-")

  private let abbreviations: WordTable
  private let starters: WordTable
  private let sections: WordTable
  private let credits: WordTable
  private let creditIdeographs: WordTable
  private let smallNames: WordTable

  private init() {
    let always = """
      mr mrs ms dr prof gen col lt sgt capt cpl maj adm cmdr brig sen rep gov pres hon rev fr st ste mt ft sr jr messrs \
      const det insp supt pvt spc ssgt msgt atty supt vs ext approx est hwy
      """
    let numbered = "no nos jan feb mar apr jun jul aug sep sept oct nov dec art sec fig vol pp p para ch pct"
    let unlessStarter = """
      co corp inc ltd llc plc bros cie pty dept univ assn ave blvd rd al ariz ark calif colo conn del fla ga ill \
      ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo alta ont que sask \
      mon tue tues wed thu thurs fri sat sun intl nat
      """
    func entries(_ text: String, _ kind: Abbreviation) -> [(word: String, value: Int)] {
      text.split(separator: " ").map { (String($0), kind.rawValue) }
    }
    abbreviations = WordTable(
      entries(always, .always) + entries(numbered, .beforeNumber) + entries(unlessStarter, .unlessStarter))
    starters = WordTable(
      """
      the a an this that these those it its he she they we i you his her their our my in on at by for from with as if \
      when while after before since although though but and so yet or not no there here what who how why where which \
      according also however meanwhile moreover despite during under over both each all some many most one two three \
      officials police last next now then
      """.split(separator: " ").map(String.init))
    sections = WordTable(
      """
      news world business politics opinion opinions sports sport economy markets finance technology tech science health \
      breaking exclusive analysis editorial update home international national local africa asia europe americas video photos
      """.split(separator: " ").map(String.init))
    credits = WordTable(
      """
      source sources by photo photos image images credit credits copyright author authors editor editors reporter \
      reporting editing via published updated written caption photograph
      """.split(separator: " ").map(String.init))
    creditIdeographs = WordTable(["来", "文", "作", "记", "編", "编", "责", "图", "摄"])
    smallNames = WordTable(
      "of the and de del la le da do dos du al el bin county in near st".split(separator: " ").map(String.init))
  }

  func abbreviation(_ token: Token, _ folded: [UInt8]) -> Abbreviation? {
    abbreviations.value(of: token, in: folded).flatMap(Abbreviation.init(rawValue:))
  }

  /// A capitalised word that often begins a sentence.
  func isStarter(_ token: Token, _ folded: [UInt8]) -> Bool {
    token.shape != .lower && starters.contains(token, in: folded)
  }

  func isSection(_ token: Token, _ folded: [UInt8]) -> Bool { sections.contains(token, in: folded) }
  func isCreditWord(_ token: Token, _ folded: [UInt8]) -> Bool { credits.contains(token, in: folded) }
  func isCreditIdeograph(_ token: Token, _ folded: [UInt8]) -> Bool { creditIdeographs.contains(token, in: folded) }
  func isSmallName(_ token: Token, _ folded: [UInt8]) -> Bool { smallNames.contains(token, in: folded) }
}
