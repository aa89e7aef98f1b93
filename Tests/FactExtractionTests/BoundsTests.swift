import FactExtraction
import Models
import ReferenceData
import Testing

@Suite struct BoundsTests {
  @Test("a list of facts has at most 10,000 entries, and a document says that it was cut")
  func lists() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let extractor = try FactExtractor(
      reference: try ReferenceData(directory: "\(root)/Shared/ReferenceData"), register: ProjectRegister([]))
    func facts(of count: Int) -> FactsDocument {
      let text = String(repeating: "It cost 5 dollars. ", count: count)
      return extractor.facts(
        of: NormalisedArticle(articleId: "a", text: text, language: "en", contentHash: "c"), revision: 1)
    }
    #expect(facts(of: 10_000).quantities.count == 10_000 && !facts(of: 10_000).truncated)
    #expect(facts(of: 10_001).quantities.count == 10_000 && facts(of: 10_001).truncated)
  }
}
