import Models
import Testing

@testable import Alerting

@Suite("One incident, one alert")
struct IncidentTests {
  /// What follows from the attack, and an event of another article.
  private let consequence = evidence(
    "a1", cluster: "k2", event: "works", causedBy: "attack", type: "SUSPENSION", start: 90)
  private let other = evidence("a9", cluster: "k9", event: "strike", type: "SUSPENSION")

  private func works(_ pieces: Evidence..., change: Warning.Change = .triggered, hours: Int = 0) -> Warning {
    warning(
      change, .warning, hours: hours, category: "OPS", evidence: pieces, id: "works-\(change.rawValue)-\(hours)")
  }

  @Test(
    "what belongs to the incident of an open alert, or is reported beside it in its article, joins it, whatever its category",
    arguments: [
      (
        "a consequence",
        evidence("a1", cluster: "k2", event: "works", causedBy: "attack", type: "SUSPENSION", start: 90), true
      ),
      ("the same sentence", evidence("a1", cluster: "k2", event: "works", type: "SUSPENSION", start: 10), true),
      (
        "another sentence of the article, at no higher level",
        evidence("a1", cluster: "k2", event: "works", type: "SUSPENSION", start: 90), true
      ),
      ("another article", evidence("a2", cluster: "k2", event: "works", causedBy: "attack", type: "SUSPENSION"), false),
    ])
  func joins(name: String, piece: Evidence, isJoined: Bool) {
    let walk = Walk([warning(.triggered, .critical), works(piece, hours: 30)])
    let ids = Set(walk.decisions.map(\.alert.id))
    #expect(ids.count == (isJoined ? 1 : 2), "\(name)")
    #expect(walk.words.last == (isJoined ? "updated critical" : "raised warning"), "\(name)")
  }

  @Test("what an article reports beside the alert's incident has an alert of its own at a higher level")
  func besideAtHigherLevel() {
    let aside = evidence("a1", cluster: "k2", event: "works", type: "SUSPENSION", start: 90)
    let walk = Walk([warning(.triggered, .watch), works(aside)])
    #expect(walk.words == ["raised watch", "raised warning"] && Set(walk.decisions.map(\.alert.id)).count == 2)
  }

  @Test("a cause that comes after its consequence joins the consequence's alert and escalates it")
  func causeLater() {
    let walk = Walk([works(consequence), warning(.triggered, .critical)])
    #expect(walk.words == ["raised warning", "escalated critical"] && Set(walk.decisions.map(\.alert.id)).count == 1)
  }

