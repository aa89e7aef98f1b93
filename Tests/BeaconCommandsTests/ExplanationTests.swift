import CommandLine
import Foundation
import Models
import ReferenceData
import Testing

@testable import BeaconCommands

@Suite struct ExplanationTests {
  private func contribution(_ s: Double, ageDays: Double, halfLife: Double?, share: Double) -> Contribution {
    let decay = halfLife.map { exp2(-ageDays / $0) } ?? 1
    return Contribution(
      cluster: "c", type: "STRIKE", share: share, x: 100 * s * s * s * 1.5 * 0.75 * decay, s: s, mu: 1.5, c: 0.75, m: 1,
      n: 1, p: 1, d: decay, ageDays: ageDays, halfLifeDays: halfLife, reports: 2, sources: 2,
      contested: halfLife == nil,
      evidence: [Evidence(articleId: "a", quote: TextSpan(text: "They \u{202E}stopped.\u{1B}[2J", start: 0, end: 9))])
  }

  private static let model = Result {
    try RiskModelLoader(directory: checkout + "/Shared/ReferenceData").load()
  }

  private func explanation(_ assessment: Assessment) throws -> Explanation {
    Explanation(assessment, model: try Self.model.get())
  }

  private static func proximities() throws -> Proximities {
    try Proximities(path: checkout + "/Shared/ReferenceData/RiskModel/proximities.tsv")
  }

  private func printed(_ explanation: Explanation) throws -> String {
    explanation.text(style: .plain, proximities: try Self.proximities())
  }

  private func assessment(
    shareError: Double = 0, xError: Double = 0, baseline: Double? = nil, version: String? = nil
  ) throws -> Assessment {
    let version = try version ?? Self.model.get().version
    var first = contribution(0.5, ageDays: 3.5, halfLife: 7, share: 0)
    let second = contribution(0.8, ageDays: 90, halfLife: nil, share: 0)
    let rest = ContributionRest(count: 3, share: 0, x: 4)
    let total = first.x + second.x + rest.x
    let score = 100 * (1 - exp(-total / 40))
    first.share = score * first.x / total + shareError
    first.x += xError
    var other = second
    other.share = score * second.x / total
    let others = ContributionRest(count: 3, share: score * rest.x / total, x: rest.x)
    let category = CategoryScore(
      category: "SOC", score: score, share: 40, level: .warning, contributions: [first, other], others: others)
    return Assessment(
      id: "i", subject: SubjectKey(.project, "rask-dam"), subjectName: "Rask Dam",
      asOf: Timestamp(milliseconds: 1_732_970_096_000), score: 40 + (baseline ?? 0), confidence: 0.75,
      coverage: .monitored, baseline: baseline.map { Baseline(value: $0, source: "s", date: "2026") },
      categories: [category], opportunity: LedgerScore(), model: version)
  }

  @Test(
    "a change is stated only where there was an earlier score",
    arguments: [
      (ScoreChange(week: 40, month: 40, isFirstWeek: true, isFirstMonth: true), [String]()),
      (ScoreChange(week: 3.2, month: 40, isFirstMonth: true), ["+3.2 in 7 days"]),
      (ScoreChange(week: -1, month: 0), ["-1.0 in 7 days", "0.0 in 30 days"]),
    ])
  func change(_ change: ScoreChange, stated: [String]) throws {
    var assessment = try assessment()
    assessment.change = change
    let text = try printed(try explanation(assessment))
    let parts = text.split(separator: "\n").flatMap { $0.split(separator: ", ") }.map(String.init)
    #expect(parts.filter { $0.hasSuffix(" days") && $0.contains(" in ") } == stated)
  }

  @Test("A score that is the sum of its contributions adds up, with or without a baseline")
  func addsUp() throws {
    #expect(try explanation(try assessment()).addsUp)
    #expect(try explanation(try assessment(baseline: 12.5)).addsUp)
  }

  @Test("A share or an x that is off by a thousandth is found")
  func doesNotAddUp() throws {
    #expect(try !explanation(try assessment(shareError: 0.001)).addsUp)
    #expect(try !explanation(try assessment(xError: 0.001)).addsUp)
    var wrong = try assessment()
    wrong.score += 0.001
    #expect(try !explanation(wrong).addsUp)
  }

