import KeyedState
import Models
import ReferenceData

/// States, and the reports that end them.
extension RiskScorer {
  /// Remembers or forgets a report that ends states, and looks at the states that it ends.
  func setEnds(
    _ report: Report, of subject: SubjectKey, isThere: Bool, _ pass: inout ChangeSet
  ) throws(KeyedStateFailure) {
    guard let states = endedBy[report.type], report.realis == .actual else { return }
    var row = RowWriter()
    report.encode(to: &row)
    for name in report.location.names {
      var key = RowKey.type("n", subject, report.type)
      RowKey.append(name, to: &key)
      RowKey.appendDescending(report.eventTime, to: &key)
      key += Array(report.order.eventId.utf8)
      try store.rows.set(key, to: isThere ? row.bytes : nil)
    }
    for state in states {
      guard let type = model.types[state], let category = type.category else { continue }
      let account = Account(ledger: .risk, category: category)
      var keys: Set<[UInt8]> = []
      for name in report.location.lookups {
        var prefix = RowKey.type(isThere ? "o" : "u", subject, type.family)
        RowKey.append(name, to: &prefix)
        try store.rows.scan(prefix: prefix) { (key, _) throws(KeyedStateFailure) in
          keys.insert(Array(key[prefix.count...]))
          return true
        }
      }
      for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let group = try IncidentGroup(subject: subject, account: account, clusterKey: key)
        guard let cluster = try store.incidents.cluster(key, group: group, rows: store.rows) else { continue }
        let isEnded = try hasEnded(cluster)
        guard isEnded != cluster.isEnded else { continue }
        try setState(cluster, isThere: false)
        cluster.isEnded = isEnded
        try setState(cluster, isThere: true)
        try rebook(cluster, at: pass.time)
        pass.note(cluster)
        pass.touch(subject, account) { $0.isReleased = $0.isReleased || isEnded }
      }
    }
  }

  /// Whether a report ends this state: of an ending type, where it is, no earlier than its first event and not before the
  /// day of its latest.
  func hasEnded(_ cluster: Incident) throws(KeyedStateFailure) -> Bool {
    guard case .state(let enders) = model.types[cluster.fold.type]?.duration
    else { return false }
    let fold = cluster.fold
    var ended = false
    for ender in enders {
      for name in cluster.location.lookups where !ended {
        var prefix = RowKey.type("n", cluster.group.subject, ender)
        RowKey.append(name, to: &prefix)
        try store.rows.scan(prefix: prefix) { (_, value) throws(KeyedStateFailure) in
          var row = RowReader(value)
          let end = try Report(from: &row)
          guard end.eventTime >= fold.eventTime, end.day >= fold.latestTime.day.dayNumber else { return false }
          ended = end.location.covers(cluster.location) && end.actors.overlap(fold.actors)
          return !ended
        }
      }
    }
    return ended
  }

  /// Keeps the row by which a state is found when a report ends it, or no longer does.
  func setState(_ cluster: Incident, isThere: Bool) throws(KeyedStateFailure) {
    guard stateFamilies.contains(cluster.group.family) else { return }
    for name in cluster.location.names {
      var key = RowKey.type(cluster.isEnded ? "u" : "o", cluster.group.subject, cluster.group.family)
      RowKey.append(name, to: &key)
      try store.rows.set(key + cluster.key, to: isThere ? [1] : nil)
    }
  }
}
