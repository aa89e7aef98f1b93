import KeyedState
import Models
import ReferenceData

/// Applies signals (events, withdrawals, registrations, notices and others) to the state. A class, so that its closures
/// capture one reference instead of the whole model.
final class ReportIntake {
  let model: RiskModel
  let store: ScoringStore
  let reading: ReportReading
  let contributions: ContributionBook
  let ends: EventEnds

  init(
    model: RiskModel, store: ScoringStore, reading: ReportReading, contributions: ContributionBook, ends: EventEnds
  ) {
    self.model = model
    self.store = store
    self.reading = reading
    self.contributions = contributions
    self.ends = ends
  }

  // MARK: Events

  func apply(_ signal: EventSignal, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    let subject = try store.subject(signal.subject)
    changes.subjects[signal.subject, default: .init()].isNews = subject.last == nil
    subject.name = subject.name ?? signal.subjectName
    var wasInTime = false
    let known = try store.article(signal.article.id)
    if let known, let booking = known.booking(of: signal.event.id, on: signal.subject) {
      guard signal.article.revision > booking.revision else { return }
      wasInTime = try remove(booking, from: known, &changes)?.isLate == false
    } else if signal.article.revision == 1, known?.names(signal.subject) != true {
      count(signal.article.publishedAt ?? changes.time, by: signal.article.source.id, on: subject)
    }
    guard let breach = breach(of: subject, by: signal) else {
      return try book(signal, on: subject, isInTime: wasInTime, in: known, &changes)
    }
    // Somebody else signs for the party, which so gains no opportunity by it.
    var breaking = signal
    breaking.event.type = breach.type
    breaking.event.ledger = breach.ledger
    breaking.event.category = breach.category
    try book(breaking, on: subject, isInTime: wasInTime, in: known, isFalseSignatory: true, &changes)
  }

  /// Books the report in a signal, and keeps its quote in its article: `known`, or a new one.
  private func book(
    _ signal: EventSignal, on subject: SubjectState, isInTime wasInTime: Bool, in known: ArticleState?,
    isFalseSignatory: Bool = false, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    guard let type = model.types[signal.event.type], let category = type.category,
      let report = Report(signal, reading: reading, at: changes.time, isInTime: wasInTime)
    else { return }
    let account = Account(ledger: type.ledger, category: category)
    let group = IncidentGroup(
      subject: signal.subject, account: account, family: type.family, isState: type.isState)
    _ = subject.open(account)
    store.markDirty(subject)
    try keep(signal, report, type, account, in: known)
    if isFalseSignatory { changes.touch(signal.subject, account) }
    let change = try store.assignment.insert(
      report, in: group,
      hasEnded: { (incident, summary, later) throws(KeyedStateFailure) in
        try ends.hasEnded(incident, summary, before: later)
      })
    try applyChange(change, &changes)
    try markReached(by: [report], in: change.changed, of: signal.subject, &changes)
    if report.isCorrection { try takeBack(change.changed, report, &changes) }
    try ends.addEnd(report, of: signal.subject, &changes)
  }

  /// Marks the articles that a correction replaces as withdrawn, in the account of its incident, which is one of these.
  private func takeBack(
    _ incidents: [Incident], _ correction: Report, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    for incident in incidents where incident.reports.report(at: correction.order) != nil {
      let corrected = incident.reports.corrected(by: correction)
      guard !corrected.isEmpty else { continue }
      changes.touch(incident.group.subject, incident.group.account) { change in
        for article in corrected where !change.withdrawn.contains(article) { change.withdrawn.append(article) }
      }
      try reviewMilestones(reachedBy: corrected, of: incident.group.subject, &changes)
    }
  }

