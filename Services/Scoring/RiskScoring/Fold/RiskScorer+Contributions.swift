import KeyedState
import Models
import ReferenceData

/// How clusters stand on the accounts of their subjects.
extension RiskScorer {
  func unbook(_ cluster: Incident) throws(KeyedStateFailure) {
    guard let entry = cluster.entry else { return }
    let book = try store.account(cluster.group.subject, cluster.group.account)
    book.book(entry, sign: -1)
    book.unlist(cluster.id, for: entry)
    store.markDirty(book)
  }

  /// Books a cluster as it now is, at `time`, in place of what was booked before.
  func rebook(_ cluster: Incident, at time: Timestamp) throws(KeyedStateFailure) {
    try unbook(cluster)
    let queued = cluster.entry?.queuedAt
    cluster.entry = nil
    store.incidents.markDirty(cluster)
    let top = cluster.contribution(model)
    let curve = top.curve
    var entry = BookedContribution(curve: curve, credibility: top.c, isFresh: top.isFresh, course: .older)
    var turn: Timestamp?
    if !cluster.isEnded, curve.x0 >= model.constants.olderBelow {
      if time < curve.from {
        entry.course = .steady
        turn = curve.from
      } else {
        let end = curve.time(ofFallingTo: model.constants.olderBelow)
        if time < end {
          entry.course = .falling
          turn = end
        }
      }
    }
    // An earlier row may stay: when its time comes, the entry is looked at again.
    if let queued, turn.map({ queued > $0 }) ?? true { try store.rows.set(phaseKey(cluster, queued), to: nil) }
    let book = try store.account(cluster.group.subject, cluster.group.account)
    if let turn {
      if let queued, queued <= turn {
        entry.queuedAt = queued
      } else {
        entry.queuedAt = turn
        try store.rows.set(phaseKey(cluster, turn), to: [1])
        book.nextPhase = min(book.nextPhase ?? turn, turn)
      }
    }
    if cluster.isEnded {
      store.markDirty(book)
      return
    }
    book.book(entry, sign: 1)
    if entry.course != .older { book.list(top, for: entry) }
    cluster.entry = entry
    store.markDirty(book)
  }

  func phaseKey(_ cluster: Incident, _ time: Timestamp) -> [UInt8] {
    var key = RowKey.account("w", cluster.group.subject, cluster.group.account)
    RowKey.append(time, to: &key)
    return key + cluster.key
  }

  /// Moves the contributions whose course has changed by `time`.
  func advancePhase(_ book: AccountState, at time: Timestamp) throws(KeyedStateFailure) {
    guard let next = book.nextPhase, next <= time else { return }
    let prefix = RowKey.account("w", book.subject, book.account)
    var due: [[UInt8]] = []
    var following: Timestamp?
    try store.rows.scan(prefix: prefix) { (key, _) throws(KeyedStateFailure) in
      let turn = RowKey.time(in: key, at: prefix.count)
      guard turn <= time else {
        following = turn
        return false
      }
      due.append(key)
      return true
    }
    book.nextPhase = following
    store.markDirty(book)
    for key in due {
      try store.rows.set(key, to: nil)
      let clusterKey = Array(key[(prefix.count + 8)...])
      let group = try IncidentGroup(subject: book.subject, account: book.account, clusterKey: clusterKey)
      guard let cluster = try store.incidents.cluster(clusterKey, group: group, rows: store.rows),
        cluster.entry?.queuedAt == RowKey.time(in: key, at: prefix.count)
      else { continue }
      cluster.entry?.queuedAt = nil
      try rebook(cluster, at: time)
    }
  }

  /// Fills a list of the greatest that ran short.
  func relist(_ book: AccountState, at time: Timestamp) throws(KeyedStateFailure) {
    guard book.isShort else { return }
    for (index, course) in book.courses.enumerated() where course.isShort {
      var entries: [RankedContribution] = []
      let model = model
      try store.incidents.visitAll(of: book.subject, book.account, rows: store.rows) { cluster in
        guard let entry = cluster.entry, entry.course != .older else { return }
        guard (entry.course == .steady ? nil : entry.curve.halfLife) == course.halfLife else { return }
        entries.append(cluster.contribution(model))
      }
      book.relist(index, entries)
      store.markDirty(book)
    }
  }
}

extension Incident {
  /// What this event contributes: x0 = 100·s·c·m·n·p, constant while it is a state that is open and confirmed.
  func contribution(_ model: RiskModel) -> RankedContribution {
    let constants = model.constants
    let voices = fold.voices
    let c = Formulas.credibility(
      of: voices.map(\.belief), authoritative: voices.contains(where: \.authoritative), constants)
    let n = Formulas.novelty(first: fold.firstSeverity, greatest: fold.severity, constants)
    let m = max(0, fold.realisValue)
    var curve = Curve(
      x0: 100 * fold.severity * c * m * n * fold.proximity, from: fold.eventTime, halfLife: 1)
    var isState = false
    switch model.types[fold.type]?.duration {
    case .halfLife(let days): curve.halfLife = days
    case .state:
      isState = true
      curve.from = fold.latestTime.adding(days: constants.stateConfirmedDays)
      curve.halfLife = constants.stateFadeHalfLife
    case nil: curve.x0 = 0
    }
    return RankedContribution(
      cluster: id, type: fold.type, curve: curve, s: fold.severity, c: c, m: m, n: n, p: fold.proximity,
      realis: fold.realis, eventTime: fold.eventTime, isState: isState, isFresh: !fold.isLate,
      reports: reports.count, voices: voices.count, evidence: voices.prefix(2).map(\.evidence))
  }
}
