import FactExtraction
import Models
import ReferenceData
import Testing

/// Facts of texts whose words are hidden, and of texts that repeat what was wrong.
@Suite struct ReadableTextTests {
  private static let extractor: FactExtractor = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    do {
      return try FactExtractor(
        reference: try ReferenceData(directory: "\(root)/Shared/ReferenceData"), register: ProjectRegister([]))
    } catch {
      fatalError("\(error)")
    }
  }()

  private static let plain = "Workers at the port of Callao in Peru went on strike on Thursday."

  private func facts(_ text: String, at time: String = "2026-11-26T08:00:00Z", offset: Int? = nil) throws
    -> FactsDocument
  {
    Self.extractor.facts(
      of: NormalisedArticle(
        articleId: "a", text: text, publishedAt: Timestamp(rfc3339: time), publishedOffset: offset, language: "en",
        contentHash: "c"),
      revision: 1)
  }

  @Test(
    "the facts are those of the text without the marks, and their places are in the published text",
    arguments: [
      "Work\u{AD}ers at the port of Cal\u{200B}lao in Pe\u{AD}ru went on str\u{200B}ike on Thursday.",
      "\u{200F}Workers at the port of \u{202A}Callao\u{202C} in \u{2068}Peru\u{2069} went on\u{200E} strike on Thursday.",
      "\u{FEFF}Workers at the port of Callao in Ｐｅｒｕ went on strike on Thursday.",
    ])
  func hidden(_ text: String) throws {
    let expected = try facts(Self.plain)
    let found = try facts(text)
    #expect(found.events.map(\.type) == expected.events.map(\.type))
    #expect(found.events.map(\.when) == expected.events.map(\.when))
    #expect(found.countries.map(\.code) == ["PE"])
    let bytes = Array(text.utf8)
    let spans = found.events.map(\.quote) + found.places.map(\.span) + found.dates.map(\.span)
    #expect(!spans.isEmpty)
    for span in spans {
      #expect(Array(span.text.utf8) == Array(bytes[span.start..<span.end]))
    }
  }

  @Test("the sentence of a scheduled date is quoted from the published text")
  func scheduled() throws {
    let text = "The har\u{AD}bour is quiet. The court will hear the case on 12 Decem\u{AD}ber 2026."
    let quote = try #require(try facts(text).scheduled.first?.quote)
    #expect(Array(quote.text.utf8) == Array(Array(text.utf8)[quote.start..<quote.end]))
    #expect(quote.text.hasPrefix("The court"))
  }

  @Test(
    "relative days are those of the publisher's clock",
    arguments: [
      ("2026-11-26T01:30:00Z", -300, 24), ("2026-11-26T01:30:00Z", nil, 25), ("2026-11-25T23:00:00Z", 480, 25),
    ] as [(String, Int?, Int)])
  func clock(_ time: String, _ offset: Int?, _ day: Int) throws {
    let yesterday = "Workers at the port of Callao in Peru went on strike yesterday."
    #expect(try facts(yesterday, at: time, offset: offset).events.first?.when?.lastDay.day == day)
  }

  @Test(
    "a month without a year is a coming one where its event is yet to come, and else the last one",
    arguments: [
      ("Dockers at the port of Callao in Peru threatened to strike in January.", "2027-01"),
      ("Dockers at the port of Callao in Peru threatened to strike in October.", "2026-10"),
      ("Dockers at the port of Callao in Peru went on strike in January.", "2026-01"),
    ])
  func month(_ text: String, _ date: String) throws {
    #expect(try facts(text).events.first { $0.type == "STRIKE" }?.when?.value == date)
  }

  @Test(
    "an event is not dated by the deadline to which it moves something",
    arguments: [
      ("The opening of Togo's new port has been delayed again and moved from 2019 to 2031.", TimeBasis.published),
      ("The opening of Togo's new port has been delayed again on 3 November 2026.", .stated),
    ])
  func deadline(_ text: String, _ basis: TimeBasis) throws {
    #expect(try facts(text).events.first { $0.type == "DELAY" }?.timeBasis == basis)
  }

  @Test("a sentence that repeats what was wrong makes no claim")
  func corrections() throws {
    let text =
      "Correction: an earlier version said wrongly that Kenya had defaulted on its bond. Workers in Peru went on strike."
    #expect(try facts(text).events.map(\.type).contains("STRIKE"))
    #expect(try !facts(text).events.map(\.type).contains("DEFAULT"))
    #expect(try facts("Kenya has defaulted on its bond.").events.map(\.type).contains("DEFAULT"))
  }

  @Test(
    "a corrected error is no event, whatever abbreviations and line breaks its sentence has",
    arguments: [
      "Correction: An earlier version of this article said that Mr. Soto was killed when gunmen attacked the Alba mine "
        + "in Peru on Monday.",
      "Correction: An earlier version of this article said that two gunmen\nattacked the Alba mine in Peru on Monday.",
    ])
  func wholeCorrections(_ correction: String) throws {
    let wrong = try facts(correction + " Workers at the port of Callao in Peru went on strike.")
    #expect(wrong.events.map(\.type) == ["STRIKE"])
  }

  @Test("a correction in the line or the sentence before leaves an event")
  func besideCorrections() throws {
    for mark in ["Correction: the mine is in the north.\n", "Correction: Mr. Soto is 40. "] {
      let found = try facts(mark + "Gunmen attacked the Alba mine in Peru on Monday, killing two guards.")
      #expect(found.events.map(\.type) == ["ATTACK_ON_PROJECT"], "\(mark)")
    }
  }
}
