import Glibc
import KeyedState
import Models
import ReferenceData

/// A subject: its name, its accounts, how well it is covered, and what was last published about it.
final class SubjectState: CachedEntry {
  let subject: SubjectKey
  var name: String?
  /// Whether the register contains the subject, or once did.
  var isRegistered = false
  var isRemoved = false
  var coverage = CoverageState()
  var sources = SourceActivityState()
  var schedule = ScheduleState()
  /// The dated milestones of a registered project, in order of dates.
  var milestones: [MilestoneState] = []
  /// The rules about a counterparty from integrity notices and lists of sanctioned or debarred parties.
  var rules: [PartyRule] = []
  /// In order of ledger and category.
  private(set) var accounts: [AccountState] = []
  var history = ScoreHistory()
  var last: Published?
  /// When the subject is next updated without a signal; nil for never.
  var due: Timestamp?
  /// The time of the subject's row in the table `due`, at `due` or before; nil where it has no row there.
  var wakes: Timestamp?
  /// Whether something has changed since the last assessment, so that the next tick publishes another.
  var isPending = false
  var isQueued = false

  /// The figures of the last assessment.
  struct Published: Hashable {
    var time: Timestamp
    var score: Double
    var opportunity: Double
    var coverage: Coverage
  }

  /// The rows of the state.
  let rows: any KeyedState
  /// The model's slow half-life in days, by which accounts rank contributions.
  let slowHalfLife: Double

  /// A subject of which nothing is known.
  init(subject: SubjectKey, _ rows: any KeyedState, _ model: RiskModel) {
    self.subject = subject
    self.rows = rows
    slowHalfLife = model.constants.slowHalfLife
  }

  /// The state of an account, which is created where the subject has none.
  func open(_ account: Account) -> AccountState {
    if let known = accounts.first(where: { $0.account == account }) { return known }
    let state = AccountState(of: self, account: account)
    accounts.insert(state, at: accounts.firstIndex { account < $0.account } ?? accounts.endIndex)
    return state
  }

  // MARK: Rows

  var isEmpty: Bool { false }
  var countedSize = 0
  var size: Int { 1500 + accounts.reduce(0) { $0 + $1.size } }
  /// Whether anything besides its accounts has changed since it was last written.
  var isChanged = true

  func takeRows() -> [(key: [UInt8], value: [UInt8]?)] {
    var rows: [(key: [UInt8], value: [UInt8]?)] = []
    if isChanged {
      isChanged = false
      var row = RowWriter()
      encode(to: &row)
      rows.append((RowKey.subject(subject), row.bytes))
    }
    for account in accounts {
      rows += account.takeRows()
    }
    return rows
  }

  private func encode(to row: inout RowWriter) {
    row.put(name) { $0.put($1) }
    row.put(isRegistered)
    row.put(isRemoved)
    coverage.encode(to: &row)
    sources.encode(to: &row)
    schedule.encode(to: &row)
    row.put(milestones) { $1.encode(to: &$0) }
    row.put(rules) { $1.encode(to: &$0) }
    history.encode(to: &row)
    row.put(last) {
      $0.put($1.time)
      $0.put($1.score)
      $0.put($1.opportunity)
      $0.put($1.coverage.rawValue)
    }
    row.put(due) { $0.put($1) }
    row.put(wakes) { $0.put($1) }
    row.put(isPending)
  }

  /// The subject with its accounts; a new one where there are no rows of it.
  convenience init(subject: SubjectKey, in rows: any KeyedState, _ model: RiskModel) throws(KeyedStateFailure) {
    self.init(subject: subject, rows, model)
    let table = RowKey.table(.accounts, of: subject)
    try rows.scan(from: RowKey.subject(subject), through: table) { (key, value) throws(KeyedStateFailure) in
      if key.count < table.count {
        var row = RowReader(value)
        try read(from: &row)
      } else {
        accounts.append(try AccountState(of: self, keyEnd: key[table.count...], row: value))
      }
      return true
    }
  }

  private func read(from row: inout RowReader) throws(KeyedStateFailure) {
    name = try row.optionalString()
    isRegistered = try row.bool()
    isRemoved = try row.bool()
    coverage = try CoverageState(from: &row)
    sources = try SourceActivityState(from: &row)
    schedule = try ScheduleState(from: &row)
    milestones = try row.list { (row) throws(KeyedStateFailure) in try MilestoneState(from: &row) }
    rules = try row.list { (row) throws(KeyedStateFailure) in try PartyRule(from: &row) }
    history = try ScoreHistory(from: &row)
    last = try row.optional { (row) throws(KeyedStateFailure) in
      Published(
        time: try row.timestamp(), score: try row.double(), opportunity: try row.double(),
        coverage: try row.word(Coverage.self))
    }
    due = try row.optionalTimestamp()
    wakes = try row.optionalTimestamp()
    isPending = try row.bool()
    isChanged = false
  }
}

/// How much is published about a subject: the number of articles that name it, each decaying with the model's
/// half-life.
struct CoverageState: Hashable, Sendable {
  /// When the latest article that names the subject was published; nil for none.
  private(set) var lastArticle: Timestamp?
  /// The volume V at the time `asOf`.
  private var volume = 0.0
  private var asOf = Timestamp.distantPast
  /// The number of articles counted, without decay.
  private(set) var articles = 0

