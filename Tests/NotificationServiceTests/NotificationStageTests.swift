import Alerting
import Foundation
import JSONCoding
import Messaging
import Models
import PipelineContracts
import ReferenceData
import ScoringService
import TestSupport
import Testing

@testable import NotificationService

private let model: RiskModel = {
  let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path
  do {
    return try RiskModelLoader(directory: directory).load()
  } catch {
    fatalError("\(error)")
  }
}()

private let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)
private let port = SubjectKey(.project, "gwadar-port")

/// Scoring and notification in a row, each record a batch of its own with new processors.
private final class Line {
  private let scoring = ScoringStages.scoring(model: model, names: ScoringNames(countries: ["PK": "Pakistan"]))
  private let notification = NotificationStages.notification(model: model, tables: AlertTables())
  private let scores = InMemoryStageState()
  private let episodes = InMemoryStageState()
  private var count = 0
  private var time = Timestamp.distantPast
  var silences: [Silence] = []
  private(set) var alerts: [Alert] = []
  private(set) var suppressions: [Suppression] = []

  func feed(_ signal: Signal, at now: Timestamp) throws {
    time = max(time, now)
    count += 1
    let record = Record(
      topic: TopicCatalogue.signals.name, partition: 0, offset: Int64(count), key: nil,
      value: TopicCatalogue.signals.encode(signal), headers: [Header(CloudEvent.id, "s-\(count)")], time: now)
    var batch = StageBatch(state: scores, time: time)
    let processor = try scoring.makeProcessor()
    try processor.process(record, in: &batch)
    try processor.willCommit(scores)
    for output in batch.outputs where output.topic == TopicCatalogue.warnings.name { try notify(output) }
  }

  private func notify(_ output: OutgoingRecord) throws {
    var batch = StageBatch(state: episodes, time: output.time)
    let processor = try notification.makeProcessor()
    for silence in silences {
      try processor.tableChanged(
        TopicCatalogue.silences.name, key: Array(silence.id.utf8), value: TopicCatalogue.silences.encode(silence))
    }
    try processor.process(
      Record(
        topic: output.topic, partition: 0, offset: 0, key: output.key, value: output.value, headers: output.headers,
        time: output.time), in: &batch)
    try processor.willCommit(episodes)
    for output in batch.outputs {
      if output.topic == TopicCatalogue.alerts.name {
        alerts.append(try TopicCatalogue.alerts.decode(output.value ?? []))
      } else {
        suppressions.append(try TopicCatalogue.suppressions.decode(output.value ?? []))
      }
    }
  }

  var statuses: [Alert.Status] { alerts.map(\.status) }
}

private func attack(
  _ article: String, type: String = "ATTACK_ON_PROJECT", on subject: SubjectKey = port, published: Timestamp = noon,
  time: Timestamp? = nil, grade: Source.Grade = .a, claim: ClaimKind = .officialParty, text: String? = nil,
  place: String = "Gwadar", proximity: Double = 1
) -> Signal {
  .event(
    EventSignal(
      id: "s-\(article)-\(subject)", subject: subject, subjects: [SubjectKey(.country, "PK"), port],
      article: SignalArticle(
        id: article, revision: 1, publishedAt: published, url: "https://\(article).example.org/1",
        source: SignalSource(domain: "\(article).example.org", grade: grade)),
      family: String(contentHash("text", text ?? article).prefix(16)), eventTime: time ?? published,
      proximity: proximity,
      event: Event(
        id: "e-\(article)", type: type, category: model.types[type]?.category, ledger: .risk, realis: .actual,
        countries: ["PK"], project: subject == port && proximity == 1 ? "gwadar-port" : nil, place: place,
        attribution: Attribution(kind: claim), confidence: 1,
        quote: TextSpan(text: "Gunmen attacked the port.", start: 5, end: 30), sentence: 0)))
}

@Suite("From signals to alerts")
struct NotificationStageTests {
  private let line = Line()

  @Test("an article that reports an attack on a registered project alerts in the same pass, with the sentence quoted")
  func attackAlerts() throws {
    try line.feed(attack("a"), at: noon)
    let alert = try #require(line.alerts.first)
    #expect(line.statuses == [.raised] && alert.level == .critical)
    #expect(alert.evidence.map(\.quote.text) == ["Gunmen attacked the port."])
    let reason = try #require(model.alerting.lanes[.severity]?.reason)
    #expect(alert.description.contains("Critical: \(reason)."))
    #expect(alert.headline.hasPrefix("Critical: Attack on project at gwadar-port, Gwadar, 10 March 2026"))
    #expect(alert.sentAt == noon && alert.model == model.version)
  }

