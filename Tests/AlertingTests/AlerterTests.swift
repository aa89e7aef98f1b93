import Models
import Testing

@testable import Alerting

@Suite("The life of an alert")
struct AlerterTests {
  @Test(
    "every transition of an alert",
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
        "a score that only moved sends nothing, however late",
        [
          warning(.triggered, .warning), warning(.changed, .warning, hours: 23),
          warning(.changed, .warning, hours: 60),
        ],
        ["raised warning", "updated warning (unchanged)", "updated warning (unchanged)"], true
      ),
      (
        "the same number of deaths or fewer sends nothing, more are an update",
        [
          warning(.triggered, .warning, evidence: [toll(5)]),
          warning(.changed, .warning, hours: 30, evidence: [toll(5)]),
          warning(.changed, .warning, hours: 31, evidence: [toll(4)]),
          warning(.changed, .warning, hours: 32, evidence: [toll(70)]),
          warning(.changed, .warning, hours: 60, evidence: [toll(70)]),
        ],
        [
          "raised warning", "updated warning (unchanged)", "updated warning (unchanged)", "updated warning",
          "updated warning (unchanged)",
        ], true
      ),
      (
        "more deaths in a known incident wait for the cool-down",
        [
          warning(.triggered, .warning, evidence: [toll(5)]),
          warning(.changed, .warning, hours: 1, evidence: [toll(70)]),
        ],
        ["raised warning", "updated warning (coolDown)"], true
      ),
      (
        "a step down is an update",
        [warning(.triggered, .critical), warning(.changed, .advisory, hours: 30)],
        ["raised critical", "updated advisory"], true
      ),
      (
        "back up to what was last reported is no escalation",
        [
          warning(.triggered, .critical), warning(.changed, .advisory, hours: 1),
          warning(.changed, .critical, hours: 2),
        ],
        ["raised critical", "updated advisory (coolDown)", "updated critical (unchanged)"], true
      ),
      (
        "back up after a step down that was reported is an escalation",
        [
          warning(.triggered, .critical), warning(.changed, .advisory, hours: 30),
          warning(.changed, .critical, hours: 31),
        ],
        ["raised critical", "updated advisory", "escalated critical"], true
      ),
      (
        "a second lane with the same evidence sends nothing",
        [warning(.triggered, .critical), warning(.triggered, .watch, lane: .level)],
        ["raised critical", "updated critical (unchanged)"], true
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
        ["raised critical", "updated critical (unchanged)", "updated watch"], true
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
        ["raised critical", "updated critical (unchanged)", "cancelled critical"], false
      ),
      (
        "a revision that keeps the event: corrected, not cancelled",
        [warning(.triggered, .warning), warning(.changed, .advisory, hours: 1, withdraws: ["a1"])],
        ["raised warning", "updated advisory"], true
      ),
      (
        "some of the opening evidence remains: corrected at once, with a record of its own",
        [
          warning(.triggered, .warning, articles: ["a1", "a2"]),
          warning(.changed, .warning, hours: 1, articles: ["a2"], withdraws: ["a1"]),
        ],
        ["raised warning", "updated warning"], true
      ),
      (
        "both lanes fall because one of two articles fell: corrected once, at the lower level",
        [
          warning(.triggered, .critical, articles: ["a1", "a2"]),
          warning(.triggered, .warning, lane: .level, articles: ["a1", "a2"]),
          warning(.changed, .advisory, lane: .level, hours: 1, articles: ["a1"], withdraws: ["a2"]),
          warning(.changed, .advisory, hours: 1, articles: ["a1"], withdraws: ["a2"]),
        ],
        [
          "raised critical", "updated critical (unchanged)", "updated critical (unchanged)", "updated advisory",
        ], true
      ),
      (
        "a denial is reported at once, and once",
        [
          warning(.triggered, .warning), warning(.changed, .warning, hours: 1, contested: true),
          warning(.changed, .warning, hours: 2, contested: true),
        ],
        ["raised warning", "updated warning", "updated warning (unchanged)"], true
      ),
      (
        "what confirmed the same incident later carries it, when the first article falls",
        [
          warning(.triggered, .advisory),
          warning(.changed, .critical, hours: 1, articles: ["a1", "a2"], sourceCount: 2),
          warning(.changed, .advisory, hours: 2, articles: ["a2"], cluster: "k2", withdraws: ["a1"]),
        ],
        ["raised advisory", "escalated critical", "updated advisory"], true
      ),
      (
        "another incident does not carry it: cancelled, and raised again on what is left",
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
        "so is a counterparty's",
        [warning(.triggered, .critical, subject: SubjectKey(.counterparty, "coast-builders"))],
        ["raised critical (inhibited)"], true
      ),
      (
        "but not in a category that concerns the counterparty itself",
        [warning(.triggered, .warning, subject: SubjectKey(.counterparty, "coast-builders"), category: "INT")],
        ["raised warning"], true
      ),
      (
        "a country's alert is raised when an incident of its own joins",
        [
          warning(.triggered, .critical, subject: pakistan),
          warning(.changed, .critical, hours: 1, subject: pakistan, articles: ["a2"], projects: false),
        ],
        ["raised critical (inhibited)", "raised critical"], true
      ),
      (
        "a correction of what inhibits a country's alert raises none",
        [
          warning(.triggered, .critical, subject: pakistan),
          warning(
            .triggered, .advisory, lane: .level, hours: 1, subject: pakistan, articles: ["a2"], withdraws: ["a1"]),
          warning(.changed, .advisory, hours: 1, subject: pakistan, articles: ["a2"], withdraws: ["a1"]),
        ],
        ["raised critical (inhibited)", "raised advisory (inhibited)", "raised advisory (inhibited)"], true
      ),
      (
        "a revision that keeps the event of an inhibited country's alert raises none",
        [
          warning(.triggered, .critical, subject: pakistan),
          warning(.changed, .warning, hours: 1, subject: pakistan, withdraws: ["a1"]),
        ],
        ["raised critical (inhibited)", "raised warning (inhibited)"], true
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
      (
        "a second attack on a project is reported at once",
        [
          warning(.triggered, .critical), warning(.changed, .critical, hours: 5, articles: ["a2"], cluster: "k2"),
        ],
        ["raised critical", "updated critical"], true
      ),
      (
        "an attack that was about to happen and has happened is reported at once",
        [
          warning(.triggered, .warning, evidence: [evidence("a1", realis: .imminent)]),
          warning(.changed, .warning, hours: 5, articles: ["a2"]),
        ],
        ["raised warning", "updated warning"], true
      ),
      (
        "a second attack in a country waits for the cool-down",
        [
          warning(.triggered, .critical, subject: pakistan, projects: false),
          warning(.changed, .critical, hours: 5, subject: pakistan, articles: ["a2"], cluster: "k2", projects: false),
        ],
        ["raised critical", "updated critical (coolDown)"], true
      ),
    ] as [(String, [Warning], [String], Bool)])
  func transitions(name: String, warnings: [Warning], expected: [String], remembers: Bool) {
    let walk = Walk(warnings)
    #expect(walk.words == expected, "\(name)")
    #expect(walk.remembers == remembers, "\(name)")
  }

  @Test(
    "every raised record quotes evidence, in whatever order warnings and withdrawals come", arguments: [port, pakistan])
  func raisedEvidence(subject: SubjectKey) {
    let lanes: [(lane: Warning.Lane, level: AlertLevel)] = [(.severity, .critical), (.level, .warning)]
    let steps = lanes.flatMap { lane, level in
      [
        warning(.triggered, level, lane: lane, subject: subject),
        warning(.changed, .watch, lane: lane, subject: subject, articles: ["a2"], withdraws: ["a1"]),
        warning(.withdrawn, level, lane: lane, subject: subject, articles: [], withdraws: ["a1"]),
      ]
    }
    for number in 0..<(steps.count * steps.count * steps.count) {
      let order = [number, number / steps.count, number / steps.count / steps.count].map { $0 % steps.count }
      let raised = Walk(order.map { steps[$0] }).decisions.filter { $0.alert.status == .raised }
      #expect(raised.allSatisfy { !$0.alert.evidence.isEmpty }, "\(order)")
      #expect(raised.allSatisfy { !$0.alert.description.contains(phrases[.corrected]) }, "\(order)")
    }
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
}

