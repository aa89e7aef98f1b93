import Models
import Testing

@testable import SubjectMatching

@Suite("International domains")
struct InternationalDomainTests {
  @Test(
    "an article finds its source by any spelling of an international domain, in its source or address",
    arguments: ["bücher.example", "xn--bcher-kva.example"],
    ["bücher.example", "news.bücher.example", "BÜCHER.example", "xn--bcher-kva.example", "news.xn--bcher-kva.example"])
  func internationalDomain(registered: String, published: String) {
    let source = Source(id: "books", domain: registered, name: "Books", grade: .b)
    let unregistered = Source(id: "other", domain: "other.example", name: "Other", grade: .b)
    var byAddress = SubjectMatcherTests.revision(domain: nil)
    byAddress.article.url = "https://\(published)/a"
    for revision in [SubjectMatcherTests.revision(domain: published), byAddress] {
      for known in [source, unregistered] {
        let matcher = SubjectMatcher(
          register: ProjectRegister([SubjectMatcherTests.rask]), sources: [known], rules: SubjectMatcherTests.rules)
        guard case .event(let signal) = matcher.signals(of: SubjectMatcherTests.facts("x"), in: revision).first?.value
        else {
          Issue.record("expected an event")
          continue
        }
        let found = signal.article.source
        if known.id == "books" {
          #expect(found.id == "books" && found.domain == registered)
        } else {
          #expect(found.id == nil && found.domain?.hasSuffix("xn--bcher-kva.example") == true, "\(found)")
        }
      }
    }
  }
}