  @Test("the country's alert on the same attack is left to the project")
  func inhibition() throws {
    try line.feed(attack("a", on: SubjectKey(.country, "PK")), at: noon)
    #expect(line.alerts.isEmpty)
    #expect(line.suppressions.allSatisfy { $0.reason == .inhibited && $0.detail == "project/gwadar-port" })
    #expect(!line.suppressions.isEmpty)
  }

  @Test("the same text under 100 addresses alerts once")
  func copies() throws {
    for index in 0..<100 {
      let time = noon.adding(milliseconds: Int64(index))
      try line.feed(attack("a\(index)", published: time, text: "same"), at: time)
    }
    #expect(line.statuses == [.raised])
  }

  @Test("a small edit is a revision, not an alert; a retraction cancels, naming the false fact")
  func retraction() throws {
    try line.feed(attack("a"), at: noon)
    try line.feed(.withdrawn(Withdrawal(articleId: "a", revision: 2, keeps: ["e-a"])), at: noon.adding(hours: 1))
    #expect(line.statuses == [.raised])
    try line.feed(.withdrawn(Withdrawal(articleId: "a", revision: 3, keeps: [])), at: noon.adding(hours: 2))
    #expect(line.statuses == [.raised, .cancelled])
    #expect(line.alerts[1].evidence.map(\.articleId) == ["a"] && line.alerts[1].references == [line.alerts[0].record])
  }

  @Test("a retraction of one of three outlets leaves the alert open")
  func partialRetraction() throws {
    for (index, article) in ["a", "b", "c"].enumerated() {
      let time = noon.adding(hours: index)
      try line.feed(attack(article, published: time, grade: .b, claim: .media), at: time)
    }
    try line.feed(.withdrawn(Withdrawal(articleId: "a", revision: 2, keeps: [])), at: noon.adding(hours: 5))
    #expect(!line.statuses.contains(.cancelled) && !line.statuses.contains(.resolved))
  }

  @Test("an escalation inside a cool-down is delivered")
  func escalation() throws {
    try line.feed(attack("a", grade: .f, claim: .media), at: noon)
    try line.feed(attack("b", published: noon.adding(hours: 1), grade: .a, claim: .media), at: noon.adding(hours: 1))
    #expect(line.statuses == [.raised, .escalated])
    #expect(line.alerts.map(\.level) == [.advisory, .warning] && line.alerts.map(\.unconfirmed) == [true, false])
  }

  @Test("a score that swings around a threshold gives one alert and one recovery")
  func swing() throws {
    var time = noon
    for index in 0..<3 {
      try line.feed(
        attack("p\(index)", type: "RIOT", published: time, place: "Place \(index)", proximity: 0.7), at: time)
      time = time.adding(hours: 20)
    }
    for hour in 0..<1500 { try line.feed(.tick(asOf: time.adding(hours: hour)), at: time) }
    let ends = line.statuses.filter { ![.updated, .escalated, .renewed].contains($0) }
    #expect(ends == [.raised, .resolved])
  }

  @Test("a two-year-old attack that is ingested today gives no alert")
  func old() throws {
    try line.feed(attack("a", time: noon.adding(days: -730)), at: noon)
    #expect(line.alerts.isEmpty && line.suppressions.isEmpty)
  }

  @Test("a reopened route resolves the alert on its closure")
  func reopened() throws {
    try line.feed(attack("a", type: "ROUTE_CLOSURE"), at: noon)
    let later = noon.adding(days: 2)
    try line.feed(attack("b", type: "REOPENED", published: later), at: later)
    #expect(line.statuses == [.raised, .resolved])
    let resolved = try #require(line.alerts.last)
    #expect(resolved.evidence.first?.type == "REOPENED")
    let label = try #require(model.types["REOPENED"]?.label)
    #expect(resolved.description.hasPrefix("\(label), Gwadar, 12 March 2026: “Gunmen attacked the port.”"))
    #expect(resolved.description.contains("is back below every alert level."))
  }

  @Test("one unknown blog does not resolve the alert on a closure that two good sources report, and a second one does")
  func weakEnd() throws {
    for (article, grade) in [("a", Source.Grade.a), ("b", .b)] {
      try line.feed(attack(article, type: "ROUTE_CLOSURE", grade: grade), at: noon)
    }
    for (article, days) in [("c", 2), ("d", 3)] {
      #expect(!line.statuses.contains(.resolved), "\(article)")
      let time = noon.adding(days: days)
      try line.feed(attack(article, type: "REOPENED", published: time, grade: .f), at: time)
    }
    #expect(line.statuses.last == .resolved)
    #expect(line.alerts.last?.evidence.prefix(2).map(\.articleId) == ["d", "c"])
  }

