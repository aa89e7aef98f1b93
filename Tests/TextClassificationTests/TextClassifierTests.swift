import Glibc
import ReferenceData
import Testing
import TextMatching

@testable import TextClassification

struct TextClassifierTests {
  private static let classes = ["PEACE", "WAR", "NONE"]
  private static let rows: [ClassifierWeights.Row] = [
    .init(term: "sign", className: "PEACE", weight: 2), .init(term: "sign treaty", className: "PEACE", weight: 1.5),
    .init(term: "treaty", className: "PEACE", weight: 1), .init(term: "shell", className: "WAR", weight: 3),
    .init(term: "treaty", className: "WAR", weight: -0.5), .init(term: "shell beach", className: "NONE", weight: 4),
    .init(term: "beach", className: "NONE", weight: 1),
  ]
  private static let vocabulary = ClassifierVocabulary(
    lemmas: [
      ("sign", ["sign", "signs", "signed"]), ("treaty", ["treaty", "treaties"]), ("shell", ["shell", "shelled"]),
      ("beach", ["beach", "beaches"]), ("quiet", ["quiet"]),
    ], skipped: ["the", "a"])

  private static func classifier(_ rows: [ClassifierWeights.Row] = rows) -> TextClassifier {
    TextClassifier(
      vocabulary: vocabulary,
      questions: [ClassifierWeights(classes: classes, bias: [0.1, -0.2, 0], rows: rows, isScaled: true)])
  }

  private static func shares(_ text: String, _ classifier: TextClassifier = classifier(), reach: Float? = nil)
    -> [Float]?
  {
    let tokenised = TokenisedText(Array(text.utf8))
    var buffer = TermBuffer()
    var shares: [Float] = []
    read(tokenised, classifier, reach: reach, into: &buffer)
    return classifier.shares(0, buffer, into: &shares) ? shares : nil
  }

  private static func read(
    _ text: TokenisedText, _ classifier: TextClassifier, reach: Float? = nil, into buffer: inout TermBuffer
  ) {
    let lemmas = classifier.words.ids(of: text.tokens, folded: text.folded)
    classifier.read(text.tokens.indices, of: text.tokens, lemmas: lemmas, reach: reach, into: &buffer)
  }

  private static func softmax(_ sums: [Float]) -> [Float] {
    let powers = sums.map { expf($0) }
    return powers.map { $0 / powers.reduce(0, +) }
  }

  private static func isClose(_ one: [Float]?, _ other: [Float]) -> Bool {
    guard let one, one.count == other.count else { return false }
    return zip(one, other).allSatisfy { abs($0 - $1) < 1e-4 }
  }

  @Test("each Chinese character is a word, a traditional one as its simplified form")
  func characters() {
    let classifier = TextClassifier(
      vocabulary: ClassifierVocabulary(lemmas: [("罢", ["罢"]), ("工", ["工"])], skipped: []),
      questions: [
        ClassifierWeights(
          classes: Self.classes, bias: [0, 0, 0],
          rows: [.init(term: "工", className: "PEACE", weight: 1), .init(term: "罢 工", className: "WAR", weight: 2)],
          isScaled: false)
      ])
    #expect(Self.isClose(Self.shares("工人罢工", classifier), Self.softmax([1, 2, 0])))
    #expect(Self.isClose(Self.shares("工人罷工", classifier), Self.softmax([1, 2, 0])))
    #expect(Self.isClose(Self.shares("罢，工", classifier), Self.softmax([1, 0, 0])), "a mark parts a pair")
  }

  @Test("the shares are the softmax of the sums of the terms' weights, scaled to a text of length one")
  func sums() {
    let scale = 1 / Float(3).squareRoot()
    let expected = Self.softmax([0.1 + (2 + 1.5 + 1) * scale, -0.2 - 0.5 * scale, 0])
    #expect(Self.isClose(Self.shares("They signed the treaty"), expected))
  }

  @Test(
    "forms count as their lemma, in any letter case, and a word of the vocabulary that no row names changes nothing",
    arguments: [
      "sign treaty", "SIGNED TREATIES", "signs a treaty", "quiet, sign treaty", "sign the treaty; sign treaties",
    ])
  func forms(text: String) {
    #expect(Self.isClose(Self.shares("signed the treaty"), Self.shares(text) ?? []))
  }

  @Test(
    "numbers, unknown words and marks part a pair; quotes, dashes and words passed over do not",
    arguments: [
      ("shelled the beach", true), ("shelled “beach”", true), ("shell-beach", true), ("shelled 5 beaches", false),
      ("shelled, beach", false), ("shelled foreign beaches", false), ("beach shell", false),
    ])
  func pairs(text: String, isPair: Bool) throws {
    let shares = try #require(Self.shares(text))
    #expect((shares[2] > shares[1]) == isPair)
  }

