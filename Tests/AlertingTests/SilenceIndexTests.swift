import Models
import Testing

@testable import Alerting

@Suite("Silences")
struct SilenceIndexTests {
  private func silence(
    from: Int = -1, to: Int = 10, subject: SubjectKey = port, category: String? = nil
  ) -> Silence {
    Silence(
      id: "s1", subject: subject, category: category, owner: "analyst", reason: "known",
      startsAt: noon.adding(hours: from),
      endsAt: noon.adding(hours: to))
  }

  private func outcomes(_ silences: [Silence], protecting: Bool = false, _ warnings: [Warning]) -> [String] {
    var index = SilenceIndex()
    for silence in silences { index.set(silence.id, silence) }
    if protecting { index.setProtected(port, true) }
    return Walk(warnings).decisions.map { decision in
      switch index.outcome(of: decision) {
      case .sent(let alert): "\(alert.status.rawValue) after \(alert.references.count)"
      case .suppressed(let suppression): "\(suppression.reason.rawValue) \(suppression.detail.isEmpty ? "-" : "by")"
      }
    }
  }

  @Test("a silence suppresses an alert, with its id as the reason")
  func silenced() {
    #expect(outcomes([silence()], [warning(.triggered, .critical)]) == ["silenced by"])
    #expect(outcomes([silence(category: "SEC")], [warning(.triggered, .critical)]) == ["silenced by"])
  }

  @Test(
    "only its own subject, category and time are silent",
    arguments: [
      (-5, 0, "gwadar-port", nil), (1, 5, "gwadar-port", nil), (-1, 5, "other", nil), (-1, 5, "gwadar-port", "FIN"),
    ]
      as [(Int, Int, String, String?)])
  func others(from: Int, to: Int, project: String, category: String?) {
    let other = silence(from: from, to: to, subject: SubjectKey(.project, project), category: category)
    #expect(outcomes([other], [warning(.triggered, .critical)]) == ["raised after 0"])
  }

  @Test("a protected project is never silent")
  func protected() {
    #expect(outcomes([silence()], protecting: true, [warning(.triggered, .critical)]) == ["raised after 0"])
  }

  @Test("the end of an alert that was sent is sent; of one that was silenced throughout it is not")
  func ends() {
    let life = [warning(.triggered, .critical), warning(.cleared, .critical, hours: 5)]
    #expect(outcomes([silence()], life) == ["silenced by", "silenced by"])
    #expect(outcomes([silence(from: 1)], life) == ["raised after 0", "resolved after 1"])
    #expect(
      outcomes(
        [silence(to: 1)],
        [
          life[0], warning(.changed, .critical, hours: 30, articles: ["a2"]), warning(.cleared, .critical, hours: 60),
        ])
        == ["silenced by", "updated after 0", "resolved after 1"])
  }

  @Test(
    "a record is silenced under the category that it had, also after an escalation gives the alert another",
    arguments: [
      ("SEC", ["raised after 0", "silenced by", "coolDown by", "resolved after 1"]),
      ("OPS", ["silenced by", "escalated after 0", "coolDown by", "resolved after 1"]),
    ])
  func renamed(category: String, expected: [String]) {
    let works = evidence("a1", cluster: "k2", event: "works", causedBy: "attack", type: "SUSPENSION", start: 90)
    let life = [
      warning(.triggered, .warning, category: "OPS", evidence: [works]), warning(.triggered, .critical, hours: 1),
      warning(.cleared, .critical, hours: 2), warning(.cleared, .warning, hours: 3, category: "OPS", evidence: [works]),
    ]
    #expect(outcomes([silence(category: category)], life) == expected)
  }
}
