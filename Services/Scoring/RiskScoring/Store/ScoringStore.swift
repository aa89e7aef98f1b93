import KeyedState
import Models
import ReferenceData

/// Everything that scoring remembers of one partition, as named tables over one keyed state. What is in memory is only a
/// copy of rows, so it may be dropped after any `flush`.
final class ScoringStore {
  let rows: any KeyedState
  let incidents: IncidentStore
  private let articles = WriteBackCache<ArticleState>(bound: 4000)
  private let subjects = WriteBackCache<SubjectState>(bound: 4000)
  private let accounts = WriteBackCache<AccountState>(bound: 1000)
  /// The time of the last record; nil before it was read.
  private var clock: Timestamp?
  /// No subject is due before this; nil before it was read.
  private var nextDue: Timestamp?

  /// `rows` has to be the same state for the store's whole life; every change reaches it with `flush` at the latest.
  init(rows: any KeyedState, model: RiskModel) {
    self.rows = rows
    incidents = IncidentStore(model: model)
  }

  /// Writes to the rows what is only in memory.
  func flush() throws(KeyedStateFailure) {
    try incidents.flush(to: rows)
    incidents.trim()
    try articles.flush(to: rows) { $0.isEmpty }
    try accounts.flush(to: rows)
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
    try articles.row(
      RowKey.article(id), in: rows,
      decode: { (bytes) throws(KeyedStateFailure) in try ArticleState(articleId: id, from: bytes) },
      new: { nil })
  }

  func articleOrNew(_ id: String) throws(KeyedStateFailure) -> ArticleState {
    let state = try articles.row(
      RowKey.article(id), in: rows,
      decode: { (bytes) throws(KeyedStateFailure) in try ArticleState(articleId: id, from: bytes) },
      new: { ArticleState(articleId: id) })
    return state ?? ArticleState(articleId: id)
  }

  func markDirty(_ article: ArticleState) { articles.markDirty(RowKey.article(article.articleId), article) }

  // MARK: Subjects and accounts

  func subject(_ key: SubjectKey) throws(KeyedStateFailure) -> SubjectState {
    let state = try subjects.row(
      RowKey.subject(key), in: rows,
      decode: { (bytes) throws(KeyedStateFailure) in try SubjectState(subject: key, from: bytes) },
      new: { SubjectState(subject: key) })
    return state ?? SubjectState(subject: key)
  }

  func markDirty(_ subject: SubjectState) { subjects.markDirty(RowKey.subject(subject.subject), subject) }

  func account(_ subject: SubjectKey, _ account: Account) throws(KeyedStateFailure) -> AccountState {
    let rows = rows
    let state = try accounts.row(
      RowKey.account("k", subject, account), in: rows,
      decode: { (bytes) throws(KeyedStateFailure) in
        try AccountState(subject: subject, account: account, from: bytes, rows: rows)
      },
      new: { AccountState(subject: subject, account: account) })
    return state ?? AccountState(subject: subject, account: account)
  }

  /// All accounts of a subject, in order.
  func accounts(of state: SubjectState) throws(KeyedStateFailure) -> [AccountState] {
    if let (generation, loaded) = state.loaded, generation == accounts.generation { return loaded }
    var loaded: [AccountState] = []
    for account in state.accounts { loaded.append(try self.account(state.subject, account)) }
    state.loaded = (accounts.generation, loaded)
    return loaded
  }

  func markDirty(_ state: AccountState) {
    accounts.markDirty(RowKey.account("k", state.subject, state.account), state)
  }

  // MARK: What is due

  /// Removes and returns the subjects that are due at `time`.
  func takeDue(at time: Timestamp) throws(KeyedStateFailure) -> [SubjectKey] {
    let first: Timestamp
    if let nextDue { first = nextDue } else { first = try firstDue() }
    nextDue = first
    guard first <= time else { return [] }
    var keys: [[UInt8]] = []
    try rows.scan(prefix: [UInt8(ascii: "q")]) { (key, _) throws(KeyedStateFailure) in
      guard RowKey.time(in: key, at: 1) <= time else { return false }
      keys.append(key)
      return true
    }
    var due: [SubjectKey] = []
    for key in keys {
      try rows.set(key, to: nil)
      guard let subject = SubjectKey(String(decoding: key[9...], as: UTF8.self)) else { continue }
      let state = try self.subject(subject)
      state.due = nil
      markDirty(state)
      due.append(subject)
    }
    nextDue = try firstDue()
    return due
  }

  private func firstDue() throws(KeyedStateFailure) -> Timestamp {
    var first = Timestamp(milliseconds: .max)
    try rows.scan(prefix: [UInt8(ascii: "q")]) { (key, _) throws(KeyedStateFailure) in
      first = RowKey.time(in: key, at: 1)
      return false
    }
    return first
  }

  /// Sets when a subject is due though nothing happens; nil for never.
  func schedule(_ state: SubjectState, at due: Timestamp?) throws(KeyedStateFailure) {
    guard due != state.due else { return }
    if let old = state.due { try rows.set(RowKey.due(old, state.subject), to: nil) }
    if let due {
      try rows.set(RowKey.due(due, state.subject), to: [1])
      nextDue = min(nextDue ?? due, due)
    }
    state.due = due
    markDirty(state)
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
    try rows.scan(prefix: [UInt8(ascii: "d")]) { (key, _) throws(KeyedStateFailure) in
      if let subject = SubjectKey(String(decoding: key[1...], as: UTF8.self)) { found.append(subject) }
      return true
    }
    return found
  }
}
