import KeyedState
import Models
import ReferenceData

/// The subjects of one partition with their accounts, kept in memory while they are in use.
final class SubjectStore {
  private let rows: any KeyedState
  private let model: RiskModel
  private let cache: WriteBackCache<SubjectKey, SubjectState>
  /// The subject that was last asked for since the last flush, which a signal mostly asks for again.
  private var last: SubjectState?

  init(rows: any KeyedState, model: RiskModel, bound: CacheBound) {
    self.rows = rows
    self.model = model
    cache = WriteBackCache(bound: bound)
  }

  /// The subject with its accounts; a new one where nothing is known of it.
  func subject(_ key: SubjectKey) throws(KeyedStateFailure) -> SubjectState {
    if let last, last.subject == key { return last }
    let found = try cache.entry(key) { () throws(KeyedStateFailure) in
      try SubjectState(subject: key, in: rows, model)
    }
    let state = found ?? SubjectState(subject: key, rows, model)
    last = state
    return state
  }

  /// The account, which is opened where the subject has none of that ledger and category.
  func account(_ subject: SubjectKey, _ account: Account) throws(KeyedStateFailure) -> AccountState {
    try self.subject(subject).open(account)
  }

  func markDirty(_ subject: SubjectState) {
    subject.isChanged = true
    cache.markDirty(subject.subject, subject)
  }

  func markDirty(_ account: AccountState) {
    account.isDirty = true
    cache.markDirty(account.subject, account.owner)
  }

  /// Writes all changes to the rows.
  func flush() throws(KeyedStateFailure) {
    last = nil
    try cache.flush(to: rows)
  }
}
