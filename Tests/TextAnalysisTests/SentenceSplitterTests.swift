import ExtractionFixtures
import Testing

@testable import TextAnalysis
import TestSupport

struct SentenceSplitterTests {
  @Test(
    "sentences end where a reader would end them",
    arguments: [
      ("He met Mr. Smith. They spoke.", "He met Mr. Smith.|They spoke."),
      ("The U.S. Army left. It rained.", "The U.S. Army left.|It rained."),
      ("He lives in the U.S. He is old.", "He lives in the U.S.|He is old."),
      ("J. R. Smith of St. Louis came on Nov. 3. He left.", "J. R. Smith of St. Louis came on Nov. 3.|He left."),
      ("Acme Co. said so. Acme Ltd. The end.", "Acme Co. said so.|Acme Ltd.|The end."),
      ("It grew 4.5 percent. No. 5 won.", "It grew 4.5 percent.|No. 5 won."),
      ("\"It is over.\" He left. \"Stop.\"", "\"It is over.\"|He left.|\"Stop.\""),
      ("“What?” he asked. Yahoo! said no.", "“What?” he asked.|Yahoo! said no."),
      ("In the order.In other action they met.", "In the order.|In other action they met."),
      ("see example.com now. Yes.", "see example.com now.|Yes."),
      ("秘鲁总统说。“很好！”他走了。", "秘鲁总统说。|“很好！”|他走了。"),
      ("Wait... Then go. Wait... for it.", "Wait...|Then go.|Wait... for it."),
      (
        "with the\" Belt and Road \"to go deep. The next \" one. Done.",
        "with the\" Belt and Road \"to go deep.|The next \" one.|Done."
      ),
      ("1. First thing. 2. Second thing.", "1. First thing.|2. Second thing."),
    ])
  func sentences(text: String, expected: String) {
    #expect(split(text).map(\.0).joined(separator: "|") == expected)
  }