@Suite("Alerts as time passes")
struct AlertRenewalTests {
  @Test("an open alert is renewed before it expires, and a resolved one is not")
  func renewal() {
    let walk = Walk([warning(.triggered, .warning)], then: [24, 65, 66, 67, 200, 228, 229, 450, 4000])
    #expect(walk.words == ["raised warning"] + Array(repeating: "renewed warning", count: 4))
    #expect(walk.decisions.map(\.alert.sentAt) == [0, 66, 228, 450, 4000].map { noon.adding(hours: $0) })
    #expect(
      walk.decisions.map(\.alert.expiresAt)
        == [72, 66 + 168, 228 + 228, 450 + 450, 4000 + 720].map {
          noon.adding(hours: $0)
        }, "as long as the alert has been open, at most the longest")
    for (earlier, later) in zip(walk.decisions.dropLast(), walk.decisions.dropFirst().dropLast()) {
      #expect(later.alert.sentAt < earlier.alert.expiresAt)
    }
    #expect(
      Walk([warning(.triggered, .warning), warning(.cleared, .warning, hours: 1)], then: [66, 80]).words
        == ["raised warning", "resolved warning"])
  }

  @Test("a renewal recommends what the alert does, and its urgency is that of the time")
  func urgency() {
    let walk = Walk([warning(.triggered, .warning)], then: [66])
    #expect(walk.decisions.map(\.alert.urgency) == [.immediate, .expected])
    #expect(walk.decisions.map(\.alert.horizonHours) == [24, 72])
    #expect(walk.decisions.map(\.alert.measures) == Array(repeating: ["close the perimeter", "brief staff"], count: 2))
    #expect(walk.decisions[1].alert.description.hasSuffix("Recommended: close the perimeter; brief staff."))
  }

  @Test("a subject's seventh record within an hour waits until the hour is over, and then reports what came since")
  func hourlyCap() {
    let attacks = (0..<9).map { number in
      warning(
        number == 0 ? .triggered : .changed, .critical,
        evidence: (max(0, number - 4)...number).map { evidence("a\($0)", cluster: "k\($0)") }, id: "w\(number)")
    }
    let walk = Walk(attacks, then: [0, 1, 2])
    #expect(
      walk.words == ["raised critical"] + Array(repeating: "updated critical", count: 5)
        + Array(repeating: "updated critical (hourlyCap)", count: 3) + ["updated critical"])
    #expect(Set(walk.decisions.last?.alert.evidence.prefix(3).map(\.articleId) ?? []) == ["a6", "a7", "a8"])
  }

  @Test(
    "a severe incident in another sentence of a quoted article does not wait: at the project, or as a consequence",
    arguments: [
      (
        "a consequence", evidence("a1", cluster: "k2", event: "taken", causedBy: "attack", start: 90), [port, pakistan]
      ),
      ("beside the attack", evidence("a1", cluster: "k2", event: "taken", start: 90), [port]),
      ("of another event", evidence("a1", cluster: "k2", event: "taken", causedBy: "raid", start: 90), [port]),
      ("the same sentence", evidence("a1", cluster: "k2", event: "taken", causedBy: "attack"), []),
      ("the same incident", evidence("a1", event: "taken", causedBy: "attack", start: 90), []),
      ("another article", evidence("a2", cluster: "k2", event: "taken", causedBy: "attack", start: 90), []),
    ] as [(String, Evidence, [SubjectKey])])
  func completed(name: String, piece: Evidence, sentFor: [SubjectKey]) {
    for subject in [port, pakistan] {
      for lane in [Warning.Lane.severity, .level] {
        let attack = evidence("a1", projects: subject == port)
        var found = piece
        found.subjects = attack.subjects
        let walk = Walk([
          warning(.triggered, .advisory, subject: subject, evidence: [attack], unconfirmed: true),
          warning(.changed, .advisory, lane: lane, subject: subject, evidence: [found, attack], unconfirmed: true),
        ])
        let isSent = lane == .severity && sentFor.contains(subject)
        #expect(
          walk.words == ["raised advisory", isSent ? "updated advisory" : "updated advisory (coolDown)"],
          "\(name), \(subject), \(lane)")
      }
    }
  }

  @Test("what is older than the alert's incident, or quoted from another article, does not complete the alert")
  func notCompleted() {
    let attack = evidence("a1")
    let taken = evidence("a1", cluster: "k2", event: "taken", causedBy: "attack", start: 90)
    var earlier = taken
    earlier.eventTime = noon.adding(hours: -48)
    let elsewhere = evidence("a2", cluster: "k2", event: "taken")
    let cases: [(String, Evidence, [Evidence], Bool)] = [
      ("news", taken, [attack], true), ("an older event", earlier, [attack], false),
      ("an incident quoted from another article", taken, [attack, elsewhere], false),
    ]
    for (name, piece, quoted, isSent) in cases {
      let walk = Walk([
        warning(.triggered, .advisory, evidence: quoted, unconfirmed: true),
        warning(.changed, .advisory, evidence: [piece] + quoted, unconfirmed: true),
      ])
      #expect(
        walk.words == ["raised advisory", isSent ? "updated advisory" : "updated advisory (coolDown)"], "\(name)")
    }
  }

  @Test("what completes an article that an update has quoted does not wait either")
  func completedUpdate() {
    let raid = evidence("a0", cluster: "k0")
    let attack = evidence("a1")
    let taken = evidence("a1", cluster: "k2", event: "taken", start: 90)
    let walk = Walk([
      warning(.triggered, .advisory, evidence: [raid], unconfirmed: true),
      warning(.changed, .advisory, hours: 25, evidence: [attack, raid], unconfirmed: true),
      warning(.changed, .advisory, hours: 26, evidence: [taken, attack, raid], unconfirmed: true),
    ])
    #expect(walk.words == ["raised advisory", "updated advisory", "updated advisory"])
  }

  @Test("what the cool-down held back is sent when it ends, once")
  func heldBack() {
    let walk = Walk(
      [warning(.triggered, .warning), warning(.changed, .warning, hours: 3, articles: ["a1", "a2"])],
      then: [23, 24, 40])
    #expect(walk.words == ["raised warning", "updated warning (coolDown)", "updated warning"])
    #expect(walk.decisions[2].alert.sentAt == noon.adding(hours: 24))
    #expect(walk.decisions[2].alert.evidence.map(\.articleId) == ["a2", "a1"])
  }

  @Test("a delayed update has the reason and the sources of the lane with the news, then the reason for the level")
  func heldBackReason() throws {
    let register = Evidence(
      expected: "COMMISSIONED", date: "2026-02", of: port, text: "Expected: February 2026.", title: "Register")
    let strike = evidence("a2", cluster: "k2", event: "strike", type: "SUSPENSION")
    let overdue = warning(.triggered, .warning, lane: .silence, evidence: [register])
    func words(_ level: AlertLevel) throws -> String {
      let news = warning(.triggered, level, lane: .level, hours: 3, evidence: [strike], sourceCount: 2)
      let alert = try #require(Walk([overdue, news], then: [24]).decisions.last?.alert)
      #expect(alert.status == .updated && alert.level == .warning && alert.lane == .level)
      return alert.description
    }
    let own = "Advisory: the security score is 52 of 100; advisory begins at 45 (uncalibrated index)."
    let higher = "Warning: a milestone {of} no table is past its date."
    #expect(try words(.advisory).contains("\(own) \(higher) Likely: reported by 2 independent sources."))
    #expect(try !words(.warning).contains("milestone"))
  }

  @Test("an update that was held back has the greater number of deaths, once, although another lane has the lesser")
  func heldBackToll() throws {
    let walk = Walk(
      [
        warning(.triggered, .advisory, evidence: [toll(5)]),
        warning(.triggered, .warning, lane: .level, evidence: [toll(5)]),
        warning(.changed, .advisory, hours: 1, evidence: [toll(70)]),
      ], then: [23, 24, 48])
    #expect(
      walk.words == ["raised advisory", "escalated warning", "updated warning (coolDown)", "updated warning"])
    let update = try #require(walk.decisions.last?.alert)
    #expect(update.evidence.map(\.deaths) == [70] && update.description.contains("70 dead"))
  }

  @Test("a step down that was withdrawn within the cool-down sends nothing")
  func takenBack() {
    let walk = Walk(
      [
        warning(.triggered, .critical), warning(.changed, .advisory, hours: 1), warning(.changed, .critical, hours: 2),
      ], then: [24, 48])
    #expect(walk.words.filter { !$0.contains("(") } == ["raised critical"])
  }
}
