import KeyedState
import Models
import ReferenceData

/// The state of scoring for one partition, as named tables over one keyed state. The memory contains only copies of
/// rows, so it may be dropped after any `flush`.
final class ScoringStore {
  let rows: any KeyedState
  let model: RiskModel
  let incidents: IncidentCache
  let assignment: IncidentAssignment
  private let articles: WriteBackCache<String, ArticleState>
  private let subjects: WriteBackCache<SubjectKey, SubjectState>
  /// The subject that was last asked for since the last flush, which a signal mostly asks for again.
  private var lastSubject: SubjectState?
  /// The time of the last record; nil until `advance` sets it.
  private var clock: Timestamp?
  /// The time before which no subject is due; nil until the rows were scanned.
  private var nextDue: Timestamp?

  /// `rows` has to be the same state for the store's whole life; every change reaches it with `flush` at the latest.
  init(rows: any KeyedState, model: RiskModel, memory: ScoringMemory) {
    self.rows = rows
    self.model = model
    articles = WriteBackCache(bound: memory.articles)
    subjects = WriteBackCache(bound: memory.subjects)
    incidents = IncidentCache(model: model, rows: rows, bound: memory.incidents)
    assignment = IncidentAssignment(model: model, incidents: incidents, rows: rows)
  }

  /// Writes all changes that are only in memory to the rows.
  func flush() throws(KeyedStateFailure) {
    lastSubject = nil
    try incidents.flush()
    try articles.flush(to: rows)
    try subjects.flush(to: rows)
    if let clock {
      var row = RowWriter()
      row.put(clock)
      try rows.set(RowKey.time, to: row.bytes)
    }
  }

  // MARK: Time

  /// The partition's time, `distantPast` before its first record.
  func lastTime() throws(KeyedStateFailure) -> Timestamp {
    if let clock { return clock }
    guard let bytes = try rows.value(RowKey.time) else { return .distantPast }
    var row = RowReader(bytes)
    return try row.timestamp()
  }

  func advance(to time: Timestamp) { clock = time }

  // MARK: Articles

  func article(_ id: String) throws(KeyedStateFailure) -> ArticleState? {
    try articles.entry(id) { () throws(KeyedStateFailure) in
      guard let bytes = try rows.value(RowKey.article(id)) else { return nil }
      return try ArticleState(articleId: id, from: bytes)
    }
  }

  func articleOrNew(_ id: String) throws(KeyedStateFailure) -> ArticleState {
    if let known = try article(id) { return known }
    return try newArticle(id)
  }

  /// Creates an article that the state does not contain yet.
  func newArticle(_ id: String) throws(KeyedStateFailure) -> ArticleState {
    let new = ArticleState(articleId: id)
    return try articles.entry(id) { new } ?? new
  }

  func markDirty(_ article: ArticleState) { articles.markDirty(article.articleId, article) }

  // MARK: Subjects and accounts

  /// The subject with its accounts; a new one where nothing is known of it.
  func subject(_ key: SubjectKey) throws(KeyedStateFailure) -> SubjectState {
    if let lastSubject, lastSubject.subject == key { return lastSubject }
    let found = try subjects.entry(key) { () throws(KeyedStateFailure) in
      try SubjectState(subject: key, in: rows, model)
    }
    let state = found ?? SubjectState(subject: key, rows, model)
    lastSubject = state
    return state
  }

  func markDirty(_ subject: SubjectState) {
    subject.isChanged = true
    subjects.markDirty(subject.subject, subject)
  }

  /// The account, which is opened where the subject has none of that ledger and category.
  func account(_ subject: SubjectKey, _ account: Account) throws(KeyedStateFailure) -> AccountState {
    try self.subject(subject).open(account)
  }

  func markDirty(_ account: AccountState) {
    account.isDirty = true
    subjects.markDirty(account.subject, account.owner)
  }

  // MARK: What is due

  /// Removes and returns the subjects that are due at `time`.
  func takeDue(at time: Timestamp) throws(KeyedStateFailure) -> [SubjectKey] {
    if let nextDue, nextDue > time { return [] }
    var keys: [[UInt8]] = []
    var next = Timestamp(milliseconds: .max)
    try rows.scan(prefix: [ScoringTable.due.rawValue]) { (key, _) throws(KeyedStateFailure) in
      let wakes = SortableKey.time(in: key, at: 1)
      guard wakes <= time else {
        next = wakes
        return false
      }
      keys.append(key)
      return true
    }
    nextDue = next
    var due: [SubjectKey] = []
    for key in keys {
      try rows.set(key, to: nil)
      guard let subject = SubjectKey(String(decoding: key[(1 + SortableKey.timeWidth)...], as: UTF8.self)) else {
        continue
      }
      let state = try self.subject(subject)
      state.wakes = nil
      markDirty(state)
      if let later = state.due, later > time {
        try wake(state, at: later)
      } else if state.due != nil {
        state.due = nil
        due.append(subject)
      }
    }
    return due
  }

  /// Sets when a subject is next updated without a signal; nil for never. A row for an earlier time is not moved until
  /// that time comes, so that news that postpones the update writes no row.
  func schedule(_ state: SubjectState, at due: Timestamp?) throws(KeyedStateFailure) {
    guard due != state.due else { return }
    state.due = due
    markDirty(state)
    guard let due else { return }
    if let wakes = state.wakes {
      guard due < wakes else { return }
      try rows.set(RowKey.due(wakes, state.subject), to: nil)
    }
    try wake(state, at: due)
  }

