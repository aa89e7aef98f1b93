import Models
import ReferenceData

/// How clusters stand on the accounts of their subjects.
extension RiskScorer {
  func unbook(_ cluster: Cluster) throws(ScoringFailure) {
    guard let entry = cluster.entry else { return }
    let book = try account(cluster.group.subject, cluster.group.account)
    book.book(entry, sign: -1)
    book.unlist(cluster.id, for: entry)
    touch(book)
  }

  /// Books a cluster as it now is, at `time`, in place of what was booked before.
  func rebook(_ cluster: Cluster, at time: Timestamp) throws(ScoringFailure) {
    try unbook(cluster)
    let queued = cluster.entry?.queuedAt
    cluster.entry = nil
    clusters.touch(cluster)
    let top = cluster.contribution(model)
    let curve = top.curve
    var entry = ClusterEntry(curve: curve, credibility: top.c, isFresh: top.isFresh, course: .older)
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
    if let queued, turn.map({ queued > $0 }) ?? true { try rows.set(turnKey(cluster, queued), to: nil) }
    let book = try account(cluster.group.subject, cluster.group.account)
    if let turn {
      if let queued, queued <= turn {
        entry.queuedAt = queued
      } else {
        entry.queuedAt = turn
        try rows.set(turnKey(cluster, turn), to: [1])
        book.nextTurn = min(book.nextTurn ?? turn, turn)
      }
    }
    if cluster.isEnded {
      touch(book)
      return
    }
    book.book(entry, sign: 1)
    if entry.course != .older { book.list(top, for: entry) }
    cluster.entry = entry
    touch(book)
  }

  func turnKey(_ cluster: Cluster, _ time: Timestamp) -> [UInt8] {
    var key = RowKey.account("w", cluster.group.subject, cluster.group.account)
    RowKey.append(time, to: &key)
    return key + cluster.key
  }

  /// Moves the contributions whose course has changed by `time`.
  func turn(_ book: AccountBook, at time: Timestamp) throws(ScoringFailure) {
    guard let next = book.nextTurn, next <= time else { return }
    let prefix = RowKey.account("w", book.subject, book.account)
    var due: [[UInt8]] = []
    var following: Timestamp?
    try rows.scan(prefix: prefix) { (key, _) throws(ScoringFailure) in
      let turn = RowKey.time(in: key, at: prefix.count)
      guard turn <= time else {
        following = turn
        return false
      }
      due.append(key)
      return true
    }
    book.nextTurn = following
    touch(book)
    for key in due {
      try rows.set(key, to: nil)
      let clusterKey = Array(key[(prefix.count + 8)...])
      let group = try ClusterGroup(subject: book.subject, account: book.account, clusterKey: clusterKey)
      guard let cluster = try clusters.cluster(clusterKey, group: group, rows: rows),
        cluster.entry?.queuedAt == RowKey.time(in: key, at: prefix.count)
      else { continue }
      cluster.entry?.queuedAt = nil
      try rebook(cluster, at: time)
    }
  }

  /// Fills a list of the greatest that ran short.
  func relist(_ book: AccountBook, at time: Timestamp) throws(ScoringFailure) {
    guard book.isShort else { return }
    for (index, course) in book.courses.enumerated() where course.isShort {
      var entries: [TopEntry] = []
      let model = model
      try clusters.visitAll(of: book.subject, book.account, rows: rows) { cluster in
        guard let entry = cluster.entry, entry.course != .older else { return }
        guard (entry.course == .steady ? nil : entry.curve.halfLife) == course.halfLife else { return }
        entries.append(cluster.contribution(model))
      }
      book.relist(index, entries)
      touch(book)
    }
  }
}

extension Cluster {
  /// What this event contributes: x0 = 100·s·c·m·n·p, constant while it is a state that is open and confirmed.
  func contribution(_ model: RiskModel) -> TopEntry {
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
    return TopEntry(
      cluster: id, type: fold.type, curve: curve, s: fold.severity, c: c, m: m, n: n, p: fold.proximity,
      realis: fold.realis, eventTime: fold.eventTime, isState: isState, isFresh: !fold.isLate,
      reports: reports.count, voices: voices.count, evidence: voices.prefix(2).map(\.evidence))
  }
}
