import KeyedState
import Models
import ReferenceData

/// The incidents of one partition, read by bucket of sixteen days and kept in memory while they are in use.
final class IncidentCache {
  private let model: RiskModel
  private let rows: any KeyedState
  /// The buckets used since `flush` last dropped some from memory.
  private var recent: [KeyBytes: Bucket] = [:]
  /// The buckets used before that; those that are not used again are dropped the next time.
  private var earlier: [KeyBytes: Bucket] = [:]
  /// The size of `recent`, in buckets, incidents and reports.
  private var loaded = 0
  private var dirty: [Incident] = []
  private var removed: [Incident] = []

  private final class Bucket {
    /// In the order of their first reports.
    private(set) var incidents: [Incident]

    init(_ incidents: [Incident]) { self.incidents = incidents.sorted { $0.firstOrder < $1.firstOrder } }

    func add(_ incident: Incident) {
      let place = incidents.lastIndex { !(incident.firstOrder < $0.firstOrder) }.map { $0 + 1 } ?? 0
      incidents.insert(incident, at: place)
    }

    func remove(_ incident: Incident) { incidents.removeAll { $0 === incident } }

    /// How many objects it counts for: the bucket, its incidents and their reports.
    var size: Int { incidents.reduce(1) { $0 + 1 + $1.reports.all.count } }
  }

  private let bound: CacheBound

  /// - Parameter bound: how many buckets, incidents and reports it keeps; between batches up to twice as many are in
  /// memory.
  init(model: RiskModel, rows: any KeyedState, bound: CacheBound) {
    self.model = model
    self.rows = rows
    self.bound = bound
    bound.join()
  }

  deinit { bound.leave() }

  // MARK: Reading

  /// The incident with that key, if any.
  func incident(_ key: [UInt8], group: IncidentGroup) throws(KeyedStateFailure) -> Incident? {
    try bucket(Self.bucketKey(of: key, group), group).incidents.first { $0.key == key }
  }

  /// The incidents of a group that began on those days, in the order of their first reports. For a group of states it
  /// is all incidents, whatever their days.
  func incidents(of group: IncidentGroup, days: ClosedRange<Int>) throws(KeyedStateFailure) -> [Incident] {
    let numbers = Incident.bucket(of: days.lowerBound, group)...Incident.bucket(of: days.upperBound, group)
    var found: [Incident] = []
    for bucket in try buckets(numbers, group) {
      let incidents = bucket.incidents
      let fitting = group.isState ? incidents : incidents.filter { days.contains($0.firstDay) }
      found = found.isEmpty ? fitting : Self.merge(found, fitting)
    }
    return found
  }

  /// Merges two lists, each in the order of first reports, into one list in that order.
  private static func merge(_ left: [Incident], _ right: [Incident]) -> [Incident] {
    guard let first = right.first else { return left }
    if let last = left.last, last.firstOrder < first.firstOrder { return left + right }
    var merged: [Incident] = []
    merged.reserveCapacity(left.count + right.count)
    var place = 0
    for incident in right {
      while place < left.count, left[place].firstOrder < incident.firstOrder {
        merged.append(left[place])
        place += 1
      }
      merged.append(incident)
    }
    merged += left[place...]
    return merged
  }

