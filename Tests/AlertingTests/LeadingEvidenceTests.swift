import Models
import Testing

@testable import Alerting

@Suite("What an alert tells first")
struct LeadingEvidenceTests {
  private func piece(_ article: String, cluster: String, share: Double? = nil, days: Int = 0) -> Evidence {
    var piece = evidence(article, cluster: cluster)
    piece.share = share
    piece.eventTime = noon.adding(days: days)
    return piece
  }

  private func articles(_ warnings: Warning..., then hours: [Int] = []) -> [String] {
    Walk(warnings, then: hours).decisions.last?.alert.evidence.map(\.articleId) ?? []
  }

  @Test("an escalation begins with the incident that escalates it, however new the evidence of another is")
  func escalation() {
    let (karachi, quetta) = (piece("a1", cluster: "k1"), piece("a2", cluster: "k2"))
    #expect(
      articles(
        warning(.triggered, .advisory, evidence: [karachi]),
        warning(.changed, .critical, hours: 1, evidence: [karachi, quetta])) == ["a1", "a2"])
  }

  @Test("an update begins with the greatest share of what is new, never with an older incident than the alert's own")
  func update() {
    let own = piece("a1", cluster: "k1", share: 9)
    let (lesser, greater) = (piece("a2", cluster: "k2", share: 1), piece("a3", cluster: "k3", share: 5))
    let older = piece("a0", cluster: "k0", share: 20, days: -30)
    let raised = warning(.triggered, .warning, lane: .level, evidence: [own])
    func later(_ hours: Int, _ pieces: Evidence...) -> Warning {
      warning(.changed, .warning, lane: .level, hours: hours, evidence: pieces)
    }
    #expect(articles(raised, later(30, older, own, lesser, greater)) == ["a3", "a2", "a0", "a1"])
    #expect(articles(raised, later(30, older, own)) == ["a1", "a0"])
    #expect(articles(raised, later(1, older, own, lesser), then: [24]) == ["a2", "a0", "a1"])
  }

  @Test("a denial begins with what is denied")
  func denial() {
    let (own, other) = (piece("a1", cluster: "k1"), piece("a2", cluster: "k2"))
    #expect(
      articles(
        warning(.triggered, .warning, evidence: [own]),
        warning(.changed, .warning, hours: 1, evidence: [own, other], contested: true)) == ["a1", "a2"])
  }
}
