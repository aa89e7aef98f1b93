import KeyedState
import Models
import ReferenceData

/// The state of one category of one ledger of one subject: sums, lanes and greatest contributions. Each account has its
/// own row, because a signal usually changes only one of a subject's many accounts.
final class AccountState {
  unowned let owner: SubjectState
  let account: Account
  private(set) var sums = ContributionSums()
  private(set) var greatest = GreatestContributions()
  /// Whether it has changed since it was last written.
  var isDirty = true
  /// The time before which no contribution changes its phase; nil where no change is scheduled.
  var nextPhase: Timestamp?
  var lanes = LaneStates()
  /// The category's recent scores, from which its trend is computed.
  private(set) var history = ScoreHistory(days: 2)

  init(of owner: SubjectState, account: Account) {
    self.owner = owner
    self.account = account
  }

  var subject: SubjectKey { owner.subject }

  var isEmpty: Bool { sums.count == 0 }

  func book(_ contribution: BookedContribution, sign: Double) { sums.book(contribution, sign: sign) }

  func list(_ contribution: ListedContribution, slowHalfLife: Double) {
    greatest.list(contribution, slowHalfLife: slowHalfLife)
    isDirty = true
  }

  func unlist(_ incident: String) {
    let incident = HashBits(incident)
    if greatest.all.contains(where: { $0.incident == incident }) {
      greatest.unlist(incident)
      isDirty = true
    }
  }

  /// Records the category's score for the hour of `time`; the last score of an hour counts.
  func note(score: Double, at time: Timestamp) { history.note(score, at: time) }

  // MARK: Rows

  /// The key and value of its row; nil where nothing has changed since the last call.
  func takeRow() -> (key: [UInt8], value: [UInt8]?)? {
    guard isDirty else { return nil }
    isDirty = false
    var row = RowWriter()
    sums.encode(to: &row)
    row.put(nextPhase) { $0.put($1) }
    lanes.encode(to: &row)
    history.encode(to: &row)
    greatest.encode(to: &row)
    return (RowKey.account(.accounts, subject, account), row.bytes)
  }

  private init(of owner: SubjectState, _ account: Account, from row: inout RowReader) throws(KeyedStateFailure) {
    self.owner = owner
    self.account = account
    sums = try ContributionSums(from: &row)
    nextPhase = try row.optionalTimestamp()
    lanes = try LaneStates(from: &row)
    history = try ScoreHistory(from: &row)
    greatest = try GreatestContributions(from: &row)
    isDirty = false
  }

  /// Reads the accounts of a subject, in order of ledger and category.
  static func all(of owner: SubjectState, in rows: any KeyedState) throws(KeyedStateFailure) -> [AccountState] {
    let prefix = RowKey.table(.accounts, of: owner.subject)
    var accounts: [AccountState] = []
    try rows.scan(prefix: prefix) { (key, value) throws(KeyedStateFailure) in
      guard let account = RowKey.account(key[prefix.count...]) else {
        throw .corrupt("the key of an account of \(owner.subject) names no category")
      }
      var row = RowReader(value)
      accounts.append(try AccountState(of: owner, account, from: &row))
      return true
    }
    return accounts
  }
}