  /// Counts one article by its time of publication; `halfLife` is in days. Articles may come in any order.
  mutating func count(_ published: Timestamp, halfLife: Double) {
    if published > asOf {
      volume = volume * Self.factor(from: asOf, to: published, halfLife) + 1
      asOf = published
    } else {
      volume += Self.factor(from: published, to: asOf, halfLife)
    }
    articles += 1
    lastArticle = max(lastArticle ?? published, published)
  }

  /// The volume V: the sum over the articles of 2^(−age/half-life), with age and `halfLife` in days.
  func volume(at time: Timestamp, halfLife: Double) -> Double {
    articles == 0 ? 0 : volume * Self.factor(from: asOf, to: max(time, asOf), halfLife)
  }

  private static func factor(from: Timestamp, to: Timestamp, _ halfLife: Double) -> Double {
    from == .distantPast ? 0 : exp2(-to.days(since: from) / halfLife)
  }

  init() {}

  func encode(to row: inout RowWriter) {
    row.put(lastArticle) { $0.put($1) }
    row.put(volume)
    row.put(asOf)
    row.put(articles)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    lastArticle = try row.optionalTimestamp()
    volume = try row.double()
    asOf = try row.timestamp()
    articles = try row.int()
  }
}

/// An expected step of a registered project.
struct MilestoneState: Hashable, Sendable {
  var type: String
  /// The end of the day, month, quarter or year by which it is expected.
  var due: Timestamp
  /// The date by which it is expected, as the register writes it, for example `2025-06`.
  var expected: String
  /// Whether the register says that the milestone was reached.
  var isRegisteredReached: Bool
  /// The id of the article that reports the milestone as reached; nil for none.
  var reachedBy: String?

  var isReached: Bool { isRegisteredReached || reachedBy != nil }

  func encode(to row: inout RowWriter) {
    row.put(type)
    row.put(due)
    row.put(expected)
    row.put(isRegisteredReached)
    row.put(reachedBy) { $0.put($1) }
  }

  init(type: String, due: Timestamp, expected: String, isRegisteredReached: Bool, reachedBy: String? = nil) {
    self.type = type
    self.due = due
    self.expected = expected
    self.isRegisteredReached = isRegisteredReached
    self.reachedBy = reachedBy
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    self.init(
      type: try row.string(), due: try row.timestamp(), expected: try row.string(),
      isRegisteredReached: try row.bool(), reachedBy: try row.optionalString())
  }
}

/// A rule about a counterparty. A rule from an integrity notice warns when a later article reports a breach of it; a
/// rule from a list of sanctioned or debarred parties warns at once.
struct PartyRule: Hashable, Sendable {
  /// What the notice forbids, for example `unauthorised_representation`; `listed` for a list.
  var rule: String
  /// The id of the article, or of the entry in the list.
  var articleId: String
  var revision: Int
  var sourceId: String?
  var publishedAt: Timestamp?
  var url: String?
  var title: String?
  var quote: TextSpan
  /// The level at which a listing warns at once; nil for a rule that warns only of a breach.
  var level: AlertLevel?
  /// When a listing ends; nil where its list gives no end.
  var until: Timestamp?

  /// By publication, then article, then rule.
  var order: (Timestamp, String, String) { (publishedAt ?? .distantPast, articleId, rule) }

  func encode(to row: inout RowWriter) {
    row.put(rule)
    row.put(articleId)
    row.put(revision)
    row.put(sourceId) { $0.put($1) }
    row.put(publishedAt) { $0.put($1) }
    row.put(url) { $0.put($1) }
    row.put(title) { $0.put($1) }
    row.put(quote.text)
    row.put(quote.start)
    row.put(quote.end)
    row.put(level?.rawValue) { $0.put($1) }
    row.put(until) { $0.put($1) }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    rule = try row.string()
    articleId = try row.string()
    revision = try row.int()
    sourceId = try row.optionalString()
    publishedAt = try row.optionalTimestamp()
    url = try row.optionalString()
    title = try row.optionalString()
    quote = TextSpan(text: try row.string(), start: try row.int(), end: try row.int())
    level = try row.bool() ? try row.word(AlertLevel.self) : nil
    until = try row.optionalTimestamp()
  }

  init(_ notice: NoticeSignal, _ model: RiskModel) {
    articleId = notice.articleId
    revision = notice.revision
    sourceId = notice.sourceId
    publishedAt = notice.publishedAt
    url = notice.url.flatMap { $0.utf8.count <= QuoteLimits.url ? $0 : nil }
    title = notice.title.map { QuoteLimits.cut($0, to: QuoteLimits.title) }
    if let listing = notice.listing {
      rule = CounterpartyLane.listed
      let party = listing.party
      let texts = model.evidenceTexts
      let name = party.date.map { texts(.since, party.name, $0.value) } ?? party.name
      let text = texts(.listing, party.list, name, texts.word(for: party.measure), listing.match)
      quote = QuoteLimits.cut(TextSpan(text: text, start: 0, end: text.utf8.count))
      level = model.listingLevels[party.measure]
      until = party.until.map { Timestamp(startOf: $0.lastDay).adding(days: 1) }
    } else {
      rule = notice.notice.rule
      quote = QuoteLimits.cut(notice.notice.quote)
      level = nil
      until = nil
    }
  }
}