  @Test("The text shows each factor, the quotes harmlessly, and the sum")
  func text() throws {
    let text = try printed(explanation(try assessment(baseline: 12.5)))
    #expect(text.contains("100 ·   s^3 ·    μ ·    c ·    m ·    n ·    p ·    d\n"))
    #expect(text.contains("9.94 = 100 · 0.125 · 1.50 · 0.75 · 1.00 · 1.00 · 1.00 · 0.71  STRIKE, 2 reports"), "\(text)")
    #expect(
      text.contains("c: 2 independent sources; p: names the subject; d: 4 days old, half-life 7 days"), "\(text)")
    #expect(text.contains("c: 2 independent sources, times 0.50 for a denial"))
    #expect(text.contains("d: 90 days old, a state that lasts until it ends"))
    #expect(text.contains("52.50 = baseline 12.50 + SOC 40.00") && text.contains("baseline: s, 2026"))
    #expect(text.contains("x   100 · s^3 · μ"), "the legend")
    #expect(text.contains("“They \\u{202E}stopped.\\u{1B}[2J”"))
    #expect(text.contains("3 others"))
    #expect(text.contains("All of it adds up."))
    #expect(try printed(explanation(try assessment(shareError: 1))).contains("does not add up"))
  }

  @Test("The text states the constants of the model in use")
  func constants() throws {
    var model = try Self.model.get()
    model.constants.severityPower = 2.5
    model.constants.contestedFactor = 0.25
    model.constants.subjectNorm = 4
    let text = try printed(Explanation(try assessment(), model: model))
    #expect(text.contains("100 · s^2.50 · μ") && text.contains("100 · s^2.50 ·    μ"))
    #expect(text.contains("100 ·  0.177 · 1.50"), "one half to the power of 2.5")
    #expect(text.contains("times 0.25 for a denial"))
    #expect(text.contains("w·D^4/Σ(w·D^4) of R = 100 · (Σ w·(D/100)^4)^(1/4)"))
  }

  @Test("The factors of another version of the model are not checked, its shares are")
  func otherModel() throws {
    var other = try assessment(version: "1")
    for index in other.categories[0].contributions.indices { other.categories[0].contributions[index].mu = 9 }
    let explanation = try explanation(other)
    #expect(try explanation.addsUp && printed(explanation).contains("Made by version 1 of the risk model"))
    other.model = try Self.model.get().version
    #expect(try !self.explanation(other).addsUp)
  }

  @Test(
    "Proximity has its reason",
    arguments: [
      (1.0, "names the subject"), (0.8, "within the radius of a site"), (0.7, "concerns its company"),
      (0.6, "concerns the whole country, not the project alone"),
      (0.55, "concerns a partner in another country, not the project"),
      (0.5, "same sector and country: it happened elsewhere"),
    ])
  func proximity(p: Double, reason: String) throws {
    var near = contribution(0.5, ageDays: 1, halfLife: 7, share: 1)
    near.p = p
    #expect(try near.proximityReason(Self.proximities(), for: .project) == reason)
  }

  @Test("The reason of a proximity follows the table")
  func otherProximities() {
    let moved = Proximities(
      named: 1, sameSite: 0.9, sameCompany: 0.6, countryWide: 0.5, partnerAbroad: 0.45, sectorAndCountry: 0.4)
    var near = contribution(0.5, ageDays: 1, halfLife: 7, share: 1)
    near.p = 0.8
    #expect(near.proximityReason(moved, for: .project) == "concerns its company")
    #expect(near.proximityReason(moved, for: .portfolio) == "mean over all its registered projects")
  }

  @Test(
    "Numbers are rounded to so many decimals",
    arguments: [
      (12.345, 1, "12.3"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-1.25, 2, "-1.25"), (99.999, 2, "100.00"),
      (3, 0, "3"), (0.004, 2, "0.00"), (1e20, 1, "1e+20"),
    ])
  func numbers(value: Double, decimals: Int, text: String) {
    #expect(fixed(value, decimals) == text)
  }

  private func alert(_ id: String, _ record: String, _ status: Alert.Status, level: AlertLevel = .warning) -> Alert {
    Alert(
      record: record, id: id, episode: "e", status: status, subject: SubjectKey(.country, "PE"), subjectName: "Peru",
      category: "SEC", lane: .severity, level: level, urgency: .immediate, certainty: .likely,
      headline: "Attack\u{7} in Peru", description: "d", score: 61.26, confidence: 0.75, unconfirmed: true,
      evidence: [
        Evidence(
          articleId: "a", publishedAt: Timestamp(milliseconds: 1_732_970_096_000), url: "https://x.example/1",
          title: "T", quote: TextSpan(text: "Gunmen attacked.", start: 0, end: 16))
      ], sentAt: Timestamp(milliseconds: 1_732_970_096_000), expiresAt: Timestamp(milliseconds: 1_732_980_096_000),
      roles: [.enterprise], model: "1")
  }

  @Test("People see each alert once, as its last record has it")
  func standing() {
    var current = CurrentAlerts()
    current.add(alert("a", "1", .raised))
    current.add(alert("b", "2", .raised))
    current.add(alert("a", "3", .escalated, level: .critical))
    #expect(current.alerts.map(\.record) == ["2", "3"])
  }

  @Test("An alert's description is shown where it is asked for, and where the alert is over")
  func alertDescription() {
    #expect(alert("a", "r", .raised).text(style: .plain, isFull: true).contains("\n  d\n"))
    #expect(alert("a", "r", .cancelled).text(style: .plain).contains("\n  d\n"))
  }

  @Test("An alert on what happened to a subject's partner says so, unless the description does")
  func partnerAlert() {
    var alert = self.alert("a", "r", .raised)
    let sentence = "\n  It concerns a partner of Peru, not Peru itself.\n"
    #expect(!alert.text(style: .plain).contains(sentence))
    alert.evidence[0].proximity = 0.7
    #expect(alert.text(style: .plain).contains(sentence))
    #expect(!alert.text(style: .plain, isFull: true).contains(sentence))
  }

  @Test("An alert's text has level, subject, quote, origin and what to make of it")
  func alertText() {
    #expect(
      alert("abcdef0123456789", "r", .raised).text(style: .plain) == """
        WARNING  Peru  SEC  raised 2024-11-30T12:34:56Z
          Attack\\u{7} in Peru
            “Gunmen attacked.”
              T, 2024-11-30, https://x.example/1
          country/PE  alert abcdef012345  likely, unconfirmed, immediate, score 61.3, confidence 0.75, for enterprise

        """)
  }

  @Test(
    "A quote that the headline has is not printed again, also where the headline leaves out its dateline",
    arguments: [
      ("“老挝实施管制。”", false), ("“东方通讯社万象11月28日电 老挝实施管制。”", false), ("“老挝实施…”", true),
      ("“实施管制” 老挝", true), ("”老挝“", true), ("“”", true),
    ])
  func quotedInHeadline(headline: String, isPrinted: Bool) {
    var alert = self.alert("a", "r", .raised)
    alert.headline = "Advisory: \(headline)"
    alert.evidence[0].quote.text = "东方通讯社万象11月28日电 老挝实施管制。"
    let lines = alert.text(style: .plain).split(separator: "\n")
    #expect(lines.contains("    “东方通讯社万象11月28日电 老挝实施管制。”") == isPrinted)
  }

  @Test("A quote of two events or two articles is printed once, and each article once")
  func quotedOnce() {
    var alert = self.alert("abcdef0123456789", "r", .raised)
    var other = alert.evidence[0]
    other.articleId = "b"
    other.url = "https://y.example/2"
    alert.evidence += [alert.evidence[0], other]
    let lines = alert.text(style: .plain).split(separator: "\n").dropFirst(2).dropLast()
    #expect(
      lines == [
        "    “Gunmen attacked.”", "      T, 2024-11-30, https://x.example/1",
        "      T, 2024-11-30, https://y.example/2",
      ])
  }
}
