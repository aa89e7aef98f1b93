import Models
import Testing

@testable import Alerting

@Suite("The life of an alert")
struct AlerterTests {
  @Test(
    "every transition of an episode",
    arguments: [
      ("nothing, and a lane clears", [warning(.cleared, .watch)], [], false),
      ("raised", [warning(.triggered, .warning)], ["raised warning"], true),
      (
        "an escalation inside the cool-down is delivered",
        [warning(.triggered, .advisory), warning(.changed, .critical, hours: 1)],
        ["raised advisory", "escalated critical"], true
      ),
      (
        "an update inside the cool-down is held back",
        [warning(.triggered, .warning), warning(.changed, .warning, hours: 23, articles: ["a1", "a2"])],
        ["raised warning", "updated warning (coolDown)"], true
      ),
      (
        "an update after the cool-down is delivered",
        [warning(.triggered, .warning), warning(.changed, .warning, hours: 24, articles: ["a1", "a2"])],
        ["raised warning", "updated warning"], true
      ),
      (
        "a held back update does not prolong the cool-down",
        [
          warning(.triggered, .warning), warning(.changed, .warning, hours: 20),
          warning(.changed, .warning, hours: 25),
        ],
        ["raised warning", "updated warning (coolDown)", "updated warning"], true
      ),
      (
        "a step down is an update",
        [warning(.triggered, .critical), warning(.changed, .advisory, hours: 30)],
        ["raised critical", "updated advisory"], true
      ),
      (
        "back up to what was last told is no escalation",
        [
          warning(.triggered, .critical), warning(.changed, .advisory, hours: 1),
          warning(.changed, .critical, hours: 2),
        ],
        ["raised critical", "updated advisory (coolDown)", "updated critical (coolDown)"], true
      ),
      (
        "back up after a step down that was told is an escalation",
        [
          warning(.triggered, .critical), warning(.changed, .advisory, hours: 30),
          warning(.changed, .critical, hours: 31),
        ],
        ["raised critical", "updated advisory", "escalated critical"], true
      ),
      (
        "a second lane updates the same episode",
        [warning(.triggered, .critical), warning(.triggered, .watch, lane: .level)],
        ["raised critical", "updated critical (coolDown)"], true
      ),
      (
        "a second lane at a higher level escalates it",
        [warning(.triggered, .advisory), warning(.triggered, .warning, lane: .level, hours: 1)],
        ["raised advisory", "escalated warning"], true
      ),
      (
        "one lane of two clears: down to the other",
        [
          warning(.triggered, .critical), warning(.triggered, .watch, lane: .level),
          warning(.cleared, .critical, hours: 48),
        ],
        ["raised critical", "updated critical (coolDown)", "updated watch"], true
      ),
      (
        "the last lane clears: resolved, even inside the cool-down",
        [warning(.triggered, .warning), warning(.cleared, .warning, hours: 1)], ["raised warning", "resolved warning"],
        false
      ),
      (
        "none of the opening evidence remains: cancelled",
        [warning(.triggered, .warning), warning(.withdrawn, .warning, hours: 1, articles: [], withdraws: ["a1"])],
        ["raised warning", "cancelled warning"], false
      ),
      (
        "both lanes fall with the same article: cancelled once",
        [
          warning(.triggered, .critical), warning(.triggered, .watch, lane: .level),
          warning(.withdrawn, .watch, lane: .level, hours: 1, articles: [], withdraws: ["a1"]),
          warning(.withdrawn, .critical, hours: 1, articles: [], withdraws: ["a1"]),
        ],
        ["raised critical", "updated critical (coolDown)", "cancelled critical"], false
      ),
      (
        "some of the opening evidence remains: no cancellation",
        [
          warning(.triggered, .warning, articles: ["a1", "a2"]),
          warning(.changed, .warning, hours: 30, articles: ["a2"], withdraws: ["a1"]),
        ],
        ["raised warning", "updated warning"], true
      ),
      (
        "what confirmed the same event later carries it, when the first article falls",
        [
          warning(.triggered, .advisory), warning(.changed, .critical, hours: 1, articles: ["a1", "a2"], families: 2),
          warning(.changed, .advisory, hours: 2, articles: ["a2"], cluster: "k2", withdraws: ["a1"]),
        ],
        ["raised advisory", "escalated critical", "updated advisory (coolDown)"], true
      ),
      (
        "another event does not carry it: cancelled, and raised anew on what is left",
        [
          warning(.triggered, .warning),
          warning(.changed, .warning, hours: 1, articles: ["a2"], cluster: "k2", withdraws: ["a1"]),
        ],
        ["raised warning", "cancelled warning", "raised warning"], true
      ),
      (
        "a country's alert is left to its projects",
        [warning(.triggered, .critical, subject: pakistan)], ["raised critical (inhibited)"], true
      ),
      (
        "and is raised when an event of its own joins",
        [
          warning(.triggered, .critical, subject: pakistan),
          warning(.changed, .critical, hours: 1, subject: pakistan, articles: ["a2"], projects: false),
        ],
        ["raised critical (inhibited)", "raised critical"], true
      ),
      (
        "an inhibited alert ends in silence",
        [
          warning(.triggered, .critical, subject: pakistan), warning(.cleared, .critical, hours: 1, subject: pakistan),
        ],
        ["raised critical (inhibited)"], false
      ),
      (
        "a project's alert is never inhibited", [warning(.triggered, .watch, lane: .level)], ["raised watch"], true
      ),
    ] as [(String, [Warning], [String], Bool)])
  func transitions(name: String, warnings: [Warning], expected: [String], remembers: Bool) {
    let walk = Walk(warnings)
    #expect(walk.words == expected, "\(name)")
    #expect((walk.episode != nil) == remembers, "\(name)")
  }

