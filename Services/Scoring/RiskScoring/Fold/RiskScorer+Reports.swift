import KeyedState
import Models
import ReferenceData

extension RiskScorer {
  func apply(_ signal: EventSignal, _ pass: inout ChangeSet) throws(KeyedStateFailure) {
    let book = try store.subject(signal.subject)
    book.lastSignal = pass.time
    store.markDirty(book)
    pass.subjects[signal.subject, default: .init()].isNews = book.last == nil
    var wasInTime = false
    if let article = try store.article(signal.articleId),
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
    let group = IncidentGroup(
      subject: signal.subject, account: account, family: type.family, anchor: report.location.anchor)
    book.open(account)
    let article = try store.articleOrNew(signal.articleId)
    article.sourceId = signal.sourceId
    article.publishedAt = signal.publishedAt
    article.url = signal.url.flatMap { $0.utf8.count <= QuoteLimits.url ? $0 : nil }
    article.title = signal.title.map { QuoteLimits.cut($0, to: QuoteLimits.title) }
    article.add(
      ArticleState.Booking(
        eventId: signal.event.id, revision: signal.revision, subject: signal.subject, account: account,
        family: type.family, anchor: group.anchor, order: report.order, day: report.day),
      quoting: ArticleState.QuotedEvent(
        id: signal.event.id, type: signal.event.type, place: signal.event.place, eventTime: signal.eventTime,
        quote: QuoteLimits.cut(signal.event.quote), subjects: Array(signal.subjects.prefix(QuoteLimits.subjects))))
    store.markDirty(article)
    try applyChange(try store.incidents.insert(report, in: group, rows: store.rows), &pass)
    try setEnds(report, of: signal.subject, isThere: true, &pass)
  }

  func apply(_ withdrawal: Withdrawal, _ pass: inout ChangeSet) throws(KeyedStateFailure) {
    guard let article = try store.article(withdrawal.articleId) else { return }
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

  func apply(_ registration: Registration, _ pass: inout ChangeSet) throws(KeyedStateFailure) {
    let key = SubjectKey(.project, registration.project.id)
    let book = try store.subject(key)
    let isNews =
      !book.isRegistered || book.name != registration.project.name || book.isRemoved != registration.removed
    guard isNews else { return }
    book.isRegistered = true
    book.isRemoved = registration.removed
    book.name = registration.project.name
    store.markDirty(book)
    pass.subjects[key, default: .init()].isNews = !registration.removed
    for account in book.accounts { pass.touch(key, account) { _ in } }
  }

  /// Takes an event off a subject; answers its report.
  @discardableResult
  private func remove(
    _ booking: ArticleState.Booking, from article: ArticleState, _ pass: inout ChangeSet
  ) throws(KeyedStateFailure) -> Report? {
    article.remove(booking)
    store.markDirty(article)
    let group = IncidentGroup(
      subject: booking.subject, account: booking.account, family: booking.family, anchor: booking.anchor)
    let change = try store.incidents.remove(booking.order, day: booking.day, from: group, rows: store.rows)
    try applyChange(change, &pass)
    if let report = change.removed { try setEnds(report, of: booking.subject, isThere: false, &pass) }
    return change.removed
  }

  private func applyChange(_ change: IncidentStore.Change, _ pass: inout ChangeSet) throws(KeyedStateFailure) {
    for cluster in change.dissolved {
      try unbook(cluster)
      if let queued = cluster.entry?.queuedAt { try store.rows.set(phaseKey(cluster, queued), to: nil) }
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
}
