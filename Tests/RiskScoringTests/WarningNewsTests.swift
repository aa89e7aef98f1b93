import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("What is news to a warning")
struct WarningNewsTests {
  private let bench = Bench()

  private func news(_ lane: Warning.Lane, _ category: String = "SEC") -> [Warning] {
    bench.warnings.filter { $0.lane == lane && $0.category == category }
  }

  private func attack(
    _ article: String, hours: Int, realis: Realis = .actual, deaths: Int? = nil, owner: String = "Coast Daily"
  ) throws {
    let time = noon.adding(hours: hours)
    try bench.fold(
      signal(
        article: article, published: time, time: time, owner: owner, claim: .media, realis: realis, deaths: deaths),
      at: time)
  }

  @Test("an attack that was imminent and that the same outlet reports as done is news, quoted from the later article")
  func imminentThenActual() throws {
    try attack("a1", hours: 0, realis: .imminent)
    try attack("a2", hours: 20)
    #expect(news(.severity).map(\.change) == [.triggered, .changed])
    #expect(news(.severity).map { $0.evidence.map(\.articleId) } == [["a1"], ["a2"]])
  }

  @Test("a toll that rises is news, quoted from the later article of its outlet; the same toll again is none")
  func toll() throws {
    for (article, hours, deaths) in [("a1", 0, 2), ("a2", 10, 9), ("a3", 20, 9)] {
      try attack(article, hours: hours, deaths: deaths)
    }
    #expect(news(.severity).map { $0.evidence.map(\.articleId) } == [["a1"], ["a2"]])
  }
}