  @Test("a more severe event that joins an incident's alert gives the alert its category, once")
  func moreSevereCategory() {
    let later = evidence("a1", cluster: "k3", event: "stop", causedBy: "attack", type: "SUSPENSION", start: 120)
    let walk = Walk([
      works(consequence), warning(.triggered, .critical), works(consequence, later, change: .changed, hours: 30),
      warning(.cleared, .critical, hours: 60), works(later, change: .cleared, hours: 61),
    ])
    #expect(
      walk.words
        == ["raised warning", "escalated critical", "updated critical", "updated warning", "resolved warning"])
    #expect(walk.decisions.map(\.alert.category) == ["OPS", "SEC", "SEC", "SEC", "SEC"])
    #expect(Set(walk.decisions.map(\.alert.id)).count == 1 && !walk.remembers)
  }

  @Test("what joins at no higher level leaves the alert its category")
  func sameCategory() {
    let walk = Walk([warning(.triggered, .warning), works(consequence, hours: 30)])
    #expect(walk.decisions.map(\.alert.category) == ["SEC", "SEC"])
  }

  @Test("what joined ends with its own lane, and keeps the alert open where it outlives the cause")
  func ends() {
    let joined = [warning(.triggered, .critical), works(consequence, hours: 30)]
    let walk = Walk(
      joined + [warning(.cleared, .critical, hours: 60), works(consequence, change: .cleared, hours: 61)])
    #expect(walk.words == ["raised critical", "updated critical", "updated warning", "resolved warning"])
    #expect(Set(walk.decisions.map(\.alert.id)).count == 1 && !walk.remembers)
  }

  @Test("an alert that ends with a lane of another category is named after its own, without the other's score")
  func resolvedName() throws {
    var cleared = works(consequence, change: .cleared, hours: 61)
    cleared.score = 12
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30), warning(.cleared, .critical, hours: 60), cleared,
    ])
    let alert = try #require(walk.decisions.last?.alert)
    #expect(alert.status == .resolved && alert.category == "SEC" && alert.score == nil)
    #expect(alert.headline == "Resolved: security alert at Gwadar Port")
    #expect(alert.description == "Security risk at Gwadar Port is back below every alert level.")
  }

  @Test("a record's score is that of the alert's category, whichever lane calls for the record")
  func score() {
    var cleared = works(consequence, change: .cleared, hours: 60)
    cleared.score = 12
    let walk = Walk([warning(.triggered, .critical), works(consequence, hours: 30), cleared])
    #expect(walk.words == ["raised critical", "updated critical", "updated critical (unchanged)"])
    #expect(walk.decisions.map(\.alert.score) == [52, nil, 52])
  }

  @Test("a lane that gains an incident of its own leaves the alert that it joined, with an alert of its own")
  func leaves() {
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30),
      works(other, consequence, change: .changed, hours: 40),
    ])
    #expect(walk.words == ["raised critical", "updated critical", "raised warning"])
    #expect(walk.decisions.last?.alert.category == "OPS")
    #expect(walk.state?.episodes.map { $0.lanes.map(\.category) } == [["OPS"], ["SEC"]])
  }

  @Test("another article's report of what joined an alert stays with it")
  func secondReport() {
    let again = evidence("a2", cluster: "k2", event: "works", type: "SUSPENSION")
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30),
      works(consequence, again, change: .changed, hours: 60), warning(.cleared, .critical, hours: 90),
      works(consequence, again, change: .cleared, hours: 91),
    ])
    #expect(
      walk.words
        == ["raised critical", "updated critical", "updated critical", "updated warning", "resolved warning"])
    #expect(Set(walk.decisions.map(\.alert.id)).count == 1 && !walk.remembers)
  }

  @Test("an alert that only another category's lane kept open is resolved when that lane leaves it")
  func leavesLast() {
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30), warning(.cleared, .critical, hours: 60),
      works(other, consequence, change: .changed, hours: 61),
    ])
    #expect(
      walk.words == ["raised critical", "updated critical", "updated warning", "resolved warning", "raised warning"])
    #expect(walk.decisions.suffix(2).map(\.alert.category) == ["SEC", "OPS"])
    #expect(walk.state?.episodes.map(\.category) == ["OPS"])
  }

  @Test("all lanes of a category leave together")
  func leaveTogether() {
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30),
      warning(.triggered, .watch, lane: .level, hours: 31, category: "OPS", evidence: [consequence]),
      works(other, consequence, change: .changed, hours: 40),
    ])
    let lanes = walk.state?.episodes.first { $0.category == "OPS" }?.lanes.map(\.lane) ?? []
    #expect(Set(lanes) == [.severity, .level])
  }

  @Test(
    "two pieces of one article are of one incident by their event, by cause and consequence, or by one sentence",
    arguments: [
      (evidence("a1", event: "attack", start: 90), true),
      (evidence("a1", event: "works", causedBy: "attack", start: 90), true),
      (evidence("a1", event: "works", start: 24), true),
      (evidence("a1", event: "works", start: 25), false),
      (evidence("a1", event: nil, start: 90), false),
      (evidence("a2", event: "works", causedBy: "attack"), false),
    ])
  func sameIncident(other: Evidence, isSame: Bool) {
    let attack = evidence("a1", event: "attack")
    #expect(attack.isOfIncident(other) == isSame)
    #expect(other.isOfIncident(attack) == isSame)
  }

  @Test("two consequences of one cause are of one incident")
  func consequences() {
    let works = evidence("a1", event: "works", causedBy: "attack", start: 90)
    #expect(works.isOfIncident(evidence("a1", event: "stop", causedBy: "attack", start: 200)))
    #expect(!works.isOfIncident(evidence("a1", event: "stop", causedBy: "flood", start: 200)))
  }

  @Test("what joined an alert falls with the report that both rest on")
  func cancelled() {
    let cause = evidence("a1")
    let walk = Walk([
      warning(.triggered, .critical, evidence: [cause]), works(consequence, hours: 30),
      warning(.withdrawn, .critical, hours: 40, articles: [], withdraws: ["a1"]),
    ])
    #expect(walk.words == ["raised critical", "updated critical", "cancelled critical"])
  }

  @Test("what joined a cancelled alert and has another report is raised under its own category")
  func raisedAgain() throws {
    let again = evidence("a2", cluster: "k2", event: "works", type: "SUSPENSION")
    let walk = Walk([
      warning(.triggered, .critical), works(consequence, hours: 30),
      works(consequence, again, change: .changed, hours: 60),
      warning(.withdrawn, .critical, hours: 70, articles: [], withdraws: ["a1"]),
    ])
    #expect(walk.words.suffix(2) == ["cancelled critical", "raised warning"])
    let raised = try #require(walk.decisions.last?.alert)
    #expect(raised.category == "OPS" && raised.evidence.map(\.articleId) == ["a2"])
    #expect(walk.state?.episodes.map(\.category) == ["OPS"])
  }
}