  @Test("a removed project resolves its alerts")
  func removal() throws {
    let project = Project(id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port")
    try line.feed(.registration(Registration(project: project)), at: noon)
    try line.feed(attack("a"), at: noon)
    try line.feed(.registration(Registration(project: project, removed: true)), at: noon.adding(hours: 1))
    #expect(line.statuses == [.raised, .resolved] && line.alerts[0].subjectName == "Gwadar Port")
  }

  @Test("a silence suppresses alerts with its reason, and its end changes nothing that is remembered")
  func silence() throws {
    line.silences = [
      Silence(
        id: "s1", subject: port, owner: "analyst", reason: "drill", startsAt: noon, endsAt: noon.adding(hours: 2))
    ]
    try line.feed(attack("a", grade: .f, claim: .media), at: noon)
    #expect(line.alerts.isEmpty && line.suppressions.first?.reason == .silenced)
    try line.feed(attack("b", published: noon.adding(hours: 3), grade: .a, claim: .media), at: noon.adding(hours: 3))
    #expect(line.statuses == [.escalated] && line.alerts[0].references.isEmpty)
  }

  @Test("the alerts of a subject survive their row")
  func rows() throws {
    let evidence = Evidence(
      cluster: "k", articleId: "a", quote: TextSpan(text: "“q”", start: 1, end: 8), subjects: [port], type: "RIOT",
      place: "Lima", eventTime: noon, event: "e", causedBy: "f", realis: .actual, deaths: 2)
    let lane = LaneState(
      category: "SOC", lane: .level, level: .watch, certainty: .likely, urgency: .future, confidence: 0.5, score: 31.25,
      sourceCount: 2, isUnconfirmed: true, isContested: true, evidence: [evidence], model: "m")
    let alerts = SubjectAlerts(
      subject: port, name: "Gwadar Port",
      episodes: [
        Episode(
          category: "POL", lanes: [lane],
          open: OpenAlert(
            alert: "i", episode: "w", level: .watch, peak: .critical, isContested: true, supportingEvidence: [evidence],
            reported: [ReportedEvidence(key: "a/e", deaths: 2), ReportedEvidence(key: "b/")], pendingUntil: noon,
            sequence: 3,
            records: [SentRecord(id: "r", category: "SOC", sentAt: noon)], expiresAt: noon.adding(hours: 72),
            warning: "w2"))
      ], dueAt: noon.adding(hours: 66))
    #expect(try SubjectAlerts(jsonBytes: alerts.jsonBytes()) == alerts)
  }

  @Test("after a change of when alerts are renewed, each subject has one row of what is due", arguments: [3, 12])
  func changedRenewal(hours: Int) throws {
    var changed = model
    try #require(changed.alerting.constants.renewBeforeHours != hours)
    changed.alerting.constants.renewBeforeHours = hours
    let state = InMemoryStageState()
    for (model, change, article, time) in [
      (model, Warning.Change.triggered, "a", noon), (changed, Warning.Change.changed, "b", noon.adding(hours: 30)),
    ] {
      let processor = try NotificationStages.notification(model: model, tables: AlertTables()).makeProcessor()
      for subject in [port, SubjectKey(.project, "chancay-port")] {
        let evidence = Evidence(
          cluster: "k", articleId: article, quote: TextSpan(text: "Gunmen attacked.", start: 0, end: 16),
          subjects: [subject], type: "ATTACK_ON_PROJECT", eventTime: noon, event: "e-\(article)", realis: .actual)
        let warning = Warning(
          id: "w-\(article)", subject: subject, subjectName: subject.id, category: "SEC", lane: .severity,
          change: change, level: .warning, asOf: time, certainty: .likely, urgency: .immediate, score: 52,
          confidence: 0.75, sourceCount: 1, evidence: [evidence], withdraws: [], unconfirmed: false, contested: false,
          model: model.version)
        var batch = StageBatch(state: state, time: time)
        try processor.process(
          Record(
            topic: TopicCatalogue.warnings.name, partition: 0, offset: 0, key: nil,
            value: TopicCatalogue.warnings.encode(.warning(warning)), time: time), in: &batch)
        try #require(batch.outputs.map(\.topic) == [TopicCatalogue.alerts.name])
        try processor.willCommit(state)
      }
    }
    #expect(state.rows.filter { $0.key.first == UInt8(ascii: "q") }.count == 2)
  }

  @Test("a warning that cannot be read is a bad record")
  func badRecord() throws {
    let state = InMemoryStageState()
    var batch = StageBatch(state: state, time: noon)
    let processor = try NotificationStages.notification(model: model, tables: AlertTables()).makeProcessor()
    #expect(throws: StageFailure.self) {
      try processor.process(
        Record(topic: TopicCatalogue.warnings.name, partition: 0, offset: 0, key: nil, value: [1], time: noon),
        in: &batch)
    }
    #expect(state.rows.isEmpty)
  }
}
