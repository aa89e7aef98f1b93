import KeyedState
import Models
import ReferenceData

/// The clusters of one partition: read by bucket of sixteen days, kept in memory while they are in use, and regrouped
/// when a report comes out of order or is withdrawn.
final class IncidentStore {
  private let model: RiskModel
  private var buckets: [[UInt8]: Bucket] = [:]
  private var held = 0
  private var dirty: [Incident] = []
  private var removed: [[UInt8]] = []

  private final class Bucket {
    var clusters: [Incident] = []
  }

  /// What a change of one report did to its group.
  struct Change {
    var changed: [Incident] = []
    var dissolved: [Incident] = []
    /// The report that was taken out.
    var removed: Report?
  }

  init(model: RiskModel) {
    self.model = model
  }

  /// Adds a report; the common case, a report later than all near it, touches one cluster.
  func insert(
    _ report: Report, in group: IncidentGroup, rows: any KeyedState
  ) throws(KeyedStateFailure) -> Change {
    let window = model.constants.clusterDays
    let near = try clusters(of: group, days: report.day - 2 * window...report.day + 2 * window, rows)
    guard near.allSatisfy({ $0.lastOrder < report.order }) else {
      return try regroup(group, around: report.day, from: report.order, adding: report, rows)
    }
    if let cluster = near.first(where: { $0.accepts(report, window: window) }) {
      cluster.append(report, model: model)
      markDirty(cluster)
      return Change(changed: [cluster])
    }
    let cluster = Incident(group: group, first: report, model: model)
    try place(cluster, rows)
    return Change(changed: [cluster])
  }

  /// Takes a report out.
  func remove(
    _ order: ReportOrder, day: Int, from group: IncidentGroup, rows: any KeyedState
  ) throws(KeyedStateFailure) -> Change {
    try regroup(group, around: day, from: order, adding: nil, rows)
  }

  /// Takes out all reports from `order` on that the change can reach, and puts them back in order without the one that
  /// stood at `order`, or with the one that is new there.
  private func regroup(
    _ group: IncidentGroup, around day: Int, from order: ReportOrder, adding report: Report?, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> Change {
    let window = model.constants.clusterDays
    var days = day - 2 * window...day + 2 * window
    var region = try clusters(of: group, days: days, rows)
    while true {
      let reached = region.filter { $0.lastOrder >= order }.map(\.firstDay)
      let wider =
        min(
          days.lowerBound, (reached.min() ?? day) - 2 * window)...max(
          days.upperBound, (reached.max() ?? day) + 2 * window)
      if wider == days { break }
      days = wider
      region = try clusters(of: group, days: days, rows)
    }
    let affected = region.filter { $0.lastOrder >= order }
    var queue: [Report] = report.map { [$0] } ?? []
    var removed: Report?
    for cluster in affected {
      for report in cluster.cut(from: order, model: model) {
        if report.order == order { removed = report } else { queue.append(report) }
      }
    }
    queue.sort { $0.order < $1.order }
    var open = region.filter { !$0.reports.isEmpty }
    var emptied = affected.filter { $0.reports.isEmpty }
    var changed = affected.filter { !$0.reports.isEmpty }
    for report in queue {
      if let cluster = open.first(where: { $0.accepts(report, window: window) }) {
        cluster.append(report, model: model)
        if !changed.contains(where: { $0 === cluster }) { changed.append(cluster) }
        continue
      }
      let cluster = Incident(group: group, first: report, model: model)
      if let index = emptied.firstIndex(where: { $0.key == cluster.key }) {
        let before = emptied.remove(at: index)
        cluster.entry = before.entry
        cluster.isEnded = before.isEnded
        try take(before, rows)
      }
      try place(cluster, rows)
      open.append(cluster)
      changed.append(cluster)
    }
    for cluster in emptied { try take(cluster, rows) }
    for cluster in changed { markDirty(cluster) }
    return Change(changed: changed, dissolved: emptied, removed: removed)
  }

  /// The cluster with that key; nil where there is none.
  func cluster(
    _ key: [UInt8], group: IncidentGroup, rows: any KeyedState
  ) throws(KeyedStateFailure) -> Incident? {
    try bucket(Array(key.prefix(group.prefix.count + 4)), group, rows).clusters.first { $0.key == key }
  }

  /// All clusters of a subject's account, each row decoded: for the rare case that a list of the greatest runs short.
  func visitAll(
    of subject: SubjectKey, _ account: Account, rows: any KeyedState, _ visit: (Incident) -> Void
  ) throws(KeyedStateFailure) {
    try flush(to: rows)
    let model = model
    try rows.scan(prefix: RowKey.account("c", subject, account)) { (key, value) throws(KeyedStateFailure) in
      let group = try IncidentGroup(subject: subject, account: account, clusterKey: key)
      var row = RowReader(value)
      visit(try Incident(group: group, key: key, from: &row, model: model))
      return true
    }
  }

  /// Has a cluster written with the next flush.
  func markDirty(_ cluster: Incident) {
    guard !cluster.isDirty else { return }
    cluster.isDirty = true
    dirty.append(cluster)
  }

  /// Writes what changed; the clusters stay in memory until there are many.
  func flush(to rows: any KeyedState) throws(KeyedStateFailure) {
    for key in removed { try rows.set(key, to: nil) }
    removed = []
    for cluster in dirty where !cluster.isGone {
      var row = RowWriter()
      cluster.encode(to: &row)
      try rows.set(cluster.key, to: row.bytes)
      cluster.isDirty = false
    }
    dirty = []
  }

  /// Drops what is in memory when it has grown beyond its bound. Everything has to be flushed before.
  func trim() {
    guard held > Self.bound else { return }
    buckets = [:]
    held = 0
  }

  /// Buckets and clusters in memory at most.
  private static let bound = 20_000

  private func clusters(
    of group: IncidentGroup, days: ClosedRange<Int>, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> [Incident] {
    var found: [Incident] = []
    for number in Incident.bucket(of: days.lowerBound)...Incident.bucket(of: days.upperBound) {
      let bucket = try bucket(Incident.bucketKey(group, number), group, rows)
      found += bucket.clusters.filter { days.contains($0.firstDay) }
    }
    return found.count > 1 ? found.sorted { $0.firstOrder < $1.firstOrder } : found
  }

  private func bucket(
    _ key: [UInt8], _ group: IncidentGroup, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> Bucket {
    if let bucket = buckets[key] { return bucket }
    let bucket = Bucket()
    let model = model
    try rows.scan(prefix: key) { (key, value) throws(KeyedStateFailure) in
      var row = RowReader(value)
      bucket.clusters.append(try Incident(group: group, key: key, from: &row, model: model))
      return true
    }
    buckets[key] = bucket
    held += 1 + bucket.clusters.count
    return bucket
  }

  private func place(_ cluster: Incident, _ rows: any KeyedState) throws(KeyedStateFailure) {
    let bucket = try bucket(Array(cluster.key.prefix(cluster.group.prefix.count + 4)), cluster.group, rows)
    bucket.clusters.append(cluster)
    held += 1
    markDirty(cluster)
  }

  private func take(_ cluster: Incident, _ rows: any KeyedState) throws(KeyedStateFailure) {
    let bucket = try bucket(Array(cluster.key.prefix(cluster.group.prefix.count + 4)), cluster.group, rows)
    bucket.clusters.removeAll { $0 === cluster }
    cluster.isGone = true
    removed.append(cluster.key)
  }
}
