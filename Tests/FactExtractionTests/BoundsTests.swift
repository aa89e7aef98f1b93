import FactExtraction
import Models
import ReferenceData
import Testing

@Suite struct BoundsTests {
  private static let extractor: FactExtractor = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    do {
      return try FactExtractor(
        reference: try ReferenceData(directory: "\(root)/Shared/ReferenceData"), register: ProjectRegister([]))
    } catch {
      fatalError("\(error)")
    }
  }()

  private func facts(of sentence: String, times count: Int) -> FactsDocument {
    Self.extractor.facts(
      of: NormalisedArticle(
        articleId: "a", text: String(repeating: sentence + " ", count: count), language: "en", contentHash: "c"),
      revision: 1)
  }

  @Test("a list of facts has at most 10,000 entries, and a document says that it was cut")
  func lists() {
    let whole = facts(of: "It cost 5 dollars.", times: 10_000)
    #expect(whole.quantities.count == 10_000 && !whole.truncated)
    let cut = facts(of: "It cost 5 dollars.", times: 10_001)
    #expect(cut.quantities.count == 10_000 && cut.truncated)
  }

  @Test("an article has at most 2,000 suppressed mentions, and its document says that others were left out")
  func suppressed() {
    let denial = "The army denied that gunmen attacked the mine."
    let whole = facts(of: denial, times: 20)
    #expect(!whole.suppressed.isEmpty && !whole.truncated)
    let cut = facts(of: denial, times: 4_000)
    #expect(cut.suppressed.count == 2_000 && cut.truncated)
  }
}
