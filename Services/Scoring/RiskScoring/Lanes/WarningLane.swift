import KeyedState
import Models
import ReferenceData

/// A rule that warns. It is stepped for an account after a change or at a set time, and returns what is new. Each
/// lane is a type in a separate file; `Lanes.swift` lists the lanes and their state.
protocol WarningLane: Sendable {
  var lane: Warning.Lane { get }

  /// Updates the lane's state in `look.account.lanes`, and returns the news, if any.
  func step(_ look: LaneLook) throws(KeyedStateFailure) -> LaneNews?
}

/// A lane's view of an account.
struct LaneLook {
  let account: AccountState
  /// The sums of the account at `time`.
  let totals: ContributionSums.Totals
  let subject: SubjectState
  /// All risk accounts of the subject.
  let peers: [AccountState]
  let change: AccountChange
  let time: Timestamp
  /// e of the subject.
  let exposure: Double
  let store: ScoringStore

  var model: RiskModel { store.model }

  /// D of a sum of this account.
  func score(of sum: Double) -> Double {
    Formulas.categoryScore(
      sum: sum, scale: model.category(account.account.category)?.scale ?? 1, exposure: exposure)
  }

  /// The number of independent sources of the contributions.
  func owners(of contributions: [RankedContribution]) -> Int {
    Set(contributions.flatMap(\.owners)).count
  }

  /// What of an incident's sentences is still there. `proximity` is that of the incident to the subject.
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

/// The news of a lane.
struct LaneNews {
  var change: Warning.Change
  var level: AlertLevel
  var previous: AlertLevel?
  /// 0 to 1.
  var credibility: Double
  var urgency: Urgency
  var sources = 1
  var evidence: [Evidence]
  var withdraws: [String] = []
  var isUnconfirmed = false
  var isContested = false
  /// Nil for the category's score.
  var score: Double?

  /// The change between two levels; nil where nothing warned before nor does now.
  static func change(from old: AlertLevel?, to new: AlertLevel?, wasWithdrawn: Bool) -> Warning.Change? {
    switch (old, new) {
    case (nil, nil): nil
    case (nil, .some): .triggered
    case (.some, nil): wasWithdrawn ? .withdrawn : .cleared
    case (.some, .some): .changed
    }
  }

  /// CAP urgency. An actual incident, or an open state, is Immediate within the model's hours, then Expected, then
  /// Past; what is imminent, threatened or conditional has the urgency of its realis.
  static func urgency(
    realis: Realis, eventTime: Timestamp, isState: Bool, at time: Timestamp, model: RiskModel
  ) -> Urgency {
    let urgency = model.realis[realis]?.urgency ?? .unknown
    guard realis == .actual, !isState else { return urgency }
    if time <= eventTime.adding(hours: model.constants.immediateHours) { return urgency }
    return time <= eventTime.adding(hours: model.constants.expectedHours) ? .expected : .past
  }
}
