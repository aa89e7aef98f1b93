import KeyedState
import Models
import ReferenceData

/// A rule that raises warnings. It is evaluated for an account after a change and at scheduled times, and returns how
/// its warning changed. Each lane is a type in a separate file; `Lanes.swift` lists the lanes and their state.
protocol WarningLane: Sendable {
  var lane: Warning.Lane { get }

  /// Updates the lane's state in `context.account.lanes`, and returns the news, if any.
  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews?
}

extension RiskModel {
  /// The account that a lane warns on, for the lanes that warn in one category, which the loader requires.
  func account(of lane: Warning.Lane) -> Account {
    guard let category = alerting.lanes[lane]?.category else {
      preconditionFailure("the risk model has no category for the lane \(lane.rawValue)")
    }
    return Account(ledger: .risk, category: category)
  }
}

/// What a lane sees of an account when it is stepped.
struct LaneContext {
  let account: AccountState
  /// The sums of the account at `time`.
  let totals: ContributionSums.Totals
  let subject: SubjectState
  let change: AccountChange
  let time: Timestamp
  /// The exposure of the subject, by which `Formulas.categoryScore` divides sums.
  let exposure: Double
  let store: ScoringStore

  var model: RiskModel { store.model }

  /// All risk accounts of the subject.
  var peers: [AccountState] { subject.accounts.filter { $0.account.ledger == .risk } }

  /// All incidents of the account.
  func incidents() throws(KeyedStateFailure) -> [Incident] {
    var all: [Incident] = []
    try store.incidents.visitAll(of: subject.subject, account.account) { all.append($0) }
    return all
  }

  /// The category score, 0 to 100, for a sum of this account's contributions.
  func score(of sum: Double) -> Double {
    Formulas.categoryScore(
      sum: sum, scale: model.category(account.account.category)?.scale ?? 1, exposure: exposure)
  }

  /// The number of independent sources of the contributions.
  func owners(of contributions: [RankedContribution]) -> Int {
    Set(contributions.flatMap(\.owners)).count
  }

  /// The reports that ended the account's states and events that last, for a lane whose warning is over.
  func ends() throws(KeyedStateFailure) -> [Evidence] { try quotes(change.ends, incident: nil) }

  /// The evidence for those references that are still stored. `proximity` is that of the incident to the subject, 0 to
  /// 1; the evidence carries it only where it is too low to warn.
  func quotes(
    _ references: [EvidenceReference], incident: String?, share: Double? = nil, proximity: Double = 1
  ) throws(KeyedStateFailure) -> [Evidence] {
    let quotes = try store.quotes(references).map { $0.evidence(incident: incident, share: share) }
    guard proximity < model.constants.warnProximity else { return quotes }
    return quotes.map { quote in
      var quote = quote
      quote.proximity = proximity
      return quote
    }
  }
}

/// The news of a lane: how its warning has changed, and the evidence.
struct LaneNews {
  var change: Warning.Change
  var level: AlertLevel
  var previous: AlertLevel?
  /// From 0 to 1.
  var credibility: Double
  var urgency: Urgency
  /// The number of independent sources behind the evidence.
  var sourceCount = 1
  var evidence: [Evidence]
  var withdraws: [String] = []
  var isUnconfirmed = false
  var isContested = false
  /// The score that the warning states; nil for the category's own score.
  var score: Double?

  /// The change between two levels. A nil level means no warning; the result is nil where both are nil.
  static func change(from old: AlertLevel?, to new: AlertLevel?, wasWithdrawn: Bool) -> Warning.Change? {
    switch (old, new) {
    case (nil, nil): nil
    case (nil, .some): .triggered
    case (.some, nil): wasWithdrawn ? .withdrawn : .cleared
    case (.some, .some): .changed
    }
  }

  /// The CAP urgency of an incident at a time.
  static func urgency(
    realis: Realis, eventTime: Timestamp, isState: Bool, at time: Timestamp, model: RiskModel
  ) -> Urgency {
    model.urgencyRules.urgency(of: realis, at: eventTime, isState: isState, now: time) ?? .unknown
  }
}
