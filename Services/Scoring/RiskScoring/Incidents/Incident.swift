import KeyedState
import Models
import ReferenceData

/// Reports of one subject that may tell of one event: same account, type family and anchor.
struct IncidentGroup: Hashable, Sendable {
  let subject: SubjectKey
  let account: Account
  let family: String
  let anchor: String
  /// The beginning of the keys of all its clusters.
  let prefix: [UInt8]

  init(subject: SubjectKey, account: Account, family: String, anchor: String) {
    self.subject = subject
    self.account = account
    self.family = family
    self.anchor = anchor
    var prefix = RowKey.account("c", subject, account)
    RowKey.append(family, to: &prefix)
    RowKey.append(anchor, to: &prefix)
    self.prefix = prefix
  }

  /// The group of the cluster with that key.
  init(subject: SubjectKey, account: Account, clusterKey key: [UInt8]) throws(KeyedStateFailure) {
    let parts = key.dropFirst(RowKey.account("c", subject, account).count)
      .split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let family = String(validating: parts[0], as: UTF8.self),
      let anchor = String(validating: parts[1], as: UTF8.self)
    else { throw .corrupt("the key of a cluster of \(subject) lacks its family or anchor") }
    self.init(subject: subject, account: account, family: family, anchor: anchor)
  }
}

/// One event, counted once: its reports, and what it was last booked with.
///
/// Its row's key is the group's, two bytes of bucket, four of the first event's day, and the first report's order.
final class Incident {
  let group: IncidentGroup
  let key: [UInt8]
  /// h(type family, anchor, first report's event id).
  let id: String
  let firstDay: Int
  let firstOrder: ReportOrder
  /// The first report's.
  let location: Location
  /// In order; never empty while the cluster is stored.
  private(set) var reports: [Report]
  private(set) var fold: IncidentSummary
  /// A report ended this state.
  var isEnded = false
  /// As booked on the account; nil while it is not.
  var entry: BookedContribution?
  /// Has to be written with the next flush.
  var isDirty = false
  /// Dissolved: its reports were withdrawn, or tell of another event.
  var isGone = false

  init(group: IncidentGroup, first report: Report, model: RiskModel) {
    self.group = group
    key = Self.key(group, day: report.day, order: report.order)
    id = contentHash("cluster", group.family, group.anchor, report.order.eventId)
    firstDay = report.day
    firstOrder = report.order
    location = report.location
    reports = [report]
    fold = IncidentSummary()
    fold.add(report, model: model)
  }

  /// Adds a report that comes after all others in order.
  func append(_ report: Report, model: RiskModel) {
    reports.append(report)
    fold.add(report, model: model)
  }

  /// Keeps only the reports before `order`; answers those that are taken out.
  func cut(from order: ReportOrder, model: RiskModel) -> [Report] {
    guard let index = reports.firstIndex(where: { $0.order >= order }) else { return [] }
    let rest = Array(reports[index...])
    reports.removeSubrange(index...)
    refold(model)
    return rest
  }

  private func refold(_ model: RiskModel) {
    fold = IncidentSummary()
    for report in reports { fold.add(report, model: model) }
  }

  var lastOrder: ReportOrder { reports.last?.order ?? firstOrder }

  /// Whether a report may tell of this event: within the window of the first event's day, and of the same actors.
  func accepts(_ report: Report, window: Int) -> Bool {
    abs(report.day - firstDay) <= window && fold.actors.overlap(report.actors)
  }

  static func bucket(of day: Int) -> Int { (day + 1_048_576) >> 4 }

  static func bucketKey(_ group: IncidentGroup, _ bucket: Int) -> [UInt8] {
    var bytes = group.prefix
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: bucket).bigEndian) { bytes.append(contentsOf: $0) }
    return bytes
  }

  static func key(_ group: IncidentGroup, day: Int, order: ReportOrder) -> [UInt8] {
    var bytes = bucketKey(group, bucket(of: day))
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: day + 1_048_576).bigEndian) { bytes.append(contentsOf: $0) }
    RowKey.append(order.publishedAt, to: &bytes)
    RowKey.append(order.articleId, to: &bytes)
    RowKey.append(order.eventId, to: &bytes)
    return bytes
  }

  func encode(to row: inout RowWriter) {
    row.put(isEnded)
    row.put(entry) { $1.encode(to: &$0) }
    row.put(reports) { $1.encode(to: &$0) }
  }

  init(group: IncidentGroup, key: [UInt8], from row: inout RowReader, model: RiskModel) throws(KeyedStateFailure) {
    isEnded = try row.bool()
    entry = try row.bool() ? BookedContribution(from: &row) : nil
    let count = try row.int()
    var reports: [Report] = []
    for _ in 0..<max(0, count) { reports.append(try Report(from: &row)) }
    guard let first = reports.first else { throw .corrupt("a cluster of \(group.subject) has no report") }
    self.group = group
    self.key = key
    id = contentHash("cluster", group.family, group.anchor, first.order.eventId)
    firstDay = first.day
    firstOrder = first.order
    location = first.location
    self.reports = reports
    fold = IncidentSummary()
    for report in reports { fold.add(report, model: model) }
  }
}

/// A cluster as it stands on its account.
struct BookedContribution: Hashable, Sendable {
  /// Which of the account's sums holds it.
  enum DecayPhase: Int, Hashable, Sendable {
    /// Constant until its curve begins to fall.
    case steady
    case falling
    /// Below the model's floor.
    case older
  }

  var curve: Curve
  var credibility: Double
  /// Counts for the level lane.
  var isFresh: Bool
  var course: DecayPhase
  /// The time of its row among the changes of course; nil for none.
  var queuedAt: Timestamp?

  func encode(to row: inout RowWriter) {
    row.put(curve.x0)
    row.put(curve.from)
    row.put(curve.halfLife)
    row.put(credibility)
    row.put(isFresh)
    row.put(course.rawValue)
    row.put(queuedAt) { $0.put($1) }
  }

  init(curve: Curve, credibility: Double, isFresh: Bool, course: DecayPhase, queuedAt: Timestamp? = nil) {
    self.curve = curve
    self.credibility = credibility
    self.isFresh = isFresh
    self.course = course
    self.queuedAt = queuedAt
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    curve = Curve(x0: try row.double(), from: try row.timestamp(), halfLife: try row.double())
    credibility = try row.double()
    isFresh = try row.bool()
    guard let course = DecayPhase(rawValue: try row.int()) else {
      throw .corrupt("an unknown course of a contribution")
    }
    self.course = course
    queuedAt = try row.bool() ? try row.timestamp() : nil
  }
}
