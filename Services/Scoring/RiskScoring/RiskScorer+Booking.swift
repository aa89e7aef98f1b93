import Models
import ReferenceData

extension RiskScorer {
  func apply(_ signal: EventSignal, _ pass: inout ScoringPass) throws(ScoringFailure) {
    let book = try subject(signal.subject)
    book.lastSignal = pass.time
    touch(book)
    pass.subjects[signal.subject, default: .init()].isNews = book.last == nil
    var wasInTime = false
    if let article = try article(signal.articleId),
      let booking = article.booking(of: signal.event.id, on: signal.subject)
    {
      guard signal.revision > booking.revision else { return }
      wasInTime = try remove(booking, from: article, &pass)?.isLate == false
    }
    guard let type = model.types[signal.event.type], let category = type.category,
      var report = Report(signal, model: model, at: pass.time)
    else { return }
    if wasInTime { report.isLate = false }
    let account = Account(ledger: type.ledger, category: category)
    let group = ClusterGroup(
      subject: signal.subject, account: account, family: type.family, anchor: report.location.anchor)
    book.open(account)
    let article = try openArticle(signal.articleId)
    article.sourceId = signal.sourceId
    article.publishedAt = signal.publishedAt
    article.url = signal.url.flatMap { $0.utf8.count <= QuoteLimits.url ? $0 : nil }
    article.title = signal.title.map { QuoteLimits.cut($0, to: QuoteLimits.title) }
    article.add(
      ArticleBook.Booking(
        eventId: signal.event.id, revision: signal.revision, subject: signal.subject, account: account,
        family: type.family, anchor: group.anchor, order: report.order, day: report.day),
      quoting: ArticleBook.QuotedEvent(
        id: signal.event.id, type: signal.event.type, place: signal.event.place, eventTime: signal.eventTime,
        quote: QuoteLimits.cut(signal.event.quote), subjects: Array(signal.subjects.prefix(QuoteLimits.subjects))))
    touch(article)
    try settle(try clusters.insert(report, in: group, rows: rows), &pass)
    try setEnds(report, of: signal.subject, isThere: true, &pass)
  }

  func apply(_ withdrawal: Withdrawal, _ pass: inout ScoringPass) throws(ScoringFailure) {
    guard let article = try article(withdrawal.articleId) else { return }
    let gone = article.bookings.filter { booking in
      booking.revision < withdrawal.revision && !withdrawal.keeps.contains(booking.eventId)
    }
    for booking in gone {
      try remove(booking, from: article, &pass)
      pass.touch(booking.subject, booking.account) { touch in
        if !touch.withdrawn.contains(withdrawal.articleId) { touch.withdrawn.append(withdrawal.articleId) }
      }
    }
  }

  func apply(_ registration: Registration, _ pass: inout ScoringPass) throws(ScoringFailure) {
    let key = SubjectKey(.project, registration.project.id)
    let book = try subject(key)
    let isNews =
      !book.isRegistered || book.name != registration.project.name || book.isRemoved != registration.removed
    guard isNews else { return }
    book.isRegistered = true
    book.isRemoved = registration.removed
    book.name = registration.project.name
    touch(book)
    pass.subjects[key, default: .init()].isNews = !registration.removed
    for account in book.accounts { pass.touch(key, account) { _ in } }
  }

  /// Takes an event off a subject; answers its report.
  @discardableResult
  private func remove(
    _ booking: ArticleBook.Booking, from article: ArticleBook, _ pass: inout ScoringPass
  ) throws(ScoringFailure) -> Report? {
    article.remove(booking)
    touch(article)
    let group = ClusterGroup(
      subject: booking.subject, account: booking.account, family: booking.family, anchor: booking.anchor)
    let change = try clusters.remove(booking.order, day: booking.day, from: group, rows: rows)
    try settle(change, &pass)
    if let report = change.removed { try setEnds(report, of: booking.subject, isThere: false, &pass) }
    return change.removed
  }

  private func settle(_ change: ClusterShelf.Change, _ pass: inout ScoringPass) throws(ScoringFailure) {
    for cluster in change.dissolved {
      try unbook(cluster)
      if let queued = cluster.entry?.queuedAt { try rows.set(turnKey(cluster, queued), to: nil) }
      cluster.entry = nil
      try setState(cluster, isThere: false)
      pass.touch(cluster.group.subject, cluster.group.account) { $0.dissolved.append(cluster) }
    }
    for cluster in change.changed {
      if stateFamilies.contains(cluster.group.family) {
        try setState(cluster, isThere: false)
        cluster.isEnded = try hasEnded(cluster)
        try setState(cluster, isThere: true)
      }
      try rebook(cluster, at: pass.time)
      pass.note(cluster)
    }
  }

  // MARK: Entries

  private func unbook(_ cluster: Cluster) throws(ScoringFailure) {
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

  private func turnKey(_ cluster: Cluster, _ time: Timestamp) -> [UInt8] {
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

  // MARK: Ends of states

  /// Remembers or forgets a report that ends states, and looks at the states that it ends.
  private func setEnds(
    _ report: Report, of subject: SubjectKey, isThere: Bool, _ pass: inout ScoringPass
  ) throws(ScoringFailure) {
    guard let states = endedBy[report.type], report.realis == .actual else { return }
    var row = RowWriter()
    report.encode(to: &row)
    for name in report.location.names {
      var key = RowKey.type("n", subject, report.type)
      RowKey.append(name, to: &key)
      RowKey.appendDescending(report.eventTime, to: &key)
      key += Array(report.order.eventId.utf8)
      try rows.set(key, to: isThere ? row.bytes : nil)
    }
    for state in states {
      guard let type = model.types[state], let category = type.category else { continue }
      let account = Account(ledger: .risk, category: category)
      var keys: Set<[UInt8]> = []
      for name in report.location.lookups {
        var prefix = RowKey.type(isThere ? "o" : "u", subject, type.family)
        RowKey.append(name, to: &prefix)
        try rows.scan(prefix: prefix) { (key, _) throws(ScoringFailure) in
          keys.insert(Array(key[prefix.count...]))
          return true
        }
      }
      for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let group = try ClusterGroup(subject: subject, account: account, clusterKey: key)
        guard let cluster = try clusters.cluster(key, group: group, rows: rows) else { continue }
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
  private func hasEnded(_ cluster: Cluster) throws(ScoringFailure) -> Bool {
    guard case .state(let enders) = model.types[cluster.fold.type]?.duration
    else { return false }
    let fold = cluster.fold
    var ended = false
    for ender in enders {
      for name in cluster.location.lookups where !ended {
        var prefix = RowKey.type("n", cluster.group.subject, ender)
        RowKey.append(name, to: &prefix)
        try rows.scan(prefix: prefix) { (_, value) throws(ScoringFailure) in
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
  private func setState(_ cluster: Cluster, isThere: Bool) throws(ScoringFailure) {
    guard stateFamilies.contains(cluster.group.family) else { return }
    for name in cluster.location.names {
      var key = RowKey.type(cluster.isEnded ? "u" : "o", cluster.group.subject, cluster.group.family)
      RowKey.append(name, to: &key)
      try rows.set(key + cluster.key, to: isThere ? [1] : nil)
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
