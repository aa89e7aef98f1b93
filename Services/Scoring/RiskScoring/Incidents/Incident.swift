import KeyedState
import Models
import ReferenceData

/// The key of reports that may belong to one incident: of one subject, account and type family.
struct IncidentGroup: Hashable, Sendable {
  let subject: SubjectKey
  let account: Account
  let family: String
  /// Whether the reports are of a state, which lasts until it is ended.
  let isState: Bool
  /// The prefix of the row keys of the group's incidents.
  let prefix: [UInt8]

  init(subject: SubjectKey, account: Account, family: String, isState: Bool) {
    self.subject = subject
    self.account = account
    self.family = family
    self.isState = isState
    var prefix = RowKey.account(.incidents, subject, account)
    RowKey.append(family, to: &prefix)
    self.prefix = prefix
  }
}

/// One real event, counted once: its reports, and the contribution that is booked for it.
///
/// Its row's key is the group's, four bytes of bucket, four of the first report's day, and the first report's order.
/// The row has the first reports that came in; each further one is a separate row (`IncidentReports`), so that a
/// report costs the same whether it is the tenth or the ten-thousandth.
final class Incident {
  let group: IncidentGroup
  let key: [UInt8]
  /// A hash of the type family and the first report's event id: the same for every subject.
  private(set) lazy var id = Self.id(group, first: firstOrder)
  let firstDay: Int
  let firstOrder: ReportOrder
  let reports: IncidentReports
  /// Whether a report has ended this state, or this event that lasts.
  var isEnded = false
  /// Whether the anomaly lane has counted the incident.
  var isCounted = false
  /// The contribution that is booked on the account; nil while none is.
  var booked: BookedContribution?
  /// Whether the incident's row has to be written with the next flush.
  var isDirty = false
  /// Whether the incident is dissolved: its reports were withdrawn, or belong to another incident.
  var isGone = false

  init(group: IncidentGroup, first report: Report, model: RiskModel) {
    self.group = group
    key = Self.key(group, day: report.day, order: report.order)
    firstDay = report.day
    firstOrder = report.order
    reports = IncidentReports(of: key)
    reports.insert(report, model: model)
  }

  /// The summary of all the incident's reports.
  var summary: IncidentSummary { reports.summary }

  var lastOrder: ReportOrder { reports.all.last?.order ?? firstOrder }

  /// Adds a report at its place in the order.
  func insert(_ report: Report, model: RiskModel) { reports.insert(report, model: model) }

  /// Keeps only the reports before `order`; returns those that are taken out.
  func cut(from order: ReportOrder, model: RiskModel) -> [Report] { reports.cut(from: order, model: model) }

  /// Returns the rows of reports that have changed since the last call; a nil value removes a row.
  func takeReportRows() -> [(key: [UInt8], value: [UInt8]?)] { reports.takeRows() }

  /// Whether a report's day fits: at most `window` days from the first day; for a state, also any later day.
  func accepts(day: Int, window: Int) -> Bool {
    Self.accepts(day: day, from: firstDay, isState: group.isState, window: window)
  }

  static func accepts(day: Int, from firstDay: Int, isState: Bool, window: Int) -> Bool {
    isState ? day >= firstDay - window : abs(day - firstDay) <= window
  }

  /// Whether a report may be of this incident, if it comes after all others: its day, place, actors and deaths fit.
  func isCompatible(with report: Report, _ constants: RiskModel.Constants) -> Bool {
    accepts(day: report.day, window: constants.windowDays) && reports.areCompatible(with: report, constants)
  }

  /// Whether the incident's last report is at `order` or after it.
  func reaches(_ order: ReportOrder) -> Bool { reports.reach(order) }

  // MARK: Rows

  /// The number of the bucket in which incidents of a day are read together: sixteen days, or all states of a group.
  static func bucket(of day: Int, _ group: IncidentGroup) -> Int {
    group.isState ? 0 : (day + 1_048_576) >> 4
  }

  static func bucketKey(_ group: IncidentGroup, _ bucket: Int) -> [UInt8] {
    var bytes = group.prefix
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: bucket).bigEndian) { bytes.append(contentsOf: $0) }
    return bytes
  }

  private static func id(_ group: IncidentGroup, first order: ReportOrder) -> String {
    contentHash("cluster", group.family, order.eventId)
  }

  static func key(_ group: IncidentGroup, day: Int, order: ReportOrder) -> [UInt8] {
    var bytes = bucketKey(group, bucket(of: day, group))
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: day + 1_048_576).bigEndian) { bytes.append(contentsOf: $0) }
    SortableKey.append(order.publishedAt, to: &bytes)
    RowKey.append(order.articleId, to: &bytes)
    RowKey.append(order.eventId, to: &bytes)
    return bytes
  }

  func encode(to row: inout RowWriter) {
    row.put(isEnded)
    row.put(isCounted)
    row.put(booked) { $1.encode(to: &$0) }
    reports.encode(to: &row)
  }

  init(
    group: IncidentGroup, key: [UInt8], from row: inout RowReader, rows: any KeyedState, model: RiskModel
  ) throws(KeyedStateFailure) {
    isEnded = try row.bool()
    isCounted = try row.bool()
    booked = try row.bool() ? BookedContribution(from: &row) : nil
    reports = try IncidentReports(of: key, from: &row, rows: rows, model: model)
    guard let first = reports.all.first else { throw .corrupt("an incident of \(group.subject) has no report") }
    self.group = group
    self.key = key
    firstDay = first.day
    firstOrder = first.order
  }
}

/// The contribution that was added to an account's sums for an incident.
struct BookedContribution: Hashable, Sendable {
  enum Phase: Int, Hashable, Sendable {
    /// Constant until its decay begins.
    case steady
    case falling
  }

  var decay: Decay
  var credibility: Double
  /// Whether it counts for the level lane.
  var isFresh: Bool
  var phase: Phase
  /// The time of the phase change that is queued in the store; nil for none.
  var queuedAt: Timestamp?

  func encode(to row: inout RowWriter) {
    decay.encode(to: &row)
    row.put(credibility)
    row.put(isFresh)
    row.put(phase.rawValue)
    row.put(queuedAt) { $0.put($1) }
  }

  init(decay: Decay, credibility: Double, isFresh: Bool, phase: Phase, queuedAt: Timestamp? = nil) {
    self.decay = decay
    self.credibility = credibility
    self.isFresh = isFresh
    self.phase = phase
    self.queuedAt = queuedAt
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    decay = try Decay(from: &row)
    credibility = try row.double()
    isFresh = try row.bool()
    guard let phase = Phase(rawValue: try row.int()) else { throw .corrupt("an unknown phase of a contribution") }
    self.phase = phase
    queuedAt = try row.optionalTimestamp()
  }
}
