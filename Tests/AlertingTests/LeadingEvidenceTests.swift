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

  @Test("another event of a sentence that a record has quoted does not lead, so that the event fits the quotation")
  func sameSentence() throws {
    let own = piece("a1", cluster: "k1")
    var aside = evidence("a1", cluster: "k2", event: "delay", causedBy: "attack", type: "SUSPENSION")
    aside.share = 7
    let raised = warning(.triggered, .warning, evidence: [own])
    let last = Walk([raised, warning(.changed, .advisory, hours: 30, evidence: [aside, own])]).decisions.last?.alert
    #expect(last?.evidence.map(\.type) == ["ATTACK_ON_PROJECT", "SUSPENSION"])
    #expect(last?.headline.hasPrefix("Update (advisory): Attack on project at Gwadar Port") == true)
    aside.quote = TextSpan(text: "Works stopped.", start: 90, end: 104)
    #expect(
      Walk([raised, warning(.changed, .advisory, hours: 30, evidence: [aside, own])]).decisions.last?.alert.evidence
        .map(\.type) == ["SUSPENSION", "ATTACK_ON_PROJECT"])
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
