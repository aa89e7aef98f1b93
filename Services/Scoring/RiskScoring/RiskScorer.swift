import Models
import ReferenceData

/// What scoring says after a signal, in the order in which it is to be written.
package enum ScoringOutput: Hashable, Sendable {
  case warning(Warning)
  case assessment(Assessment)
}

/// The fold of one partition of signals: state and outputs are a function of the signals before, in order, and of the
/// partition's time. What is in memory is only a copy of rows, so it may be dropped after any `flush`.
///
/// Rules of its own, where the risk model leaves a choice:
/// - A subject is assessed when a lane changed, when its risk or opportunity score moved by a point, a day after its last
///   assessment, at its registration, and at a tick if it changed since.
/// - Lanes are looked at with every signal of their subject and category, and, while they are live, at the first record of
///   every hour of log time.
/// - A repeated or outdated revision of an event is passed over.
package final class RiskScorer {
  let model: RiskModel
  let rows: any ScoringRows
  let clusters: ClusterShelf
  private let articles = Shelf<ArticleBook>(bound: 4000)
  private let subjects = Shelf<SubjectBook>(bound: 4000)
  private let accounts = Shelf<AccountBook>(bound: 1000)
  /// The time of the last record; nil before it was read.
  private var clock: Timestamp?
  /// No subject is due before this; nil before it was read.
  private var nextDue: Timestamp?
  /// The states that a type ends.
  let endedBy: [String: [String]]
  let stateFamilies: Set<String>
  /// English names by ISO 3166-1 alpha-2 code, for the subjects that no register names.
  private let countryNames: [String: String]

  /// `rows` has to be the same store for the scorer's whole life; every change reaches it with `flush` at the latest.
  package init(model: RiskModel, countryNames: [String: String] = [:], rows: any ScoringRows) {
    self.model = model
    self.countryNames = countryNames
    self.rows = rows
    clusters = ClusterShelf(model: model)
    var endedBy: [String: [String]] = [:]
    for type in model.types.all {
      guard case .state(let enders) = type.duration else { continue }
      for ender in enders { endedBy[ender, default: []].append(type.type) }
    }
    self.endedBy = endedBy
    stateFamilies = Set(model.types.all.filter(\.isState).map(\.family))
  }

  /// Folds the next signal. `time` is the partition's time with it, `cause` the `ce_id` of its record.
  package func fold(_ signal: Signal, at time: Timestamp, cause: String) throws(ScoringFailure) -> [ScoringOutput] {
    let before = try time0()
    var now = max(before, time)
    if case .tick(let asOf) = signal {
      guard asOf > before else { return [] }
      now = max(asOf, time)
    }
    clock = now
    var pass = ScoringPass(time: now, cause: cause)
    try collectDue(&pass)
    switch signal {
    case .event(let event): try apply(event, &pass)
    case .withdrawn(let withdrawal): try apply(withdrawal, &pass)
    case .registration(let registration): try apply(registration, &pass)
    case .notice: break
    case .tick: try collectChanged(&pass)
    }
    for subject in pass.subjects.keys.sorted() { try conclude(subject, &pass) }
    return pass.outputs
  }

  /// Writes to the rows what is only in memory.
  package func flush() throws(ScoringFailure) {
    try clusters.flush(to: rows)
    clusters.trim()
    try articles.flush(to: rows) { $0.isEmpty }
    try accounts.flush(to: rows)
    try subjects.flush(to: rows)
    if let clock {
      var row = RowWriter()
      row.put(clock)
      try rows.set(RowKey.time, to: row.bytes)
    }
  }

  private func time0() throws(ScoringFailure) -> Timestamp {
    if let clock { return clock }
    guard let bytes = try rows.value(RowKey.time) else { return .distantPast }
    var row = RowReader(bytes)
    return try row.timestamp()
  }

  // MARK: Books

  func article(_ id: String) throws(ScoringFailure) -> ArticleBook? {
    try articles.book(
      RowKey.article(id), rows,
      decode: { (bytes) throws(ScoringFailure) in try ArticleBook(articleId: id, from: bytes) },
      new: { nil })
  }

  func openArticle(_ id: String) throws(ScoringFailure) -> ArticleBook {
    let book = try articles.book(
      RowKey.article(id), rows,
      decode: { (bytes) throws(ScoringFailure) in try ArticleBook(articleId: id, from: bytes) },
      new: { ArticleBook(articleId: id) })
    return book ?? ArticleBook(articleId: id)
  }

  func touch(_ article: ArticleBook) { articles.touch(RowKey.article(article.articleId), article) }

  func subject(_ key: SubjectKey) throws(ScoringFailure) -> SubjectBook {
    let book = try subjects.book(
      RowKey.subject(key), rows,
      decode: { (bytes) throws(ScoringFailure) in try SubjectBook(subject: key, from: bytes) },
      new: { SubjectBook(subject: key) })
    return book ?? SubjectBook(subject: key)
  }

  /// What a subject is called; nil where nothing names it.
  func name(of book: SubjectBook) -> String? {
    book.name ?? (book.subject.kind == .country ? countryNames[book.subject.id] : nil)
  }

  func touch(_ subject: SubjectBook) { subjects.touch(RowKey.subject(subject.subject), subject) }

  func account(_ subject: SubjectKey, _ account: Account) throws(ScoringFailure) -> AccountBook {
    let rows = rows
    let book = try accounts.book(
      RowKey.account("k", subject, account), rows,
      decode: { (bytes) throws(ScoringFailure) in
        try AccountBook(subject: subject, account: account, from: bytes, rows: rows)
      },
      new: { AccountBook(subject: subject, account: account) })
    return book ?? AccountBook(subject: subject, account: account)
  }

  /// All accounts of a subject, in order.
  func accounts(of book: SubjectBook) throws(ScoringFailure) -> [AccountBook] {
    if let (generation, books) = book.books, generation == accounts.generation { return books }
    var books: [AccountBook] = []
    for account in book.accounts { books.append(try self.account(book.subject, account)) }
    book.books = (accounts.generation, books)
    return books
  }

  func touch(_ book: AccountBook) { accounts.touch(RowKey.account("k", book.subject, book.account), book) }

  // MARK: What is due

  private func collectDue(_ pass: inout ScoringPass) throws(ScoringFailure) {
    let first: Timestamp
    if let nextDue { first = nextDue } else { first = try firstDue() }
    nextDue = first
    guard first <= pass.time else { return }
    var keys: [[UInt8]] = []
    let time = pass.time
    try rows.scan(prefix: [UInt8(ascii: "q")]) { (key, _) throws(ScoringFailure) in
      guard RowKey.time(in: key, at: 1) <= time else { return false }
      keys.append(key)
      return true
    }
    for key in keys {
      try rows.set(key, to: nil)
      guard let subject = SubjectKey(String(decoding: key[9...], as: UTF8.self)) else { continue }
      let book = try self.subject(subject)
      book.due = nil
      touch(book)
      pass.subjects[subject, default: .init()].isDue = true
    }
    nextDue = try firstDue()
  }

  private func firstDue() throws(ScoringFailure) -> Timestamp {
    var first = Timestamp(milliseconds: .max)
    try rows.scan(prefix: [UInt8(ascii: "q")]) { (key, _) throws(ScoringFailure) in
      first = RowKey.time(in: key, at: 1)
      return false
    }
    return first
  }

  func schedule(_ book: SubjectBook, at due: Timestamp?) throws(ScoringFailure) {
    guard due != book.due else { return }
    if let old = book.due { try rows.set(RowKey.due(old, book.subject), to: nil) }
    if let due {
      try rows.set(RowKey.due(due, book.subject), to: [1])
      nextDue = min(nextDue ?? due, due)
    }
    book.due = due
    touch(book)
  }

  private func collectChanged(_ pass: inout ScoringPass) throws(ScoringFailure) {
    var found: [SubjectKey] = []
    try rows.scan(prefix: [UInt8(ascii: "d")]) { (key, _) throws(ScoringFailure) in
      if let subject = SubjectKey(String(decoding: key[1...], as: UTF8.self)) { found.append(subject) }
      return true
    }
    for subject in found { pass.subjects[subject, default: .init()].isOwed = true }
  }
}

/// What one signal touches on its way through the fold.
struct ScoringPass {
  let time: Timestamp
  let cause: String
  var subjects: [SubjectKey: Touch] = [:]
  var outputs: [ScoringOutput] = []

  struct Touch {
    /// Its time had come.
    var isDue = false
    /// It changed since its last assessment, and a tick asks.
    var isOwed = false
    /// It has to be assessed whatever the score.
    var isNews = false
    var accounts: [Account: AccountTouch] = [:]
  }

  struct AccountTouch {
    var changed: [Cluster] = []
    var dissolved: [Cluster] = []
    /// Articles whose reports were withdrawn.
    var withdrawn: [String] = []
    /// A state was ended.
    var isReleased = false
  }

  init(time: Timestamp, cause: String) {
    self.time = time
    self.cause = cause
  }

  mutating func touch(_ subject: SubjectKey, _ account: Account, _ change: (inout AccountTouch) -> Void) {
    change(&subjects[subject, default: .init()].accounts[account, default: .init()])
  }

  mutating func note(_ cluster: Cluster) {
    touch(cluster.group.subject, cluster.group.account) { touch in
      if !touch.changed.contains(where: { $0 === cluster }) { touch.changed.append(cluster) }
    }
  }
}
