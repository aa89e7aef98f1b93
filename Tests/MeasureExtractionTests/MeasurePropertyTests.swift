import ExtractionFixtures
import Models
import Testing

@testable import MeasureExtraction
import TestSupport

@Suite struct MeasurePropertyTests {
  private static let pieces = [
    "between", "5", "and", "7", "million", "$", "US", "%", "March", "12", "2024", ",", ".", "-", "the", "end", "of",
    "last",
    "two", "hundred", "a", "half", "years", "ago", "people", "年", "月", "亿", "美元", "\"", "zero", "km", "at", "least",
    "or",
    "more", "1,00,000", "30/11/2024", "Q4", "first", "quarter", "\n", "10:30", "a.m.", "third", "dozen", "’", "to",
    "from",
  ]

  @Test("Spans are verbatim, in order and apart, whatever the text", arguments: UInt64(0)..<60)
  func spans(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = random.text(length: 120)
    for _ in 0..<120 {
      text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
      if random.next() % 4 != 0 { text += " " }
    }
    text += random.text(length: 60)
    let findings = try MeasureFixture.findings(text, published: "2024-11-24")
    let bytes = Array(text.utf8)
    for spans in [findings.dates.map(\.span), findings.quantities.map(\.span)] {
      var end = 0
      for span in spans {
        #expect(span.start >= end && span.end > span.start && span.end <= bytes.count)
        #expect(Array(span.text.utf8) == Array(bytes[span.start..<span.end]))
        end = span.end
      }
    }
    #expect(findings.quantities.allSatisfy { $0.value.isFinite })
  }

  @Test("The committed tables of numbers, units and dates can be read, and say each form once")
  func tables() throws {
    for language in EntityFixture.languages {
      let forms = language.measures.units.map(\.form)
      #expect(Set(forms).count == forms.count, "\(language.code)")
      let currencies = language.measures.currencies.filter { !$0.kind.isRestriction }.map(\.form)
      #expect(Set(currencies).count == currencies.count, "\(language.code)")
    }
    for code in ["en", "id"] {
      let months = EntityFixture.lexicon(code).measures.dateWords.filter { $0.role == .month }
      #expect(months.count == 12, "\(code)")
    }
    let chinese = EntityFixture.lexicon("zh").measures
    #expect(chinese.numbers.contains { $0.form == "万" && $0.value == 10_000 })
  }
}
