import ExtractionFixtures
import Models
import Testing

@testable import EntityExtraction
import TestSupport

struct EntityPropertyTests {
  private static let pieces = [
    "China", "Georgia", "Paris", ",", "Texas", "-", "railway", "project", "Mr.", "Jordan", "the", "of", "Bank", "\"",
    "“", "(", "UN", ")",
    "Ministry of", "Mount", "\n\n", "\n", ".", "al-Abadi", "Port", "northern", "秘鲁", "钱凯港", "US", "$", "’s", "Iraqi",
    "forces", "\u{00A0}", "é",
  ]

  @Test("every span of any text is that text at that place, and lists are in order", arguments: UInt64(1)...60)
  func verbatim(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text = seed % 3 == 0 ? random.text(length: 500) : ""
    for _ in 0..<200 {
      text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
      if random.next() % 4 != 0 { text += " " }
    }
    let bytes = Array(text.utf8)
    let found = EntityFixture.findings(text, register: ProjectTests.register)
    for spans in [
      found.places.map(\.span), found.organisations.map(\.span), found.projects.map(\.span), found.persons,
      found.demonyms.map(\.span),
    ] {
      for span in spans {
        #expect(span.start >= 0 && span.start < span.end && span.end <= bytes.count)
        #expect(Array(bytes[span.start..<span.end]) == Array(span.text.utf8))
      }
    }
    #expect(found.organisations.map(\.span.start) == found.organisations.map(\.span.start).sorted())
    #expect(found.projects.map(\.span.start) == found.projects.map(\.span.start).sorted())
  }

  @Test(
    "ten times the text gives ten times the names",
    arguments: ["Gunmen attacked the Rask dam in Kenya. Iraqi forces met Acme Mining Ltd in Lahore.\n\n"])
  func linear(text: String) {
    let once = EntityFixture.findings(text)
    let ten = EntityFixture.findings(String(repeating: text, count: 10))
    #expect(ten.organisations.count == 10 * once.organisations.count && !once.organisations.isEmpty)
    #expect(ten.places.count == 10 * once.places.count)
    #expect(ten.projects.count == 10 * once.projects.count)
  }
}
