import Testing

@testable import HTMLText

@Suite struct BoundsTests {
  private func text(_ html: String) throws -> String {
    try HTMLReader(rules: pageRules, maximumBytes: 1_000_000).page(html).text
  }

  @Test("an element marked as the article is the article if it has half of the page's text")
  func ownWord() throws {
    let line = "<p>The port of Callao was shut on Monday after a dispute over wages.</p>"
    let other = "<p>Kenya has asked its lenders for more time to repay the railway.</p>"
    func page(_ own: Int, _ rest: Int) -> String {
      "<html><body><article>\(String(repeating: line, count: own))</article><div>"
        + "\(String(repeating: other, count: rest))</div></body></html>"
    }
    #expect(try !text(page(6, 4)).contains("Kenya"))
    #expect(try text(page(4, 6)).contains("Kenya"))
  }
}
