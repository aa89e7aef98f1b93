import Models
import ReferenceData
import Testing

@testable import BeaconCommands

@Suite("An alert in Chinese") struct AlertTranslationTests {
  private func translation(_ projects: [Project] = []) throws -> AlertTranslation {
    let reference = checkout + "/Shared/ReferenceData"
    return AlertTranslation(
      labels: try Labels(directory: reference, language: "zh"), countries: try CountryNames(directory: reference),
      places: try CityNames(directory: reference).chinese,
      projects: Dictionary(projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      datelineEnds: try DatelineEnds(path: "\(reference)/Tables/dateline-ends.tsv").headlineWords, quoteColumns: 60)
  }

  private let attack: Evidence = {
    var attack = Evidence(
      articleId: "a", url: "https://x.example/1", title: "T",
      quote: TextSpan(text: "Gunmen attacked.", start: 0, end: 16),
      type: "ATTACK_ON_PROJECT", place: "Gwadar")
    attack.actors = [
      EventActor(role: .source, text: "gunmen", kind: .other),
      EventActor(role: .target, text: "guards", kind: .other),
      EventActor(role: .target, text: "Chinese engineers", country: "CN", kind: .other),
      EventActor(role: .target, text: "Gwadar", country: "PK", kind: .other),
    ]
    attack.deaths = 4
    attack.injured = 12
    return attack
  }()

  private func alert(
    _ evidence: Evidence..., subject: SubjectKey = SubjectKey(.project, "p"), name: String = "P",
    status: Alert.Status = .raised, measures: [String] = []
  ) -> Alert {
    Alert(
      record: "r", id: "i", episode: "e", status: status, subject: subject, subjectName: name, category: "SEC",
      lane: .severity, level: .warning, urgency: .immediate, certainty: .likely, headline: "h", description: "d",
      confidence: 0.75, evidence: evidence, measures: measures, sentAt: Timestamp(milliseconds: 1_732_970_096_000),
      expiresAt: Timestamp(milliseconds: 1_732_980_096_000), roles: [.enterprise], model: "1")
  }

  @Test("the description says who acted on whom, and how many died and were injured")
  func actors() throws {
    let text = try translation().description(of: alert(attack))
    #expect(
      text.contains(
        "事件\u{FF1A}项目遇袭。行为方\u{FF1A}gunmen。对象\u{FF1A}guards、Chinese engineers。伤亡\u{FF1A}4人死亡\u{FF0C}12人受伤。"),
      "\(text)")
  }

  @Test("a country that acts has its Chinese name, and what no article reports is left out")
  func country() throws {
    var ban = attack
    ban.actors = [EventActor(role: .source, text: "Iraq", country: "IQ", kind: .government)]
    ban.deaths = nil
    ban.injured = nil
    let text = try translation().description(of: alert(ban))
    #expect(text.contains("行为方\u{FF1A}伊拉克。") && !text.contains("对象") && !text.contains("伤亡"), "\(text)")
  }

  @Test("an alert on a counterparty names the projects that have it, in Chinese where the register does")
  func counterparty() throws {
    func project(_ id: String, chinese: String?, party: String) -> Project {
      Project(
        id: id, name: "Project \(id)", aliases: chinese.map { [$0] } ?? [], countries: ["CD"], sector: "mining",
        counterparties: [Counterparty(name: party, role: "owner")])
    }
    let projects = [
      project("a", chinese: "甲矿", party: "Rask Civil"), project("b", chinese: nil, party: "Rask Civil"),
      project("c", chinese: "丙矿", party: "Other"),
    ]
    let party = alert(attack, subject: SubjectKey.counterparty(named: "Rask Civil"), name: "Rask Civil")
    #expect(party.counterpartySentence(projects) == "Counterparty of: Project a, Project b.")
    #expect(party.text(style: .plain, projects: projects).contains("\n  Counterparty of: Project a, Project b.\n"))
    #expect(try translation(projects).description(of: party).contains("涉及项目\u{FF1A}甲矿、Project b。"))
    #expect(alert(attack).counterpartySentence(projects) == nil)
  }

  @Test("a place has its Chinese name; a place without a Chinese name has the name in the article")
  func places() throws {
    var blackout = attack
    (blackout.place, blackout.subjects) = ("Baghdad", [SubjectKey(.country, "IQ")])
    let text = try translation().headline(of: alert(blackout))
    #expect(text.contains("项目遇袭\u{FF0C}巴格达\u{FF1A}"), "\(text)")
    blackout.place = "Al Nowhere"
    #expect(try translation().description(of: alert(blackout)).contains("地点\u{FF1A}Al Nowhere。"))
  }

  @Test("a headline quotes the sentence without its dateline")
  func dateline() throws {
    var controls = attack
    controls.quote.text = "东方通讯社万象11月28日电 老挝中央银行实施新的外汇管制措施。"
    #expect(try translation().headline(of: alert(controls)).hasSuffix("“老挝中央银行实施新的外汇管制措施。”"))
  }

  @Test("a renewed alert has as many measures as its record, and one without measures has none")
  func measures() throws {
    let translation = try translation()
    let two = translation.measures(of: alert(attack, status: .renewed, measures: ["one", "two"]))
    #expect(two.split(separator: "\u{FF1B}").count == 2, "\(two)")
    #expect(translation.measures(of: alert(attack, status: .resolved)) == "")
  }
}