  @Test("headings, credits and lines of non-breaking spaces are distinguished from prose")
  func kinds() {
    let text =
      "NEWS\n\u{00A0}\nThe port opened in May.\n \u{00A0}\nWe face both\n\u{00A0}\nIt is large\nSource: SASAC of The State Council"
    #expect(
      split(text).map(\.1) == [.credit, .prose, .heading, .heading, .credit])
  }

  @Test(
    "a line that begins like a credit or is in parentheses is not a credit if it contains a sentence",
    arguments: [
      ("Sources: gunmen attacked a mine on Monday.", false), ("Updated: gunmen attacked a mine, killing two.", false),
      ("(Gunmen killed two guards in Peru.)", false), ("来源：枪手周一在秘鲁袭击一座金矿，打死两名警卫。", false),
      ("图尔克：枪手周一在秘鲁袭击一座金矿，打死两名警卫。", false),
      ("图：枪手周一在秘鲁袭击一座金矿。", true),
      ("Source: SASAC of The State Council", true), ("Source: Acme Inc.", true), ("Source: company statement", true),
      ("(Reuters)", true), ("(Reporting by J. Doe)", true), ("来源：新华社", true), ("来源：新华社北京分社。", true),
      ("编辑：某某、某某、某某、某某、某某", true),
    ])
  func sentenceInCredit(line: String, isCredit: Bool) {
    #expect(split(line + "\n\nThe port opened in May.").map(\.1) == [isCredit ? .credit : .prose, .prose])
  }

  @Test("the caption of a photograph with a further sentence is no credit")
  func longCaption() {
    let line = "图：秘鲁的金矿。枪手周一袭击了它，打死两名警卫。"
    #expect(split(line + "\n\nThe port opened in May.").map(\.1) == [.prose, .prose, .prose])
  }

  @Test("a sentence has at most 600 words and marks")
  func longest() {
    #expect(split(String(repeating: "word ", count: 600)).count == 1)
    #expect(split(String(repeating: "word ", count: 601)).count == 2)
  }

  @Test("a wrapped line continues, a short line does not")
  func wrappedLines() {
    let wrapped =
      "Four members of the security forces were killed in Sunday\n     attacks in the north, officials said there and in\n     Jordan. It was over."
    #expect(split(wrapped).count == 2)
    let short =
      "Edmonton given B grade\nAlthough the economy of the city remains healthy, the city faltered in other categories this year.\nIt did."
    #expect(split(short).map(\.1) == [.heading, .prose, .prose])
  }

  @Test("a line of closing marks does not end as the line before it does")
  func lineOfClosers() {
    #expect(split("It was over.\n)\nIt rained.").map(\.1) == [.prose, .heading, .prose])
    #expect(split("It was over.\n)\nand it rained.").map(\.0) == ["It was over.", ")\nand it rained."])
  }

  @Test(
    "a dateline is a credit of its own",
    arguments: [
      ("TBILISI, Georgia -- Georgian police arrested ten.", "TBILISI, Georgia --"),
      ("LAUREL COUNTY, Ky. (WKYT) - A man is dead.", "LAUREL COUNTY, Ky. (WKYT) -"),
      ("BEIJING, Nov. 3 (Xinhua) — China said so.", "BEIJING, Nov. 3 (Xinhua) —"),
    ])
  func datelines(text: String, dateline: String) {
    let found = split(text)
    #expect(found.first?.0 == dateline)
    #expect(found.map(\.1) == [.credit, .prose])
  }

  @Test(
    "a dateline parts a headline from the report that was run on to it",
    arguments: [
      (
        "Ferry Sinks Off Ghana ACCRA (Reuters) - A ferry sank on Monday.",
        "Ferry Sinks Off Ghana|ACCRA (Reuters) -|A ferry sank on Monday."
      ),
      (
        "Inquiry ordered in ferry case ACCRA - Ghana ordered an inquiry.",
        "Inquiry ordered in ferry case|ACCRA -|Ghana ordered an inquiry."
      ),
      (
        "U.S. Envoy Sees Progress (AP) AP - Talks went well.",
        "U.S. Envoy Sees Progress (AP)|AP -|Talks went well."
      ),
      (
        "Is the ferry safe? TEMA, Ghana (AFP) -- Inspectors think so.",
        "Is the ferry safe?|TEMA, Ghana (AFP) --|Inspectors think so."
      ),
    ])
  func headlineBeforeDateline(text: String, expected: String) {
    let found = split(text)
    #expect(found.map(\.0).joined(separator: "|") == expected)
    #expect(found.map(\.1) == [.title, .credit, .prose])
  }

  @Test(
    "an abbreviation before a dash is no dateline",
    arguments: [
      "The launch by NASA - America's space agency - was put off.", "Shares of OPEC - the cartel - do not exist.",
      "Talks failed on Monday. NATO - Europe's shield - said so.",
    ])
  func noDateline(text: String) {
    #expect(!split(text).map(\.1).contains(.credit))
  }

  @Test("the title is kept apart from the body")
  func title() {
    let title = "Rebels attack port. Three dead"
    let text = EntityFixture.article(title + "\n\nIt happened.", bodyStart: title.utf8.count + 2)
    #expect(text.sentences.map(\.kind) == [.title, .title, .prose])
  }

  @Test("a single line without a full stop is prose")
  func loneLine() {
    #expect(split("Rebels attack a port in Yemen").map(\.1) == [.prose])
  }

  @Test("every token of any text is in exactly one sentence, and no sentence is endless", arguments: UInt64(1)...40)
  func hostileText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = EntityFixture.article(random.text(length: 3000))
    var next = 0
    for sentence in text.sentences {
      #expect(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty)
      #expect(sentence.tokens.count <= 600)
      #expect(sentence.start == text.tokens[sentence.tokens.lowerBound].start)
      next = sentence.tokens.upperBound
    }
    #expect(next == text.tokens.count)
  }

  private func split(_ text: String) -> [(String, Sentence.Kind)] {
    let article = EntityFixture.article(text)
    return article.sentences.map { (article.string($0.start, $0.end), $0.kind) }
  }
}