  /// Visits all incidents of an account. It decodes every row, so it is only for the rare cases that the list of the
  /// greatest contributions runs short or a removed project is registered again.
  func visitAll(
    of subject: SubjectKey, _ account: Account, _ visit: (Incident) -> Void
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
        for incident in try bucket(bucketKey, group).incidents { visit(incident) }
      }
    }
    // Those that were not written yet.
    for (key, bucket) in recent where key.bytes.starts(with: prefix) && !seen.contains(key.bytes) {
      bucket.incidents.forEach(visit)
    }
  }

  private func bucket(_ key: [UInt8], _ group: IncidentGroup) throws(KeyedStateFailure) -> Bucket {
    if let bucket = known(KeyBytes(key)) { return bucket }
    return try load([key], group)[0]
  }

  /// Buckets of a group in order. One scan reads all that are not in memory.
  private func buckets(
    _ numbers: ClosedRange<Int>, _ group: IncidentGroup
  ) throws(KeyedStateFailure) -> [Bucket] {
    var inMemory: [Bucket] = []
    for number in numbers {
      guard let bucket = known(KeyBytes(Incident.bucketKey(group, number))) else { break }
      inMemory.append(bucket)
    }
    if inMemory.count == numbers.count { return inMemory }
    let keys = numbers.map { Incident.bucketKey(group, $0) }
    var found = keys.map { known(KeyBytes($0)) }
    guard let first = found.firstIndex(where: { $0 == nil }), let last = found.lastIndex(where: { $0 == nil }) else {
      return found.compactMap(\.self)
    }
    // One between two missing ones may be in memory, with changes.
    for (place, bucket) in zip(first...last, try load(Array(keys[first...last]), group)) where found[place] == nil {
      found[place] = bucket
    }
    return found.compactMap(\.self)
  }

  /// The bucket in memory, now among the recent ones; nil where it has to be read.
  private func known(_ key: KeyBytes) -> Bucket? {
    if let bucket = recent[key] { return bucket }
    guard let bucket = earlier[key] else { return nil }
    note(bucket, key)
    return bucket
  }

  private func note(_ bucket: Bucket, _ key: KeyBytes) {
    recent[key] = bucket
    loaded += bucket.size
  }

  /// Reads the buckets of consecutive keys; returns those in memory as they are.
  private func load(_ keys: [[UInt8]], _ group: IncidentGroup) throws(KeyedStateFailure) -> [Bucket] {
    var rowsOfBuckets: [[(key: [UInt8], value: [UInt8])]] = Array(repeating: [], count: keys.count)
    var place = 0
    try rows.scan(from: keys[0], through: keys[keys.count - 1]) { (key, value) throws(KeyedStateFailure) in
      while !key.starts(with: keys[place]) { place += 1 }
      rowsOfBuckets[place].append((key, value))
      return true
    }
    var buckets: [Bucket] = []
    for (key, found) in zip(keys, rowsOfBuckets) {
      let bytes = KeyBytes(key)
      if let bucket = known(bytes) {
        buckets.append(bucket)
        continue
      }
      let bucket = Bucket(
        try found.map { (key, value) throws(KeyedStateFailure) in
          var row = RowReader(value)
          return try Incident(group: group, key: key, from: &row, rows: rows, model: model)
        })
      note(bucket, bytes)
      buckets.append(bucket)
    }
    return buckets
  }

  /// The key of the bucket that contains the incident with the key `key`.
  private static func bucketKey(of key: [UInt8], _ group: IncidentGroup) -> [UInt8] {
    Array(key.prefix(group.prefix.count + 4))
  }

  // MARK: Changes

  /// Adds a new incident.
  func place(_ incident: Incident) throws(KeyedStateFailure) {
    let bucket = try bucket(Self.bucketKey(of: incident.key, incident.group), incident.group)
    bucket.add(incident)
    loaded += 2
    markDirty(incident)
  }

  /// Removes an incident that has no reports.
  func take(_ incident: Incident) throws(KeyedStateFailure) {
    let bucket = try bucket(Self.bucketKey(of: incident.key, incident.group), incident.group)
    bucket.remove(incident)
    incident.isGone = true
    removed.append(incident)
  }

  /// Counts a report that was added to an incident.
  func noteGrowth() { loaded += 1 }

  func markDirty(_ incident: Incident) {
    guard !incident.isDirty else { return }
    incident.isDirty = true
    dirty.append(incident)
  }

  /// Writes all changes. Where more than the bound was loaded since the last drop, it then drops the buckets that were
  /// not used since.
  func flush() throws(KeyedStateFailure) {
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
    guard loaded > bound.share else { return }
    earlier = recent
    recent = [:]
    loaded = 0
  }
}
