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
}