  /// Stores an event's quote, and where its report is booked, in its article: `known`, or a new one.
  private func keep(
    _ signal: EventSignal, _ report: Report, _ type: EventType, _ account: Account, in known: ArticleState?
  ) throws(KeyedStateFailure) {
    let article: ArticleState
    if let known { article = known } else { article = try store.newArticle(signal.article.id) }
    article.describe(
      sourceId: signal.article.sourceId, publishedAt: signal.article.publishedAt,
      url: signal.article.url.flatMap { $0.utf8.count <= QuoteLimits.url ? $0 : nil },
      title: signal.article.title.map { QuoteLimits.cut($0, to: QuoteLimits.title) })
    article.add(
      ArticleState.Booking(
        eventId: signal.event.id, revision: signal.article.revision, subject: signal.subject, account: account,
        family: type.family, isState: type.isState, order: report.order, day: report.day),
      quoting: QuotedEvent(signal))
    store.markDirty(article)
  }

  /// Counts an article that names a subject; `source` is the id of its registered source, if it has one.
  private func count(_ published: Timestamp, by source: String?, on subject: SubjectState) {
    if let source { subject.sources.note(source, published: published, of: subject.subject) }
    subject.coverage.count(published, halfLife: model.constants.coverageHalfLife)
    store.markDirty(subject)
  }

  /// Removes an event from a subject; returns its report.
  @discardableResult
  private func remove(
    _ booking: ArticleState.Booking, from article: ArticleState, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) -> Report? {
    article.remove(booking)
    store.markDirty(article)
    let group = IncidentGroup(
      subject: booking.subject, account: booking.account, family: booking.family, isState: booking.isState)
    let change = try store.assignment.remove(
      booking.order, day: booking.day, from: group,
      hasEnded: { (incident, summary, later) throws(KeyedStateFailure) in
        try ends.hasEnded(incident, summary, before: later)
      })
    try applyChange(change, &changes)
    if let report = change.removed {
      try ends.removeEnd(report, of: booking.subject, &changes)
      // Without a correction, what it replaced counts again.
      if report.isCorrection {
        let replaced = change.changed.flatMap { incident in
          incident.reports.all.filter { $0.owner == report.owner && $0.order < report.order }
        }
        try markReached(by: replaced, in: change.changed, of: booking.subject, &changes)
      }
    }
    return change.removed
  }

  private func applyChange(
    _ change: IncidentAssignment.Change, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    for incident in change.dissolved { try ends.dissolve(incident, &changes) }
    for incident in change.changed {
      incident.isEnded = try ends.hasEnded(incident, incident.summary, before: nil)
      try contributions.rebook(incident, at: changes.time)
      changes.note(incident)
    }
  }

  // MARK: Withdrawals

  func apply(_ withdrawal: Withdrawal, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let article = try store.article(withdrawal.articleId) else { return }
    let gone = article.bookings.filter { booking in
      booking.revision < withdrawal.revision && !withdrawal.keeps.contains(booking.eventId)
    }
    for booking in gone {
      try remove(booking, from: article, &changes)
      changes.touch(booking.subject, booking.account) { change in
        if !change.withdrawn.contains(withdrawal.articleId) { change.withdrawn.append(withdrawal.articleId) }
      }
      try reviewMilestones(reachedBy: [withdrawal.articleId], of: booking.subject, &changes)
    }
    try withdrawAnnouncements(withdrawal, article, &changes)
    var remaining = article.noticed
    for key in article.noticed {
      let subject = try store.subject(key)
      subject.rules.removeAll { $0.articleId == withdrawal.articleId && $0.revision < withdrawal.revision }
      store.markDirty(subject)
      // A notice of a later edition may have come before the withdrawal of an earlier one.
      if !subject.rules.contains(where: { $0.articleId == withdrawal.articleId }) { remaining.removeAll { $0 == key } }
      changes.touch(key, model.account(of: .counterparty)) { $0.withdrawn.append(withdrawal.articleId) }
    }
    if article.noticed != remaining {
      article.noticed = remaining
      store.markDirty(article)
    }
  }

  // MARK: Coverage

  /// Counts an article that names the subject without an event.
  func apply(_ signal: CoverageSignal, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    let subject = try store.subject(signal.subject)
    count(signal.publishedAt ?? changes.time, by: signal.source, on: subject)
    if subject.last == nil { changes.subjects[signal.subject, default: .init()].isNews = true }
  }