  private func wake(_ state: SubjectState, at time: Timestamp) throws(KeyedStateFailure) {
    try rows.set(RowKey.due(time, state.subject), to: [1])
    state.wakes = time
    nextDue = min(nextDue ?? time, time)
  }

  // MARK: Subjects that wait for a tick

  func markPending(_ state: SubjectState, _ isPending: Bool) throws(KeyedStateFailure) {
    guard state.isPending != isPending else { return }
    state.isPending = isPending
    try rows.set(RowKey.pending(state.subject), to: isPending ? [1] : nil)
    markDirty(state)
  }

  func pending() throws(KeyedStateFailure) -> [SubjectKey] {
    var found: [SubjectKey] = []
    try rows.scan(prefix: [ScoringTable.pending.rawValue]) { (key, _) throws(KeyedStateFailure) in
      if let subject = SubjectKey(String(decoding: key[1...], as: UTF8.self)) { found.append(subject) }
      return true
    }
    return found
  }

  // MARK: Quotes

  /// The quotes for those references that are still stored.
  func quotes(_ references: [EvidenceReference]) throws(KeyedStateFailure) -> [Quote] {
    var found: [Quote] = []
    for reference in references {
      if let quote = try article(reference.articleId)?.quote(of: reference.eventId) { found.append(quote) }
    }
    return found
  }

  /// What an account lists for those references that are still stored.
  func listedQuotes(_ references: [EvidenceReference]) throws(KeyedStateFailure) -> [Quote] {
    var found: [Quote] = []
    for reference in references {
      if let quote = try article(reference.articleId)?.listedQuote(of: reference.eventId) { found.append(quote) }
    }
    return found
  }

  // MARK: Changes of phase

  /// Stores when an incident's contribution changes its phase.
  func schedulePhaseChange(of incident: Incident, at time: Timestamp) throws(KeyedStateFailure) {
    try rows.set(Self.phaseKey(of: incident, at: time), to: [1])
  }

  /// Removes what `schedulePhaseChange` has stored for the same time.
  func cancelPhaseChange(of incident: Incident, at time: Timestamp) throws(KeyedStateFailure) {
    try rows.set(Self.phaseKey(of: incident, at: time), to: nil)
  }

  private static func phaseKey(of incident: Incident, at time: Timestamp) -> [UInt8] {
    var key = RowKey.account(.phases, incident.group.subject, incident.group.account)
    SortableKey.append(time, to: &key)
    RowKey.append(incident.group.family, to: &key)
    key.append(incident.group.isState ? 1 : 0)
    return key + incident.key
  }

  /// Removes and returns an account's incidents whose phase changes by `time`, with the time of each, and the time of
  /// the next one.
  func takePhaseChanges(
    of account: AccountState, at time: Timestamp
  ) throws(KeyedStateFailure) -> (due: [(Incident, Timestamp)], next: Timestamp?) {
    let prefix = RowKey.account(.phases, account.subject, account.account)
    var keys: [[UInt8]] = []
    var next: Timestamp?
    try rows.scan(prefix: prefix) { (key, _) throws(KeyedStateFailure) in
      let at = SortableKey.time(in: key, at: prefix.count)
      guard at <= time else {
        next = at
        return false
      }
      keys.append(key)
      return true
    }
    var due: [(Incident, Timestamp)] = []
    for key in keys {
      try rows.set(key, to: nil)
      let rest = key[(prefix.count + SortableKey.timeWidth)...]
      guard let end = rest.firstIndex(of: 0), end + 2 <= key.endIndex else {
        throw .corrupt("a change of phase of \(account.subject) names no incident")
      }
      let group = IncidentGroup(
        subject: account.subject, account: account.account, family: String(decoding: rest[..<end], as: UTF8.self),
        isState: key[end + 1] == 1)
      guard let incident = try incidents.incident(Array(key[(end + 2)...]), group: group) else { continue }
      due.append((incident, SortableKey.time(in: key, at: prefix.count)))
    }
    return (due, next)
  }

  // MARK: Ends

  /// Stores a report that ends states or events that last.
  func addEnd(_ report: Report, of subject: SubjectKey) throws(KeyedStateFailure) {
    var row = RowWriter()
    report.encode(to: &row)
    try rows.set(Self.endKey(of: report, subject), to: row.bytes)
  }

  func removeEnd(_ report: Report, of subject: SubjectKey) throws(KeyedStateFailure) {
    try rows.set(Self.endKey(of: report, subject), to: nil)
  }

  private static func endKey(of report: Report, _ subject: SubjectKey) -> [UInt8] {
    var key = RowKey.type(.enders, subject, report.type)
    SortableKey.appendDescending(report.eventTime, to: &key)
    return key + Array(report.order.eventId.utf8)
  }

  /// Visits the reports of a type that ends others, about one subject, the latest first; `visit` returns whether to
  /// continue.
  ///
  /// - Parameter time: the latest event time to visit; nil for no limit.
  func visitEnds(
    of subject: SubjectKey, _ type: String, upTo time: Timestamp?, _ visit: (Report) -> Bool
  ) throws(KeyedStateFailure) {
    let prefix = RowKey.type(.enders, subject, type)
    var first = prefix
    if let time { SortableKey.appendDescending(time, to: &first) }
    try rows.scan(from: first, through: prefix) { (_, value) throws(KeyedStateFailure) in
      var row = RowReader(value)
      return visit(try Report(from: &row))
    }
  }
}
