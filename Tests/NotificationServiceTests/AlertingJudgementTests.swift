import Alerting
import Foundation
import Models
import ReferenceData
import Testing

@testable import NotificationService

private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData")

private let model: RiskModel = {
  do {
    return try RiskModelLoader(directory: folder.path).load()
  } catch {
    fatalError("\(error)")
  }
}()

/// Each row of the tables of alerting changes an alert.
@Suite("Judgement in alerting")
struct AlertingJudgementTests {
  @Test("moving a constant of alerting.tsv moves an alert", arguments: moves.keys.sorted())
  func constants(name: String) throws {
    var moved = model
    let move = try #require(moves[name])
    move(&moved.alerting.constants)
    #expect(alerts(moved) != alerts(model))
  }

  @Test("every row of alerting.tsv is moved here, or where `beacon` uses it")
  func rows() throws {
    let text = try String(contentsOf: folder.appending(path: "RiskModel/alerting.tsv"), encoding: .utf8)
    let names = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map {
      String($0.prefix { $0 != "\t" })
    }
    #expect(Set(names) == Set(moves.keys).union(["delivery_hours", "headline_quote_translated"]))
  }

  @Test("the cool-down of model.tsv moves an alert")
  func coolDown() {
    var moved = model
    moved.constants.coolDownHours = 1
    #expect(alerts(moved) != alerts(model))
  }

  @Test("each urgency of realis.tsv moves that of a renewed alert", arguments: Realis.allCases)
  func urgency(of realis: Realis) {
    var moved = model
    moved.realis[realis]?.urgency = model.realis[realis]?.urgency == .expected ? .past : .expected
    let piece = Evidence(
      articleId: "a", quote: TextSpan(text: "Gunmen attacked.", start: 0, end: 16), eventTime: noon, realis: realis)
    func urgency(_ model: RiskModel) -> Urgency { AlertPolicy(model).urgency(of: piece, at: noon, else: .unknown) }
    #expect(urgency(moved) == moved.realis[realis]?.urgency)
    #expect(urgency(moved) != urgency(model))
  }

  @Test("every measure is recommended at its level, and only because its row says so")
  func measures() {
    for measure in model.alerting.measures {
      let type = model.types[measure.of]
      let category = type?.category ?? measure.of
      var without = model
      without.alerting.measures.removeAll { $0 == measure }
      func recommended(_ model: RiskModel) -> [String] {
        AlertPolicy(model).measures(type: type?.type, category: category, level: measure.level)
      }
      #expect(recommended(model).contains(measure.text), "\(measure.of) at \(measure.level)")
      #expect(!recommended(without).contains(measure.text), "\(measure.of) at \(measure.level)")
    }
  }

  @Test("levels move the expiry and the roles of an alert, and every category of a counterparty keeps its own alert")
  func levels() {
    for index in model.levels.indices {
      var moved = model
      moved.levels[index].expiresHours += 1
      moved.levels[index].roles = [.competentAuthority]
      let (before, after) = (AlertPolicy(model), AlertPolicy(moved))
      #expect(alerts(model, at: model.levels[index].level) != alerts(moved, at: model.levels[index].level))
      #expect(before.levels != after.levels)
    }
    let party = SubjectKey(.counterparty, "coast-builders")
    for category in model.alerting.counterpartyCategories {
      var moved = model
      moved.alerting.counterpartyCategories.remove(category)
      #expect(alerts(model, of: party, in: category) != alerts(moved, of: party, in: category), "\(category)")
    }
  }
}

/// A move of each constant.
private let moves: [String: @Sendable (inout AlertingModel.Constants) -> Void] = [
  "renew_before": { $0.renewBeforeHours += 3 },
  "renewed": { $0.renewedHours += 24 },
  "longest_renewal": { $0.longestRenewalHours -= 100 },
  "future": { $0.futureHours += 24 },
  "headline_quote": { $0.headlineQuoteBytes -= 50 },
  "described_reports": { $0.describedReports = 1 },
  "shown_measures": { $0.shownMeasures = 1 },
  "hourly_cap": { $0.hourlyCap = 3 },
]

private let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)

/// What alerting decides of an alert that is raised, has eight more incidents within an hour, one the next day, each in
/// two articles, and then stays open for two months.
private func alerts(
  _ model: RiskModel, at level: AlertLevel = .warning, of subject: SubjectKey = SubjectKey(.project, "gwadar-port"),
  in category: String = "SEC"
) -> [AlertDecision] {
  let alerter = Alerter(policy: AlertPolicy(model))
  var state: SubjectAlerts?
  var decisions: [AlertDecision] = []
  func add(_ step: (state: SubjectAlerts, decisions: [AlertDecision])) {
    state = step.state
    decisions += step.decisions
  }
  func advance(to time: Timestamp) {
    if let open = state { add(alerter.advance(open, to: time)) }
  }
  for number in 0..<10 {
    let time = noon.adding(hours: number == 9 ? 20 : 0)
    advance(to: time)
    add(alerter.step(state, warning(number, subject, category, level, at: time)))
  }
  for hour in stride(from: 21, to: 60 * 24, by: 1) { advance(to: noon.adding(hours: hour)) }
  return decisions
}

private func warning(
  _ number: Int, _ subject: SubjectKey, _ category: String, _ level: AlertLevel, at time: Timestamp
) -> Warning {
  let evidence = ["a\(number)", "b\(number)"].map { article in
    let quote = "Gunmen threatened, says \(article), to attack again " + String(repeating: "and again ", count: 20)
    return Evidence(
      cluster: "k\(number)", articleId: article, url: nil, title: "Port threatened",
      quote: TextSpan(text: quote, start: 0, end: quote.utf8.count),
      subjects: [SubjectKey(.country, "PK"), SubjectKey(.project, "gwadar-port")], type: "THREAT_OF_FORCE",
      eventTime: noon, event: "e\(number)", realis: .threatened)
  }
  return Warning(
    id: "w\(number)", subject: subject, subjectName: "Gwadar Port", category: category, lane: .severity,
    change: number == 0 ? .triggered : .changed, level: level, asOf: time, certainty: .likely,
    urgency: number == 0 ? .future : number == 9 ? .expected : .immediate, score: 52, confidence: 0.75, sourceCount: 1,
    evidence: evidence,
    withdraws: [], unconfirmed: false, contested: false, model: "test")
}