  // MARK: Announced dates

  func apply(_ signal: ScheduleSignal, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    let subject = try store.subject(signal.subject)
    subject.schedule.add(signal, today: changes.time.day)
    store.markDirty(subject)
    changes.subjects[signal.subject, default: .init()].hasAnnouncement = true
    let article = try store.articleOrNew(signal.article.id)
    if !article.announced.contains(signal.subject) { article.announced.append(signal.subject) }
    store.markDirty(article)
  }

  private func withdrawAnnouncements(_ withdrawal: Withdrawal, _ article: ArticleState, _ changes: inout ChangeSet)
    throws(KeyedStateFailure)
  {
    guard !article.announced.isEmpty else { return }
    // A date of a later edition may have come before the withdrawal of an earlier one.
    var remaining: [SubjectKey] = []
    for key in article.announced {
      let subject = try store.subject(key)
      subject.schedule.withdraw(withdrawal.articleId, before: withdrawal.revision)
      if subject.schedule.isAnnounced(by: withdrawal.articleId) { remaining.append(key) }
      store.markDirty(subject)
      changes.subjects[key, default: .init()].hasAnnouncement = true
    }
    article.announced = remaining
    store.markDirty(article)
  }

  // MARK: Projects

  func apply(_ registration: Registration, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    let key = SubjectKey(.project, registration.project.id)
    let subject = try store.subject(key)
    let milestones = SilenceLane.milestones(of: registration.project, keeping: subject.milestones)
    let isNews =
      !subject.isRegistered || subject.name != registration.project.name || subject.isRemoved != registration.removed
      || milestones != subject.milestones
    guard isNews else { return }
    let isRestored = subject.isRemoved && !registration.removed
    subject.isRegistered = true
    subject.isRemoved = registration.removed
    subject.name = registration.project.name
    subject.milestones = milestones
    if !milestones.isEmpty { _ = subject.open(model.account(of: .silence)) }
    store.markDirty(subject)
    changes.subjects[key, default: .init()].isNews = !registration.removed
    for account in subject.accounts { changes.touch(key, account.account) { $0.isRestored = isRestored } }
  }

  // MARK: Counterparties

  func apply(_ notice: NoticeSignal, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    let subject = try store.subject(notice.subject)
    subject.name = subject.name ?? notice.subjectName
    let rule = PartyRule(notice, model)
    let known = subject.rules.first { $0.articleId == rule.articleId && $0.rule == rule.rule }
    if let known, notice.listing == nil, known.revision >= rule.revision { return }
    subject.rules.removeAll { $0.articleId == rule.articleId && $0.rule == rule.rule }
    if notice.listing?.removed != true { subject.rules.append(rule) }
    let notices = subject.rules.indices.filter { subject.rules[$0].rule != CounterpartyLane.listed }
    if notices.count > Self.keptRules,
      let oldest = notices.min(by: { subject.rules[$0].order < subject.rules[$1].order })
    {
      subject.rules.remove(at: oldest)
    }
    _ = subject.open(model.account(of: .counterparty))
    store.markDirty(subject)
    changes.touch(notice.subject, model.account(of: .counterparty)) {
      $0.hasNewRule = $0.hasNewRule || notice.listing == nil
    }
    guard notice.listing == nil else { return }
    let article = try store.articleOrNew(notice.articleId)
    if !article.noticed.contains(notice.subject) { article.noticed.append(notice.subject) }
    store.markDirty(article)
  }

  /// The largest number of rules from notices that are stored for a party, the latest published; listings always stay.
  private static let keptRules = 50

  /// The type of unauthorised representation that an agreement is, in which somebody else signs for a party with a
  /// notice; nil for any other event.
  private func breach(of subject: SubjectState, by signal: EventSignal) -> EventType? {
    guard subject.subject.kind == .counterparty, !subject.rules.isEmpty else { return nil }
    return CounterpartyLane.violation(in: signal.event, of: subject.rules, model, reading.representations)
  }
}