  @Test(
    "a text without a term of the table has no shares",
    arguments: ["", "quiet", "Nothing of this is known", "5 %", "条约"])
  func unknown(text: String) {
    #expect(Self.shares(text) == nil)
  }

  @Test("with a reach a word weighs the less the later it comes")
  func reach() throws {
    let early = try #require(Self.shares("shelled x x x x x x x x x signed", reach: 10))
    let late = try #require(Self.shares("signed x x x x x x x x x shelled", reach: 10))
    #expect(early[1] > early[0] && late[0] > late[1] && late[1] < early[1])
  }

  @Test("each row takes part: without it the shares of a text with its term are others", arguments: rows.indices)
  func everyRowCounts(index: Int) throws {
    var rows = Self.rows
    let removed = rows.remove(at: index)
    let whole = try #require(Self.shares(removed.term))
    #expect(!Self.isClose(Self.shares(removed.term, Self.classifier(rows)), whole))
  }

  @Test("the reasons are the terms that support a class, the strongest first, each at its last token")
  func reasons() {
    let classifier = Self.classifier()
    let text = TokenisedText(Array("the treaty that we signed, the signed treaty".utf8))
    var buffer = TermBuffer()
    Self.read(text, classifier, into: &buffer)
    let peace = classifier.why(0, 0, buffer, limit: 2)
    #expect(peace.map(\.term) == ["sign", "sign treaty"] && peace.map(\.token) == [4, 8])
    #expect(classifier.why(0, 1, buffer, limit: 5).isEmpty)
  }

  @Test("a buffer carries nothing from one text to the next")
  func reuse() {
    let classifier = Self.classifier()
    var buffer = TermBuffer()
    var shares: [Float] = []
    for text in ["shelled", "the beach", "signed treaty", ""] {
      let tokenised = TokenisedText(Array(text.utf8))
      Self.read(tokenised, classifier, into: &buffer)
      let found = classifier.shares(0, buffer, into: &shares)
      #expect(found ? Self.isClose(Self.shares(text), shares) : Self.shares(text) == nil)
    }
  }

  @Test("however long the text, each of its terms counts once", arguments: [1, 40, 400, 3000])
  func repeatedTerms(count: Int) {
    let letters = Array("abcdefghijklmnopqrst")
    let words = (0..<400).map { "w" + [$0 % 20, $0 / 20].map { String(letters[$0]) }.joined() }
    let classifier = TextClassifier(
      vocabulary: ClassifierVocabulary(lemmas: words.map { ($0, [$0]) }, skipped: []),
      questions: [
        ClassifierWeights(
          classes: Self.classes, bias: [0, 0, 0], rows: words.map { .init(term: $0, className: "WAR", weight: 1) },
          isScaled: false)
      ])
    var buffer = TermBuffer()
    for length in [count, 5, count] {
      let text = (0..<length).map { words[$0 * 7 % words.count] }.joined(separator: " ")
      Self.read(TokenisedText(Array(text.utf8)), classifier, into: &buffer)
      let terms = classifier.why(0, 1, buffer, limit: 1000).map(\.term)
      #expect(Set(terms).count == terms.count && terms.count == min(length, words.count))
    }
  }

  @Test("without a scale the evidence of a text adds up", arguments: [1, 2, 3])
  func unscaled(terms: Int) throws {
    let rows = Self.rows.prefix(3)
    let classifier = TextClassifier(
      vocabulary: Self.vocabulary,
      questions: [ClassifierWeights(classes: Self.classes, bias: [0, 0, 0], rows: Array(rows), isScaled: false)])
    let text = ["signed", "signed, treaty", "signed treaty"][terms - 1]
    let sum = Float(rows.map(\.weight)[0] + (terms > 1 ? rows[2].weight : 0) + (terms > 2 ? rows[1].weight : 0))
    #expect(Self.isClose(Self.shares(text, classifier), Self.softmax([sum, 0, 0])))
  }

  @Test("questions share one reading and keep their classes apart")
  func questions() {
    let other = ClassifierWeights(
      classes: ["sport", "news"], bias: [0, 0], rows: [.init(term: "beach", className: "sport", weight: 2)],
      isScaled: false)
    let classifier = TextClassifier(
      vocabulary: Self.vocabulary,
      questions: [
        ClassifierWeights(classes: Self.classes, bias: [0.1, -0.2, 0], rows: Self.rows, isScaled: true), other,
      ])
    let text = TokenisedText(Array("signed on the beach".utf8))
    var buffer = TermBuffer()
    Self.read(text, classifier, into: &buffer)
    var shares: [Float] = []
    #expect(classifier.shares(1, buffer, into: &shares) && Self.isClose(shares, Self.softmax([2, 0])))
    #expect(classifier.shares(0, buffer, into: &shares) && shares.count == 3)
  }
}
