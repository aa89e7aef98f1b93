import KeyedState
import Models
import ReferenceData

/// The incidents of one partition: read by bucket of sixteen days, kept in memory while they are in use.
///
/// Reports belong to incidents as if they had come in order: each joins the first incident that accepts it, or starts
/// one. A report out of order that changes no later decision changes one incident; for any other, and for a withdrawal,
/// all later reports near it, in days and in place, are decided again.
final class IncidentStore {
  private let model: RiskModel
  /// In use since the last time that there were too many, and before that.
  private var recent: [KeyBytes: Bucket] = [:]
  private var earlier: [KeyBytes: Bucket] = [:]
  /// The size of `recent`.
  private var loaded = 0
  private var dirty: [Incident] = []
  private var removed: [Incident] = []

  private final class Bucket {
    var incidents: [Incident] = []

    /// How many objects it counts for: itself, its incidents and their reports.
    var size: Int { incidents.reduce(1) { $0 + 1 + $1.reports.all.count } }
  }

  /// The effect of a change of one report on its group.
  struct Change {
    var changed: [Incident] = []
    var dissolved: [Incident] = []
    /// The report that was removed.
    var removed: Report?
  }

  /// Whether a state, as it was before a report, had ended by that report's day.
  typealias StateEnd = (Incident, IncidentSummary, Report) throws(KeyedStateFailure) -> Bool

  /// The types that end the states of a family.
  private let enders: [String: Set<String>]

  init(model: RiskModel) {
    self.model = model
    var enders: [String: Set<String>] = [:]
    for type in model.types.all {
      if case .state(let ending) = type.duration { enders[type.family, default: []].formUnion(ending) }
    }
    self.enders = enders
  }

  func insert(
    _ report: Report, in group: IncidentGroup, rows: any KeyedState, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    let near = try incidents(of: group, around: report.day, windows: 3, rows)
    if !near.contains(where: { $0.reaches(report.order) }) {
      let accepting = try firstAccepting(report, near, hasEnded)
      let incident: Incident
      if let accepting { incident = accepting } else { incident = try place(report, group, rows) }
      if incident.lastOrder != report.order { add(report, to: incident) }
      markDirty(incident)
      return Change(changed: [incident])
    }
    if let incident = try insertWithoutEffect(report, near, group, rows) {
      return Change(changed: [incident])
    }
    return try regroup(group, around: report.day, from: report.order, adding: report, rows, hasEnded)
  }

  /// Removes a report.
  func remove(
    _ order: ReportOrder, day: Int, from group: IncidentGroup, rows: any KeyedState, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    try regroup(group, around: day, from: order, adding: nil, rows, hasEnded)
  }

  /// All incidents of a state's group, in order of their first reports.
  func states(of group: IncidentGroup, rows: any KeyedState) throws(KeyedStateFailure) -> [Incident] {
    try incidents(of: group, days: 0...0, rows)
  }

  /// Assigns the reports of a state's group from `order` on to incidents again, after an end of the state came or went.
  func reviewStates(
    of group: IncidentGroup, from order: ReportOrder, rows: any KeyedState, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    try regroup(group, around: 0, from: order, adding: nil, rows, hasEnded, removing: false)
  }

  // MARK: Decisions

