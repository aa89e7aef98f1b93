import KeyedState
import Models
import ReferenceData

/// A cluster that warns by itself.
struct Trigger: Hashable, Sendable {
  var cluster: String
  var level: AlertLevel
  var isUnconfirmed: Bool
  var credibility: Double
  var realis: Realis
  var eventTime: Timestamp
  var isState: Bool
  /// The end of its half-life, or of a state that nobody confirms.
  var expires: Timestamp
  var voices: Int
  var evidence: [EvidenceReference]

  func encode(to row: inout RowWriter) {
    row.put(cluster)
    row.put(level.rawValue)
    row.put(isUnconfirmed)
    row.put(credibility)
    row.put(realis.rawValue)
    row.put(eventTime)
    row.put(isState)
    row.put(expires)
    row.put(voices)
    row.put(evidence)
  }

  init(
    cluster: String, level: AlertLevel, isUnconfirmed: Bool, credibility: Double, realis: Realis,
    eventTime: Timestamp, isState: Bool, expires: Timestamp, voices: Int, evidence: [EvidenceReference]
  ) {
    self.cluster = cluster
    self.level = level
    self.isUnconfirmed = isUnconfirmed
    self.credibility = credibility
    self.realis = realis
    self.eventTime = eventTime
    self.isState = isState
    self.expires = expires
    self.voices = voices
    self.evidence = evidence
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    cluster = try row.string()
    level = try row.word(AlertLevel.self)
    isUnconfirmed = try row.bool()
    credibility = try row.double()
    realis = try row.word(Realis.self)
    eventTime = try row.timestamp()
    isState = try row.bool()
    expires = try row.timestamp()
    voices = try row.int()
    evidence = try row.evidence()
  }
}

/// One grave and credible event warns at once, at level warning or critical; one that a single doubtful voice tells of
/// warns at advisory, unconfirmed. An event past its half-life warns no more.
enum SeverityLane {
  /// The trigger that a cluster gives at `time`; nil for none. `isLive` says that it already gives one: a state that has
  /// warned stays until it ends, while an old state that comes in now raises nothing.
  static func trigger(
    of entry: RankedContribution, latestTime: Timestamp, evidence: [EvidenceReference], isLive: Bool,
    at time: Timestamp,
    model: RiskModel
  ) -> Trigger? {
    let constants = model.constants
    guard let type = model.types[entry.type], let duration = type.duration, entry.s >= constants.warnSeverity,
      entry.c >= constants.warnUnconfirmedCredibility, entry.m >= constants.warnRealis,
      entry.p >= constants.warnProximity
    else { return nil }
    let expires: Timestamp
    switch duration {
    case .halfLife(let days):
      expires = entry.eventTime.adding(days: days)
    case .state:
      guard isLive || time <= entry.eventTime.adding(days: constants.stateGateHalfLife) else { return nil }
      expires = latestTime.adding(days: constants.stateConfirmedDays)
    }
    guard time <= expires else { return nil }
    let isUnconfirmed = entry.c < constants.warnCredibility
    let isCritical = entry.s >= constants.criticalSeverity && entry.m >= 1
    return Trigger(
      cluster: entry.cluster, level: isUnconfirmed ? .advisory : isCritical ? .critical : .warning,
      isUnconfirmed: isUnconfirmed,
      credibility: entry.c, realis: entry.realis, eventTime: entry.eventTime, isState: entry.isState, expires: expires,
      voices: entry.voices, evidence: evidence)
  }

  /// Immediate for what is at hand, happened within the model's hours or is a state still open; Past for what is older.
  static func urgency(
    realis: Realis, eventTime: Timestamp, isState: Bool, at time: Timestamp, model: RiskModel
  ) -> Urgency {
    let urgency = model.realis[realis]?.urgency ?? .unknown
    guard realis == .actual, !isState else { return urgency }
    return time <= eventTime.adding(hours: model.constants.immediateHours) ? urgency : .past
  }
}

extension Timestamp {
  /// This instant and a number of days that need not be whole.
  func adding(days: Double) -> Timestamp {
    adding(milliseconds: Int64((days * Double(Timestamp.millisecondsPerDay)).rounded()))
  }
}
