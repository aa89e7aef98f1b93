import Models
@testable import SubjectMatching

extension SubjectMatcher {
  /// The signals of a revision logged at noon.
  func signals(of facts: FactsDocument, in revision: ArticleRevision) -> [SubjectSignal] {
    signals(of: facts, in: revision, at: SubjectMatcherTests.noon)
  }
}