  private func firstAccepting(
    _ report: Report, _ candidates: [Incident], _ hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Incident? {
    for incident in candidates where incident.isCompatible(with: report, model.constants) {
      guard incident.group.isState else { return incident }
      if try !hasEnded(incident, incident.summary, report) { return incident }
    }
    return nil
  }

  /// Whether there is a report that may end a state of the group.
  private func hasEnds(_ group: IncidentGroup, _ rows: any KeyedState) throws(KeyedStateFailure) -> Bool {
    guard group.isState else { return false }
    var isFound = false
    for ender in enders[group.family] ?? [] where !isFound {
      try rows.scan(prefix: RowKey.type(.enders, group.subject, ender)) { (_, _) throws(KeyedStateFailure) in
        isFound = true
        return false
      }
    }
    return isFound
  }

  /// Inserts a report out of order where that changes no later decision; nil, and nothing changed, where it may.
  private func insertWithoutEffect(
    _ report: Report, _ near: [Incident], _ group: IncidentGroup, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> Incident? {
    guard !report.isCorrection, try !hasEnds(group, rows) else { return nil }
    let constants = model.constants
    var joined: Incident?
    var change = MatchingChange(founding: report)
    for incident in near where incident.firstOrder < report.order {
      guard incident.accepts(day: report.day, window: constants.windowDays) else { continue }
      guard let before = incident.reports.matching(before: report.order) else { return nil }
      guard before.isCompatible(with: report, constants) else { continue }
      guard let joining = incident.reports.change(by: report, joining: before, constants) else { return nil }
      (joined, change) = (incident, joining)
      break
    }
    let firstDay = joined?.firstDay ?? report.day
    let first = joined?.firstOrder ?? report.order
    for other in near where first < other.firstOrder && other.reaches(report.order) {
      if other.reports.contain(
        reportFor: firstDay, isState: group.isState, after: report.order, by: change, constants)
      {
        return nil
      }
    }
    if let joined {
      add(report, to: joined)
      markDirty(joined)
      return joined
    }
    return try place(report, group, rows)
  }

  /// Takes out all reports from `order` on that the change can reach, and puts them back in order without the one at
  /// `order`, or with the one that is new there.
  private func regroup(
    _ group: IncidentGroup, around day: Int, from order: ReportOrder, adding report: Report?, _ rows: any KeyedState,
    _ hasEnded: StateEnd, removing: Bool = true
  ) throws(KeyedStateFailure) -> Change {
    var region = try reach(of: order, around: day, in: group, rows)
    if removing {
      let moved = report ?? region.lazy.compactMap { $0.reports.report(at: order) }.first
      if let moved { region = incidents(connectedTo: moved.location, in: region) }
    }
    let affected = region.filter { $0.reaches(order) }
    var queue: [Report] = report.map { [$0] } ?? []
    var removed: Report?
    for incident in affected {
      for taken in incident.cut(from: order, model: model) {
        if removing, report == nil, taken.order == order { removed = taken } else { queue.append(taken) }
      }
    }
    queue.sort { $0.order < $1.order }
    var open = region.filter { !$0.reports.all.isEmpty }
    var emptied = affected.filter { $0.reports.all.isEmpty }
    var changed = affected.filter { !$0.reports.all.isEmpty }
    for report in queue {
      if let incident = try firstAccepting(report, open, hasEnded) {
        add(report, to: incident)
        if !changed.contains(where: { $0 === incident }) { changed.append(incident) }
        continue
      }
      let incident = Incident(group: group, first: report, model: model)
      if let index = emptied.firstIndex(where: { $0.key == incident.key }) {
        let before = emptied.remove(at: index)
        incident.booked = before.booked
        incident.isEnded = before.isEnded
        incident.isCounted = before.isCounted
        try take(before, rows)
      }
      try place(incident, rows)
      open.append(incident)
      changed.append(incident)
    }
    for incident in emptied { try take(incident, rows) }
    for incident in changed { markDirty(incident) }
    return Change(changed: changed, dissolved: emptied, removed: removed)
  }

  /// The incidents that a change of a report at `location` can reach, from one that may be of the same place to the next; in
  /// their order.
  private func incidents(connectedTo location: Location, in region: [Incident]) -> [Incident] {
    var places = NamedPlaces()
    places.add(location)
    var connected = [Bool](repeating: false, count: region.count)
    var hasGrown = true
    while hasGrown {
      if places.areAnywhere { return region }
      hasGrown = false
      for index in region.indices where !connected[index] && places.meet(region[index].reports.places) {
        places.formUnion(region[index].reports.places)
        connected[index] = true
        hasGrown = true
      }
    }
    return region.indices.filter { connected[$0] }.map { region[$0] }
  }

  /// The incidents that a change at `order` can reach, from one to the next.
  private func reach(
    of order: ReportOrder, around day: Int, in group: IncidentGroup, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> [Incident] {
    let window = model.constants.windowDays
    var days = day - 2 * window...day + 2 * window
    while true {
      let region = try incidents(of: group, days: days, rows)
      guard !group.isState else { return region }
      let reached = region.filter { $0.reaches(order) }.map(\.firstDay)
      let first = min(days.lowerBound, (reached.min() ?? day) - 2 * window)
      let last = max(days.upperBound, (reached.max() ?? day) + 2 * window)
      if first...last == days { return region }
      days = first...last
    }
  }

  // MARK: Rows

  /// The incident with that key, if any.
  func incident(
    _ key: [UInt8], group: IncidentGroup, rows: any KeyedState
  ) throws(KeyedStateFailure) -> Incident? {
    try bucket(Array(key.prefix(group.prefix.count + 4)), group, rows).incidents.first { $0.key == key }
  }

  /// All incidents of a subject's account, each row decoded: for the rare case that a list of the greatest runs short.
  func visitAll(
    of subject: SubjectKey, _ account: Account, rows: any KeyedState, _ visit: (Incident) -> Void
  ) throws(KeyedStateFailure) {
    let prefix = RowKey.account(.incidents, subject, account)
    var keys: [[UInt8]] = []
    try rows.scan(prefix: prefix) { (key, _) throws(KeyedStateFailure) in
      keys.append(key)
      return true
    }
    var seen: Set<[UInt8]> = []
    let states = Set(model.types.all.filter(\.isState).map(\.family))
    for key in keys {
      guard let end = key[prefix.count...].firstIndex(of: 0), end + 5 <= key.endIndex else {
        throw .corrupt("the key of an incident of \(subject) has no family")
      }
      let family = String(decoding: key[prefix.count..<end], as: UTF8.self)
      let group = IncidentGroup(subject: subject, account: account, family: family, isState: states.contains(family))
      let bucketKey = Array(key[...(end + 4)])
      if seen.insert(bucketKey).inserted {
        for incident in try bucket(bucketKey, group, rows).incidents { visit(incident) }
      }
    }
    // Those that were not written yet.
    for (key, bucket) in recent where key.bytes.starts(with: prefix) && !seen.contains(key.bytes) {
      bucket.incidents.forEach(visit)
    }
  }

  func markDirty(_ incident: Incident) {
    guard !incident.isDirty else { return }
    incident.isDirty = true
    dirty.append(incident)
  }

  /// Writes what changed; the incidents stay in memory until there are many.
  func flush(to rows: any KeyedState) throws(KeyedStateFailure) {
    for incident in removed {
      try rows.set(incident.key, to: nil)
      for (key, value) in incident.takeReportRows() { try rows.set(key, to: value) }
    }
    removed = []
    for incident in dirty where !incident.isGone {
      var row = RowWriter()
      incident.encode(to: &row)
      try rows.set(incident.key, to: row.bytes)
      for (key, value) in incident.takeReportRows() { try rows.set(key, to: value) }
      incident.isDirty = false
    }
    dirty = []
  }

  /// Drops incidents from memory that were not used while as many others as the bound were. All changes have to be
  /// flushed before.
  func trim() {
    guard loaded > Self.bound else { return }
    earlier = recent
    recent = [:]
    loaded = 0
  }

  /// Buckets, incidents and reports: twice as many are in memory at most between batches, beside what is in use.
  private static let bound = 20_000

  private func incidents(
    of group: IncidentGroup, around day: Int, windows: Int, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> [Incident] {
    let reach = windows * model.constants.windowDays
    return try incidents(of: group, days: day - reach...day + reach, rows)
  }

  /// The incidents in the order of their first reports; those of a state regardless of their days.
  private func incidents(
    of group: IncidentGroup, days: ClosedRange<Int>, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> [Incident] {
    var found: [Incident] = []
    for number in Incident.bucket(of: days.lowerBound, group)...Incident.bucket(of: days.upperBound, group) {
      let bucket = try bucket(Incident.bucketKey(group, number), group, rows)
      found += bucket.incidents.filter { group.isState || days.contains($0.firstDay) }
    }
    return found.count > 1 ? found.sorted { $0.firstOrder < $1.firstOrder } : found
  }

  private func bucket(
    _ key: [UInt8], _ group: IncidentGroup, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> Bucket {
    let bytes = KeyBytes(key)
    if let bucket = recent[bytes] { return bucket }
    if let bucket = earlier[bytes] {
      recent[bytes] = bucket
      loaded += bucket.size
      return bucket
    }
    let bucket = Bucket()
    var found: [(key: [UInt8], value: [UInt8])] = []
    try rows.scan(prefix: key) { (key, value) throws(KeyedStateFailure) in
      found.append((key, value))
      return true
    }
    for (key, value) in found {
      var row = RowReader(value)
      bucket.incidents.append(try Incident(group: group, key: key, from: &row, rows: rows, model: model))
    }
    recent[bytes] = bucket
    loaded += bucket.size
    return bucket
  }

  private func add(_ report: Report, to incident: Incident) {
    incident.insert(report, model: model)
    loaded += 1
  }

  private func place(
    _ report: Report, _ group: IncidentGroup, _ rows: any KeyedState
  ) throws(KeyedStateFailure) -> Incident {
    let incident = Incident(group: group, first: report, model: model)
    try place(incident, rows)
    return incident
  }

  private func place(_ incident: Incident, _ rows: any KeyedState) throws(KeyedStateFailure) {
    let bucket = try bucket(Array(incident.key.prefix(incident.group.prefix.count + 4)), incident.group, rows)
    bucket.incidents.append(incident)
    loaded += 2
    markDirty(incident)
  }

  private func take(_ incident: Incident, _ rows: any KeyedState) throws(KeyedStateFailure) {
    let bucket = try bucket(Array(incident.key.prefix(incident.group.prefix.count + 4)), incident.group, rows)
    bucket.incidents.removeAll { $0 === incident }
    incident.isGone = true
    removed.append(incident)
  }
}