  @Test("records of one alert share its id, have their own, and refer to the earlier ones")
  func identity() {
    let walk = Walk([
      warning(.triggered, .advisory), warning(.changed, .critical, hours: 1), warning(.cleared, .critical, hours: 2),
    ])
    let alerts = walk.decisions.map(\.alert)
    #expect(Set(alerts.map(\.id)).count == 1 && Set(alerts.map(\.record)).count == 3)
    #expect(alerts[0].id == contentHash("alert", "project/gwadar-port", "SEC", "w-triggered-severity-advisory-0"))
    #expect(alerts[1].references == [alerts[0].record])
    #expect(alerts[2].references == [alerts[0].record, alerts[1].record])
    #expect(alerts.allSatisfy { $0.episode == "w-triggered-severity-advisory-0" })
    #expect(alerts[1].roles == [.enterprise, .competentAuthority] && alerts[0].roles == [.enterprise])
    #expect(alerts[1].expiresAt == noon.adding(hours: 97))
  }

  @Test("the next episode is another alert")
  func nextEpisode() {
    let walk = Walk([
      warning(.triggered, .warning), warning(.cleared, .warning, hours: 1), warning(.triggered, .warning, hours: 2),
    ])
    #expect(walk.words == ["raised warning", "resolved warning", "raised warning"])
    #expect(walk.decisions[0].alert.id != walk.decisions[2].alert.id)
    #expect(walk.decisions[2].alert.references.isEmpty)
  }

  @Test("a person understands the headline")
  func headlines() {
    func headline(_ warning: Warning) -> String? { Walk([warning]).decisions.first?.alert.headline }
    #expect(
      headline(warning(.triggered, .critical, families: 3))
        == "Attack on project reported at Gwadar Port (critical, confirmed by 3 independent sources)")
    #expect(
      headline(warning(.triggered, .advisory, unconfirmed: true))
        == "Attack on project reported at Gwadar Port (advisory, unconfirmed)")
    #expect(
      headline(warning(.triggered, .advisory, lane: .level))
        == "Security risk at Gwadar Port, attack on project reported (advisory, score 52 of 100)")
    let walk = Walk([
      warning(.triggered, .advisory, unconfirmed: true), warning(.changed, .critical, hours: 1, families: 2),
      warning(.withdrawn, .critical, hours: 2, articles: [], withdraws: ["a1"]),
    ])
    #expect(
      walk.decisions[1].alert.headline
        == "Escalated to critical: Attack on project reported at Gwadar Port (confirmed by 2 independent sources)")
    #expect(
      walk.decisions[2].alert.headline == "Cancelled: Attack on project at Gwadar Port, the report was withdrawn")
  }

  @Test("the description quotes the sentence, says where and when, and why the level")
  func description() throws {
    let raised = try #require(Walk([warning(.triggered, .advisory, unconfirmed: true)]).decisions.first?.alert)
    #expect(
      raised.description == """
        Unconfirmed. Attack on project, Gwadar, 2026-03-10: “Gunmen attacked the port.” (https://example.org/a1). \
        Level advisory: an event of this gravity, told so far without a voice that could be relied on.
        """)
    #expect(raised.unconfirmed && raised.evidence.count == 1)
  }

  @Test("a cancellation names the false fact and keeps its quote")
  func cancellation() throws {
    let walk = Walk([
      warning(.triggered, .critical), warning(.withdrawn, .critical, hours: 1, articles: [], withdraws: ["a1"]),
    ])
    let cancelled = try #require(walk.decisions.last?.alert)
    #expect(cancelled.evidence.map(\.articleId) == ["a1"])
    #expect(cancelled.description.contains("Gunmen attacked the port.") && cancelled.certainty == .unlikely)
  }
}

@Suite("Silences")
struct SilenceBookTests {
  private func silence(
    from: Int = -1, to: Int = 10, subject: SubjectKey = port, category: String? = nil
  ) -> Silence {
    Silence(
      id: "s1", subject: subject, category: category, owner: "analyst", reason: "known",
      startsAt: noon.adding(hours: from),
      endsAt: noon.adding(hours: to))
  }

  private func outcomes(_ silences: [Silence], protecting: Bool = false, _ warnings: [Warning]) -> [String] {
    var book = SilenceBook()
    for silence in silences { book.set(silence.id, silence) }
    if protecting { book.setProtected(port, true) }
    return Walk(warnings).decisions.map { decision in
      switch book.outcome(of: decision) {
      case .sent(let alert): "\(alert.status.rawValue) after \(alert.references.count)"
      case .suppressed(let suppression): "\(suppression.reason.rawValue) \(suppression.detail.isEmpty ? "-" : "by")"
      }
    }
  }

  @Test("a silence holds an alert back, with its id as the reason")
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
        [silence(to: 1)], [life[0], warning(.changed, .critical, hours: 30), warning(.cleared, .critical, hours: 60)])
        == ["silenced by", "updated after 0", "resolved after 1"])
  }
}
