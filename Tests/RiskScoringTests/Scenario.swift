import Foundation
import Models
import ReferenceData

@testable import RiskScoring

/// The folder of the risk model's tables.
let riskModelFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData/RiskModel")

/// Signals about a subject, and the day on which one looks at what scoring says of it.
struct Scenario: Sendable {
  private var signals: [DatedSignal]
  private var subject: SubjectKey
  /// Days after `noon`.
  private var day = 0.05
  private var model: @Sendable (inout RiskModel) -> Void = { _ in }

  init(_ signals: [DatedSignal], of subject: SubjectKey = project) {
    self.signals = signals
    self.subject = subject
  }

  /// The same, seen so many days later.
  func seen(after day: Double) -> Scenario {
    var scenario = self
    scenario.day = day
    return scenario
  }

  /// The same with another model to begin with.
  func with(_ change: @escaping @Sendable (inout RiskModel) -> Void) -> Scenario {
    var scenario = self
    scenario.model = change
    return scenario
  }

  /// What scoring says of the subject where `change` has moved the model.
  func figures(_ change: (inout RiskModel) -> Void = { _ in }) throws -> Figures {
    let bench = Bench { model in
      self.model(&model)
      change(&model)
    }
    for signal in signals { try bench.fold(signal.signal, at: noon.adding(days: signal.day)) }
    let end = noon.adding(days: max(day, (signals.last?.day ?? 0) + 0.05))
    try bench.fold(.tick(asOf: end), at: noon)
    return Figures(bench, subject)
  }

  /// Whatever a reader sees of a subject, as numbers and words that can be compared.
  struct Figures: Equatable {
    private let assessments: Int
    private let score: Double
    private let confidence: Double
    private let opportunity: Double
    private let exposure: Double
    private let volume: Double
    private let coverage: Coverage?
    private let shown: Int
    private let percentile: Double?
    private let ownPercentile: Double?
    private let movers: [String]
    private let warnings: [String]

    fileprivate init(_ bench: Bench, _ subject: SubjectKey) {
      let last = bench.latest(subject)
      assessments = bench.assessments.count
      score = last?.score ?? 0
      confidence = last?.confidence ?? 0
      opportunity = last?.opportunity.score ?? 0
      exposure = last?.exposure?.factor ?? 0
      volume = last?.exposure?.volume ?? 0
      coverage = last?.coverage
      shown = last?.categories.reduce(0) { $0 + $1.contributions.count } ?? 0
      percentile = last?.percentile
      ownPercentile = last?.ownPercentile
      movers = last?.change?.movers.map(\.cluster) ?? []
      warnings = bench.warnings.filter { $0.subject == subject }.map { warning in
        "\(warning.category) \(warning.lane) \(warning.change) \(warning.level) \(warning.urgency) \(warning.certainty) \(warning.evidence.count) \(warning.asOf)"
      }
    }
  }
}

struct DatedSignal: Sendable {
  var signal: Signal
  /// Days after `noon`.
  var day: Double

  /// A report of an event in Gwadar that comes in on a day, by default that of the event.
  static func report(
    _ type: String = "ARMED_CLASH", article: String = "a", day: Double = 0, eventDay: Double? = nil,
    subject: SubjectKey = project, place: String = "Gwadar", deaths: Int? = nil, amount: Double? = nil,
    grade: Source.Grade = .a, claim: ClaimKind = .media, realis: Realis = .actual, isDenial: Bool = false,
    proximity: Double = 1, isStated: Bool = false, quote: String = "Q.", currency: String = "USD",
    position: Position? = nil
  ) -> DatedSignal {
    let published = noon.adding(days: day)
    return DatedSignal(
      signal: RiskScoringTests.signal(
        type, article: article, subject: subject, published: published, time: noon.adding(days: eventDay ?? day),
        grade: grade, claim: claim, realis: realis, negated: isDenial, proximity: proximity, quote: quote,
        isDayStated: isStated, project: nil, place: place, position: position, deaths: deaths,
        amount: amount.map { Money(value: $0, currency: currency) }), day: day)
  }
}

extension Scenario {
  static let twoVoices = Scenario([.report(deaths: 5), .report(article: "b", day: 0.1, deaths: 9)])
  static let secondAttack = Scenario([.report(deaths: 4), .report(article: "b", day: 2, deaths: 40)])
  /// A report, and one in which the place has another name a kilometre away.
  static let translated = Scenario(
    [
      .report(subject: pakistan, position: Position(latitude: 25.12, longitude: 62.32)),
      .report(
        article: "b", day: 0.1, subject: pakistan, place: "\u{74DC}\u{8FBE}\u{5C14}",
        position: Position(latitude: 25.13, longitude: 62.32)),
    ], of: pakistan)

  /// An attack on a project whose site is 40 km from the town that a second report names.
  static let besideProject = Scenario(
    [
      DatedSignal(
        signal: signal(subject: pakistan, place: nil, position: Position(latitude: 25.12, longitude: 62.32)), day: 0),
      .report(
        "ATTACK_ON_PROJECT", article: "b", day: 0.1, subject: pakistan, place: "Turbat",
        position: Position(latitude: 25.48, longitude: 62.32)),
    ], of: pakistan)

  static let denied = Scenario([
    .report(claim: .witness), .report(article: "b", day: 0.1, claim: .officialOther, isDenial: true),
  ])

  static let overdueMilestone = Scenario([
    DatedSignal(
      signal: .registration(
        Registration(
          project: Project(
            id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port",
            milestones: [ExpectedMilestone(type: "COMMISSIONED", expected: PartialDate(iso8601: "2026-03-20"))]))),
      day: 0)
  ]).seen(after: 25)

  /// Half a year with a theft a month, then eight in two days, of three outlets.
  static let burst = Scenario(
    quiet(days: 180, every: 30)
      + (0..<8).map {
        .report("CRIME", article: "b\($0)", day: 181 + Double($0) / 4, subject: pakistan, place: "T\($0)")
      },
    of: pakistan)

  /// Half a year with a theft a month, then one every second day.
  static let drift = Scenario(
    quiet(days: 180, every: 30)
      + (0..<20).map {
        .report("CRIME", article: "d\($0)", day: 181 + Double(2 * $0), subject: pakistan, place: "T\($0)")
      },
    of: pakistan)

  private static func quiet(days: Int, every step: Int) -> [DatedSignal] {
    (0..<days).flatMap { day -> [DatedSignal] in
      let time = noon.adding(days: day)
      let coverage = DatedSignal(
        signal: .coverage(CoverageSignal(subject: pakistan, publishedAt: time)), day: Double(day))
      let theft = DatedSignal.report("CRIME", article: "q\(day)", day: Double(day), subject: pakistan)
      return day % step == 0 ? [coverage, theft] : [coverage]
    }
  }
}
